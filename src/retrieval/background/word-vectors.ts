import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Header = z.object({ dimensions: z.number().int().multipleOf(4), scale: z.number(), stems: z.string() });

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

/** The row of an English stem in the table of meanings; -1 for a stem that is not listed. */
export function wordRow(stem: string): number {
  return load().rowOf.get(stem) ?? -1;
}

/** How many stems are listed: rows are 0 to this, exclusive. */
export function wordRowCount(): number {
  return load().rowOf.size;
}

/** Cosine between the meanings of two rows, -1 to 1. */
export function rowCosine(a: number, b: number): number {
  const { rows, dimensions } = load();
  const [start, other] = [a * dimensions, b * dimensions];
  // Four sums at once: additions then need not wait for each other.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let index = 0; index < dimensions; index += 4) {
    s0 += (rows[start + index] as number) * (rows[other + index] as number);
    s1 += (rows[start + index + 1] as number) * (rows[other + index + 1] as number);
    s2 += (rows[start + index + 2] as number) * (rows[other + index + 2] as number);
    s3 += (rows[start + index + 3] as number) * (rows[other + index + 3] as number);
  }
  return s0 + s1 + s2 + s3;
}

/**
 * The mean of the rows' vectors by weight, length 1: what a text of such words is about as a whole. Null without rows.
 * @param weights One for each row, at least 0.
 */
export function meanOfRows(wanted: readonly number[], weights: readonly number[]): Float32Array | null {
  const { rows, dimensions } = load();
  const sum = new Float32Array(dimensions);
  for (let position = 0; position < wanted.length; position += 1) {
    const start = (wanted[position] as number) * dimensions;
    const weight = weights[position] as number;
    for (let index = 0; index < dimensions; index += 1)
      sum[index] = (sum[index] as number) + weight * (rows[start + index] as number);
  }
  let squares = 0;
  for (const value of sum) squares += value * value;
  return squares > 0 ? sum.map((value) => value / Math.sqrt(squares)) : null;
}
