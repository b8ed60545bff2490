import { type FSWatcher, statSync, watch } from 'node:fs';
import path from 'node:path';
import { glossaryName, listArticleFiles } from './read-articles.js';

/** Editors write a file in several steps, and copying a folder takes a while: changes count once it is quiet. */
const quietMs = 700;
/** For file systems that report nothing, such as some network and container mounts. */
const pollMs = 30_000;

export interface FolderWatch {
  close(): Promise<void>;
}

/**
 * Calls back when the articles or the glossary of a folder have changed: added, edited, renamed or removed. One call at
 * a time; changes during a call lead to another one after it. Touching a file without changing its size or time, and
 * other files, do not count.
 */
export async function watchFolder(
  folder: string,
  onChange: () => Promise<void>,
  options: { readonly quietMs?: number; readonly pollMs?: number } = {},
): Promise<FolderWatch> {
  let known = await fingerprint(folder);
  let isClosed = false;
  let running: Promise<void> = Promise.resolve();
  let quiet: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;

  const look = () => {
    running = running.then(async () => {
      if (isClosed) return;
      const found = await fingerprint(folder);
      if (found === known) return;
      known = found;
      await onChange();
    });
  };
  const wait = () => {
    clearTimeout(quiet);
    quiet = setTimeout(look, options.quietMs ?? quietMs);
  };
  const startWatching = () => {
    if (watcher || isClosed) return;
    try {
      watcher = watch(folder, wait);
      watcher.on('error', () => {
        watcher?.close();
        watcher = null;
      });
    } catch {
      // The folder is away, or the system has no watches left: the poll finds changes, and tries to watch again.
      watcher = null;
    }
  };
  startWatching();
  const poll = setInterval(() => {
    startWatching();
    look();
  }, options.pollMs ?? pollMs);
  poll.unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(poll);
      clearTimeout(quiet);
      watcher?.close();
      await running;
    },
  };
}

/** What a listing tells of the folder; a folder that cannot be read is like an empty one. */
async function fingerprint(folder: string): Promise<string> {
  const files = await listArticleFiles(folder).catch(() => []);
  const glossary = statSync(path.join(folder, glossaryName), { throwIfNoEntry: false });
  return [
    `${glossary?.size} ${glossary?.mtimeMs}`,
    ...files.map(({ name, byteLength, modifiedMs }) => `${name} ${byteLength} ${modifiedMs}`),
  ].join('\n');
}
