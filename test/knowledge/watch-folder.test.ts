import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FolderWatch, watchFolder } from '../../src/knowledge/watch-folder.js';
import { writeArticle, writeFile } from '../support/articles.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const temporaryFolder = useTemporaryFolders();
const onChange = vi.fn<() => Promise<void>>();
let folder: string;
let watch: FolderWatch | null = null;

beforeEach(() => {
  onChange.mockReset().mockResolvedValue();
  folder = temporaryFolder();
  writeArticle(folder, 'a.md');
});

afterEach(async () => {
  await watch?.close();
  watch = null;
});

const start = async (options = { quietMs: 30, pollMs: 60_000 }) => {
  watch = await watchFolder(folder, onChange, options);
};
const calls = (count: number) => vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(count), { timeout: 10_000 });

test.each([
  ['added', () => writeArticle(folder, 'b.md')],
  ['edited', () => writeArticle(folder, 'a.md', {}, 'Another sentence.')],
  ['renamed', () => renameSync(path.join(folder, 'a.md'), path.join(folder, 'c.md'))],
  ['removed', () => rmSync(path.join(folder, 'a.md'))],
  ['described by another glossary', () => writeFile(folder, 'glossary.yaml', 'makers: []\n')],
])('watchFolder() tells that an article was %s', async (_name, change) => {
  await start();
  change();
  await calls(1);
});

test('watchFolder() tells of many changes once', async () => {
  await start({ quietMs: 200, pollMs: 60_000 });
  for (let number = 0; number < 50; number += 1) writeArticle(folder, `${number}.md`);
  await calls(1);
  await pause(400);
  expect(onChange).toHaveBeenCalledTimes(1);
});

test('watchFolder() is silent about other files', async () => {
  await start();
  writeFileSync(path.join(folder, 'notes.txt'), 'x');
  writeFileSync(path.join(folder, '.a.md.swp'), 'x');
  await pause(200);
  expect(onChange).not.toHaveBeenCalled();
});

test('watchFolder() calls again for what changed during a call, and not two at a time', async () => {
  let running = 0;
  let most = 0;
  onChange.mockImplementation(async () => {
    running += 1;
    most = Math.max(most, running);
    await pause(150);
    running -= 1;
  });
  await start();
  writeArticle(folder, 'b.md');
  await calls(1);
  writeArticle(folder, 'c.md');
  await calls(2);
  expect(most).toBe(1);
});

test('watchFolder() finds changes by looking where nothing is reported, also in a folder that comes back', async () => {
  rmSync(folder, { recursive: true });
  await start({ quietMs: 10, pollMs: 50 });
  writeArticle(folder, 'a.md');
  await calls(1);
  writeArticle(folder, 'b.md');
  await calls(2);
});

test('watchFolder() is silent once closed', async () => {
  await start();
  writeArticle(folder, 'b.md');
  await watch?.close();
  await pause(150);
  expect(onChange).not.toHaveBeenCalled();
});
