import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyGlossary, GlossaryFile } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { ArticleError, parseArticle } from '../../src/knowledge/parse-article.js';
import { articleSource, smallGlossary } from '../support/articles.js';

const glossary = new GlossaryIndex(GlossaryFile.parse(parse(smallGlossary)));

function problemOf(source: string): ArticleError {
  try {
    parseArticle('bad.md', source, glossary);
  } catch (error) {
    if (error instanceof ArticleError) return error;
    throw error;
  }
  throw new Error('Cannot find a problem: the article was loaded');
}

describe('parseArticle()', () => {
  test('needs only title, publisher, published and url, and tags the rest from the glossary', () => {
    const article = parseArticle(
      'one.md',
      articleSource({}, 'Petal phones lost a patent lawsuit. Another patent is Willow’s.\n'),
      glossary,
    );
    expect(article).toEqual({
      id: 'one',
      title: 'A headline',
      publisher: 'The Paper',
      author: null,
      published: '2018-03',
      url: 'https://example.org/a',
      kind: 'report',
      language: 'en',
      makers: ['orchid', 'willow'],
      topics: ['patents'],
      brief: null,
      supersedes: [],
      questions: [],
      translations: [],
      text: 'Petal phones lost a patent lawsuit. Another patent is Willow’s.\n',
    });
  });

  test.each([
    ['es', 'Los aranceles subieron otra vez en el país.'],
    ['zh', '关税又提高了。'],
  ])('tags an article by the words of its own language: %s', (language, text) => {
    expect(parseArticle('one.md', articleSource({}, text), glossary)).toMatchObject({ language, topics: ['prices'] });
  });

  test('takes every key of the schema', () => {
    const article = parseArticle(
      'one.md',
      articleSource(
        {
          id: '2018.one_A',
          author: 'Ann Other',
          published: '2018-03-27',
          kind: 'opinion',
          language: 'es',
          makers: '[willow]',
          topics: '[]',
          supersedes: '[older]',
          questions: '["Why not?", {Petal is: [¿Por qué no?]}]',
          translations: '[{Petal is: {zh: Petal是红色的。}}, {Nobody: {zh: 没有人是红色的。}}]',
        },
        'Nobody is red. Petal is red.',
      ),
      glossary,
    );
    expect(article).toMatchObject({
      id: '2018.one_A',
      author: 'Ann Other',
      published: '2018-03-27',
      kind: 'opinion',
      language: 'es',
      makers: ['willow'],
      topics: [],
      supersedes: ['older'],
      questions: [
        { text: 'Why not?', answeredAt: null },
        { text: '¿Por qué no?', answeredAt: article.text.indexOf('Petal is') },
      ],
      translations: [
        { start: 0, end: 14, texts: { zh: '没有人是红色的。' } },
        { start: 15, end: 28, texts: { zh: 'Petal是红色的。' } },
      ],
    });
  });

  test.each(['2018', '2018-03', '2018-03-27', '2020-02-29', '"2018"'])('keeps the precision of %s', (published) => {
    expect(parseArticle('one.md', articleSource({ published }), glossary).published).toBe(
      published.replaceAll('"', ''),
    );
  });

  test('keeps the text unchanged, whatever line ends and marks the file has', () => {
    const text = '\r\n  Indented.\r\n\r\n---\r\n\r\nAfter a rule. \ufeff';
    const source = `\ufeff${articleSource().split('One short')[0]?.replaceAll('\n', '\r\n')}${text}`;
    expect(parseArticle('one.md', source, glossary).text).toBe(text);
  });

  test.each([
    ['plain.md', 'plain'],
    ['With Spaces & Signs.MD', 'With-Spaces-Signs'],
    ['2018-03_a.b.md', '2018-03_a.b'],
  ])('takes the id of %s from its name', (fileName, id) => {
    expect(parseArticle(fileName, articleSource(), glossary).id).toBe(id);
  });

  test('gives files named in other scripts ids of their own', () => {
    const ids = ['小米.md', '华为.md', 'móvil.md', '- .md'].map(
      (name) => parseArticle(name, articleSource(), glossary).id,
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
  });

  test.each([
    ['no front matter', 'Only text.', 'it has no front matter', '"---"'],
    ['front matter that is never closed', '---\ntitle: A\n\nText.', 'it has no front matter', '"---"'],
    ['an empty front matter', '---\n---\nText.', 'key "title" is missing', 'front matter'],
    [
      'front matter that is a sentence',
      '---\njust words\n---\nText.',
      'front matter is not a list of keys',
      'front matter',
    ],
    ['no title', articleSource({ title: undefined }), 'key "title" is missing', 'front matter'],
    ['no publisher', articleSource({ publisher: undefined }), 'key "publisher" is missing', 'front matter'],
    ['no date', articleSource({ published: undefined }), 'key "published" is missing', 'front matter'],
    ['no address', articleSource({ url: undefined }), 'key "url" is missing', 'front matter'],
    ['an empty title', articleSource({ title: '" "' }), 'key "title" must not be empty', 'front matter'],
    [
      'a title that is a number',
      articleSource({ title: '2018' }),
      'key "title" Invalid input: expected string',
      'front matter',
    ],
    [
      'makers that are no list',
      articleSource({ makers: 'orchid' }),
      'key "makers" Invalid input: expected array',
      'front matter',
    ],
    ['an unknown key', articleSource({ publishd: '2018' }), 'unknown key "publishd"', 'front matter'],
    ['month 13', articleSource({ published: '2018-13' }), 'key "published" must be a date', 'front matter'],
    ['30 February', articleSource({ published: '2018-02-30' }), 'key "published" must be a date', 'front matter'],
    [
      '29 February of a common year',
      articleSource({ published: '2019-02-29' }),
      'key "published" must be a date',
      'front matter',
    ],
    ['a date in words', articleSource({ published: 'March 2018' }), 'key "published" must be a date', 'front matter'],
    [
      'a date with a time',
      articleSource({ published: '2018-03-01T10:00:00Z' }),
      'key "published" must be a date',
      'front matter',
    ],
    ['an unknown maker', articleSource({ makers: '[orchid, tulip]' }), 'makers names "tulip"', 'orchid, willow'],
    ['an unknown topic', articleSource({ topics: '[weather]' }), 'topics names "weather"', 'patents, prices'],
    ['an address without a scheme', articleSource({ url: 'example.org' }), 'key "url" must be an http', 'front matter'],
    [
      'a script as address',
      articleSource({ url: '"javascript:alert(1)"' }),
      'key "url" must be an http',
      'front matter',
    ],
    ['an id with a slash', articleSource({ id: '../etc' }), 'key "id" may hold only', 'front matter'],
    ['an unknown kind', articleSource({ kind: 'rumour' }), 'key "kind" must be one of report', 'front matter'],
    [
      'an unknown language',
      articleSource({ language: 'fr' }),
      'key "language" must be one of en, es, zh',
      'front matter',
    ],
    ['a wrong entry in a list', articleSource({ questions: '[Why?, ""]' }), 'key "questions.1"', 'front matter'],
    [
      'the first words of a sentence that the text does not have',
      articleSource({ questions: '[{Roses are: [Why?]}]' }, 'Petals are red.'),
      'key "questions" names the sentence that begins "Roses are", which the text has not',
      'first words of the sentence',
    ],
    [
      'the first words of two sentences',
      articleSource({ questions: '[{Petals are: [Why?]}]' }, 'Petals are red. Petals are soft.'),
      'which the text has 2 times',
      'as many as only it begins with',
    ],
    [
      'a translation of a sentence that is not there',
      articleSource({ translations: '[{Roses are: {es: Las rosas son rojas.}}]' }, 'Petals are red.'),
      'key "translations" names the sentence that begins "Roses are", which the text has not',
      'first words',
    ],
    [
      'a translation into a language that is not spoken here',
      articleSource({ translations: '[{Petals are: {fr: Les pétales sont rouges.}}]' }, 'Petals are red.'),
      'unknown key "fr"',
      'front matter',
    ],
    [
      'a sentence without a list of questions',
      articleSource({ questions: '[{Petals are: Why?}]' }, 'Petals are red.'),
      'key "questions.0" must be a question',
      'front matter',
    ],
    ['a colon in a value', articleSource({ title: 'One: two' }), 'line 2 is not valid YAML', 'quotation marks'],
    ['a key given twice', `---\ntitle: A\n${articleSource().slice(4)}`, 'line 3 is not valid YAML', 'quotation marks'],
    ['an alias', articleSource({ title: '&a One', publisher: '*a' }), 'not valid YAML', 'quotation marks'],
    ['no text', articleSource({}, ' \n\t\n'), 'there is no text', 'below the second'],
  ])('says what is wrong with %s', (_name, source, found, remedy) => {
    const problem = problemOf(source);
    expect(problem.message).toContain('Cannot load "bad.md": ');
    expect(problem.message).toContain(found);
    expect(problem.remedy).toContain(remedy);
  });

  test('says how to name a maker when there is no glossary', () => {
    expect(() =>
      parseArticle('bad.md', articleSource({ makers: '[orchid]' }), new GlossaryIndex(emptyGlossary)),
    ).toThrow(expect.objectContaining({ remedy: 'add it to glossary.yaml' }));
  });

  test.each([
    ['a key', articleSource({ [`k${'x'.repeat(60_000)}`]: '1' })],
    ['a maker', articleSource({ makers: `["${'x'.repeat(60_000)}"]` })],
    ['a title', articleSource({ title: 'x'.repeat(60_000) })],
    ['a list of empty questions', articleSource({ questions: `[${'"",'.repeat(10_000)}]` })],
    [
      'keys without end',
      articleSource(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`key${index}`, '1']))),
    ],
    ['a line of 100,000 characters', articleSource({ title: 'x'.repeat(100_000) })],
  ])('keeps its message short when %s is absurd', (_name, source) => {
    expect(problemOf(source).message.length).toBeLessThan(700);
  });
});
