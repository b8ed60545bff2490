import { describe, expect, test } from 'vitest';
import type { QuestionReading } from '../../../src/retrieval/rank/expected-question.js';
import { askedTerms, likelihoodOf, weighTerms } from '../../../src/retrieval/rank/question-likelihood.js';
import { fitTranslations } from '../../../src/retrieval/translation/fit-translations.js';
import { TranslationModel, termCounts } from '../../../src/retrieval/translation/translation-model.js';
import { conceptOf, questionOf } from '../../support/ranking.js';

const why = askedTerms({ terms: ['carrier', 'drop'], asks: 'reason' });
const who = askedTerms({ terms: ['chief', 'phone'], asks: 'person' });
const model = new TranslationModel(
  fitTranslations([
    { sentence: ['pressur', 'carrier'], questions: [why, askedTerms({ terms: ['oper', 'drop'], asks: 'reason' })] },
    { sentence: ['chief', 'yu'], questions: [who, askedTerms({ terms: ['boss', 'phone'], asks: 'person' })] },
  ]),
);
const dropped = model.gains(termCounts(['pressur', 'carrier'], [why]));
const led = model.gains(termCounts(['chief', 'yu'], [who]));
const likelihood = (text: string, of: typeof dropped, concepts = [conceptOf('carrier')]) =>
  likelihoodOf(weighTerms(questionOf(concepts, { text }), {}, model), of, model.mostWeight);

test('a question is likelier of the sentence that is asked so than of another', () => {
  expect(likelihood('Why did carriers drop?', dropped).share).toBeGreaterThan(
    likelihood('Why did carriers drop?', led).share,
  );
  expect(likelihood('Who is the phone chief?', led).share).toBeGreaterThan(
    likelihood('Who is the phone chief?', dropped).share,
  );
});

test('the kind of thing wanted is told apart from the words', () => {
  expect(likelihood('Why did carriers drop?', dropped).kind).toBeGreaterThan(0);
  expect(likelihood('Who are the carriers?', dropped).kind).toBe(0);
});

test('a word that nobody asks of the sentence is its gap', () => {
  expect(likelihood('Why did carriers drop?', dropped).gap).toBe(0);
  expect(likelihood('Why did carriers sparkle?', dropped).gap).toBe(1);
});

test('a misspelt word counts as it was read', () => {
  const corrected = {
    ...conceptOf('carier'),
    alternatives: [{ terms: ['carrier'], weight: 0.9 }],
  };
  expect(likelihood('Why did cariers drop?', dropped, [corrected]).gap).toBe(0);
  expect(likelihood('Why did cariers drop?', dropped).gap).toBe(1);
});

describe('a question that leans on an earlier one', () => {
  const leaning = (text: string, about: string | null, of: typeof dropped, reading: QuestionReading = {}) =>
    likelihoodOf(weighTerms(questionOf([], { text, about }), reading, model), of, model.mostWeight).share;

  test('is about what was asked before, at less weight', () => {
    const alone = leaning('Why?', null, dropped);
    const carried = leaning('Why?', 'Did carriers drop phones?', dropped);
    expect(carried).toBeGreaterThan(leaning('Why?', 'Who is the chief?', dropped));
    expect(leaning('Why did carriers drop?', 'Who is the boss?', dropped)).toBeGreaterThan(
      leaning('Who is the boss?', 'Why did carriers drop?', dropped),
    );
    expect(alone).toBeGreaterThan(0);
  });

  test('asks no more of the maker before when it names its own', () => {
    const makerTerms = new Set(['chief', 'carrier']);
    expect(leaning('And the carriers?', 'Who is the phone chief?', led, { makerTerms })).toBeLessThan(
      leaning('And the carriers?', 'Who is the phone chief?', led),
    );
  });
});
