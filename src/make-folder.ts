import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder with those above it that are missing, one by one: Node's own recursive way never ends below /proc.
 * @throws {NodeJS.ErrnoException} ENOENT where the file system takes no folder, ENOTDIR or EEXIST where a file stands in
 * the way, EACCES, EROFS and the like.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = path.dirname(path.resolve(folder));
  if (parent !== path.resolve(folder)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false; // What is the matter is said when it is made.
  }
}
