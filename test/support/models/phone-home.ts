import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { openInThread } from '../open-in-thread.js';
import { writePhoneCorpus } from '../phone-corpus.js';
import { useTemporaryFolders } from '../temporary-folders.js';
import { ModelServer } from './model-server.js';
import { readScript } from './script.js';

/** The phone articles, their index, and a scripted model to write answers from them. */
export interface PhoneHome {
  readonly knowledgeFolder: string;
  readonly dataFolder: string;
  readonly index: OpenedIndex;
  readonly server: ModelServer;
}

/** Call at the top of a test file, before its own hooks: gives what stands from its first test to its last. */
export function usePhoneHome(): () => PhoneHome {
  const folder = useTemporaryFolders()();
  let home: PhoneHome | null = null;
  beforeAll(async () => {
    const knowledgeFolder = path.join(folder, 'knowledge');
    writePhoneCorpus(knowledgeFolder);
    const index = await openInThread(folder);
    const server = await ModelServer.start(readScript('good'));
    home = { knowledgeFolder, dataFolder: path.join(folder, 'data'), index, server };
  });
  afterAll(async () => {
    await home?.server.stop();
    await home?.index.close();
  });
  return () => {
    if (!home) throw new Error('The home is ready in tests and in hooks only');
    return home;
  };
}
