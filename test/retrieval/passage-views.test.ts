import { expect, test } from 'vitest';
import { openIndex } from '../../src/retrieval/open-index.js';
import { PassageViews } from '../../src/retrieval/passage-views.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();

test('a small corpus is read ahead whole, once, and its passages are then at hand', async () => {
  const knowledgeFolder = makeFolder();
  writePhoneCorpus(knowledgeFolder);
  const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder: makeFolder() });
  const { passageCount } = await index.store.statistics();
  const views = new PassageViews(index.store, {}, () => 1, index.translations);
  const read: string[] = [];
  for await (const step of views.readAhead()) read.push(...step.map(({ passage }) => passage.id));
  expect(read).toHaveLength(passageCount);
  expect(new Set(read).size).toBe(passageCount);
  const keys = await index.store.passageKeys(passageCount);
  await index.close();
  // From memory: the store is closed.
  expect((await views.passages(keys)).map(({ passage }) => passage.key)).toEqual(keys);
});

test('gives examples of what may be asked, spread over the articles that it has read', async () => {
  const knowledgeFolder = makeFolder();
  writePhoneCorpus(knowledgeFolder);
  const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder: makeFolder() });
  const views = new PassageViews(index.store, {}, () => 1, index.translations);
  expect(views.exampleQuestions(3)).toEqual([]);
  for await (const _ of views.readAhead());
  const some = views.exampleQuestions(3);
  const all = views.exampleQuestions(1_000);
  await index.close();
  expect(some).toHaveLength(3);
  expect(all.length).toBeGreaterThan(3);
  expect(new Set(all).size).toBe(all.length);
});
