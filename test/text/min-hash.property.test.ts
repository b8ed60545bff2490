import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateSimilarity, minHash } from '../../src/text/min-hash.js';
import { isNearCopy, printText } from '../../src/text/near-copy.js';

/** Exact Jaccard similarity of three-word runs: the slow way. */
function exactSimilarity(a: readonly string[], b: readonly string[]): number {
  const runs = (words: readonly string[]) =>
    new Set(words.slice(0, -2).map((_, index) => words.slice(index, index + 3).join(' ')));
  const [first, second] = [runs(a), runs(b)];
  const shared = [...first].filter((run) => second.has(run)).length;
  return shared / (first.size + second.size - shared);
}

const words = fc.array(
  fc.integer({ min: 0, max: 400 }).map((number) => `word${number}`),
  { minLength: 30, maxLength: 200 },
);

describe('minHash()', () => {
  test('estimates the share of wording that two texts have in common', () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 0, max: 100 }), (own, other, percent) => {
        const kept = own.slice(0, Math.round((own.length * percent) / 100));
        const mixed = [...kept, ...other.slice(kept.length)];
        if (mixed.length < 3) return;
        const estimate = estimateSimilarity(minHash(own.join(' ')), minHash(mixed.join(' ')));
        // Five standard errors of 128 draws.
        expect(Math.abs(estimate - exactSimilarity(own, mixed))).toBeLessThan(0.23);
      }),
    );
  });

  test('does not see case, spacing and punctuation', () => {
    const plain = 'orchid opened a shop in portland on 3 may 2024';
    expect(minHash('Orchid opened a shop — in Portland,\n on 3 May 2024!')).toEqual(minHash(plain));
  });

  test('tells Chinese texts apart and together', () => {
    const story = '兰花公司五月三日在波特兰开设了第一家门店，约四十名顾客到场参观，公司律师介绍了专利。';
    expect(estimateSimilarity(minHash(story), minHash(`${story}完。`))).toBeGreaterThan(0.8);
    expect(
      estimateSimilarity(minHash(story), minHash('柳树手机去年在加拿大的销量下降了一半，管理层对此不愿置评。')),
    ).toBeLessThan(0.1);
  });

  test('finds nothing in common with a text without words', () => {
    expect(estimateSimilarity(minHash(''), minHash('…'))).toBe(0);
  });
});

describe('isNearCopy()', () => {
  const sentence = fc
    .array(
      fc.integer({ min: 0, max: 5000 }).map((number) => `word${number}`),
      { minLength: 8, maxLength: 20 },
    )
    .map((list) => `A${list.join(' ')}.`);
  const text = fc.array(sentence, { minLength: 4, maxLength: 12 }).map((list) => list.join(' '));

  test('holds for a text and itself, and for a copy with a sentence more', () => {
    fc.assert(
      fc.property(text, sentence, (story, more) => {
        expect(isNearCopy(printText(story), printText(story))).toBe(true);
        expect(isNearCopy(printText(story), printText(`${story} ${more}`))).toBe(true);
      }),
    );
  });

  test('is the same both ways round, and does not hold for unrelated texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [first, second] = [printText(a), printText(b)];
        expect(isNearCopy(first, second)).toBe(isNearCopy(second, first));
        if (a !== b) expect(isNearCopy(first, second)).toBe(false);
      }),
    );
  });
});
