import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { wrapText } from '../../src/repl/wrap-text.js';
import { toDisplayText } from '../../src/text/display.js';
import { anyText } from '../support/arbitraries.js';

/** What the REPL wraps: texts made safe to show. */
const shown = fc
  .oneof(
    anyText,
    fc
      .array(
        fc.constantFrom(
          'phone',
          '小米',
          '，',
          '。',
          '“',
          '”',
          '（',
          '👩‍👩‍👧',
          '🇺🇸',
          'e\u0301',
          'ﷺ',
          'नि',
          '한국',
          'ｶﾞ',
          ' ',
          '\n',
          '\t',
          '\u00a0',
          '\u3000',
          'https://example.org/long/address?with=query',
          '-',
          '...',
          '\u200d',
          '\ufe0f',
          '🏳️‍🌈',
          'x'.repeat(130),
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  )
  .map(toDisplayText);
const width = fc.integer({ min: 8, max: 120 });

describe('wrapText()', () => {
  test('loses nothing but white space', () => {
    fc.assert(
      fc.property(shown, width, fc.constantFrom('', '  ', '    '), (text, columns, indent) => {
        expect(wrapText(text, columns, indent).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('keeps every line within the width', () => {
    fc.assert(
      fc.property(shown, width, (text, columns) => {
        for (const line of wrapText(text, columns).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 200 },
    );
  });

  test('puts as much on a line as fits: the next word would not', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), width, (words, columns) => {
        const lines = wrapText(words.join(' '), columns).split('\n');
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const [index, line] of lines.entries()) {
          const next = lines[index + 1]?.split(' ')[0];
          if (next !== undefined) expect(stringWidth(`${line} ${next}`)).toBeGreaterThan(columns);
        }
      }),
    );
  });

  test('wrapping again changes nothing', () => {
    fc.assert(
      fc.property(shown, width, (text, columns) => {
        const once = wrapText(text, columns);
        expect(wrapText(once, columns)).toBe(once);
      }),
    );
  });
});
