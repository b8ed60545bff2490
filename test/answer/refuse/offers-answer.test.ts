import { describe, expect, test } from 'vitest';
import { type NamedInSentence, offersAnswer } from '../../../src/answer/refuse/offers-answer.js';
import { answerKindOf } from '../../../src/retrieval/understand/answer-kind.js';
import { stemWord } from '../../../src/text/analyze.js';
import { conceptOf, questionOf, viewOf } from '../../support/ranking.js';

const nothing: NamedInSentence = { words: new Set(), persons: [] };

/** How far a sentence offers what a question asks for. */
function offers(
  text: string,
  sentence: string,
  { words = [], named = nothing, source = [] }: { words?: string[]; named?: NamedInSentence; source?: string[] } = {},
): number {
  const [view] = viewOf(sentence).sentences;
  if (!view) throw new Error('the text has a sentence');
  const question = questionOf(
    words.map((word) => conceptOf(stemWord(word, 'en'), { surface: word })),
    { text },
  );
  return offersAnswer(question, answerKindOf(text, 'en'), view, new Set(source), named);
}

describe('offersAnswer()', () => {
  test('a number of the thing counted, or of something near it in meaning', () => {
    const asked = { words: ['employees'] };
    const question = 'How many employees did it dismiss?';
    expect(offers(question, 'It dismissed 325 American employees.', asked)).toBe(1);
    expect(offers(question, 'It dismissed 325 American workers.', asked)).toBeGreaterThan(0.3);
    expect(offers(question, 'It sold 325 phones to its employees and closed in 2017.', asked)).toBe(0);
    expect(offers(question, 'Its employees took home $325.', asked)).toBe(0);
    expect(offers(question, 'Of its employees 30 percent left.', asked)).toBe(0);
  });

  test('a number of staff, users or buyers where people are asked for, but not the other way round', () => {
    const people = { words: ['people'] };
    expect(offers('How many people does it employ?', 'It had about 15 staff left.', people)).toBe(1);
    expect(offers('How many people bought it?', 'It found 300 buyers.', people)).toBe(1);
    expect(offers('How many people bought it?', 'It made 300 phones.', people)).toBeLessThan(0.5);
    expect(offers('How many employees does it have?', 'It had 300 customers.', { words: ['employees'] })).toBeLessThan(
      0.9,
    );
  });

  test('money where money is asked for', () => {
    expect(offers('How much did it pay?', 'It paid 2 billion dollars.')).toBe(1);
    expect(offers('How much did it pay?', 'It paid after 12 months.')).toBe(0);
    expect(offers('What does it cost?', 'It costs $899.')).toBe(1);
  });

  test('a date that the question does not name itself', () => {
    expect(offers('When did it end?', 'It ended in May 2019.')).toBe(1);
    expect(offers('When in 2019 did it end?', 'It ended in 2019.')).toBe(0);
  });

  test('a reason by the words that give reasons', () => {
    expect(offers('Why did it stop?', 'It stopped because of the court.')).toBe(1);
    expect(offers('Why did it stop?', 'It stopped on Monday.')).toBe(0);
  });

  test('a person: a name of two words that is no maker, agency or publisher, or one that the glossary knows', () => {
    const named = { words: new Set(['orchid', 'commerce', 'department']), persons: [] };
    expect(offers('Who signed it?', 'Orchid said that Ana Ruiz had signed it.', { named })).toBe(1);
    expect(offers('Who signed it?', 'The Commerce Department signed it with Orchid.', { named })).toBe(0);
    expect(offers('Who signed it?', 'It was signed, the Daily Phone wrote.', { source: ['daily', 'phone'] })).toBe(0);
    expect(offers('Who signed it?', 'It was signed by the founder.', { named: { ...named, persons: ['ruiz'] } })).toBe(
      1,
    );
  });

  test('a name that is in the question already answers nothing', () => {
    expect(offers('Who succeeded Ana Ruiz?', 'The firm let Ana Ruiz go.')).toBe(0);
    expect(offers('Which firm succeeded Willow Cellular?', 'The deal of Willow Cellular ended.')).toBe(0);
    expect(offers('Which firm succeeded Willow Cellular?', 'After Willow Cellular came Acorn.')).toBe(1);
  });

  test('a place behind a word that leads to one', () => {
    expect(offers('Where was the party?', 'The party was held in Boston.')).toBe(1);
    expect(offers('Where was the party?', 'The party was held for fans.')).toBe(0);
  });

  test('any sentence where no kind is asked for', () => {
    expect(offers('What is it?', 'It is a list.')).toBe(1);
    expect(offers('Is it out?', 'It is a list.')).toBe(1);
  });
});
