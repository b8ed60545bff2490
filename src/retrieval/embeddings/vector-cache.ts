import path from 'node:path';
import {
  DamagedDatabaseError,
  type Database,
  describeFailure,
  ForeignDatabaseError,
  openDatabase,
  setAside,
} from '../sqlite/open-database.js';
import { toVector } from '../sqlite/sqlite-passage-store.js';

/** Vectors that nothing used for so long are removed: a model tried out, or an article taken away for a while, costs nothing twice. Days. */
export const keptUnusedDays = 30;
const dayMs = 24 * 60 * 60_000;

const migrations: readonly string[] = [
  `
  -- What each embedder made of each passage's text, in a file of its own: the index beside it may be rebuilt without
  -- paying for this again.
  CREATE TABLE vectors (
    embedder TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (embedder, hash)
  ) WITHOUT ROWID;
  `,
  `
  -- Since when a vector belongs to no passage, or to an embedder that is not in use. Milliseconds since 1970.
  CREATE TABLE unused_vectors (
    embedder TEXT NOT NULL,
    hash TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (embedder, hash)
  ) WITHOUT ROWID;
  `,
];

/** The vectors that a provider was paid for, in the file "embeddings.db" of the index folder. */
export class VectorCache {
  private constructor(private readonly database: Database) {}

  /**
   * Opens the file, or makes it. One that is damaged, or that another program or a newer version wrote, is set aside.
   * @throws {StatesideError} When the folder or the file cannot be used.
   */
  static open(folder: string, onNotice: (notice: string) => void): VectorCache {
    const file = path.join(folder, 'embeddings.db');
    try {
      return VectorCache.openWhole(file);
    } catch (error) {
      if (!(error instanceof DamagedDatabaseError || error instanceof ForeignDatabaseError)) throw error;
      const found = error instanceof DamagedDatabaseError ? 'is damaged' : 'was not written by this version';
      setAside(file);
      onNotice(`the file of embeddings ${found}: embedding the passages anew; the old file is kept beside it`);
      return VectorCache.openWhole(file);
    }
  }

  private static openWhole(file: string): VectorCache {
    const database = openDatabase(file, migrations);
    try {
      database.prepare('SELECT embedder, hash, vector FROM vectors LIMIT 0');
      database.prepare('SELECT embedder, hash, since FROM unused_vectors LIMIT 0');
      // Damage may sit where opening does not look: found here, nobody needs to look out for it later.
      if (database.pragma('quick_check(1)', { simple: true }) !== 'ok')
        throw Object.assign(new Error('Pages do not fit together'), { code: 'SQLITE_CORRUPT' });
      return new VectorCache(database);
    } catch (cause) {
      database.close();
      throw describeFailure(file, cause);
    }
  }

  /** @returns By hash, those of the asked that are there and whole: of one length, and of length 1 or 0. */
  read(embedder: string, hashes: Iterable<string>): Map<string, Float32Array> {
    const dimensions = this.dimensions(embedder);
    const select = this.database.prepare('SELECT vector FROM vectors WHERE embedder = ? AND hash = ?').pluck();
    const found = new Map<string, Float32Array>();
    for (const hash of hashes) {
      const blob = select.get(embedder, hash) as Buffer | undefined;
      if (blob?.byteLength !== dimensions * Float32Array.BYTES_PER_ELEMENT) continue;
      const vector = toVector(blob);
      const length = Math.hypot(...vector);
      if (length === 0 || Math.abs(length - 1) < 0.001) found.set(hash, vector);
    }
    return found;
  }

  /** Of the vectors kept for an embedder: what most of them have, 0 when there are none. */
  private dimensions(embedder: string): number {
    const bytes = this.database
      .prepare('SELECT length(vector) FROM vectors WHERE embedder = ? GROUP BY 1 ORDER BY COUNT(*) DESC, 1 LIMIT 1')
      .pluck()
      .get(embedder) as number | undefined;
    return Math.floor((bytes ?? 0) / Float32Array.BYTES_PER_ELEMENT);
  }

  /** Keeps vectors, all of them or none. */
  write(embedder: string, vectors: ReadonlyMap<string, Float32Array>): void {
    const insert = this.database.prepare('INSERT OR REPLACE INTO vectors (embedder, hash, vector) VALUES (?, ?, ?)');
    this.database.transaction(() => {
      for (const [hash, vector] of vectors)
        insert.run(embedder, hash, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    })();
  }

  /** Forgets what an embedder made. */
  drop(embedder: string): void {
    this.database.prepare('DELETE FROM vectors WHERE embedder = ?').run(embedder);
    this.database.prepare('DELETE FROM unused_vectors WHERE embedder = ?').run(embedder);
  }

  /**
   * Removes what nothing has used for `keptUnusedDays`.
   * @param hashes All that the embedder's vectors are in use for.
   * @param now Milliseconds since 1970.
   */
  prune(embedder: string, hashes: Iterable<string>, now: number): void {
    const { database } = this;
    database.transaction(() => {
      database.exec('CREATE TEMP TABLE IF NOT EXISTS used (hash TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM used');
      const insert = database.prepare('INSERT OR IGNORE INTO used (hash) VALUES (?)');
      for (const hash of hashes) insert.run(hash);
      const isUsed = 'embedder = @embedder AND hash IN (SELECT hash FROM used)';
      database
        .prepare(
          `INSERT OR IGNORE INTO unused_vectors (embedder, hash, since)
           SELECT embedder, hash, @now FROM vectors WHERE NOT (${isUsed})`,
        )
        .run({ embedder, now });
      database.prepare(`DELETE FROM unused_vectors WHERE ${isUsed}`).run({ embedder });
      const old = now - keptUnusedDays * dayMs;
      database
        .prepare(
          `DELETE FROM vectors WHERE (embedder, hash) IN (SELECT embedder, hash FROM unused_vectors WHERE since <= ?)`,
        )
        .run(old);
      database.prepare('DELETE FROM unused_vectors WHERE since <= ?').run(old);
    })();
  }

  close(): void {
    this.database.close();
  }
}
