import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Header = z.object({ dimensions: z.number().int(), scale: z.number(), stems: z.string() });

interface WordVectors {
  readonly dimensions: number;
  readonly rowOf: ReadonlyMap<string, number>;
  /** One row of `dimensions` components for each stem, length 1. */
  readonly rows: Float32Array;
}

let loaded: WordVectors | null = null;

function load(): WordVectors {
  if (loaded) return loaded;
  const bytes = readFileSync(new URL('./english-word-vectors.bin', import.meta.url));
  const end = bytes.indexOf(10);
  const { dimensions, stems } = Header.parse(JSON.parse(bytes.subarray(0, end).toString('utf8')));
  const names = stems.split(' ');
  const packed = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, names.length * dimensions);
  const rows = new Float32Array(packed.length);
  for (let row = 0; row < names.length; row += 1) {
    let sum = 0;
    for (let index = row * dimensions; index < (row + 1) * dimensions; index += 1) sum += (packed[index] ?? 0) ** 2;
    const length = Math.sqrt(sum) || 1;
    for (let index = row * dimensions; index < (row + 1) * dimensions; index += 1)
      rows[index] = (packed[index] ?? 0) / length;
  }
  loaded = { dimensions, rowOf: new Map(names.map((name, row) => [name, row])), rows };
  return loaded;
}

/** What an English stem means, as a vector of length 1; null for a stem that is not listed. */
export function wordVector(stem: string): Float32Array | null {
  const { rowOf, rows, dimensions } = load();
  const row = rowOf.get(stem);
  return row === undefined ? null : rows.subarray(row * dimensions, (row + 1) * dimensions);
}

/** Components of every word vector. */
export function wordVectorDimensions(): number {
  return load().dimensions;
}
