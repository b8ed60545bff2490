import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/text/analyze.js';
import { languages } from '../../src/text/language.js';
import { anyText } from '../support/arbitraries.js';

test('analyze() gives offsets that slice back to the word, in reading order', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...languages), (text, language) => {
      let previous = -1;
      for (const token of analyze(text, language)) {
        const slice = text.slice(token.start, token.end);
        const word = slice.normalize('NFKC').toLowerCase().replace(/\s/g, '');
        expect(token.word === word || token.word === word.replaceAll(',', '') || token.word === slice).toBe(true);
        expect(token.term).toMatch(/^\S+$/);
        expect(token.start).toBeGreaterThan(previous);
        previous = token.start;
      }
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
