import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, VocabularyIndex } from '../../../src/retrieval/understand/spelling.js';

/** The definition, without limit or saved rows: insertions, deletions, substitutions and swaps of neighbours. */
function plainDistance(a: string, b: string, i = a.length, j = b.length): number {
  if (i === 0 || j === 0) return i + j;
  const choices = [
    plainDistance(a, b, i - 1, j) + 1,
    plainDistance(a, b, i, j - 1) + 1,
    plainDistance(a, b, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
  ];
  if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
    choices.push(plainDistance(a, b, i - 2, j - 2) + 1);
  return Math.min(...choices);
}

describe('editDistance()', () => {
  test('agrees with the plain definition up to its limit and exceeds the limit otherwise', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        const distance = plainDistance(a, b);
        const found = editDistance(a, b, limit);
        if (distance <= limit) expect(found).toBe(distance);
        else expect(found).toBeGreaterThan(limit);
      }),
      { numRuns: 300 },
    );
  });
});

describe('VocabularyIndex', () => {
  const index = new VocabularyIndex(
    new Map([
      ['xiaomi', 50],
      ['carrier', 40],
      ['carried', 3],
      ['tariff', 20],
      ['revolut', 2],
      ['patent', 30],
      ['patient', 1],
      ['us', 90],
      ['europ', 5],
      ['5g', 9],
      ['小米', 8],
    ]),
  );
  const terms = (found: { term: string }[]) => found.map(({ term }) => term);

  test.each([
    ['xaiomi', 'xiaomi', 'a swap of neighbours'],
    ['xiomi', 'xiaomi', 'a missing letter'],
    ['tarriff', 'tariff', 'a doubled letter'],
    ['cariier', 'carrier', 'a wrong letter'],
    ['eruop', 'europ', 'a swap in a short word'],
  ])('corrects %s to %s: %s', (word, expected) => {
    expect(index.corrections(word)[0]?.term).toBe(expected);
  });

  test('prefers the nearer reading, then the commoner', () => {
    expect(terms(index.corrections('carrie'))).toEqual(['carrier', 'carried']);
    expect(terms(index.corrections('patiant'))).toEqual(['patient', 'patent']);
    const [first, second] = index.corrections('patiant');
    expect(first?.similarity).toBeGreaterThan(second?.similarity ?? 1);
  });

  test('leaves short words alone and takes no term that is not a word', () => {
    expect(index.corrections('uss')).toEqual([]);
    expect(index.corrections('小米手')).toEqual([]);
    expect(index.corrections('zzzzzzz')).toEqual([]);
  });

  test('finds a word of another language by its beginning and its trigrams', () => {
    expect(index.cognates('revolución')[0]?.term).toBe('revolut');
    expect(index.cognates('patentes')[0]?.term).toBe('patent');
    expect(index.cognates('teléfono')).toEqual([]);
  });

  test('an empty vocabulary suggests nothing', () => {
    const empty = new VocabularyIndex(new Map());
    expect([empty.corrections('xiaomi'), empty.cognates('xiaomi')]).toEqual([[], []]);
  });
});
