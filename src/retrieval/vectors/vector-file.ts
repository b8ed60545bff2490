import { createCipheriv, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Database, describeFailure } from '../sqlite/open-database.js';
import { readMeta, toVector, writeMeta } from '../sqlite/sqlite-passage-store.js';
import { ExactVectorIndex } from './exact-vector-index.js';
import { HnswVectorIndex, loadHnsw } from './hnsw-vector-index.js';
import type { VectorIndex } from './vector-index.js';

/** Nodes of removed passages are only marked; beyond this share of all nodes the graph is built anew. */
const maximumRemovedShare = 0.2;
/**
 * Up to this many changes for each passage are made at every opening instead of in the file: writing all of a large
 * file for one changed article would cost more than the rest of the update. A small file is always written.
 */
const maximumPendingShare = 0.0025;

export type VectorIndexKind = 'hnsw' | 'exact';

/** What a vector file holds, before the changes that were made in the store since. */
export interface ReadVectorFile {
  readonly name: string;
  readonly index: VectorIndex;
}

interface WrittenFile {
  readonly name: string;
  readonly path: string;
  readonly dimensions: number;
  readonly removed: readonly number[];
}

/** Which implementation this installation can use. */
export function availableKind(): VectorIndexKind {
  return loadHnsw() ? 'hnsw' : 'exact';
}

/**
 * Opens the vector index when it is exactly the one the store describes: same content version, embedder, dimensions
 * and checksum.
 * @returns Null when there is none or it does not match; `writeVectorIndex` makes a new one from stored embeddings.
 */
export async function openVectorIndex(database: Database, kind: VectorIndexKind): Promise<VectorIndex | null> {
  const file = await readVectorFile(database, kind);
  return file && completeVectorIndex(database, file);
}

/**
 * Reads the vector file that the store names, on another thread where the library can. The checksum comes first: a
 * damaged file in the native reader can end the process.
 * @returns Null when there is none that matches.
 */
export async function readVectorFile(database: Database, kind: VectorIndexKind): Promise<ReadVectorFile | null> {
  try {
    const file = findWritten(database, kind);
    if (!file) return null;
    if (kind === 'exact') return { name: file.name, index: ExactVectorIndex.read(file.path) };
    const library = loadHnsw();
    if (!library) return null;
    const index = await HnswVectorIndex.readOffThread(library, file.dimensions, file.path, file.removed);
    return { name: file.name, index };
  } catch {
    // Unreadable, or tidied away by another process just now: made anew from the stored embeddings.
    return null;
  }
}

/**
 * Makes the changes that the file does not hold yet. Only once for each file read.
 * @returns Null when the store does not describe this file, or its content is newer than its vector index.
 */
export function completeVectorIndex(database: Database, { name, index }: ReadVectorFile): VectorIndex | null {
  // One transaction: the changes are counted from the file that this same state names.
  return database.transaction(() => {
    if (readMeta(database, 'vector_version') !== (readMeta(database, 'version') ?? 0)) return null;
    if (readMeta<string>(database, 'vector_file') !== name) return null;
    for (const key of database.prepare('SELECT key FROM removed_passages').pluck().all() as number[]) index.remove(key);
    const added = database
      .prepare('SELECT key FROM passages WHERE key > ? ORDER BY key')
      .pluck()
      .all(readMeta(database, 'vector_last_key')) as number[];
    addVectors(database, index, added);
    return index;
  })();
}

/** The file that the store names, when it suits the store's embedder; its content is not looked at. */
function describedFile(database: Database, kind: VectorIndexKind): WrittenFile | null {
  const dimensions = readMeta(database, 'dimensions');
  const name = readMeta<string>(database, 'vector_file');
  if (dimensions === null || name === null || readMeta(database, 'vector_last_key') === null) return null;
  if (readMeta<string>(database, 'vector_kind') !== kind) return null;
  if (readMeta<string>(database, 'vector_embedder') !== readMeta<string>(database, 'embedder')) return null;
  if (readMeta(database, 'vector_dimensions') !== dimensions) return null;
  const filePath = path.join(path.dirname(database.name), name);
  if (!existsSync(filePath)) return null;
  const removed = JSON.parse(readMeta<string>(database, 'vector_removed') ?? '[]') as number[];
  return { name, path: filePath, dimensions, removed };
}

/** The described file, its checksum verified. */
function findWritten(database: Database, kind: VectorIndexKind): WrittenFile | null {
  const file = describedFile(database, kind);
  return file && checksum(file.path) === readMeta<string>(database, 'vector_checksum') ? file : null;
}

function openWritten(database: Database, kind: VectorIndexKind): VectorIndex | null {
  try {
    const file = findWritten(database, kind);
    if (!file) return null;
    if (kind === 'exact') return ExactVectorIndex.read(file.path);
    const library = loadHnsw();
    return library ? HnswVectorIndex.read(library, file.dimensions, file.path, file.removed) : null;
  } catch {
    // As in readVectorFile.
    return null;
  }
}

/**
 * Brings the vector index in line with the store: adds and removes what differs, or builds it anew when it is missing,
 * damaged or of another embedder. Written under a temporary name, then renamed, then named by the store: at every
 * moment the store names a complete file. Few changes to a large file are left for `completeVectorIndex`. Embeds
 * nothing. When another process changes the content meanwhile, the file is left to that one.
 */
export function writeVectorIndex(
  database: Database,
  kind: VectorIndexKind,
  onProgress: (done: number, total: number) => void = () => {},
): void {
  if (leavePending(database, kind)) return;
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
        writeMeta(database, 'vector_last_key', lastPassageKey(database));
        writeMeta(database, 'vector_version', version);
        database.exec('DELETE FROM removed_passages');
      })
      .immediate();
    database.transaction(() => removeOldFiles(database)).immediate();
  } catch (cause) {
    throw describeFailure(path.join(folder, 'vectors.index'), cause);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Declares the written file good for the store's new content when what it lacks is little.
 * @returns False when the file has to be written: also when it was declared good before, for then it proved damaged.
 */
function leavePending(database: Database, kind: VectorIndexKind): boolean {
  return database
    .transaction(() => {
      const version = readMeta(database, 'version') ?? 0;
      if (readMeta(database, 'vector_version') === version || !describedFile(database, kind)) return false;
      const count = (table: string, after: number) =>
        database.prepare(`SELECT COUNT(*) FROM ${table} WHERE key > ?`).pluck().get(after) as number;
      const pending = count('removed_passages', 0) + count('passages', readMeta(database, 'vector_last_key') ?? 0);
      if (pending > maximumPendingShare * count('passages', 0)) return false;
      writeMeta(database, 'vector_version', version);
      return true;
    })
    .immediate();
}

function lastPassageKey(database: Database): number {
  return database.prepare('SELECT IFNULL(MAX(key), 0) FROM passages').pluck().get() as number;
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
  const missing = live.filter((key) => !indexed.has(key));
  addVectors(database, index, missing, onProgress);
  return { index, version, embedder: readMeta<string>(database, 'embedder') ?? '', dimensions };
}

function addVectors(
  database: Database,
  index: VectorIndex,
  keys: readonly number[],
  onProgress: (done: number, total: number) => void = () => {},
): void {
  const embedder = readMeta<string>(database, 'embedder') ?? '';
  const select = database
    .prepare(
      'SELECT e.vector FROM passages p JOIN embeddings e ON e.embedder = ? AND e.hash = p.embedding_hash WHERE p.key = ?',
    )
    .pluck();
  for (const [position, key] of keys.entries()) {
    const blob = select.get(embedder, key) as Buffer | undefined;
    const vector = blob ? toVector(blob) : new Float32Array(index.dimensions);
    // A text without known terms has no direction; it stays out and is found by its words alone.
    if (vector.some((value) => value !== 0)) index.add(key, vector);
    if (position % 500 === 0) onProgress(position, keys.length);
  }
  onProgress(keys.length, keys.length);
}

/** An empty index, in memory. */
export function createIndex(kind: VectorIndexKind, dimensions: number, capacity: number): VectorIndex {
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

/**
 * Poly1305 of a file under a fixed key, read in pieces: 16 bytes that any accidental damage changes, several times as
 * fast as SHA-256, which on 100 MB would take as long as reading the graph. It guards against accidents, not against
 * someone who can write the data folder.
 */
function checksum(filePath: string): string {
  const cipher = createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 });
  const buffer = Buffer.allocUnsafe(4 * 1024 * 1024);
  const descriptor = openSync(filePath, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) break;
      // Bytes that are authenticated only: nothing is encrypted.
      cipher.setAAD(buffer.subarray(0, length), { plaintextLength: 0 });
    }
  } finally {
    closeSync(descriptor);
  }
  cipher.final();
  return cipher.getAuthTag().toString('hex');
}
