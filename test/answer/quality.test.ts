import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerQuestions, type Judged } from '../../scripts/eval/answer-questions.js';
import { EvalQuestion, readJsonLines } from '../../scripts/eval/datasets.js';
import { mean } from '../../scripts/eval/metrics.js';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.js';
import { shippedKnowledgeFolder } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let judged: Judged[];

beforeAll(async () => {
  index = await openIndex({
    knowledgeFolder: shippedKnowledgeFolder,
    glossaryFolders: [shippedKnowledgeFolder],
    dataFolder: makeFolder(),
  });
  const questions = readJsonLines(path.join(import.meta.dirname, '../questions/validate.jsonl'), EvalQuestion);
  judged = await answerQuestions(index, questions, { baselines: false });
});
afterAll(() => index.close());

const having = (status: EvalQuestion['status']) => judged.filter(({ question }) => question.status === status);
const share = (items: readonly Judged[], test: (item: Judged) => boolean) =>
  mean(items.map((item) => (test(item) ? 1 : 0)));

// Floors, well below the figures in README: they are for noticing that something broke.
describe('over the shipped articles, the development questions', () => {
  test('are enough to judge by', () => {
    expect(having('answered').length).toBeGreaterThan(80);
    expect(having('no-source').length).toBeGreaterThan(20);
  });

  test('get quotes that are exact, all of them', () => {
    expect(judged.filter(({ quotesExact }) => !quotesExact).map(({ question }) => question.id)).toEqual([]);
  });

  test('get every needed fact, three quarters of them', () => {
    expect(share(having('answered'), ({ everyFact }) => everyFact)).toBeGreaterThanOrEqual(0.75);
  });

  test('are refused when the articles do not say, half of them', () => {
    expect(share(having('no-source'), ({ isRefused }) => isRefused)).toBeGreaterThanOrEqual(0.6);
  });

  test('are seldom refused when the articles say it', () => {
    expect(share(having('answered'), ({ isRefused }) => isRefused)).toBeLessThanOrEqual(0.12);
  });
});
