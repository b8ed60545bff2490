import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDisplayText } from '../../src/text/display.js';
import { anyText } from '../support/arbitraries.js';

describe('toDisplayText()', () => {
  test.each([
    ['terminal commands lose their power', '\u001b[31mred\u001b[0m \u009b2J \u0007', '[31mred[0m 2J '],
    ['nothing turns the reading direction', 'a\u202eb\u202c \u2066c\u2069 \u200fd', 'ab c d'],
    ['nothing is invisible', '\ufeffa\u200bb\u2060c\0', 'abc'],
    ['halves of surrogate pairs go, whole ones stay', '\ud800a\udc00 🙂', 'a 🙂'],
    ['line ends become one kind', 'a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
    ['joined emoji and accents stay', '👩‍👩‍👧 e\u0301 小米', '👩‍👩‍👧 e\u0301 小米'],
  ])('%s', (_name, text, expected) => {
    expect(toDisplayText(text)).toBe(expected);
  });

  test('has nothing left to do the second time', () => {
    fc.assert(fc.property(anyText, (text) => toDisplayText(toDisplayText(text)) === toDisplayText(text)));
  });
});
