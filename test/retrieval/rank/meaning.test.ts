import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ExpectedQuestion,
  expectedQuestion,
  type QuestionReading,
} from '../../../src/retrieval/rank/expected-question.js';
import { meaningOf, nearnessOf, QuestionMeaning, textVector } from '../../../src/retrieval/rank/meaning.js';
import { conceptOf, viewOf } from '../../support/ranking.js';

const reading = { ignored: [['美国'], ['estad', 'unid']] };
const asked = (text: string) => ({ text, answeredAt: null });
const read = (text: string, reading: QuestionReading) => expectedQuestion(asked(text), reading, () => 1);
const expected = (text: string, idf = 1) => expectedQuestion(asked(text), {}, () => idf);
const meaningOfWords = (...words: string[]) => new QuestionMeaning(words.map((word) => conceptOf(word)));
const likeness = (meaning: QuestionMeaning, other: ExpectedQuestion) => meaning.likenesses([other])[0] ?? -1;
const said = (meaning: QuestionMeaning, text: string) => meaning.coverage([viewOf(text).positions]);

describe('expectedQuestion', () => {
  test('reads Chinese word by word where questions are read so, and by all pairs elsewhere', () => {
    const text = '小米为什么不进美国市场?';
    expect(read(text, { ...reading, chineseWords: new Set() }).terms).not.toContain('米为');
    expect(read(text, { ...reading, chineseWords: new Set() }).terms).toEqual(expect.arrayContaining(['小米', '市场']));
    expect(read(text, reading).terms).toContain('米为');
    expect(read(text, { ...reading, chineseWords: new Set(['米为']) }).terms).toContain('米为');
  });
});

test('the names of the market are not counted, be they one word or several', () => {
  const spanish = read('¿Se vende en Estados Unidos?', reading).terms;
  expect(spanish).not.toContain('estad');
  expect(spanish).not.toContain('unid');
  expect(read('¿Se vende en otros estados?', reading).terms).toContain('estad');
});

describe('coverage with near words', () => {
  test('a word counts fully, one of a near meaning in part, one of another subject not at all', () => {
    const meaning = meaningOfWords('phone');
    expect(said(meaning, 'A phone.')).toBe(1);
    expect(said(meaning, 'A handset.')).toBeGreaterThan(0.3);
    expect(said(meaning, 'A handset.')).toBeLessThan(0.9);
    expect(said(meaning, 'A banana.')).toBe(0);
  });

  test('a word that is only of the same field as another is not near it', () => {
    expect(said(meaningOfWords('batteri'), 'The camera of the phone.')).toBe(0);
  });

  test('a name has no near ones: another maker or carrier is another', () => {
    const name = (id: string) => conceptOf(id, { kind: 'maker', id });
    expect(said(new QuestionMeaning([name('motorola')]), 'Nokia and Ericsson sold phones.')).toBe(0);
    expect(said(new QuestionMeaning([name('motorola')]), 'Motorola sold phones.')).toBe(1);
  });

  test('texts are taken together, and a phrase must be in one of them whole', () => {
    const ban = conceptOf('export ban', { alternatives: [{ terms: ['export', 'ban'], weight: 1 }] });
    const meaning = new QuestionMeaning([ban, conceptOf('carrier')]);
    const positions = (text: string) => viewOf(text).positions;
    expect(meaning.coverage([positions('An export ban.'), positions('A carrier.')])).toBe(1);
    expect(meaning.coverage([positions('An export.'), positions('A ban on a carrier.')])).toBe(0.5);
  });
});

describe('likenesses()', () => {
  test('is 1 for the same words, less for more words on either side, 0 for others', () => {
    const meaning = meaningOfWords('verizon', 'drop');
    expect(likeness(meaning, expected('verizon drop'))).toBe(1);
    expect(likeness(meaning, expected('verizon drop zxqv wvut'))).toBeCloseTo(4 / 6);
    expect(likeness(meaning, expected('verizon'))).toBeCloseTo(2 / 3);
    expect(likeness(meaning, expected('zxqv'))).toBe(0);
    expect(likeness(new QuestionMeaning([]), expected(''))).toBe(0);
  });

  test('recognises a question in other words', () => {
    const meaning = meaningOfWords('competitor', 'phone');
    const other = likeness(meaning, expected('rival handset'));
    expect(other).toBeGreaterThan(0.3);
    expect(other).toBeGreaterThan(likeness(meaning, expected('weather banana')) + 0.3);
  });

  test('a phrase counts where all of it is there', () => {
    const ban = conceptOf('export ban', { alternatives: [{ terms: ['export', 'ban'], weight: 1 }] });
    expect(likeness(new QuestionMeaning([ban]), expected('export ban'))).toBe(1);
    expect(likeness(new QuestionMeaning([ban]), expected('export'))).toBe(0);
  });
});

describe('gist()', () => {
  const gist = (question: string[], text: string) =>
    meaningOfWords(...question).gist(textVector(viewOf(text).positions.keys(), () => 1));

  test('is larger for a text on the same subject', () => {
    expect(gist(['tariff', 'import'], 'Customs duties on goods from abroad.')).toBeGreaterThan(
      gist(['tariff', 'import'], 'A singer and her new song.'),
    );
  });

  test('is 0 where no word is known', () => {
    expect(gist(['zxqvw'], 'A phone.')).toBe(0);
    expect(gist(['phone'], 'zxqvw')).toBe(0);
  });
});

test('every share lies between 0 and 1 for any words', () => {
  const word = fc.constantFrom('phone', 'handset', 'ban', 'block', 'carrier', 'xiaomi', 'zxqv', '2018', '手机');
  const words = fc.array(word, { maxLength: 8 });
  fc.assert(
    fc.property(words, words, fc.double({ min: 0, max: 20, noNaN: true }), (asked, text, idf) => {
      const meaning = new QuestionMeaning(asked.map((term) => conceptOf(term, { idf })));
      const positions = viewOf(text.join(' ')).positions;
      for (const value of [
        meaning.coverage([positions]),
        likeness(meaning, expected(text.join(' '), idf)),
        meaning.gist(textVector(positions.keys(), () => idf)),
        ...meaning.matches([positions]),
      ]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-6);
      }
    }),
    { examples: [[['phone'], ['phone'], 4.90454462513686e-45]] },
  );
});

test('nearness grows with the cosine and never reaches that of the word itself', () => {
  expect(nearnessOf(-1)).toBe(0);
  expect(nearnessOf(0.2)).toBe(0);
  expect(nearnessOf(0.6)).toBeGreaterThan(nearnessOf(0.5));
  expect(nearnessOf(1)).toBeLessThan(1);
});

test('the meaning of the same concepts is worked out once', () => {
  const concepts = [conceptOf('phone')];
  expect(meaningOf(concepts)).toBe(meaningOf(concepts));
  expect(meaningOf([...concepts])).not.toBe(meaningOf(concepts));
});
