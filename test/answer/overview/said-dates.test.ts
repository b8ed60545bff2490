import { describe, expect, test } from 'vitest';
import { findSaidDates } from '../../../src/answer/overview/said-dates.js';
import { cpuTime } from '../../support/cpu-time.js';

const datesIn = (text: string) => findSaidDates(text).map(({ date }) => date);

describe('dates said in a text', () => {
  test.each([
    ['Verizon gave up its plan, Bloomberg reported on 30 January 2018.', ['2018-01-30']],
    ['On March 27, 2018 Xiaomi showed the Mi MIX 2S.', ['2018-03-27']],
    ['on the 3rd of May 2019', ['2019-05-03']],
    ['on Jan. 9-12, 2018 in Las Vegas', ['2018-01-09']],
    ['In March 2018 Lei Jun spoke, and in July 2018 Wang Xiang did.', ['2018-03', '2018-07']],
    ['in early March 2018', ['2018-03']],
    ['Xiaomi said in 2015 that it wanted patents.', ['2015']],
    ['by late 2018 or early 2019', ['2018', '2019']],
    ['between 2015 and 2018', ['2015', '2018']],
    ['in the fourth quarter of 2025', ['2025']],
    ['in Q4 2025 and since mid-2017', ['2025', '2017']],
    ['by the end of 2018', ['2018']],
    ["TCL's share fell in 2024's last months", ['2024']],
    ['as of 2026-02-10', ['2026-02-10']],
    ['el 27 de marzo de 2018', ['2018-03-27']],
    ['en marzo del 2018', ['2018-03']],
    ['En 2015 y a finales de 2016 Xiaomi prometió móviles.', ['2015', '2016']],
    ['2018年3月27日小米发布了新手机', ['2018-03-27']],
    ['小米在2018年3月表示，2019年进入美国', ['2018-03', '2019']],
    ['荣耀在2020年11月17日脱离华为', ['2020-11-17']],
  ])('“%s”', (text, dates) => {
    expect(datesIn(text)).toEqual(dates);
  });

  test.each([
    'on 31 February 2018',
    'on 30 February 2020',
    'on 32 March 2018',
    '2018年13月',
    '2018-13-01',
    '2018年2月30日',
    'in March 1889',
    'in March 2345',
    'for 2000 dollars',
    'in more than 2,018 shops',
    'for $2018',
    'a battery of 2000 mAh',
    'a deal for 2000 phones',
    'the Mate 2018',
    'last week, on 9 February',
    'they may 20 times',
    '',
  ])('“%s” says none', (text) => {
    expect(datesIn(text)).toEqual([]);
  });

  test('stand where they are said', () => {
    const text = 'Lei Jun wrote on 9 February 2026 what he had denied in 2015.';
    expect(findSaidDates(text).map(({ start, end }) => text.slice(start, end))).toEqual(['9 February 2026', '2015']);
  });

  test('29 February is a date in leap years only', () => {
    expect(datesIn('on 29 February 2020 and on 29 February 2019')).toEqual(['2020-02-29']);
  });

  test('a long text without spaces or with only digits is read quickly', () => {
    const started = cpuTime();
    for (const part of ['2018', '1 ', 'March ', '2018年', 'de 2018 ']) findSaidDates(part.repeat(20_000));
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});
