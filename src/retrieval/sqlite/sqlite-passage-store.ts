import type { Statement } from 'better-sqlite3';
import type { Article } from '../../knowledge/article.js';
import { gramBucketCount } from '../../text/grams.js';
import type {
  ArticleSummary,
  CorpusStatistics,
  PassageStore,
  ScoredKey,
  SearchFilters,
  StoredPassage,
} from '../passage-store.js';
import type { Database } from './open-database.js';

interface ArticleRow {
  id: string;
  title: string;
  publisher: string;
  author: string | null;
  published: string;
  url: string;
  kind: Article['kind'];
  language: Article['language'];
  makers: string;
  topics: string;
  brief: number | null;
  supersedes: string;
  questions: string;
  answeredAt: string;
}

interface PassageRow {
  key: number;
  id: string;
  articleId: string;
  start: number;
  end: number;
  heading: string;
  text: string;
  terms: string;
  sentenceTerms: string;
}

const summaryColumns =
  'id, title, publisher, author, published, url, kind, language, makers, topics, brief, supersedes, questions, answered_at AS answeredAt';
const passageQuery = `SELECT p.key, p.id, a.id AS articleId, p.start, p.end, p.heading, p.text, p.terms,
  p.sentence_terms AS sentenceTerms
  FROM passages p JOIN articles a ON a.key = p.article`;

/** Reads the index from SQLite. Writing is `updateIndex`'s job, on a connection of its own. */
export class SqlitePassageStore implements PassageStore {
  private cachedStatistics: { version: number; statistics: CorpusStatistics } | null = null;
  private readonly statements = new Map<string, Statement<unknown[]>>();

  constructor(private readonly database: Database) {}

  /** Prepares each statement once; the driver does not cache them. */
  private sql(text: string): Statement<unknown[]> {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.database.prepare<unknown[]>(text);
      this.statements.set(text, statement);
    }
    return statement;
  }

  async version(): Promise<number> {
    return readMeta(this.database, 'version') ?? 0;
  }

  async statistics(): Promise<CorpusStatistics> {
    const version = await this.version();
    if (this.cachedStatistics?.version === version) return this.cachedStatistics.statistics;
    const counts = this.sql('SELECT COUNT(*) AS passages, AVG(term_count) AS average FROM passages').get() as {
      passages: number;
      average: number | null;
    };
    const articles = this.sql('SELECT COUNT(*) AS count FROM articles').get() as { count: number };
    const grams = readBlob(this.database, 'gram_frequencies');
    const statistics: CorpusStatistics = {
      passageCount: counts.passages,
      articleCount: articles.count,
      averageTermCount: counts.average ?? 1,
      gramFrequencies: grams ? new Uint16Array(grams.slice().buffer) : new Uint16Array(gramBucketCount),
      gramSampleSize: readMeta(this.database, 'gram_sample_size') ?? 0,
      glossaryShare: readMeta(this.database, 'glossary_share') ?? 0,
      languageShares: languageShares(this.database),
    };
    this.cachedStatistics = { version, statistics };
    return statistics;
  }

  async listArticles(filters: SearchFilters = {}): Promise<ArticleSummary[]> {
    const { where, parameters } = filterClause(filters);
    const rows = this.database
      .prepare(`SELECT ${summaryColumns} FROM articles a ${where ? `WHERE ${where}` : ''} ORDER BY published DESC, id`)
      .all(...parameters) as ArticleRow[];
    return rows.map(toSummary);
  }

  async article(id: string): Promise<Article | null> {
    const row = this.sql(`SELECT ${summaryColumns}, translations, text FROM articles WHERE id = ?`).get(id) as
      | (ArticleRow & { translations: string; text: string })
      | undefined;
    if (!row) return null;
    const translations = JSON.parse(row.translations) as Article['translations'];
    return { ...toSummary(row), translations, text: row.text };
  }

  async articleSummary(id: string): Promise<ArticleSummary | null> {
    const row = this.sql(`SELECT ${summaryColumns} FROM articles WHERE id = ?`).get(id) as ArticleRow | undefined;
    return row ? toSummary(row) : null;
  }

  async newestDate(): Promise<string | null> {
    return this.sql('SELECT MAX(published) FROM articles').pluck().get() as string | null;
  }

  async supersededIds(): Promise<ReadonlySet<string>> {
    const ids = this.sql("SELECT DISTINCT value FROM articles, json_each(articles.supersedes) WHERE supersedes <> '[]'")
      .pluck()
      .all() as string[];
    return new Set(ids);
  }

  async passages(keys: readonly number[]): Promise<StoredPassage[]> {
    const statement = this.sql(`${passageQuery} WHERE p.key = ?`);
    return keys.flatMap((key) => (statement.get(key) as PassageRow | undefined) ?? []);
  }

  async passageById(id: string): Promise<StoredPassage | null> {
    return (this.sql(`${passageQuery} WHERE p.id = ?`).get(id) as PassageRow | undefined) ?? null;
  }

  async searchTerms(terms: readonly string[], limit: number, filters: SearchFilters = {}): Promise<ScoredKey[]> {
    if (terms.length === 0 || limit <= 0) return [];
    // A null character would end the query inside the quotation marks.
    const match = [...new Set(terms)]
      .map((term) => `"${term.replaceAll('\0', ' ').replaceAll('"', '""')}"`)
      .join(' OR ');
    const { where, parameters } = filterClause(filters);
    const restriction = where
      ? `AND rowid IN (SELECT p.key FROM passages p JOIN articles a ON a.key = p.article WHERE ${where})`
      : '';
    const rows = this.sql(
      `SELECT rowid AS key, -bm25(passage_terms, 1.0, 0.4) AS score FROM passage_terms
       WHERE passage_terms MATCH ? ${restriction} ORDER BY bm25(passage_terms, 1.0, 0.4), rowid LIMIT ?`,
    ).all(match, ...parameters, limit) as ScoredKey[];
    return rows;
  }

  async documentFrequencies(terms: readonly string[]): Promise<Map<string, number>> {
    const statement = this.sql('SELECT doc FROM vocabulary WHERE term = ?');
    return new Map(
      terms.map((term) => [term, (statement.get(term) as { doc: number } | undefined)?.doc ?? 0] as const),
    );
  }

  async vocabulary(): Promise<Map<string, number>> {
    const rows = this.sql('SELECT term, doc FROM vocabulary').all() as { term: string; doc: number }[];
    return new Map(rows.map(({ term, doc }) => [term, doc]));
  }

  async embeddings(keys: readonly number[]): Promise<Map<number, Float32Array>> {
    const embedder = readMeta<string>(this.database, 'embedder') ?? '';
    const statement = this.sql(
      'SELECT e.vector FROM passages p JOIN embeddings e ON e.embedder = ? AND e.hash = p.embedding_hash WHERE p.key = ?',
    );
    const found = new Map<number, Float32Array>();
    for (const key of keys) {
      const row = statement.get(embedder, key) as { vector: Buffer } | undefined;
      if (row) found.set(key, toVector(row.vector));
    }
    return found;
  }

  async passageKeys(limit: number): Promise<number[]> {
    return this.database.prepare('SELECT key FROM passages ORDER BY key LIMIT ?').pluck().all(limit) as number[];
  }

  async filterKeys(filters: SearchFilters): Promise<ReadonlySet<number> | null> {
    const { where, parameters } = filterClause(filters);
    if (!where) return null;
    const keys = this.database
      .prepare(`SELECT p.key FROM passages p JOIN articles a ON a.key = p.article WHERE ${where}`)
      .pluck()
      .all(...parameters) as number[];
    return new Set(keys);
  }

  async close(): Promise<void> {
    this.database.close();
  }
}

/** Copies a stored vector out of SQLite's buffer, whose offset may not suit 4-byte floats. */
export function toVector(blob: Buffer): Float32Array {
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));
}

export function readMeta<Value extends string | number = number>(database: Database, key: string): Value | null {
  return (database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as Value | undefined) ?? null;
}

export function writeMeta(database: Database, key: string, value: string | number): void {
  database
    .prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(key, value);
}

/** Share of articles in each language, 0 to 1. */
export function languageShares(database: Database): CorpusStatistics['languageShares'] {
  const rows = database.prepare('SELECT language, COUNT(*) AS count FROM articles GROUP BY language').all() as {
    language: string;
    count: number;
  }[];
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return Object.fromEntries(rows.map(({ language, count }) => [language, count / all]));
}

export function readBlob(database: Database, key: string): Buffer | null {
  return (database.prepare('SELECT value FROM blobs WHERE key = ?').pluck().get(key) as Buffer | undefined) ?? null;
}

export function writeBlob(database: Database, key: string, value: Buffer): void {
  database
    .prepare('INSERT INTO blobs (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(key, value);
}

function toSummary(row: ArticleRow): ArticleSummary {
  const answeredAt = JSON.parse(row.answeredAt) as (number | null)[];
  return {
    id: row.id,
    title: row.title,
    publisher: row.publisher,
    author: row.author,
    published: row.published,
    url: row.url,
    kind: row.kind,
    language: row.language,
    makers: JSON.parse(row.makers) as string[],
    topics: JSON.parse(row.topics) as string[],
    brief: row.brief === null ? null : row.brief === 1,
    supersedes: JSON.parse(row.supersedes) as string[],
    questions: (JSON.parse(row.questions) as string[]).map((text, position) => ({
      text,
      answeredAt: answeredAt[position] ?? null,
    })),
  };
}

function filterClause(filters: SearchFilters): { where: string; parameters: string[] } {
  const parts: string[] = [];
  const parameters: string[] = [];
  for (const [kind, tags] of [
    ['maker', filters.makers],
    ['topic', filters.topics],
  ] as const) {
    if (!tags || tags.length === 0) continue;
    parts.push(
      `a.key IN (SELECT article FROM article_tags WHERE kind = '${kind}' AND tag IN (${tags.map(() => '?').join(', ')}))`,
    );
    parameters.push(...tags);
  }
  if (filters.since) {
    // A date known only to the year or month counts when any day of it could be late enough.
    parts.push('(a.published >= ? OR substr(?, 1, length(a.published)) = a.published)');
    parameters.push(filters.since, filters.since);
  }
  if (filters.until) {
    parts.push('substr(a.published, 1, length(?)) <= ?');
    parameters.push(filters.until, filters.until);
  }
  return { where: parts.join(' AND '), parameters };
}
