import path from 'node:path';
import { describe } from 'vitest';
import { openDatabase } from '../../../src/retrieval/sqlite/open-database.js';
import { SqlitePassageStore } from '../../../src/retrieval/sqlite/sqlite-passage-store.js';
import { indexFolder } from '../../support/index-folder.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';
import { passageStoreContract } from '../passage-store.contract.js';

const makeFolder = useTemporaryFolders();

describe('SqlitePassageStore', () => {
  passageStoreContract(async (knowledgeFolder) => {
    const databasePath = path.join(makeFolder(), 'stateside.db');
    const reader = openDatabase(databasePath);
    const writer = openDatabase(databasePath);
    const store = new SqlitePassageStore(reader);
    return {
      store,
      update: async () => {
        await indexFolder(writer, knowledgeFolder);
      },
      close: async () => {
        writer.close();
        await store.close();
      },
    };
  });
});
