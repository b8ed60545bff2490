import { expect, test } from 'vitest';
import { askedOften, expectedOfSentence } from '../../../src/answer/select/expected-sentences.js';
import { expectedQuestion } from '../../../src/retrieval/rank/expected-question.js';
import { conceptOf, questionOf, viewOf } from '../../support/ranking.js';

const expected = (text: string, answeredAt: number | null = null) =>
  expectedQuestion({ text, answeredAt }, {}, () => 1);
const sentencesOf = (text: string) => {
  const [first, second] = viewOf(text).sentences;
  if (!first || !second) throw new Error('the text has two sentences');
  return [first, second] as const;
};

test('an expected question that is like the question points to the sentence that it is about', () => {
  const [fine, shop] = sentencesOf('The company paid a record fine. The company opened a shop in Madrid.');
  const questions = [expected('penalty paid by the company'), expected('where did it open a shop')];
  const question = questionOf([conceptOf('penalti')]);
  expect(expectedOfSentence(question, questions, fine).here).toBeGreaterThan(
    expectedOfSentence(question, questions, shop).here,
  );
  const { here, answers } = expectedOfSentence(question, questions, fine);
  expect(answers).toBe(here);
  expect(expectedOfSentence(question, [], fine)).toEqual({ here: 0, answers: 0, answersAlike: 0 });
});

test('where the article says which sentence answers, that one is asked for, whatever the words', () => {
  const [fine, shop] = sentencesOf('The company paid a record penalty. Its shelves are empty.');
  const questions = [expected('broke company', shop.start), expected('record penalty', fine.start)];
  const question = questionOf([conceptOf('compani'), conceptOf('broke')]);
  expect(expectedOfSentence(question, questions, shop).answers).toBe(1);
  expect(expectedOfSentence(question, questions, shop).here).toBe(1);
  expect(expectedOfSentence(question, questions, fine).answers).toBe(0);
  expect(expectedOfSentence(question, questions, fine).here).toBeLessThan(0.7);
});

test('a sentence that more questions are known to be answered by is asked for more often', () => {
  const [fine, shop] = sentencesOf('The company paid a record penalty. Its shelves are empty.');
  const questions = [
    expected('what did it pay', fine.start),
    expected('how high was the fine', fine.start),
    expected('are the shelves full', shop.start),
    expected('what happened to the company'),
  ];
  expect(askedOften(questions, fine)).toBeGreaterThan(askedOften(questions, shop));
  expect(askedOften([], sentencesOf('Nobody asks. Nobody knows.')[0])).toBe(0);
});

test('a question of another kind in the same words is told from the question itself', () => {
  const [fine] = sentencesOf('The company paid a record penalty. Its shelves are empty.');
  const question = questionOf([conceptOf('compani'), conceptOf('penalti')], { text: 'Did the company pay a penalty?' });
  const { answers, answersAlike } = expectedOfSentence(
    question,
    [expected('When was the company penalty?', fine.start)],
    fine,
  );
  expect(answers).toBeGreaterThan(0.5);
  expect(answersAlike).toBe(0);
  const same = [expected('Was there a company penalty?', fine.start)];
  expect(expectedOfSentence(question, same, fine).answersAlike).toBe(1);
});
