import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCustomId } from '../../../src/discord/custom-id.js';
import { renderSources } from '../../../src/discord/render/render-sources.js';
import type { ArticleSummary } from '../../../src/retrieval/passage-store.js';
import { checkMessage, flatten } from '../../support/discord/payload-checks.js';
import { readMarkdown } from '../../support/discord/read-markdown.js';

const articles = (count: number, over: Partial<ArticleSummary> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    title: `Title ${index}`,
    publisher: 'The Paper',
    published: '2018-03',
    url: `https://example.org/${index}`,
    ...over,
  })) as unknown as ArticleSummary[];

const view = { page: 0, maker: 'xiaomi', topic: null, language: 'en' as const, narrowedTo: ['Xiaomi'] };

const pagesOf = (reply: ReturnType<typeof renderSources>) =>
  flatten(reply.components ?? []).flatMap(({ custom_id: id }) => (id === undefined ? [] : readCustomId(id)));

describe('renderSources()', () => {
  test('shows every article on one of the pages, ten on each', () => {
    const all = articles(23);
    const lines = [0, 1, 2].flatMap(
      (page) => renderSources(all, { ...view, page }).embeds?.[0]?.description?.split('\n') ?? [],
    );
    expect(lines).toHaveLength(23);
    expect(lines[22]).toBe('• [Title 22](https://example.org/22) · The Paper · March 2018');
  });

  test('leads to the pages beside it, with what the list was narrowed to', () => {
    const to = (page: number) => ({ kind: 'sources-page', page, maker: 'xiaomi', topic: null });
    expect(pagesOf(renderSources(articles(23), view))).toEqual([to(1)]);
    expect(pagesOf(renderSources(articles(23), { ...view, page: 1 }))).toEqual([to(0), to(2)]);
    expect(pagesOf(renderSources(articles(23), { ...view, page: 2 }))).toEqual([to(1)]);
    expect(pagesOf(renderSources(articles(10), view))).toEqual([]);
  });

  test('a page that is no more leads to the last one', () => {
    const reply = renderSources(articles(11), { ...view, page: 7 });
    expect(reply.embeds?.[0]?.footer?.text).toBe('Page 2 of 2');
    expect(reply.embeds?.[0]?.title).toBe('What I know: 11 articles · Xiaomi');
  });

  test('says so when there is nothing', () => {
    expect(renderSources([], view)).toEqual({ content: 'I hold no articles on this.' });
  });

  test('loses none of ten articles with long titles and addresses, and cuts no link in two', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 420 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('a', '*', ' b', '小'),
        (address, title, unit) => {
          const long = articles(10, {
            title: unit.repeat(title),
            url: `https://example.org/${'x'.repeat(address)}`,
            publisher: '_'.repeat(80),
          });
          const { content = '', embeds = [], components = [] } = renderSources(long, view);
          expect(checkMessage({ content, embeds, components, flags: 0, fileNames: [] })).toEqual([]);
          const lines = embeds[0]?.description?.split('\n') ?? [];
          expect(lines).toHaveLength(10);
          for (const line of lines) expect(readMarkdown(line.slice(2)).plain).toMatch(/ · March 2018$/);
        },
      ),
    );
  });
});
