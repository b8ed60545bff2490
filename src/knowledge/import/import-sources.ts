import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describeError, StatesideError } from '../../error.js';
import { makeFolder } from '../../make-folder.js';
import type { Article } from '../article.js';
import type { GlossaryIndex } from '../glossary-index.js';
import { parseArticle } from '../parse-article.js';
import { readFolder } from '../read-folder.js';
import { type ArticleDraft, type Defaults, draftArticle, renderArticleFile } from './draft-article.js';
import { expandSource, type ImportJob } from './expand-source.js';
import type { FeedItem } from './feeds/parse-feed.js';
import { DuplicateFinder } from './find-duplicate.js';
import { ImportError } from './import-error.js';
import { PageExtractor } from './page-extractor.js';
import { readStory } from './read-story.js';
import { readReadyArticle } from './ready-article.js';
import { type SourceDocument, SourceReader } from './source-reader.js';

export type ImportOutcome =
  | {
      readonly kind: 'written';
      readonly source: string;
      /** Path of the article file. */
      readonly file: string;
      readonly title: string;
      /** What the operator should look at. */
      readonly doubts: readonly string[];
    }
  | { readonly kind: 'duplicate'; readonly source: string; readonly of: string; readonly by: 'address' | 'text' }
  | { readonly kind: 'part'; readonly source: string; readonly of: string }
  | { readonly kind: 'failed'; readonly source: string; readonly reason: string };

export interface ImportOptions {
  /** Compared with, so that nothing is imported twice. */
  readonly knowledgeFolder: string;
  /** Where the article files are written; made when missing. */
  readonly outputFolder: string;
  readonly glossary: GlossaryIndex;
  readonly userAgent: string;
  /** Whether this machine's own addresses may be fetched: for tests. */
  readonly mayBeLoopback?: boolean;
  /** Stays open, for whoever imports again and again. @default One that starts and ends with the import. */
  readonly extractor?: PageExtractor;
  /** Overrules what the sources say. */
  readonly charset?: string;
  readonly defaults?: Defaults;
  readonly today: Date;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly source: string }) => void;
}

/** A story that a feed announced. */
export type AnnouncedStory = FeedItem & { readonly publisher: string | null };

/**
 * Makes an article file of every story that the sources hold. A source that fails stops no other.
 * @throws {StatesideError} When the folders cannot be used.
 */
export async function importSources(
  sources: readonly (string | AnnouncedStory)[],
  options: ImportOptions,
): Promise<ImportOutcome[]> {
  const reader = new SourceReader({
    userAgent: options.userAgent,
    ...(options.mayBeLoopback === undefined ? {} : { mayBeLoopback: options.mayBeLoopback }),
  });
  const extractor = options.extractor ?? new PageExtractor();
  try {
    const run = new ImportRun(options, reader, extractor, await readKnown(options));
    return await run.importAll(sources);
  } finally {
    if (!options.extractor) await extractor.close();
  }
}

interface Known {
  readonly duplicates: DuplicateFinder;
  readonly ids: Set<string>;
}

async function readKnown({ knowledgeFolder, outputFolder, glossary }: ImportOptions): Promise<Known> {
  const known: Known = { duplicates: new DuplicateFinder(), ids: new Set() };
  const folders = [...new Set([path.resolve(knowledgeFolder), path.resolve(outputFolder)])];
  for (const folder of folders) {
    if (folder !== path.resolve(knowledgeFolder)) makeOutputFolder(folder);
    // What is broken cannot be compared with; indexing reports it.
    const { articles, fileNames, rejected } = await readFolder(folder, glossary);
    for (const name of [...fileNames.values(), ...rejected.map(({ file }) => file)])
      known.ids.add(path.parse(name).name);
    for (const article of articles) {
      // In the bot, questions are being answered meanwhile.
      await nextTurn();
      known.ids.add(article.id);
      known.duplicates.add(article);
    }
  }
  return known;
}

/** @throws {StatesideError} When it cannot be made. */
function makeOutputFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new StatesideError(`Cannot make the folder "${folder}": ${(cause as NodeJS.ErrnoException).code}`, {
      remedy: 'check the disk and the permissions, or set DATA_DIR to another folder',
      cause,
    });
  }
}

class ImportRun {
  /** Further pages of stories that are joined already, by file: or web address. */
  private readonly joined = new Map<string, string>();

  constructor(
    private readonly options: ImportOptions,
    private readonly reader: SourceReader,
    private readonly extractor: PageExtractor,
    private readonly known: Known,
  ) {}

  async importAll(sources: readonly (string | AnnouncedStory)[]): Promise<ImportOutcome[]> {
    const outcomes: ImportOutcome[] = [];
    const jobs: ImportJob[] = [];
    for (const named of sources) {
      if (typeof named !== 'string') {
        jobs.push({ source: named.url, load: () => this.reader.fetch(named.url), announced: named });
        continue;
      }
      const source = named;
      this.options.onProgress?.({ done: 0, total: sources.length, source });
      try {
        jobs.push(...(await expandSource(source, this.reader, this.options.today)));
      } catch (error) {
        outcomes.push(failure(source, error));
      }
    }
    for (const [index, job] of jobs.entries()) {
      this.options.onProgress?.({ done: index, total: jobs.length, source: job.source });
      try {
        outcomes.push(await this.importOne(job, jobs));
      } catch (error) {
        outcomes.push(failure(job.source, error));
      }
    }
    this.options.onProgress?.({ done: jobs.length, total: jobs.length, source: '' });
    return outcomes;
  }

  private async importOne(job: ImportJob, jobs: readonly ImportJob[]): Promise<ImportOutcome> {
    const document = await job.load();
    const { source } = document;
    const first = this.joined.get(document.base);
    if (first !== undefined) return { kind: 'part', source, of: first };
    const ready = await this.takeReadyArticle(document);
    if (ready) return ready;
    const { charset = null, today, defaults = {}, glossary } = this.options;
    const story = await readStory(document, { reader: this.reader, extractor: this.extractor, charset, today });
    if (story.previousPart !== null && isAmong(story.previousPart, jobs))
      return { kind: 'part', source, of: readable(story.previousPart) };
    for (const part of story.otherParts) this.joined.set(part, source);
    const draft = draftArticle(story, {
      source,
      announced: job.announced,
      modified: document.modified,
      fileName: document.url === null ? path.basename(source) : null,
      defaults,
      glossary,
    });
    const addresses = [draft.url, ...(document.url === null ? [] : [document.url])];
    // A file's name alone is no address: two folders can hold files of one name.
    const duplicate = this.known.duplicates.find(
      draft.text,
      addresses.filter((address) => !address.startsWith('file:')),
    );
    if (duplicate) return { kind: 'duplicate', source, of: duplicate.id, by: duplicate.by };
    return this.write(draft, source);
  }

  /** An article file, for example from the review folder, is taken over as it is. */
  private async takeReadyArticle(document: SourceDocument): Promise<ImportOutcome | null> {
    const article = readReadyArticle(document, this.options.glossary);
    if (!article) return null;
    const { source } = document;
    const target = path.join(this.options.outputFolder, path.basename(source));
    if (path.resolve(target) === path.resolve(source))
      return { kind: 'duplicate', source, of: article.id, by: 'address' };
    const duplicate = this.known.duplicates.find(article.text, [article.url]);
    if (duplicate) return { kind: 'duplicate', source, of: duplicate.id, by: duplicate.by };
    if (this.known.ids.has(article.id) || this.known.ids.has(path.parse(target).name))
      throw new ImportError(source, `another article has the id "${article.id}"`, {
        remedy: 'give its file another name',
      });
    await this.put(target, document.bytes);
    this.remember(article);
    return { kind: 'written', source, file: target, title: article.title, doubts: [] };
  }

  private async write(draft: ArticleDraft, source: string): Promise<ImportOutcome> {
    let { id } = draft;
    for (let number = 2; this.known.ids.has(id); number += 1) id = `${draft.id}-${number}`;
    const file = path.join(this.options.outputFolder, `${id}.md`);
    const content = renderArticleFile(draft);
    // What is written must load: the schema has the last word.
    let article: Article;
    try {
      article = parseArticle(path.basename(file), content, this.options.glossary);
    } catch (cause) {
      throw new ImportError(source, `it makes no valid article (${describeError(cause)})`, {
        remedy: 'write the article by hand',
        cause,
      });
    }
    await this.put(file, content);
    this.remember(article);
    return {
      kind: 'written',
      source,
      file,
      title: draft.title,
      doubts: Object.entries(draft.doubts).map(([key, reason]) => `${key}: ${reason}`),
    };
  }

  /** Written under another name first: whoever watches the folder never sees half a file. */
  private async put(file: string, content: string | Buffer): Promise<void> {
    const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
    try {
      makeFolder(path.dirname(file));
      await writeFile(temporary, content, { flag: 'wx' });
      await rename(temporary, file);
    } catch (cause) {
      await rm(temporary, { force: true });
      throw new StatesideError(`Cannot write "${file}": ${(cause as NodeJS.ErrnoException).code}`, {
        remedy: 'check the disk and the permissions of the folder',
        cause,
      });
    }
  }

  private remember(article: Article): void {
    this.known.ids.add(article.id);
    this.known.duplicates.add(article);
  }
}

function isAmong(base: string, jobs: readonly ImportJob[]): boolean {
  return jobs.some(({ source }) => source === base || source === readable(base));
}

function readable(base: string): string {
  return base.startsWith('file:') ? fileURLToPath(base) : base;
}

function failure(source: string, error: unknown): ImportOutcome {
  const reason = error instanceof ImportError ? `${error.found}; ${error.remedy}` : describeError(error);
  return { kind: 'failed', source, reason };
}
