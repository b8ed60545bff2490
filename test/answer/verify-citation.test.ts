import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Citation } from '../../src/answer/answer.js';
import { isProven } from '../../src/answer/verify-citation.js';
import { anyText } from '../support/arbitraries.js';
import { summaryOf } from '../support/ranking.js';

const text = 'Verizon dropped the phone. It would not say why.';
const article = { ...summaryOf({ id: 'a' }), translations: [], text };
const citation: Citation = {
  marker: 1,
  passageId: 'a#1',
  articleId: 'a',
  title: 'A headline',
  publisher: 'The Paper',
  published: '2018-03',
  url: 'https://example.org/a',
  quote: 'Verizon dropped the phone.',
  start: 0,
  end: 26,
};

describe('isProven()', () => {
  test('accepts a quote that is the slice it points to', () => {
    expect(isProven(citation, article)).toBe(true);
  });

  test.each<[string, Partial<Citation>]>([
    ['one letter differs', { quote: 'Verizon dropped the Phone.' }],
    ['it points elsewhere', { start: 1, end: 27 }],
    ['it is longer than its range', { quote: `${citation.quote} ` }],
    ['it is of another article', { articleId: 'b' }],
    ['it is empty', { quote: '', start: 3, end: 3 }],
    ['it starts before the text', { start: -26, end: 0 }],
    ['it ends after the text', { start: text.length - 4, end: text.length + 22 }],
    ['its offsets are no numbers', { start: Number.NaN, end: Number.NaN }],
  ])('refuses one when %s', (_reason, changes) => {
    expect(isProven({ ...citation, ...changes }, article)).toBe(false);
  });

  test('refuses one whose article is gone', () => {
    expect(isProven(citation, null)).toBe(false);
  });

  test('compares by code units: forms that look alike are not the same', () => {
    const decomposed = { ...article, text: 'Cafe\u0301' };
    expect(isProven({ ...citation, quote: 'Caf\u00e9', start: 0, end: 4 }, decomposed)).toBe(false);
    expect(isProven({ ...citation, quote: 'Cafe\u0301', start: 0, end: 5 }, decomposed)).toBe(true);
  });

  test('accepts a quote exactly where it stands', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(50), (source, quote, start) => {
        const end = start + quote.length;
        const isThere = quote !== '' && source.slice(start, end) === quote;
        expect(isProven({ ...citation, quote, start, end }, { ...article, text: source })).toBe(isThere);
      }),
    );
  });
});
