import type { Article } from '../knowledge/article.js';
import { contentTerms } from '../text/analyze.js';
import { gramBucketCount, gramCounts } from '../text/grams.js';
import { detectLanguage } from '../text/language.js';
import { LatentSemanticModel, maximumFitPassages } from './embeddings/latent-semantic-model.js';
import { inverseDocumentFrequency } from './idf.js';
import type { IndexProgress } from './index-progress.js';
import type { Database } from './sqlite/open-database.js';
import { readBlob, readMeta, writeBlob, writeMeta } from './sqlite/sqlite-passage-store.js';

/** The embedder is fitted anew once this share of the passages it was fitted on has changed. */
const refitShare = 0.1;
const gramSample = 2_000;

/** The terms that a passage is embedded by: its own, then those of its title, heading and expected questions. */
const embeddingTermsQuery = `SELECT p.key, p.embedding_hash AS hash, p.terms, p.heading, a.title, a.language, a.questions
  FROM passages p JOIN articles a ON a.key = p.article`;

interface EmbeddingRow {
  key: number;
  hash: string;
  terms: string;
  heading: string;
  title: string;
  language: Article['language'];
  questions: string;
}

function embeddingTerms(row: EmbeddingRow): string[] {
  const terms = row.terms === '' ? [] : row.terms.split(' ');
  terms.push(...contentTerms(row.title, row.language), ...contentTerms(row.heading, row.language));
  for (const question of JSON.parse(row.questions) as string[]) {
    const language = detectLanguage(question);
    if (language === row.language) terms.push(...contentTerms(question, language));
  }
  return terms;
}

/**
 * Embeds what has no embedding yet, fitting the model anew first when enough of the corpus changed. Part of the caller's
 * transaction.
 * @returns How many passages were embedded, and whether with a new fit.
 */
export function updateEmbeddings(
  database: Database,
  passageCount: number,
  touchedPassages: number,
  lastKeyBefore: number,
  onProgress: (progress: IndexProgress) => void,
): { embedded: number; isRefitted: boolean } {
  const touchedBefore = readMeta(database, 'touched_since_fit') ?? 0;
  const fittedOn = readMeta(database, 'fitted_passages') ?? 0;
  const bytes = readBlob(database, 'latent_semantic_model');
  const touched = touchedBefore + touchedPassages;
  const isRefitted = !bytes || touched > fittedOn * refitShare;
  let model: LatentSemanticModel;
  if (isRefitted) {
    onProgress({ stage: 'fitting', done: 0, total: 1 });
    model = fitModel(database, passageCount);
    writeBlob(database, 'latent_semantic_model', model.toBytes());
    writeMeta(database, 'fitted_passages', passageCount);
    writeMeta(database, 'touched_since_fit', 0);
    writeGramFrequencies(database, passageCount);
    onProgress({ stage: 'fitting', done: 1, total: 1 });
  } else {
    model = LatentSemanticModel.fromBytes(bytes);
    writeMeta(database, 'touched_since_fit', touched);
  }
  const embedder = model.id;
  writeMeta(database, 'embedder', embedder);
  writeMeta(database, 'dimensions', model.dimensions);
  const missing = `${embeddingTermsQuery} LEFT JOIN embeddings e ON e.embedder = ? AND e.hash = p.embedding_hash WHERE e.hash IS NULL AND p.key > ? ORDER BY p.key LIMIT 1000`;
  const insert = database.prepare('INSERT OR IGNORE INTO embeddings (embedder, hash, vector) VALUES (?, ?, ?)');
  const select = database.prepare(missing);
  let embedded = 0;
  // Under the same fit, what was there before has its embedding: looking for others would read the whole store.
  let lastKey = isRefitted ? 0 : lastKeyBefore;
  for (;;) {
    const rows = select.all(embedder, lastKey) as EmbeddingRow[];
    if (rows.length === 0) break;
    for (const row of rows) {
      const vector = model.embed(embeddingTerms(row));
      insert.run(embedder, row.hash, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
      lastKey = row.key;
      embedded += 1;
    }
    onProgress({ stage: 'embedding', done: Math.min(embedded, passageCount), total: passageCount });
  }
  if (isRefitted) {
    database.prepare('DELETE FROM embeddings WHERE embedder <> ?').run(embedder);
    database.prepare('DELETE FROM embeddings WHERE hash NOT IN (SELECT embedding_hash FROM passages)').run();
  }
  return { embedded, isRefitted };
}

/** Every n-th passage, so that a sample covers the whole corpus. */
function sampledKeys(database: Database, passageCount: number, size: number): number[] {
  const step = Math.max(1, Math.ceil(passageCount / size));
  const keys = database.prepare('SELECT key FROM passages ORDER BY key').pluck().all() as number[];
  return keys.filter((_, index) => index % step === 0);
}

function fitModel(database: Database, passageCount: number): LatentSemanticModel {
  const frequency = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
  const select = database.prepare(`${embeddingTermsQuery} WHERE p.key = ?`);
  const documents = sampledKeys(database, passageCount, maximumFitPassages).map((key) =>
    embeddingTerms(select.get(key) as EmbeddingRow),
  );
  return LatentSemanticModel.fit(documents, (term) =>
    inverseDocumentFrequency(term, (frequency.get(term) as number | undefined) ?? 0, passageCount),
  );
}

function writeGramFrequencies(database: Database, passageCount: number): void {
  const frequencies = new Uint16Array(gramBucketCount);
  const select = database.prepare('SELECT text FROM passages WHERE key = ?').pluck();
  const keys = sampledKeys(database, passageCount, gramSample);
  for (const key of keys) {
    for (const bucket of gramCounts(select.get(key) as string).keys())
      frequencies[bucket] = (frequencies[bucket] ?? 0) + 1;
  }
  writeBlob(database, 'gram_frequencies', Buffer.from(frequencies.buffer));
  writeMeta(database, 'gram_sample_size', keys.length);
}
