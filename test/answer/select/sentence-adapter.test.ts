import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { featureContext } from '../../../src/answer/select/feature-context.js';
import { adapterContext } from '../../../src/answer/select/rank-evidence.js';
import { adapterFeatureNames, adapterFeatures } from '../../../src/answer/select/sentence-adapter.js';
import { sentenceCandidates } from '../../../src/answer/select/sentence-features.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../../src/retrieval/retrieve-passages.js';
import { writeArticle, writeFile } from '../../support/articles.js';
import { openFolder } from '../../support/index-folder.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const glossary = `
market: { en: [US, United States], zh: [美国] }
makers:
  - { id: xiaomi, name: Xiaomi, names: { zh: [小米] } }
entities:
  - { id: spain, kind: place, isOtherMarket: true, names: { en: [Spain] } }
  - { id: texas, kind: place, names: { en: [Texas] } }
`;
const spanish = 'Xiaomi started selling phones in Spain in 2017.';
const both = 'Xiaomi started in Spain in 2017 but not in the US.';
const american = 'Xiaomi would start in Texas in 2019.';
const leaning = 'Xiaomi therefore sold fewer phones.';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let retriever: PassageRetriever;

beforeAll(async () => {
  const folder = makeFolder();
  const knowledge = path.join(folder, 'knowledge');
  writeFile(knowledge, 'glossary.yaml', glossary);
  writeArticle(knowledge, 'xiaomi.md', { makers: '[xiaomi]' }, `${spanish} ${both} ${american} ${leaning}\n`);
  index = await openFolder(folder);
  retriever = await PassageRetriever.create(index);
});
afterAll(() => index.close());

/** The adapter's features of one sentence of the article, for a question. */
async function featuresOf(
  text: string,
  sentence: string,
): Promise<Record<(typeof adapterFeatureNames)[number], number>> {
  const question = await retriever.understand(text);
  const evidence = await retriever.retrieve(question);
  const candidates = sentenceCandidates(question, evidence, featureContext(index, retriever, question));
  const candidate = candidates.find((one) => one.sentence.text === sentence);
  if (!candidate) throw new Error(`"${sentence}" is no candidate`);
  const values = adapterFeatures(question, candidate, adapterContext(index, retriever, candidate));
  return Object.fromEntries(adapterFeatureNames.map((name, place) => [name, values[place] ?? 0])) as Awaited<
    ReturnType<typeof featuresOf>
  >;
}

describe('a sentence on another market', () => {
  test.each([
    ['When will Xiaomi start selling phones in the US?', spanish, 1],
    ['小米什么时候在美国卖手机？', spanish, 1],
    ['When will Xiaomi start selling phones in the US?', both, 0],
    ['When will Xiaomi start selling phones in the US?', american, 0],
    ['When did Xiaomi start in Spain, and when in the US?', spanish, 0],
    ['When will Xiaomi start selling phones?', spanish, 0],
  ])('“%s”: “%s” counts as one %i', async (question, sentence, value) => {
    expect((await featuresOf(question, sentence)).otherMarket).toBe(value);
  });
});

test('a sentence that points back to the one before is known by its words', async () => {
  expect((await featuresOf('Why did Xiaomi sell fewer phones?', leaning)).leansOnBefore).toBe(1);
  expect((await featuresOf('Why did Xiaomi sell fewer phones?', american)).leansOnBefore).toBe(0);
});

test('the first sentence of an article counts the more, the less the question says beside names', async () => {
  const broad = await featuresOf('Xiaomi?', spanish);
  const narrow = await featuresOf('Which phones did Xiaomi start selling in 2017?', spanish);
  expect(broad.leadOfBroad).toBe(1);
  expect(narrow.leadOfBroad).toBeGreaterThan(0);
  expect(narrow.leadOfBroad).toBeLessThan(0.5);
  expect((await featuresOf('Xiaomi?', american)).leadOfBroad).toBe(0);
});
