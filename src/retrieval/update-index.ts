import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeError, StatesideError } from '../error.js';
import type { Article } from '../knowledge/article.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import { ArticleError, parseArticle } from '../knowledge/parse-article.js';
import { type ArticleFile, maximumArticleBytes } from '../knowledge/read-articles.js';
import { splitArticle } from '../knowledge/split-article.js';
import { analyze, contentTerms, type Token } from '../text/analyze.js';
import { detectLanguage } from '../text/language.js';
import { splitSentences } from '../text/sentences.js';
import type { IndexProgress } from './index-progress.js';
import { type Database, describeFailure } from './sqlite/open-database.js';
import { readMeta, writeBlob, writeMeta } from './sqlite/sqlite-passage-store.js';
import { updateEmbeddings } from './update-embeddings.js';
import { updateTranslations } from './update-translations.js';

/** Raise when splitting, analysis or embedding changes: every article is then indexed anew. */
export const indexFormat = 10;

export interface RejectedFile {
  readonly file: string;
  readonly problem: string;
}

export interface IndexReport {
  readonly articleCount: number;
  readonly passageCount: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly embedded: number;
  readonly rejected: readonly RejectedFile[];
}

interface KnownFile {
  key: number;
  file: string;
  hash: string;
  byte_length: number;
  modified_ms: number;
}

/**
 * How many files differ from what is indexed, judged by names, sizes and times: reads no article. Infinity when all of
 * them have to be indexed anew.
 */
export function countChanges(database: Database, files: readonly ArticleFile[], glossaryHash: string): number {
  if (readMeta(database, 'format') !== indexFormat || readMeta<string>(database, 'glossary') !== glossaryHash)
    return Number.POSITIVE_INFINITY;
  const known = new Map(
    (database.prepare('SELECT file, byte_length, modified_ms FROM articles').all() as KnownFile[]).map((row) => [
      row.file,
      row,
    ]),
  );
  let changed = 0;
  let found = 0;
  for (const file of files) {
    const row = known.get(file.name);
    if (row) found += 1;
    // A file that was left out counts as changed: it is looked at again and named again.
    if (row?.byte_length !== file.byteLength || row.modified_ms !== file.modifiedMs) changed += 1;
  }
  const isRejectedGone = (database.prepare('SELECT COUNT(*) FROM rejected_files').pluck().get() as number) > 0;
  return Math.max(changed + known.size - found, isRejectedGone ? 1 : 0);
}

/**
 * Brings the store in line with the folder, in one transaction: killed at any moment, the old index is still there.
 * Articles whose content hash did not change are not read again; embeddings are kept by passage hash.
 * @throws {StatesideError} When the disk is full or the file cannot be written; nothing is changed then.
 */
export function updateIndex(
  database: Database,
  files: readonly ArticleFile[],
  glossary: { glossary: GlossaryIndex; hash: string },
  onProgress: (progress: IndexProgress) => void = () => {},
): IndexReport {
  beginWriting(database, onProgress);
  try {
    const report = writeChanges(database, files, glossary, onProgress);
    database.exec('COMMIT');
    return report;
  } catch (cause) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw cause instanceof StatesideError ? cause : describeFailure(database.name, cause);
  }
}

/** Takes the write lock, waiting as long as another process that builds the same index needs. */
function beginWriting(database: Database, onProgress: (progress: IndexProgress) => void): void {
  const deadline = Date.now() + 30 * 60_000;
  for (;;) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return;
    } catch (cause) {
      const isBusy = String((cause as { code?: string }).code).startsWith('SQLITE_BUSY');
      if (!isBusy || Date.now() > deadline) throw describeFailure(database.name, cause);
      onProgress({ stage: 'waiting', done: 0, total: 1 });
    }
  }
}

function writeChanges(
  database: Database,
  files: readonly ArticleFile[],
  { glossary, hash: glossaryHash }: { glossary: GlossaryIndex; hash: string },
  onProgress: (progress: IndexProgress) => void,
): IndexReport {
  const isOtherFormat = readMeta(database, 'format') !== indexFormat;
  const isRebuild = isOtherFormat || readMeta<string>(database, 'glossary') !== glossaryHash;
  // What another format embedded may carry the same names and yet be different.
  if (isOtherFormat) database.exec('DELETE FROM embeddings; DELETE FROM blobs');
  const known = new Map(
    (database.prepare('SELECT key, file, hash, byte_length, modified_ms FROM articles').all() as KnownFile[]).map(
      (row) => [row.file, row],
    ),
  );
  const rejected: RejectedFile[] = [];
  const present = new Set(files.map((file) => file.name));
  const idOwners = new Map<string, string>();
  const idOf = database.prepare('SELECT id FROM articles WHERE key = ?').pluck();
  let removed = 0;
  let added = 0;
  let changed = 0;
  let touchedPassages = 0;
  const lastKeyBefore = database.prepare('SELECT IFNULL(MAX(key), 0) FROM passages').pluck().get() as number;
  // Removals first, so that a renamed file may keep its id.
  for (const row of known.values()) {
    if (present.has(row.file)) continue;
    touchedPassages += deleteArticle(database, row.key);
    removed += 1;
  }
  const queue = [...files];
  const deferred = new Set<string>();
  for (const [position, file] of queue.entries()) {
    if (position % 50 === 0) onProgress({ stage: 'reading', done: position, total: files.length });
    const row = known.get(file.name);
    if (row && !isRebuild && row.byte_length === file.byteLength && row.modified_ms === file.modifiedMs) {
      idOwners.set(idOf.get(row.key) as string, file.name);
      continue;
    }
    try {
      const { source, hash } = readSource(file);
      if (row && !isRebuild && row.hash === hash) {
        database
          .prepare('UPDATE articles SET modified_ms = ?, byte_length = ? WHERE key = ?')
          .run(file.modifiedMs, file.byteLength, row.key);
        idOwners.set(idOf.get(row.key) as string, file.name);
        continue;
      }
      const article = parseArticle(file.name, source, glossary);
      const storedOwner = ownerInStore(database, article.id, file.name);
      if (storedOwner !== undefined && !idOwners.has(article.id) && !deferred.has(file.name)) {
        // That file's turn is yet to come and may free the id: two files can swap theirs.
        if (row) touchedPassages += deleteArticle(database, row.key);
        deferred.add(file.name);
        queue.push(file);
        continue;
      }
      const owner = idOwners.get(article.id) ?? storedOwner;
      if (owner !== undefined) {
        throw new ArticleError(`Cannot load "${file.name}": its id "${article.id}" is already used by "${owner}"`, {
          remedy: 'give one of the two files another id',
        });
      }
      if (row) touchedPassages += deleteArticle(database, row.key);
      idOwners.set(article.id, file.name);
      touchedPassages += insertArticle(database, file, hash, article);
      if (row) changed += 1;
      else added += 1;
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error;
      rejected.push({ file: file.name, problem: describeError(error) });
      if (row) {
        touchedPassages += deleteArticle(database, row.key);
        removed += 1;
      }
    }
  }
  onProgress({ stage: 'reading', done: files.length, total: files.length });
  database.exec('DELETE FROM rejected_files');
  const insertRejected = database.prepare('INSERT INTO rejected_files (file, problem) VALUES (?, ?)');
  for (const { file, problem } of rejected) insertRejected.run(file, problem);
  const passageCount = database.prepare('SELECT COUNT(*) FROM passages').pluck().get() as number;
  const articleCount = database.prepare('SELECT COUNT(*) FROM articles').pluck().get() as number;
  let embedded = 0;
  // An article of headings alone has no passages; the version still changes with it.
  if (touchedPassages > 0 || added + changed + removed > 0 || isRebuild) {
    const tagged = database
      .prepare("SELECT COUNT(DISTINCT article) FROM article_tags WHERE kind = 'mention'")
      .pluck()
      .get() as number;
    writeMeta(database, 'glossary_share', glossary.makerIds.size > 0 && articleCount > 0 ? tagged / articleCount : 0);
    const { embedded: count, isRefitted } = updateEmbeddings(
      database,
      passageCount,
      touchedPassages,
      lastKeyBefore,
      onProgress,
    );
    embedded = count;
    if (isRefitted) updateTranslations(database, glossary);
    writeMeta(database, 'version', (readMeta(database, 'version') ?? 0) + 1);
  }
  writeMeta(database, 'format', indexFormat);
  if (readMeta<string>(database, 'glossary') !== glossaryHash || isRebuild) {
    writeBlob(database, 'glossary', Buffer.from(JSON.stringify(glossary.file)));
  }
  writeMeta(database, 'glossary', glossaryHash);
  return { articleCount, passageCount, added, changed, removed, embedded, rejected };
}

function ownerInStore(database: Database, id: string, fileName: string): string | undefined {
  return database.prepare('SELECT file FROM articles WHERE id = ? AND file <> ?').pluck().get(id, fileName) as
    | string
    | undefined;
}

function readSource(file: ArticleFile): { source: string; hash: string } {
  if (file.byteLength > maximumArticleBytes) {
    throw new ArticleError(
      `Cannot load "${file.name}": it has ${Math.round(file.byteLength / 1048576)} MB, the limit is ${maximumArticleBytes / 1048576} MB`,
      {
        remedy: 'split it into several articles',
      },
    );
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(file.path);
  } catch (cause) {
    throw new ArticleError(`Cannot load "${file.name}": it cannot be read (${(cause as NodeJS.ErrnoException).code})`, {
      remedy: 'check its permissions',
      cause,
    });
  }
  return { source: bytes.toString('utf8'), hash: createHash('sha256').update(bytes).digest('hex') };
}

/** @returns How many passages went with it. */
function deleteArticle(database: Database, key: number): number {
  const { changes } = database
    .prepare('DELETE FROM passage_terms WHERE rowid IN (SELECT key FROM passages WHERE article = ?)')
    .run(key);
  database.prepare('INSERT INTO removed_passages SELECT key FROM passages WHERE article = ?').run(key);
  database.prepare('DELETE FROM articles WHERE key = ?').run(key);
  return changes;
}

function insertArticle(database: Database, file: ArticleFile, hash: string, article: Article): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO articles (id, file, hash, byte_length, modified_ms, title, publisher, author, published, url, kind, language, makers, topics, brief, supersedes, questions, answered_at, translations, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      article.id,
      file.name,
      hash,
      file.byteLength,
      file.modifiedMs,
      article.title,
      article.publisher,
      article.author,
      article.published,
      article.url,
      article.kind,
      article.language,
      JSON.stringify(article.makers),
      JSON.stringify(article.topics),
      article.brief === null ? null : Number(article.brief),
      JSON.stringify(article.supersedes),
      JSON.stringify(article.questions.map((question) => question.text)),
      JSON.stringify(article.questions.map((question) => question.answeredAt)),
      JSON.stringify(article.translations),
      article.text,
    );
  const insertTag = database.prepare('INSERT OR IGNORE INTO article_tags (article, kind, tag) VALUES (?, ?, ?)');
  for (const maker of article.makers) insertTag.run(lastInsertRowid, 'maker', maker);
  for (const topic of article.topics) insertTag.run(lastInsertRowid, 'topic', topic);
  if (article.makers.length > 0) insertTag.run(lastInsertRowid, 'mention', 'maker');
  const insertPassage = database.prepare(
    `INSERT INTO passages (id, article, start, end, heading, text, terms, term_count, sentence_terms, embedding_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertTerms = database.prepare('INSERT INTO passage_terms (rowid, body, context) VALUES (?, ?, ?)');
  const questionTerms = article.questions.flatMap(({ text }) => contentTerms(text, detectLanguage(text)));
  const titleTerms = contentTerms(article.title, article.language);
  const passages = splitArticle(article.id, article.text);
  for (const passage of passages) {
    const tokens = analyze(passage.text, article.language).filter((token) => !token.isStopword);
    const terms = tokens.map((token) => token.term);
    const context = [...titleTerms, ...contentTerms(passage.heading, article.language), ...questionTerms];
    const body = terms.join(' ');
    const embeddingHash = createHash('sha256')
      .update(`${body}\n${context.join(' ')}`)
      .digest('hex')
      .slice(0, 32);
    const inserted = insertPassage.run(
      passage.id,
      lastInsertRowid,
      passage.start,
      passage.end,
      passage.heading,
      passage.text,
      body,
      terms.length,
      termsPerSentence(passage.text, tokens).join(' '),
      embeddingHash,
    );
    insertTerms.run(inserted.lastInsertRowid, body, context.join(' '));
  }
  return passages.length;
}

function termsPerSentence(text: string, tokens: readonly Token[]): number[] {
  let next = 0;
  return splitSentences(text).map(({ end }) => {
    const first = next;
    while (next < tokens.length && (tokens[next]?.start ?? end) < end) next += 1;
    return next - first;
  });
}
