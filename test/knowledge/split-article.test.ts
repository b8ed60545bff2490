import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countWords, splitArticle } from '../../src/knowledge/split-article.js';
import { goldenCases, goldenFolder, passagesOfCase } from '../support/golden-articles.js';

describe('splitArticle()', () => {
  test.each(goldenCases())('splits fixtures/articles/%s as its expected.passages.json says', (name) => {
    const expected: unknown = JSON.parse(readFileSync(path.join(goldenFolder, name, 'expected.passages.json'), 'utf8'));
    expect(passagesOfCase(name)).toEqual(expected);
  });

  test('gives nothing for an article of headings alone', () => {
    expect(splitArticle('a', '# One\n\n## Two\n')).toEqual([]);
  });

  test('tells two passages with the same text apart', () => {
    const passages = splitArticle('a', '# One\n\nThe same words.\n\n# Two\n\nThe same words.\n');
    expect(passages.map((passage) => passage.id)).toEqual([passages[0]?.id, `${passages[0]?.id}-2`]);
  });

  test('keeps passages of long prose between 40 and 160 words', () => {
    const text = 'Nine words make up each of these plain sentences. '.repeat(200);
    for (const passage of splitArticle('a', text)) {
      expect(countWords(passage.text)).toBeGreaterThanOrEqual(40);
      expect(countWords(passage.text)).toBeLessThanOrEqual(160);
    }
  });

  test('counts a Chinese character as 0.6 words', () => {
    expect(countWords('小米在美国')).toBe(3);
    expect(countWords('Xiaomi sells no phones — yet.')).toBe(5);
  });
});
