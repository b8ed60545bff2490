import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Composition, compose } from '../../src/main/compose.js';
import { writeFile, writeSyntheticArticles } from '../support/articles.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const composed: Composition[] = [];
afterAll(() => Promise.all(composed.map(({ index }) => index.close())));

async function composeWith(...args: Parameters<typeof compose>): Promise<Composition> {
  const composition = await compose(...args);
  composed.push(composition);
  return composition;
}

describe('compose()', () => {
  test('keeps the index of another folder apart, and reads it with the configured folder’s glossary', async () => {
    const folder = makeFolder();
    const config = { knowledgeFolder: path.join(folder, 'knowledge'), dataFolder: path.join(folder, 'data') };
    writePhoneCorpus(config.knowledgeFolder);
    const other = path.join(folder, 'other');
    writeSyntheticArticles(other, 5);
    writeFile(path.join(folder, 'own'), 'glossary.yaml', 'makers: [{ id: orchid, name: Orchid }]\n');

    const first = await composeWith(config);
    expect((await first.index.store.statistics()).articleCount).toBe(12);
    const second = await composeWith(config, { knowledgeFolder: other });
    expect((await second.index.store.statistics()).articleCount).toBe(5);
    expect(second.index.glossary.makerIds).toContain('xiaomi');
    const third = await composeWith(config, { knowledgeFolder: path.join(folder, 'own') });
    expect([...third.index.glossary.makerIds]).toEqual(['orchid']);

    // The history of what was typed is one for all.
    expect([first, second, third].map(({ dataFolder }) => dataFolder)).toEqual(Array(3).fill(config.dataFolder));
    expect(existsSync(path.join(config.dataFolder, 'stateside.db'))).toBe(true);
    expect(readdirSync(path.join(config.dataFolder, 'collections'))).toHaveLength(2);
    // Nothing of it has touched the first.
    expect((await first.index.store.listArticles()).every(({ id }) => !id.startsWith('note-'))).toBe(true);
  });

  test('knows the configured folder by whatever path it is named', async () => {
    const folder = makeFolder();
    const config = { knowledgeFolder: path.join(folder, 'knowledge'), dataFolder: path.join(folder, 'data') };
    writePhoneCorpus(config.knowledgeFolder, []);
    symlinkSync(config.knowledgeFolder, path.join(folder, 'link'));
    await composeWith(config, { knowledgeFolder: path.join(folder, 'link', '..', 'knowledge', '.') });
    await composeWith(config, { knowledgeFolder: path.join(folder, 'link') });
    expect(existsSync(path.join(config.dataFolder, 'collections'))).toBe(false);
  });

  test('names a folder that is missing', async () => {
    const folder = makeFolder();
    mkdirSync(path.join(folder, 'knowledge'));
    const config = { knowledgeFolder: path.join(folder, 'knowledge'), dataFolder: path.join(folder, 'data') };
    await expect(compose(config, { knowledgeFolder: path.join(folder, 'none') })).rejects.toMatchObject({
      message: expect.stringContaining(path.join(folder, 'none')),
      remedy: expect.stringMatching(/\w/),
    });
  });
});
