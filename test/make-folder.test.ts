import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../src/make-folder.js';
import { useTemporaryFolders } from './support/temporary-folders.js';

const makeTemporary = useTemporaryFolders();
const withCode = (...codes: string[]) => expect.objectContaining({ code: expect.toBeOneOf(codes) });

describe('makeFolder()', () => {
  test('makes those above it too, and leaves one that is there as it is', () => {
    const folder = path.join(makeTemporary(), 'a', 'b', 'c');
    makeFolder(folder);
    writeFileSync(path.join(folder, 'file'), 'x');
    makeFolder(folder);
    makeFolder(`${folder}${path.sep}`);
    expect(existsSync(path.join(folder, 'file'))).toBe(true);
  });

  test('goes through a link to a folder', () => {
    const root = makeTemporary();
    makeFolder(path.join(root, 'real'));
    symlinkSync(path.join(root, 'real'), path.join(root, 'link'));
    makeFolder(path.join(root, 'link', 'deep', 'er'));
    expect(statSync(path.join(root, 'real', 'deep', 'er')).isDirectory()).toBe(true);
  });

  test('says what is in the way', () => {
    const root = makeTemporary();
    writeFileSync(path.join(root, 'file'), '');
    symlinkSync(path.join(root, 'nowhere'), path.join(root, 'link'));
    for (const folder of ['file', 'file/deep', 'link', 'link/deep'])
      expect(() => makeFolder(path.join(root, folder)), folder).toThrow(withCode('EEXIST', 'ENOTDIR'));
  });

  test.skipIf(process.platform !== 'linux')('ends where the file system takes no folder', () => {
    for (const folder of ['/proc/none', '/proc/none/deep/er'])
      expect(() => makeFolder(folder)).toThrow(withCode('ENOENT', 'EACCES', 'EPERM'));
  });
});
