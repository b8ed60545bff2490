import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Answered, Citation } from '../../../src/answer/answer.js';
import { escapeWithin } from '../../../src/discord/render/markdown.js';
import {
  type AnswerView,
  renderAnswer,
  renderPassage,
  shownQuoteLength,
} from '../../../src/discord/render/render-answer.js';
import type { Reply } from '../../../src/discord/render/reply.js';
import { anyText } from '../../support/arbitraries.js';
import { checkMessage, flatten } from '../../support/discord/payload-checks.js';
import { readMarkdown } from '../../support/discord/read-markdown.js';

const hostile = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom('**', '_', '`', '[a](https://x.y)', '@everyone', '||', 'word ', '\n', '小米', 'https://x.y/'),
      {
        maxLength: 200,
        size: 'max',
      },
    )
    .map((parts) => parts.join('')),
);
const date = fc.constantFrom('2018', '2018-03', '2018-03-27');
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:x', 'no url', `https://example.org/${'a(b)'.repeat(90)}`),
);

const answered: fc.Arbitrary<Answered> = fc
  .array(fc.record({ title: hostile, publisher: hostile, published: date, url, quote: hostile, text: hostile }), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((parts) => {
    const citations: Citation[] = parts.map(({ text: _, ...part }, index) => ({
      ...part,
      marker: index + 1,
      passageId: `p${index}`,
      articleId: `a${index % 3}`,
      start: 0,
      end: part.quote.length,
    }));
    const markers = fc.uniqueArray(fc.constantFrom(...citations.map(({ marker }) => marker)), {
      minLength: 1,
      maxLength: 4,
    });
    return fc.record({
      kind: fc.constant('answered' as const),
      mode: fc.constant('extractive' as const),
      asOf: date,
      text: fc.constant(''),
      claims: fc.tuple(...parts.map(({ text }) => markers.map((cited) => ({ text: text || 'x', citations: cited })))),
      citations: fc.constant(citations),
      notices: fc.array(hostile, { maxLength: 4 }),
    });
  });

const view: fc.Arbitrary<AnswerView> = fc.record({
  exchange: fc.constant('abcdefghijkl'),
  question: fc.option(hostile, { nil: null }),
  language: fc.constantFrom('en', 'es', 'zh'),
  areBriefs: fc.boolean(),
  isPrivate: fc.boolean(),
  mayEmbed: fc.boolean(),
  note: hostile,
});

/** Every limit of Discord, and what every message of an answer has in common. */
function expectDeliverable(replies: readonly Reply[]): void {
  for (const { content = '', embeds = [], components = [] } of replies) {
    expect(checkMessage({ content, embeds, components, flags: 0, fileNames: [] })).toEqual([]);
    expect(content.length).toBeLessThanOrEqual(2_000);
    expect(embeds.every(({ description = '' }) => description.length <= 4_096)).toBe(true);
    expect(content !== '' || embeds.length > 0).toBe(true);
    const ids = flatten(components).flatMap(({ custom_id: id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  }
}

const allText = (replies: readonly Reply[]) =>
  replies.flatMap(({ content = '', embeds = [] }) => [content, ...embeds.map(({ description = '' }) => description)]);

describe('renderAnswer()', () => {
  test('fits any answer into messages that Discord takes, with nothing left out and nothing made of it', () => {
    fc.assert(
      fc.property(answered, view, (answer, how) => {
        const replies = renderAnswer(answer, how);
        expectDeliverable(replies);
        if (!how.mayEmbed) expect(replies.flatMap(({ embeds = [] }) => embeds)).toEqual([]);

        // Each sentence with its own markers, in one message.
        for (const { text, citations } of answer.claims) {
          const sentence = `${escapeWithin(text, 900)} ${citations.map((marker) => `[${marker}]`).join('')}`;
          expect(replies.some(({ content = '' }) => content.includes(sentence))).toBe(true);
        }
        // Each source once, in order, under its own number.
        const sources = allText(replies).flatMap((text) => [...text.matchAll(/^\*\*\[(\d+)\]\*\* “(.*)”$/gm)]);
        expect(sources.map((match) => Number(match[1]))).toEqual(answer.citations.map(({ marker }) => marker));
        for (const [, , quote = ''] of sources) {
          const { plain, marks } = readMarkdown(quote);
          expect(marks).toEqual([]);
          expect(plain.length).toBeLessThanOrEqual(shownQuoteLength);
        }
        // Our own marks are small print, bold numbers and links; anything else came from a text.
        const marks = allText(replies).flatMap((text) => readMarkdown(text).marks);
        expect(marks.filter((mark) => !['small', 'bold', 'link'].includes(mark))).toEqual([]);
        expect(marks.filter((mark) => mark === 'bold')).toHaveLength(answer.citations.length);

        const notices = allText(replies).flatMap((text) => text.match(/^-# ⚠️ /gm) ?? []);
        expect(notices).toHaveLength(Math.min(3, answer.notices.length));
        const withComponents = replies.filter(({ components = [] }) => components.length > 0);
        expect(withComponents).toEqual([replies.at(-1)]);
      }),
      { numRuns: 100 },
    );
  });

  test('fits a refusal and a help text too', () => {
    const nearest = fc.record({ id: fc.constant('a'), title: hostile, published: date, url });
    const other: fc.Arbitrary<Answer> = fc.oneof(
      fc.record({
        kind: fc.constant('no-source' as const),
        text: hostile.map((text) => text || 'No.'),
        notices: fc.array(hostile, { maxLength: 4 }),
        nearest: fc.array(nearest, { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('help' as const), text: fc.constant('I answer.'), notices: fc.constant([]) }),
    );
    fc.assert(
      fc.property(other, view, (answer, how) => {
        const replies = renderAnswer(answer, how);
        expectDeliverable(replies);
        const lines = allText(replies).flatMap((text) => text.split('\n'));
        expect(lines.some((line) => /^\*\*\[|^\[1\]/.test(line))).toBe(false);
        if (answer.kind === 'no-source')
          expect(lines.filter((line) => line.startsWith('• '))).toHaveLength(answer.nearest.length);
        expect(replies.at(-1)?.components ?? []).toHaveLength(answer.kind === 'help' ? 0 : 1);
      }),
    );
  });
});

describe('renderPassage()', () => {
  test('shows any passage whole within the limits, only the quote in bold', () => {
    fc.assert(
      fc.property(answered, anyText, anyText, view, ({ citations: [citation] }, before, after, how) => {
        if (citation === undefined) throw new Error('There is no citation');
        const reply = renderPassage({ ...citation, quote: `Q${citation.quote}` }, { before, after }, how);
        expectDeliverable([reply]);
        expect(readMarkdown(reply.embeds?.[0]?.description ?? '').marks).toEqual(['bold']);
        expect(readMarkdown(reply.embeds?.[0]?.title ?? '').marks).toEqual([]);
      }),
    );
  });
});
