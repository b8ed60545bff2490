import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AnswerabilityFeatureName,
  answerabilityContext,
  answerabilityFeatureNames,
} from '../../../src/answer/refuse/answerability.js';
import { decidedAlone, judgeAnswerability } from '../../../src/answer/refuse/judge-answerability.js';
import { rankEvidence } from '../../../src/answer/select/rank-evidence.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../../src/retrieval/retrieve-passages.js';
import { openFolder } from '../../support/index-folder.js';
import { phoneArticles, writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let retriever: PassageRetriever;

const review = (maker: string, name: string, questions: readonly string[]) => ({
  id: `2026-05-${maker}-review`,
  title: `The ${name} in the hand`,
  published: '2026-05',
  makers: [maker],
  topics: ['launch-plan'],
  questions,
  text: `The ${name} weighs 205 grams. The case of the ${name} is made of glass.`,
});

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'), [
    ...phoneArticles,
    review('oneplus', 'OnePlus 20', []),
    {
      id: '2020-12-two-makers',
      title: 'Two makers',
      published: '2020-12',
      makers: ['huawei', 'honor', 'zte'],
      topics: ['launch-plan'],
      questions: [],
      text: 'Huawei sold Honor to a group of dealers. ZTE and Honor showed phones in Las Vegas on the same day.',
    },
    review('meizu', 'Meizu 30', [
      ...['weight', 'case', 'glass', 'grams', 'hand'].map((word) => `Meizu 30 ${word}?`),
      'Does Meizu suit Verizon?',
    ]),
  ]);
  index = await openFolder(folder);
  retriever = await PassageRetriever.create(index);
});
afterAll(() => index.close());

/** The verdict, if questions put like this one were answered as often as a score of their wording says. */
async function verdict(text: string, wording: number) {
  const question = await retriever.understand(text);
  const evidence = await retriever.retrieve(question, { count: 8 });
  const ranked = rankEvidence(index, retriever, question, evidence);
  const context = { ...answerabilityContext(index, retriever, question), wording };
  return judgeAnswerability(question, evidence, ranked, context);
}

const probability = async (text: string, wording: number) => (await verdict(text, wording)).probability;

test('an article that names the questions it answers is doubted on a question of a kind that is hardly ever answered', async () => {
  expect(await probability('What does the Meizu 30 weigh?', -4)).toBeLessThan(
    (await probability('What does the Meizu 30 weigh?', 2)) - 0.1,
  );
});

test('an article of the keeper that names none is not: nobody knows what such articles tell', async () => {
  expect(await probability('What does the OnePlus 20 weigh?', -4)).toBe(
    await probability('What does the OnePlus 20 weigh?', 2),
  );
});

test('where no questions are expected less is known, and less is asked for', async () => {
  const { threshold } = await verdict('What does the OnePlus 20 weigh?', 0);
  expect(threshold).toBeLessThan((await verdict('What does the Meizu 30 weigh?', 0)).threshold);
});

test('two names that no passage has together are answered only where an article is expected to answer just that', async () => {
  expect(await probability('Does Meizu suit Verizon?', 0)).toBeGreaterThan(0);
  expect(await probability('Does Meizu suit AT&T?', 0)).toBe(0);
});

test('what two makers have to do with each other is answered only where a sentence tells of a tie', async () => {
  expect(await probability('Is Honor related to Huawei?', 3)).toBeGreaterThan(0);
  expect(await probability('Is Honor related to ZTE?', 3)).toBe(0);
  expect(await probability('荣耀和中兴是同一家公司吗？', 3)).toBe(0);
  expect(await probability('Did ZTE and Honor show phones in Las Vegas?', 3)).toBeGreaterThan(0);
});

describe('decidedAlone()', () => {
  const features = (changes: Partial<Record<AnswerabilityFeatureName, number>>) =>
    ({ ...Object.fromEntries(answerabilityFeatureNames.map((name) => [name, 0])), ...changes }) as Parameters<
      typeof decidedAlone
    >[0];

  test.each([
    ['the very question is known to be answered', { answersAlikeFirst: 1 }, 1],
    ['nearly the question, as likely', { answersAlikeFirst: 0.8, likelihoodFirst: 0.5 }, 1],
    ['nearly the question, but not likely', { answersAlikeFirst: 0.8, likelihoodFirst: 0.2 }, null],
    ['the very question but for a telling word', { answersAlikeFirst: 1, likelihoodGapFirst: 0.6 }, null],
    ['names that nothing ties', { answersAlikeFirst: 1, namesApart: 1 }, 0],
    ['an order', { isCommand: 1 }, 0],
  ] as const)('%s', (_, changes, expected) => {
    expect(decidedAlone(features(changes))).toBe(expected);
  });
});
