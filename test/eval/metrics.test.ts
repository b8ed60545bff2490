import { describe, expect, test } from 'vitest';
import {
  holdsFact,
  mean,
  ndcg,
  normalizeAnswer,
  percentile,
  recall,
  reciprocalRank,
} from '../../scripts/eval/metrics.js';

const relevance = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 0],
  ['d', 1],
]);

describe('ndcg()', () => {
  test('is 1 for the ideal order and less for any other', () => {
    expect(ndcg(['a', 'b', 'd', 'c'], relevance, 10)).toBe(1);
    expect(ndcg(['b', 'a', 'd'], relevance, 10)).toBeLessThan(1);
  });

  test('worked by hand: gains 2, 0, 3 at ranks 1 to 3 against 3, 2, 1', () => {
    const found = 2 / Math.log2(2) + 0 + 3 / Math.log2(4);
    const ideal = 3 / Math.log2(2) + 2 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcg(['b', 'x', 'a'], relevance, 10)).toBeCloseTo(found / ideal, 12);
  });

  test('looks only as deep as it is told', () => {
    expect(ndcg(['x', 'a'], relevance, 1)).toBe(0);
    expect(ndcg(['a', 'x', 'b'], relevance, 1)).toBe(1);
  });

  test('a negative grade gains nothing, and takes nothing away', () => {
    expect(
      ndcg(
        ['n', 'a'],
        new Map([
          ['n', -1],
          ['a', 1],
        ]),
        10,
      ),
    ).toBeCloseTo(1 / Math.log2(3), 12);
  });

  test('is 0 when nothing is relevant or nothing was found', () => {
    expect(ndcg(['a'], new Map(), 10)).toBe(0);
    expect(ndcg(['a'], new Map([['a', 0]]), 10)).toBe(0);
    expect(ndcg([], relevance, 10)).toBe(0);
  });
});

describe('recall()', () => {
  test('is the share of the relevant among the first', () => {
    expect(recall(['a', 'x', 'b'], relevance, 10)).toBeCloseTo(2 / 3);
    expect(recall(['a', 'x', 'b'], relevance, 2)).toBeCloseTo(1 / 3);
    expect(recall(['c'], relevance, 10)).toBe(0);
    expect(recall(['a'], new Map(), 10)).toBe(0);
  });
});

describe('reciprocalRank()', () => {
  test('is one over the rank of the first relevant', () => {
    expect(reciprocalRank(['a'], relevance, 10)).toBe(1);
    expect(reciprocalRank(['x', 'c', 'd', 'a'], relevance, 10)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(['x', 'c', 'd', 'a'], relevance, 2)).toBe(0);
    expect(reciprocalRank([], relevance, 10)).toBe(0);
  });
});

describe('mean() and percentile()', () => {
  test('mean() of nothing is 0', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBe(0);
  });

  test('percentile() does not care about the order and leaves the values alone', () => {
    const values = [50, 10, 40, 20, 30];
    expect(percentile(values, 0.5)).toBe(30);
    expect(percentile(values, 0)).toBe(10);
    expect(percentile(values, 0.99)).toBe(50);
    expect(percentile(values, 1)).toBe(50);
    expect(values).toEqual([50, 10, 40, 20, 30]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('holdsFact()', () => {
  test.each([
    ['Xiaomi holds 3,700 patents.', ['3,700 patents'], true, 'the very words'],
    ['XIAOMI holds 3,700 Patents.', ['xiaomi HOLDS'], true, 'other capitals'],
    ['The price: 580 dollars.', ['580 dollars', 'USD 580'], true, 'one of the alternatives'],
    ['The Mate 10-Pro, in “blue”.', ['Mate 10 Pro', 'x'], true, 'other punctuation'],
    ['The ban ended.', ['was lifted'], false, 'other words'],
    ['荣耀在2020年11月17日独立。', ['2020年11月17日'], true, 'Chinese'],
    ['荣耀在 2020 年独立。', ['2020年'], true, 'Chinese, spaced otherwise'],
    ['Ｘｉａｏｍｉ ½', ['xiaomi 1 2'], true, 'compatibility forms'],
    ['Anything.', [''], false, 'an empty alternative'],
    ['Anything.', [], false, 'no alternative'],
    ['', ['x'], false, 'an empty text'],
  ])('%s holds %j: %s (%s)', (text, alternatives, expected) => {
    expect(holdsFact(text, alternatives)).toBe(expected);
  });

  test('normalizeAnswer() leaves letters, digits and single spaces', () => {
    expect(normalizeAnswer('  The “P20 Pro” — 5,600 shops!  ')).toBe('the p20 pro 5 600 shops');
  });
});
