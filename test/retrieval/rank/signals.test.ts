import { describe, expect, test } from 'vitest';
import {
  bestSentenceCoverage,
  bm25,
  conceptFrequency,
  coverage,
  gramCoverage,
  makerAgreement,
  periodAgreement,
  recency,
  topicAgreement,
  wordPairs,
  yearsOf,
} from '../../../src/retrieval/rank/signals.js';
import { gramCounts } from '../../../src/text/grams.js';
import { conceptOf, questionOf, summaryOf, viewOf } from '../../support/ranking.js';

const phone = conceptOf('phone', {
  alternatives: [
    { terms: ['phone'], weight: 1 },
    { terms: ['handset'], weight: 0.6 },
    { terms: ['cell', 'phone'], weight: 0.6 },
  ],
});

describe('conceptFrequency()', () => {
  test('counts the reading that is surest and most frequent', () => {
    expect(conceptFrequency(phone, viewOf('A phone and a phone.').positions)).toEqual({ frequency: 2, weight: 1 });
    expect(conceptFrequency(phone, viewOf('One handset.').positions)).toEqual({ frequency: 1, weight: 0.6 });
    expect(conceptFrequency(phone, viewOf('A handset, a handset and one phone.').positions)).toEqual({
      frequency: 2,
      weight: 0.6,
    });
  });

  test('a phrase counts only when all its words are there', () => {
    const exportBan = conceptOf('export ban', { alternatives: [{ terms: ['export', 'ban'], weight: 1 }] });
    expect(conceptFrequency(exportBan, viewOf('The ban.').positions).frequency).toBe(0);
    expect(conceptFrequency(exportBan, viewOf('The export ban is a ban.').positions).frequency).toBe(1);
  });

  test('a concept without any reading occurs nowhere', () => {
    expect(conceptFrequency(conceptOf('x', { alternatives: [] }), viewOf('A phone.').positions)).toEqual({
      frequency: 0,
      weight: 0,
    });
  });
});

describe('coverage()', () => {
  test('weighs each concept by how telling it is', () => {
    const concepts = [conceptOf('verizon', { idf: 3 }), conceptOf('phone', { idf: 1 })];
    expect(coverage(concepts, viewOf('Verizon said no.').positions)).toBe(0.75);
    expect(coverage(concepts, viewOf('A phone.').positions)).toBe(0.25);
    expect(coverage(concepts, viewOf('Verizon sells a phone.').positions)).toBe(1);
    expect(coverage(concepts, viewOf('Nothing.').positions)).toBe(0);
    expect(coverage([], viewOf('Verizon sells a phone.').positions)).toBe(0);
  });
});

describe('bestSentenceCoverage()', () => {
  test('is that of the sentence with most of the question, not of the passage', () => {
    const concepts = [conceptOf('verizon'), conceptOf('phone'), conceptOf('patent'), conceptOf('tariff')];
    const view = viewOf('Verizon waits. A phone has a patent. Nothing more. The tariff rose.');
    expect(bestSentenceCoverage(concepts, view)).toBe(0.5);
    expect(coverage(concepts, view.positions)).toBe(1);
    expect(bestSentenceCoverage([], view)).toBe(0);
    expect(bestSentenceCoverage(concepts, viewOf(''))).toBe(0);
  });

  test('the words of a phrase must stand in one sentence', () => {
    const exportBan = [conceptOf('export ban', { alternatives: [{ terms: ['export', 'ban'], weight: 1 }] })];
    expect(bestSentenceCoverage(exportBan, viewOf('The export ended. The ban began.'))).toBe(0);
    expect(bestSentenceCoverage(exportBan, viewOf('Peace. The ban ended every export.'))).toBe(1);
  });
});

describe('bm25()', () => {
  const question = questionOf([conceptOf('phone')]);

  test('grows with the count, ever more slowly, and shrinks with the length', () => {
    const scores = ['A phone.', 'A phone, a phone.', 'A phone, a phone, a phone.'].map((text) =>
      bm25(question, viewOf(text), 3),
    );
    expect(scores[1]).toBeGreaterThan(scores[0] ?? 1);
    expect(scores[2]).toBeGreaterThan(scores[1] ?? 1);
    const long = viewOf(`A phone beside ${'many ordinary words '.repeat(20)}.`);
    expect(bm25(question, long, 3)).toBeLessThan(scores[0] ?? 0);
  });

  test('is 0 for a question that says nothing', () => {
    expect(bm25(questionOf([]), viewOf('A phone.'), 3)).toBe(0);
  });
});

describe('wordPairs()', () => {
  const question = questionOf([conceptOf('export'), conceptOf('ban')]);
  const score = (text: string) => wordPairs(question, viewOf(text).positions, () => 1);

  test('rewards neighbours in the order of the question, less when words stand between', () => {
    expect(score('The export ban.')).toBe(1);
    expect(score('The export licence ban.')).toBe(0.5);
    expect(score('The ban on every export.')).toBe(0);
    expect(score('Export rules which regulators and courts and lawyers call a ban.')).toBe(0);
  });

  test('is 0 for a question of one word', () => {
    expect(wordPairs(questionOf([conceptOf('ban')]), viewOf('A ban.').positions, () => 1)).toBe(0);
  });
});

describe('gramCoverage()', () => {
  const score = (question: string, text: string) => gramCoverage(gramCounts(question), gramCounts(text), () => 1);

  test('finds inflections, typing errors and Chinese characters that whole words miss', () => {
    expect(score('licencing', 'Xiaomi licences patents.')).toBeGreaterThan(score('licencing', 'A phone shop.'));
    expect(score('Xiaomii', 'Xiaomi')).toBeGreaterThan(0.3);
    expect(score('荣耀手机', '荣耀的手机')).toBeGreaterThan(score('荣耀手机', '小米的电视'));
    expect(score('', 'Xiaomi')).toBe(0);
  });
});

describe('makerAgreement() and topicAgreement()', () => {
  const xiaomi = conceptOf('xiaomi', { kind: 'maker', id: 'xiaomi' });
  const honor = conceptOf('honor', { kind: 'maker', id: 'honor' });

  test('a maker named in the text counts fully, in the tags half', () => {
    const question = questionOf([xiaomi]);
    expect(makerAgreement(question, viewOf('Xiaomi waits.'), summaryOf())).toBe(1);
    expect(makerAgreement(question, viewOf('It waits.'), summaryOf({ makers: ['xiaomi'] }))).toBe(0.5);
    expect(makerAgreement(question, viewOf('It waits.'), summaryOf({ makers: ['honor'] }))).toBe(0);
  });

  test('of two makers each counts half', () => {
    expect(makerAgreement(questionOf([xiaomi, honor]), viewOf('Honor waits.'), summaryOf())).toBe(0.5);
  });

  test('topics are compared with the article’s tags', () => {
    const question = questionOf([], { topics: ['patents', 'price'] });
    expect(topicAgreement(question, summaryOf({ topics: ['patents'] }))).toBe(0.5);
    expect(topicAgreement(question, summaryOf())).toBe(0);
  });

  test('a question without makers or topics has no opinion', () => {
    expect(makerAgreement(questionOf([]), viewOf('Xiaomi waits.'), summaryOf({ makers: ['xiaomi'] }))).toBe(0);
    expect(topicAgreement(questionOf([]), summaryOf({ topics: ['patents'] }))).toBe(0);
  });
});

describe('dates', () => {
  test('yearsOf() takes the middle of what a coarse date leaves open', () => {
    expect(yearsOf('2018')).toBeCloseTo(2018.5, 1);
    expect(yearsOf('2018-01-01')).toBe(2018);
    expect(yearsOf('2018-03')).toBeGreaterThan(yearsOf('2018-02-28'));
    expect(yearsOf('2018-12-31')).toBeLessThan(yearsOf('2019-01-01'));
  });

  test('recency() is 1 for the newest and falls with age, never below 0', () => {
    expect(recency('2026-02', '2026-02')).toBe(1);
    expect(recency('2027', '2026-02')).toBe(1);
    const ages = ['2026-02', '2025-02', '2020', '2012', '1950'].map((date) => recency(date, '2026-02'));
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(ages.at(-1)).toBeGreaterThan(0);
  });

  test('periodAgreement() prefers the named month, then its year, then the year after', () => {
    const scores = ['2018-03-27', '2018-03', '2018', '2018-11', '2019-02', '2021'].map((published) =>
      periodAgreement(['2018-03'], published),
    );
    expect(scores.slice(0, 3)).toEqual([1, 1, 1]);
    expect(scores[3]).toBeLessThan(1);
    expect(scores[4]).toBeLessThan(scores[3] ?? 0);
    expect(scores[4]).toBeGreaterThan(0);
    expect(scores[5]).toBe(0);
    expect(periodAgreement([], '2018')).toBe(0);
  });
});
