import { describe, expect, test } from 'vitest';
import { maximumSentenceLength, splitSentences } from '../../src/text/sentences.js';

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences()', () => {
  test.each([
    [
      'ends a sentence at a blank line, whatever stands before it',
      'It opens at 10 a.m.\n \nA headline\n\nIt left.',
      ['It opens at 10 a.m.', 'A headline', 'It left.'],
    ],
    ['does not end at a line break alone', 'It opened\nat ten.', ['It opened\nat ten.']],
    ['ends a sentence at a full stop', 'It left. It came back.', ['It left.', 'It came back.']],
    [
      'keeps abbreviations inside',
      'Mr. Lei met ZTE Corp. in Jan. 2018. He left.',
      ['Mr. Lei met ZTE Corp. in Jan. 2018.', 'He left.'],
    ],
    [
      'keeps decimals and thousands whole',
      'It fell 3.5 points to 1,000.50 dollars. Fine.',
      ['It fell 3.5 points to 1,000.50 dollars.', 'Fine.'],
    ],
    [
      'ends at a letter that is no initial, as what follows shows',
      'The complaint names the Razr and the Moto G. The commission was to decide.',
      ['The complaint names the Razr and the Moto G.', 'The commission was to decide.'],
    ],
    ['keeps initials inside', 'J. R. Smith spoke. She listened.', ['J. R. Smith spoke.', 'She listened.']],
    [
      'does not end at "U.S." before a name',
      'The U.S. Department of Commerce acted. It was late.',
      ['The U.S. Department of Commerce acted.', 'It was late.'],
    ],
    [
      'does not end at "U.S." before an institution',
      'On Monday the U.S. Senate passed the bill. It was late.',
      ['On Monday the U.S. Senate passed the bill.', 'It was late.'],
    ],
    [
      'ends at "U.S." before a new sentence',
      'It never sold phones in the U.S. Xiaomi said so.',
      ['It never sold phones in the U.S.', 'Xiaomi said so.'],
    ],
    ['keeps the closing quotation mark', '“We will come.” Lei smiled.', ['“We will come.”', 'Lei smiled.']],
    ['keeps a footnote mark with its sentence', 'It sold out.[3] More came.', ['It sold out.[3]', 'More came.']],
    [
      'splits Chinese without spaces',
      '小米没有进入美国。为什么？因为专利！',
      ['小米没有进入美国。', '为什么？', '因为专利！'],
    ],
    ['keeps a Chinese closing mark', '他说：“不会。”然后走了。', ['他说：“不会。”', '然后走了。']],
    [
      'splits Spanish questions',
      'No llegó. ¿Por qué? Por las patentes.',
      ['No llegó.', '¿Por qué?', 'Por las patentes.'],
    ],
    [
      'knows Spanish abbreviations',
      'El Sr. Pérez y la Dra. Ruiz viven en EE. UU. desde 2018.',
      ['El Sr. Pérez y la Dra. Ruiz viven en EE. UU. desde 2018.'],
    ],
    ['does not end inside an address', 'See example.org for more. Then go.', ['See example.org for more.', 'Then go.']],
    ['gives nothing for nothing', ' \n\t ', []],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  test('cuts a text without any mark into pieces of at most the maximum, at spaces', () => {
    const text = 'word '.repeat(1000);
    const pieces = split(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(maximumSentenceLength);
    expect(pieces.join(' ')).toBe(text.trim());
  });

  test('cuts a text without spaces between characters, never inside a surrogate pair', () => {
    const text = `x${'🙂'.repeat(2000)}`;
    const pieces = split(text);
    expect(pieces.join('')).toBe(text);
    // Throws when a surrogate stands alone.
    for (const piece of pieces) expect(() => encodeURIComponent(piece)).not.toThrow();
  });

  test('reads only the range it is given', () => {
    const text = 'Before. Here it is. After.';
    expect(splitSentences(text, 8, 19)).toEqual([{ start: 8, end: 19 }]);
  });

  test.each([
    ['dots', '.'],
    ['dots with spaces', '. '],
    ['question marks and quotes', '?" '],
    ['letters', 'a'],
    ['initials', 'A. '],
    ['opening footnotes', '.[a '],
  ])('takes time linear in the length: five million characters of %s', (_name, unit) => {
    const text = unit.repeat(Math.ceil(5_000_000 / unit.length));
    expect(splitSentences(text).at(-1)?.end).toBe(text.trimEnd().length);
  });
});
