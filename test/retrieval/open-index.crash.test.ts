import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { syntheticText, writeArticle, writeSyntheticArticles } from '../support/articles.js';
import { articlesWith, openFolder } from '../support/index-folder.js';
import { nodeArguments } from '../support/node-arguments.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const articleCount = 300;
const kills = 20;
const script = path.join(import.meta.dirname, '..', 'support', 'index-process.ts');

let articlesOnly: string;
let indexed: string;
/** From the start of a build to its end, when nobody interrupts. */
let durationMs: number;

interface Run {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  readonly ended: Promise<NodeJS.Signals | number | null>;
  reached(line: string): Promise<void>;
}

function startIndexing(folder: string): Run {
  const child = spawn(
    process.execPath,
    [...nodeArguments, script, path.join(folder, 'knowledge'), path.join(folder, 'data')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    waiting.get(line.split(' ')[0] ?? '')?.();
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(signal ?? code);
      for (const resume of waiting.values()) resume();
    });
  });
  return {
    process: child,
    lines,
    ended,
    reached: (line) =>
      new Promise((resolve) => {
        if (lines.some((known) => known.startsWith(line)) || child.exitCode !== null) resolve();
        else waiting.set(line, resolve);
      }),
  };
}

function copyOf(template: string): string {
  const folder = makeFolder();
  cpSync(template, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** Changes so many articles that the embedder is fitted anew. */
function changeArticles(folder: string): void {
  for (let number = 0; number < 60; number += 1)
    writeArticle(
      path.join(folder, 'knowledge'),
      `note-${String(number).padStart(4, '0')}.md`,
      {},
      syntheticText(1000 + number, 1),
    );
}

async function expectWhole(folder: string): Promise<void> {
  const index = await openFolder(folder);
  try {
    expect(index.notices.filter((notice) => notice.includes('data file'))).toEqual([]);
    expect((await articlesWith(index, 'mark')).sort()).toEqual(
      Array.from({ length: articleCount }, (_, number) => `note-${String(number).padStart(4, '0')}`),
    );
    const keys = [...((await index.store.filterKeys({ since: '2000' })) ?? [])];
    expect(index.vectors.keys().sort((a, b) => a - b)).toEqual(keys.sort((a, b) => a - b));
    const [key, vector] = [...(await index.store.embeddings(keys))][0] ?? [];
    expect(index.vectors.nearest(vector ?? new Float32Array(), 10).map((neighbor) => neighbor.key)).toContain(key);
    // Nothing of the killed build stays behind.
    const left = readdirSync(path.join(folder, 'data')).filter((name) => /\.tmp$|\.damaged/.test(name));
    expect(left).toEqual([]);
  } finally {
    await index.close();
  }
}

beforeAll(async () => {
  articlesOnly = makeFolder();
  writeSyntheticArticles(path.join(articlesOnly, 'knowledge'), articleCount, 1);
  indexed = copyOf(articlesOnly);
  const run = startIndexing(indexed);
  await run.reached('started');
  const start = performance.now();
  await run.reached('done');
  durationMs = performance.now() - start;
  expect(await run.ended).toBe(0);
});

describe('openIndex() after kill -9', () => {
  test.each(Array.from({ length: kills }, (_, kill) => kill))('has every article after kill %i', async (kill) => {
    // Every other time an old index is there and many articles changed.
    const folder = copyOf(kill % 2 === 0 ? articlesOnly : indexed);
    if (kill % 2 === 1) changeArticles(folder);
    const run = startIndexing(folder);
    if (kill % 5 === 4) {
      // While the vector file is made: the shortest phase, which the clock alone would often miss.
      await run.reached('linking');
      await wait((kill / kills) * 60);
    } else {
      await run.reached('started');
      await wait((kill / kills) * durationMs);
    }
    run.process.kill('SIGKILL');
    await run.ended;
    await expectWhole(folder);
  });
});

describe('openIndex() by two processes at once', () => {
  test.each([
    ['from nothing', () => articlesOnly, false, 0],
    ['from nothing, the second a little later', () => articlesOnly, false, 0.5],
    ['after changes', () => indexed, true, 0],
  ])('both end with the same content: %s', async (_name, template, isChanged, delay) => {
    const folder = copyOf(template());
    if (isChanged) changeArticles(folder);
    const first = startIndexing(folder);
    await wait(delay * durationMs);
    const second = startIndexing(folder);
    const endings = await Promise.all([first.ended, second.ended]);
    expect([endings, first.lines.at(-1)]).toEqual([[0, 0], second.lines.at(-1)]);
    expect(first.lines.at(-1)).toContain(`"articleCount":${articleCount}`);
    const index = await openFolder(folder);
    expect([index.report, index.notices]).toEqual([null, []]);
    await index.close();
    await expectWhole(folder);
  });
});
