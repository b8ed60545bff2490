import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDates } from '../../../src/answer/verify/read-dates.js';

/** What a text of an article of that day says of time, as far as it is resolved. */
const datesIn = (text: string, published: string) =>
  readDates(text, published).map(({ year, month, day, quarter }) =>
    [
      year ?? '?',
      ...(quarter === null ? [] : [`Q${quarter}`]),
      ...(month === null ? [] : [month]),
      ...(day === null ? [] : [day]),
    ].join('-'),
  );

describe('times that are told from the day of writing', () => {
  test.each([
    // 9 January 2018 was a Tuesday.
    ['AT&T walked away on Monday.', '2018-01-09', ['2018-1-8']],
    ['It was announced on Tuesday.', '2018-01-09', ['2018-1-9']],
    ['AT&T renunció el lunes.', '2018-01-09', ['2018-1-8']],
    ['美国商务部周一宣布。', '2018-01-09', ['2018-1-8']],
    ['小米上周五提起诉讼。', '2021-02-01', ['2021-1-29']],
    ['The phone goes on sale next Thursday.', '2023-10-19', ['2023-10-26']],
    ['It said so yesterday.', '2018-03-27', ['2018-3-26']],
    ['Dos semanas después de ayer.', '2018-03-27', ['2018-3-26']],
    ['They sued three days ago.', '2018-03-27', ['2018-3-24']],
    ['Shipments fell in the fourth quarter.', '2021-03', ['2020-Q4']],
    ['Shipments fell in the second quarter.', '2021-10', ['2021-Q2']],
    ['第四季度销量下滑。', '2021-03', ['2020-Q4']],
    ['The licence was extended until November 18.', '2019-08-19', ['2019-11-18']],
    ['Sales fell in October.', '2020-03', ['2019-10']],
    ['It will be sold in March.', '2021-05', ['2021-3', '2022-3']],
    ['华为去年2月起诉。', '2021-07-13', ['2020-2']],
    ['The ban was imposed last year.', '2019-06', ['2018']],
    ['Monday, 8 January 2018, was the day.', '2018-01-09', ['2018-1-8']],
    ['Fiscales presentaron el lunes 23 cargos contra Huawei.', '2019-01-29', ['2019-1-28']],
    ['El lunes 28 de enero hubo cargos.', '2019-01-29', ['2019-1-28']],
    ['It is due this fall.', '2019-06-11', ['2019']],
    ['The Xiaomi 14 may get no signal.', '2023-12-15', []],
  ] as const)('"%s" of %s', (text, published, expected) => {
    expect(datesIn(text, published)).toEqual(expected);
  });

  test('are left open where the day of the article is not known', () => {
    expect(readDates('It was announced on Monday.', '2018-01').map(({ year }) => year)).toEqual([null]);
    expect(readDates('It was announced on Monday.', null).map(({ relative }) => relative)).toEqual(['weekday']);
  });

  test('a weekday of the past is that weekday, at most six days back', () => {
    const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
    const days = fc.date({ min: new Date('2010-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 6 }), (written, name) => {
        const published = written.toISOString().slice(0, 10);
        const [date, ...others] = readDates(`The ban was announced on ${names[name]}.`, published);
        expect(others).toEqual([]);
        const told = Date.UTC(date?.year ?? 0, (date?.month ?? 1) - 1, date?.day ?? 1);
        const back = (Date.parse(published) - told) / 86_400_000;
        expect(new Date(told).getUTCDay()).toBe(name);
        expect(back).toBeGreaterThanOrEqual(0);
        expect(back).toBeLessThanOrEqual(6);
      }),
    );
  });
});
