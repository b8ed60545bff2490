import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maximumSentenceLength, splitSentences } from '../../src/text/sentences.js';
import { anyText, isSpace } from '../support/arbitraries.js';

test('splitSentences() gives trimmed ranges in order with only white space between them', () => {
  fc.assert(
    fc.property(anyText, fc.nat(200), fc.nat(200), (text, skip, drop) => {
      const from = Math.min(skip, text.length);
      const to = Math.max(from, text.length - drop);
      let position = from;
      for (const { start, end } of splitSentences(text, from, to)) {
        expect(start).toBeGreaterThanOrEqual(position);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(to);
        expect(end - start).toBeLessThanOrEqual(maximumSentenceLength);
        expect([...text.slice(position, start)].every(isSpace)).toBe(true);
        expect(isSpace(text[start] ?? '')).toBe(false);
        expect(isSpace(text[end - 1] ?? '')).toBe(false);
        position = end;
      }
      expect([...text.slice(position, to)].every(isSpace)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
