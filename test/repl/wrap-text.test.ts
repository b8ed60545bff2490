import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { wrapText } from '../../src/repl/wrap-text.js';

describe('wrapText()', () => {
  test('breaks at spaces and keeps line breaks', () => {
    expect(wrapText('The carrier dropped the phone.\n\nIt said no.', 12)).toBe(
      'The carrier\ndropped the\nphone.\n\nIt said no.',
    );
  });

  test('puts the indent before every line that is not empty, within the width', () => {
    expect(wrapText('one two three\n\nfour', 9, '    ')).toBe('    one two\n    three\n\n    four');
    expect(wrapText('one two three four', 13, '    ')).toBe('    one two\n    three\n    four');
  });

  test('breaks Chinese anywhere but before closing and after opening marks', () => {
    const wrapped = wrapText('荣耀表示：“暂时没有进入美国的计划”，但是以后会再考虑。', 12);
    expect(wrapped.split('\n').length).toBeGreaterThan(3);
    for (const line of wrapped.split('\n')) {
      expect(stringWidth(line)).toBeLessThanOrEqual(12);
      expect(line).not.toMatch(/^[，。：”]|“$/u);
    }
    expect(wrapped.replaceAll('\n', '')).toBe('荣耀表示：“暂时没有进入美国的计划”，但是以后会再考虑。');
  });

  test('puts no space between Chinese characters, and keeps the one that was there', () => {
    expect(wrapText('小米 Xiaomi 手机', 40)).toBe('小米 Xiaomi 手机');
    expect(wrapText('小米Xiaomi手机', 40)).toBe('小米Xiaomi手机');
  });

  test('breaks a word only when it is wider than a line', () => {
    const url = 'https://example.org/a-very-long-address-that-fits-no-line';
    const wrapped = wrapText(`See ${url} there`, 20);
    expect(wrapped.replace(/\n/g, '')).toContain(url);
    expect(wrapped.split('\n').every((line) => stringWidth(line) <= 20)).toBe(true);
    expect(wrapText(`See ${url} there`, 80)).toContain(url);
  });

  test('keeps emoji of several characters, and letters with their marks, whole', () => {
    const family = '👩‍👩‍👧';
    expect(wrapText(family.repeat(10), 8).split('\n')).toEqual([family.repeat(4), family.repeat(4), family.repeat(2)]);
    const letter = 'e\u0301\u0323';
    expect(wrapText(letter.repeat(20), 8).split('\n')).toEqual([letter.repeat(8), letter.repeat(8), letter.repeat(4)]);
  });

  test('a width too small to read is taken as eight columns', () => {
    expect(wrapText('one two three', 0)).toBe('one two\nthree');
    expect(wrapText('one two three', 10, '       ')).toBe('       one two\n       three');
  });

  test('an empty text stays empty', () => {
    expect(wrapText('', 20, '  ')).toBe('');
    expect(wrapText('   \t ', 20)).toBe('');
  });
});
