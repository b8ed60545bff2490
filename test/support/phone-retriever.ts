import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { openFolder } from './index-folder.js';
import { writePhoneCorpus } from './phone-corpus.js';
import { useTemporaryFolders } from './temporary-folders.js';

/** A retriever over the phone corpus, for all tests of a file. */
export function usePhoneRetriever(): () => PassageRetriever {
  const makeFolder = useTemporaryFolders();
  let index: OpenedIndex;
  let retriever: PassageRetriever;
  beforeAll(async () => {
    const folder = makeFolder();
    writePhoneCorpus(path.join(folder, 'knowledge'));
    index = await openFolder(folder);
    retriever = await PassageRetriever.create(index);
  });
  afterAll(() => index.close());
  return () => retriever;
}
