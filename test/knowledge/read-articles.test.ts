import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { listArticleFiles, readGlossary } from '../../src/knowledge/read-articles.js';
import { smallGlossary, writeArticle, writeFile } from '../support/articles.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();

describe('listArticleFiles()', () => {
  test('lists Markdown files by name, and neither sub-folders, read-me files nor hidden ones', async () => {
    const folder = makeFolder();
    for (const name of ['b.md', 'a.MD', 'README.md', 'readme.es.md', '.hidden.md', 'notes.txt', 'glossary.yaml'])
      writeFile(folder, name, 'x');
    mkdirSync(path.join(folder, 'folder.md'));
    symlinkSync(path.join(folder, 'b.md'), path.join(folder, 'c.md'));
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'dangling.md'));
    const files = await listArticleFiles(folder);
    expect(files.map((file) => file.name)).toEqual(['a.MD', 'b.md', 'c.md']);
    expect(files[0]).toMatchObject({ path: path.join(folder, 'a.MD'), byteLength: 1 });
  });

  test('says that a folder is missing or is none', async () => {
    const folder = makeFolder();
    const missing = path.join(folder, 'missing');
    await expect(listArticleFiles(missing)).rejects.toMatchObject({
      message: `Cannot read articles from "${missing}": there is no such folder`,
      remedy: expect.stringContaining('folder'),
    });
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    await expect(listArticleFiles(file)).rejects.toMatchObject({
      message: `Cannot read articles from "${file}": it is not a folder`,
    });
  });
});

describe('readGlossary()', () => {
  test('takes the first folder that has one, and an empty one when none has', async () => {
    const [first, second, third] = [makeFolder(), makeFolder(), makeFolder()];
    writeFile(second, 'glossary.yaml', smallGlossary);
    writeFile(third, 'glossary.yaml', 'makers: []');
    expect([...(await readGlossary([first, second, third])).glossary.makerIds]).toEqual(['orchid', 'willow']);
    const none = await readGlossary([first]);
    expect(none.glossary.makerIds.size).toBe(0);
    expect(none.hash).toBe('');
  });

  test('its hash changes with the content', async () => {
    const folder = makeFolder();
    writeFile(folder, 'glossary.yaml', smallGlossary);
    const before = await readGlossary([folder]);
    expect((await readGlossary([folder])).hash).toBe(before.hash);
    writeFile(folder, 'glossary.yaml', `${smallGlossary}\n# A remark.`);
    expect((await readGlossary([folder])).hash).not.toBe(before.hash);
  });

  test('an empty file is an empty glossary', async () => {
    const folder = makeFolder();
    writeFile(folder, 'glossary.yaml', '# Nothing yet.\n');
    expect((await readGlossary([folder])).glossary.makerIds.size).toBe(0);
  });

  test.each([
    ['not YAML', 'makers:\n  - { id: a\n', 'is not valid YAML'],
    ['a wrong id', 'makers: [{ id: Not A Slug, name: A }]', 'makers.0.id must be lowercase words'],
    ['an unknown key', 'makers: [{ id: a, name: A, colour: red }]', 'colour'],
    ['an alias', 'makers: [&a { id: a, name: A }, *a]', 'Alias'],
  ])('names the file and what is wrong: %s', async (_name, source, found) => {
    const folder = makeFolder();
    writeFile(folder, 'glossary.yaml', source);
    const problem = readGlossary([folder]);
    await expect(problem).rejects.toThrow(path.join(folder, 'glossary.yaml'));
    await expect(problem).rejects.toThrow(found);
    await expect(problem).rejects.toMatchObject({ remedy: expect.any(String) });
  });

  test('article files do not need one', async () => {
    const folder = makeFolder();
    writeArticle(folder, 'a.md');
    expect((await readGlossary([folder])).glossary.findMentions('Orchid')).toEqual([]);
  });
});
