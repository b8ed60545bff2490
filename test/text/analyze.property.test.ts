import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/text/analyze.js';
import { languages } from '../../src/text/language.js';
import { anyText } from '../support/arbitraries.js';

test('analyze() gives offsets that slice back to the word, in reading order, and terms without spaces', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...languages), (text, language) => {
      const tokens = analyze(text, language);
      const wrong = tokens.filter(({ term, word, start, end }, index) => {
        const slice = text.slice(start, end);
        const plain = slice.normalize('NFKC').toLowerCase().replace(/\s/g, '');
        // Thousands marks are left out; Chinese stays as it is written.
        const isSame = word.replaceAll(',', '') === plain.replaceAll(',', '') || word === slice;
        return !isSame || !/^\S+$/.test(term) || start <= (tokens[index - 1]?.start ?? -1);
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('analyze() finds the same words wherever they stand', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const alone = analyze(text, 'en');
      const moved = analyze(`Before, ${text}`, 'en').slice(1);
      expect(moved.map(({ term, start }) => [term, start - 8])).toEqual(alone.map(({ term, start }) => [term, start]));
    }),
  );
});
