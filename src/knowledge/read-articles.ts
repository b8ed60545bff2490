import { createHash } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { describeError, StatesideError } from '../error.js';
import { emptyGlossary, GlossaryFile } from './glossary.js';
import { GlossaryIndex } from './glossary-index.js';

/** What a folder listing tells of an article file without opening it. */
export interface ArticleFile {
  readonly name: string;
  readonly path: string;
  readonly byteLength: number;
  readonly modifiedMs: number;
}

export const glossaryName = 'glossary.yaml';
/** Larger files are reported and left out: no article is a book. */
export const maximumArticleBytes = 16 * 1024 * 1024;

/** Lists the article files (*.md) of a knowledge folder, by name. Sub-folders are not read. */
export async function listArticleFiles(folder: string): Promise<ArticleFile[]> {
  let names: string[];
  try {
    names = (await readdir(folder, { withFileTypes: true }))
      .filter(
        (entry) =>
          (entry.isFile() || entry.isSymbolicLink()) &&
          /\.md$/i.test(entry.name) &&
          !/^(?:\.|readme\.)/i.test(entry.name),
      )
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const found =
      code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is not a folder' : String(code);
    throw new StatesideError(`Cannot read articles from "${folder}": ${found}`, {
      remedy: 'name a folder that holds Markdown articles',
      cause,
    });
  }
  const files: ArticleFile[] = [];
  for (const name of names) {
    const filePath = path.join(folder, name);
    // Some 5 µs each; a turn through the thread pool for each would take ten times as long.
    const stats = statOrNull(filePath);
    if (stats?.isFile()) files.push({ name, path: filePath, byteLength: stats.size, modifiedMs: stats.mtimeMs });
  }
  return files;
}

function statOrNull(filePath: string): Stats | null {
  try {
    return statSync(filePath);
  } catch {
    // Removed since the folder was read, or a link to nowhere.
    return null;
  }
}

export interface LoadedGlossary {
  readonly glossary: GlossaryIndex;
  /** Changes when the file's content does: articles are tagged anew. */
  readonly hash: string;
  /** Where it was found; null when nowhere. */
  readonly folder: string | null;
}

/** Parsing the YAML is the slowest part of a start: the parsed form is kept under the hash of its source. */
export interface GlossaryCache {
  get(hash: string): string | null;
}

/** Reopening the articles of a bot that answers meanwhile need not build the look-ups of the same glossary again. */
let latest: LoadedGlossary | null = null;

function remember(file: GlossaryFile, hash: string, folder: string): LoadedGlossary {
  latest = { glossary: new GlossaryIndex(file), hash, folder };
  return latest;
}

/**
 * Reads `glossary.yaml` of the first folder that has one; without any, the glossary is empty.
 * @param cache Looked up before the file is parsed; holds the file's content as JSON.
 * @throws {StatesideError} When the file is not valid; says where.
 */
export async function readGlossary(folders: readonly string[], cache?: GlossaryCache): Promise<LoadedGlossary> {
  for (const folder of folders) {
    const filePath = path.join(folder, glossaryName);
    const source = await readFile(filePath, 'utf8').catch(() => null);
    if (source === null) continue;
    const hash = createHash('sha256').update(source).digest('hex');
    if (latest?.hash === hash) return { ...latest, folder };
    const cached = cache?.get(hash) ?? null;
    if (cached !== null) return remember(JSON.parse(cached) as GlossaryFile, hash, folder);
    const document = parseDocument(source, { prettyErrors: false });
    const problem = document.errors[0];
    if (problem) {
      const line = source.slice(0, problem.pos[0]).split('\n').length;
      throw new StatesideError(`Cannot load "${filePath}": line ${line} is not valid YAML (${problem.message})`, {
        remedy: 'correct that line',
      });
    }
    let content: unknown;
    try {
      content = document.toJS({ maxAliasCount: 0 });
    } catch (cause) {
      throw new StatesideError(`Cannot load "${filePath}": ${describeError(cause)}`, {
        remedy: 'write every value out, without "&" anchors and "*" aliases',
        cause,
      });
    }
    const parsed = GlossaryFile.safeParse(content ?? {});
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new StatesideError(`Cannot load "${filePath}": ${issue?.path.join('.')} ${issue?.message}`, {
        remedy: 'correct that entry',
      });
    }
    return remember(parsed.data, hash, folder);
  }
  return { glossary: new GlossaryIndex(emptyGlossary), hash: '', folder: null };
}
