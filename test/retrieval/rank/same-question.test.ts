import { expect, test } from 'vitest';
import { expectedQuestion } from '../../../src/retrieval/rank/expected-question.js';
import { QuestionMeaning } from '../../../src/retrieval/rank/meaning.js';
import { asksTheSame, sameQuestion } from '../../../src/retrieval/rank/same-question.js';
import { conceptOf } from '../../support/ranking.js';

const makerTerms = new Set(['xiaomi', 'meizu']);
const expected = (text: string) => expectedQuestion({ text, answeredAt: null }, { makerTerms }, () => 1);
const sale = new QuestionMeaning([conceptOf('sell')]);
const saleOfXiaomi = new QuestionMeaning([conceptOf('xiaomi', { kind: 'maker', id: 'xiaomi' }), conceptOf('sell')]);

test('the same words asked of another maker are another question, of all makers a wider one', () => {
  const ofXiaomi = sameQuestion(saleOfXiaomi, 'whether', expected('Does Xiaomi sell?'), 1);
  const ofAll = sameQuestion(saleOfXiaomi, 'whether', expected('Do they sell?'), 1);
  const ofMeizu = sameQuestion(saleOfXiaomi, 'whether', expected('Does Meizu sell?'), 1);
  expect(ofXiaomi).toBe(1);
  expect(ofAll).toBeLessThan(ofXiaomi);
  expect(ofMeizu).toBeLessThan(ofAll);
});

test('where no maker is asked about, a question about one is a narrower one', () => {
  expect(sameQuestion(sale, 'whether', expected('Do they sell?'), 1)).toBe(1);
  expect(sameQuestion(sale, 'whether', expected('Does Meizu sell?'), 1)).toBeLessThan(1);
});

test('wanting another kind of thing makes it less the same; what has nothing in common stays so', () => {
  expect(sameQuestion(sale, 'person', expected('Who sells?'), 0.8)).toBe(0.8);
  expect(sameQuestion(sale, 'person', expected('Do they sell?'), 0.8)).toBeLessThan(0.8);
  expect(sameQuestion(sale, 'person', expected('Do they sell?'), 0)).toBe(0);
});

test('only near likenesses count as the very question', () => {
  expect(asksTheSame(0.6)).toBe(0);
  expect(asksTheSame(0.8)).toBeGreaterThan(0);
  expect(asksTheSame(1)).toBe(1);
});
