import { describe, expect, test } from 'vitest';
import { findQuantities } from '../../../src/answer/overview/quantities.js';
import { cpuTime } from '../../support/cpu-time.js';

const said = (text: string) =>
  findQuantities(text, []).map(({ value, kind, bound }) => `${bound ? `${bound} ` : ''}${value} ${kind}`);

describe('numbers said in a text', () => {
  test.each([
    ['roughly 1,500 patents', ['1500 count']],
    ['13.1 percent of shipments', ['13.1 percent']],
    ['a fine of $1.2 billion', ['1200000000 money']],
    ['paid 1 billion dollars', ['1000000000 money']],
    ['nine Republican lawmakers', ['9 count']],
    ['more than 2,000 patents', ['over 2000 count']],
    ['under $1,000', ['under 1000 money']],
    ['21 models, 48 percent fewer', ['21 count', '48 percent']],
    ['más de 1.500 patentes', ['over 1500 count']],
    ['el 13,1 % de los envíos', ['13.1 percent']],
    ['una multa de 400 millones de dólares', ['400000000 money']],
    ['2.000 millones de dólares', ['2000000000 money']],
    ['2 mil millones', ['2000000000 count']],
    ['裁员325人', ['325 count']],
    ['罚款10亿美元', ['1000000000 money']],
    ['百分之13', ['13 percent']],
    ['九名议员', ['9 count']],
    ['份额为13.1%', ['13.1 percent']],
  ])('“%s”', (text, numbers) => {
    expect(said(text)).toEqual(numbers);
  });

  test.each(['a 5G phone', 'the 6T', 'no number at all', 'anyone, someone', 'WCDMA2000x'])('“%s” says none', (text) => {
    expect(said(text)).toEqual([]);
  });

  test('are not read from dates and names', () => {
    const text = 'The Mate 10 came in 2018 for $800';
    const names = [
      { start: 4, end: 11 },
      { start: 20, end: 24 },
    ];
    expect(findQuantities(text, names).map(({ value }) => value)).toEqual([800]);
  });

  test('a long text of digits is read quickly', () => {
    const started = cpuTime();
    for (const part of ['1', '1,', '1 ', '$1 million ', '百']) findQuantities(part.repeat(20_000), []);
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});
