import { expect, test } from 'vitest';
import { expectedHere } from '../../../src/answer/select/expected-sentences.js';
import { expectedQuestion } from '../../../src/retrieval/rank/expected-question.js';
import { QuestionMeaning } from '../../../src/retrieval/rank/meaning.js';
import { conceptOf, viewOf } from '../../support/ranking.js';

const expected = (text: string) => expectedQuestion(text, () => 1);

test('an expected question that is like the question points to the sentence that it is about', () => {
  const view = viewOf('The company paid a record fine. The company opened a shop in Madrid.');
  const [fine, shop] = view.sentences;
  if (!fine || !shop) throw new Error('the text has two sentences');
  const questions = [expected('penalty paid by the company'), expected('where did it open a shop')];
  const meaning = new QuestionMeaning([conceptOf('penalti')]);
  expect(expectedHere(meaning, questions, fine)).toBeGreaterThan(expectedHere(meaning, questions, shop));
  expect(expectedHere(meaning, [], viewOf('A fine.').sentences[0] ?? fine)).toBe(0);
});
