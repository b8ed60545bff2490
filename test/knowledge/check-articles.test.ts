import { describe, expect, test } from 'vitest';
import { checkArticles } from '../../src/knowledge/check-articles.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { articleSource, type FrontMatterLines } from '../support/articles.js';
import { importGlossary as glossary } from '../support/import.js';

const about = { makers: '[orchid]', topics: '[patents]' };
const article = (id: string, text: string, keys: FrontMatterLines = {}) =>
  parseArticle(
    `${id}.md`,
    articleSource({ ...about, url: `https://example.org/${id}`, ...keys }, `${text}\n`),
    glossary,
  );

/** The problems of articles that, with one more, cover the small glossary. */
function problemsOf(...articles: ReturnType<typeof article>[]): string[] {
  const topics = `[${[...glossary.topicIds].join(', ')}]`;
  const makers = `[${[...glossary.makerIds].join(', ')}]`;
  const rest = article('rest', 'Willow opened a plant in Ohio in June 2020, its owner said.', { makers, topics });
  return checkArticles([rest, ...articles], glossary).map(({ articleId, problem }) => `${articleId}: ${problem}`);
}

describe('checkArticles()', () => {
  test('finds no fault in articles without one', () => {
    expect(problemsOf(article('a', 'Orchid sued Willow in May 2024. Willow denied it.'))).toEqual([]);
  });

  test.each([
    ['It', 'Orchid sued in May. It lost in June.', 'en'],
    ['these', 'Orchid has patents. These cover hinges.', 'en'],
    ['Ello', 'Orchid perdió el pleito en mayo. Ello le costó mucho a la compañía, según sus abogados.', 'es'],
    ['它', '兰花公司五月起诉。它六月败诉。', 'zh'],
  ])('finds a sentence that opens with a bare pronoun (%s)', (_word, text, language) => {
    expect(problemsOf(article('a', text, { language }))).toEqual([
      expect.stringContaining('a: a sentence opens with a pronoun and cannot be quoted alone'),
    ]);
  });

  test('lets words pass that only begin like a pronoun', () => {
    expect(problemsOf(article('a', 'Italy bought Orchid phones. Theirsen sold them.'))).toEqual([]);
    expect(problemsOf(article('a', '这家公司五月起诉。其他厂商没有回应。', { language: 'zh' }))).toEqual([]);
  });

  test('finds a sentence of more than 45 words, in Chinese by characters', () => {
    const words = (count: number) => `Orchid ${'word '.repeat(count - 2)}end.`;
    expect(problemsOf(article('a', words(45)))).toEqual([]);
    expect(problemsOf(article('a', words(46)))).toEqual([
      expect.stringContaining('a sentence has 46 words, the limit is 45'),
    ]);
    expect(problemsOf(article('a', `兰花${'字'.repeat(90)}。`, { language: 'zh' }))).toEqual([
      expect.stringContaining('a sentence has'),
    ]);
  });

  test.each(['https://localhost/a', 'https://example.org./a', 'https://user@example.org/a'])(
    'finds the address %s that leads nowhere',
    (url) => {
      expect(problemsOf(article('a', 'Orchid sued Willow.', { url }))).toEqual([`a: its link "${url}" leads nowhere`]);
    },
  );

  test('finds a broken link in the text', () => {
    expect(problemsOf(article('a', 'Orchid sued [Willow](htp:/example).'))).toEqual([
      'a: its link "htp:/example" leads nowhere',
    ]);
  });

  test('finds two articles with nearly the same text', () => {
    const text =
      'Orchid sued Willow in Portland in May 2024 over a hinge. Willow denied it in June and asked the court to end the suit.';
    expect(problemsOf(article('a', text), article('b', `${text} A judge agreed.`))).toEqual([
      'b: its text is nearly that of "a"',
    ]);
  });

  test('finds what is superseded by something older, by itself or by nothing', () => {
    const newer = article('newer', 'Orchid won in May 2024.', { published: '2024-05-02' });
    const at = (published: string, supersedes: string) =>
      article('a', 'Orchid lost in the same court.', { published, supersedes: `[${supersedes}]` });
    expect(problemsOf(newer, at('2024-05-01', 'newer'))).toEqual([
      'a: it supersedes "newer", which is newer (2024-05-02)',
    ]);
    // Compared by the month, which is all that is known.
    expect(problemsOf(newer, at('2024-05', 'newer'))).toEqual([]);
    expect(problemsOf(newer, at('2024-06', 'a'))).toEqual(['a: it supersedes "a", which is no other article']);
    expect(problemsOf(newer, at('2024-06', 'gone'))).toEqual(['a: it supersedes "gone", which is no other article']);
  });

  test('finds makers and topics that no article is about', () => {
    const problems = checkArticles([article('a', 'Orchid won in May 2024.')], glossary).map(({ problem }) => problem);
    expect(problems).toContain('no article is about the maker "willow"');
    expect(problems.filter((problem) => problem.includes('topic "patents"'))).toEqual([]);
  });
});
