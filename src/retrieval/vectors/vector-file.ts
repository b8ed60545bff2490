import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Database, describeFailure } from '../sqlite/open-database.js';
import { readMeta, toVector, writeMeta } from '../sqlite/sqlite-passage-store.js';
import { ExactVectorIndex } from './exact-vector-index.js';
import { HnswVectorIndex, loadHnsw } from './hnsw-vector-index.js';
import type { VectorIndex } from './vector-index.js';

/** Nodes of removed passages are only marked; beyond this share of all nodes the graph is built anew. */
const maximumRemovedShare = 0.2;

export type VectorIndexKind = 'hnsw' | 'exact';

export interface OpenedVectorIndex {
  readonly index: VectorIndex;
  readonly kind: VectorIndexKind;
}

/** Which implementation this installation can use. */
export function availableKind(): VectorIndexKind {
  return loadHnsw() ? 'hnsw' : 'exact';
}

/**
 * Opens the written vector index when it is exactly the one the store describes: same content version, embedder,
 * dimensions and checksum. The checksum comes first: a damaged file in the native reader can end the process.
 * @returns Null when there is none or it does not match; `writeVectorIndex` makes a new one from stored embeddings.
 */
export function openVectorIndex(database: Database, kind: VectorIndexKind): VectorIndex | null {
  if (readMeta(database, 'vector_version') !== (readMeta(database, 'version') ?? 0)) return null;
  return openWritten(database, kind);
}

function openWritten(database: Database, kind: VectorIndexKind): VectorIndex | null {
  const dimensions = readMeta(database, 'dimensions');
  const fileName = readMeta<string>(database, 'vector_file');
  if (dimensions === null || fileName === null) return null;
  if (readMeta<string>(database, 'vector_kind') !== kind) return null;
  if (readMeta<string>(database, 'vector_embedder') !== readMeta<string>(database, 'embedder')) return null;
  if (readMeta(database, 'vector_dimensions') !== dimensions) return null;
  const filePath = path.join(path.dirname(database.name), fileName);
  try {
    if (!existsSync(filePath) || checksum(filePath) !== readMeta<string>(database, 'vector_checksum')) return null;
    if (kind === 'exact') return ExactVectorIndex.read(filePath);
    const library = loadHnsw();
    const removed = JSON.parse(readMeta<string>(database, 'vector_removed') ?? '[]') as number[];
    return library ? HnswVectorIndex.read(library, dimensions, filePath, removed) : null;
  } catch {
    // Unreadable, or tidied away by another process just now: made anew from the stored embeddings.
    return null;
  }
}

/**
 * Brings the vector index in line with the store: adds and removes what differs, or builds it anew when it is missing,
 * damaged or of another embedder. Written under a temporary name, then renamed, then named by the store: at every
 * moment the store names a complete file. Embeds nothing. When another process changes the content meanwhile, the
 * file is left to that one.
 */
export function writeVectorIndex(
  database: Database,
  kind: VectorIndexKind,
  onProgress: (done: number, total: number) => void = () => {},
): VectorIndex {
  const folder = path.dirname(database.name);
  // One transaction: version, keys and vectors are read from the same state.
  const { index, version, embedder, dimensions } = database.transaction(() =>
    bringInLine(database, kind, onProgress),
  )();
  const temporary = path.join(folder, `vectors-${process.pid}-${randomUUID().slice(0, 8)}.tmp`);
  try {
    const sum = writeTemporary(index, temporary);
    // Renamed under the write lock: another process that tidies up under it cannot take the file for an old one.
    database
      .transaction(() => {
        if ((readMeta(database, 'version') ?? 0) !== version) return;
        const name = `vectors-${sum.slice(0, 16)}.index`;
        renameSync(temporary, path.join(folder, name));
        writeMeta(database, 'vector_file', name);
        writeMeta(database, 'vector_checksum', sum);
        writeMeta(database, 'vector_kind', kind);
        writeMeta(database, 'vector_embedder', embedder);
        writeMeta(database, 'vector_dimensions', dimensions);
        writeMeta(database, 'vector_removed', JSON.stringify(index.removedKeys));
        writeMeta(database, 'vector_version', version);
      })
      .immediate();
    database.transaction(() => removeOldFiles(database)).immediate();
  } catch (cause) {
    throw describeFailure(path.join(folder, 'vectors.index'), cause);
  } finally {
    rmSync(temporary, { force: true });
  }
  return index;
}

function bringInLine(
  database: Database,
  kind: VectorIndexKind,
  onProgress: (done: number, total: number) => void,
): { index: VectorIndex; version: number; embedder: string; dimensions: number } {
  const version = readMeta(database, 'version') ?? 0;
  const dimensions = readMeta(database, 'dimensions') ?? 1;
  const live = database.prepare('SELECT key FROM passages ORDER BY key').pluck().all() as number[];
  let index = openWritten(database, kind);
  if (index && index.removedKeys.length > maximumRemovedShare * Math.max(1, live.length)) index = null;
  index ??= createIndex(kind, dimensions, live.length);
  const indexed = new Set(index.keys());
  const wanted = new Set(live);
  for (const key of indexed) if (!wanted.has(key)) index.remove(key);
  const embedder = readMeta<string>(database, 'embedder') ?? '';
  const select = database
    .prepare(
      'SELECT e.vector FROM passages p JOIN embeddings e ON e.embedder = ? AND e.hash = p.embedding_hash WHERE p.key = ?',
    )
    .pluck();
  const missing = live.filter((key) => !indexed.has(key));
  for (const [position, key] of missing.entries()) {
    const blob = select.get(embedder, key) as Buffer | undefined;
    const vector = blob ? toVector(blob) : new Float32Array(dimensions);
    // A text without known terms has no direction; it stays out and is found by its words alone.
    if (vector.some((value) => value !== 0)) index.add(key, vector);
    if (position % 500 === 0) onProgress(position, missing.length);
  }
  onProgress(missing.length, missing.length);
  return { index, version, embedder, dimensions };
}

function createIndex(kind: VectorIndexKind, dimensions: number, capacity: number): VectorIndex {
  const library = kind === 'hnsw' ? loadHnsw() : null;
  return library ? HnswVectorIndex.create(library, dimensions, capacity) : new ExactVectorIndex(dimensions);
}

/** @returns The file's checksum. */
function writeTemporary(index: VectorIndex, filePath: string): string {
  index.write(filePath);
  const descriptor = openSync(filePath, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  return checksum(filePath);
}

/** Left-over files of killed builds and of earlier versions. Another build's fresh temporary file is left alone. */
function removeOldFiles(database: Database): void {
  const current = readMeta<string>(database, 'vector_file');
  const folder = path.dirname(database.name);
  for (const name of readdirSync(folder)) {
    const isOld = /^vectors-[0-9a-f]{16}\.index$/.test(name) && name !== current;
    const isAbandoned = /^vectors-\d+-[0-9a-f]+\.tmp$/.test(name) && !isRunning(Number(name.split('-')[1]));
    if (isOld || isAbandoned) rmSync(path.join(folder, name), { force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** SHA-256 of a file, read in pieces. */
function checksum(filePath: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(4 * 1024 * 1024);
  const descriptor = openSync(filePath, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) break;
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
