import { readFileSync, writeFileSync } from 'node:fs';
import type { Neighbor, VectorIndex } from './vector-index.js';

/**
 * Compares with every stored vector: the stand-in where hnswlib-node cannot be installed, and the oracle that tests
 * measure its recall against. Exact; time grows linearly with the number of vectors.
 */
export class ExactVectorIndex implements VectorIndex {
  readonly removedKeys: readonly number[] = [];
  private readonly vectors = new Map<number, Float32Array>();

  constructor(readonly dimensions: number) {}

  get size(): number {
    return this.vectors.size;
  }

  add(key: number, vector: Float32Array): void {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`Cannot add a vector: it has ${vector.length} dimensions, the index has ${this.dimensions}`);
    }
    this.vectors.set(key, normalize(vector));
  }

  remove(key: number): void {
    this.vectors.delete(key);
  }

  keys(): number[] {
    return [...this.vectors.keys()];
  }

  nearest(vector: Float32Array, count: number, accept: (key: number) => boolean = () => true): Neighbor[] {
    if (vector.length !== this.dimensions) {
      throw new RangeError(
        `Cannot search: the vector has ${vector.length} dimensions, the index has ${this.dimensions}`,
      );
    }
    const wanted = normalize(vector);
    if (count <= 0 || wanted.every((value) => value === 0)) return [];
    const neighbors: Neighbor[] = [];
    for (const [key, stored] of this.vectors) {
      if (!accept(key)) continue;
      let similarity = 0;
      for (let index = 0; index < stored.length; index += 1) similarity += (stored[index] ?? 0) * (wanted[index] ?? 0);
      neighbors.push({ key, similarity });
    }
    return neighbors.sort((a, b) => b.similarity - a.similarity || a.key - b.key).slice(0, count);
  }

  /** Layout: dimensions and count (uint32), then for each vector its key (float64) and values (float32), little-endian. */
  write(filePath: string): void {
    const recordLength = 8 + this.dimensions * 4;
    const bytes = Buffer.alloc(8 + this.vectors.size * recordLength);
    bytes.writeUInt32LE(this.dimensions, 0);
    bytes.writeUInt32LE(this.vectors.size, 4);
    let offset = 8;
    for (const [key, vector] of this.vectors) {
      bytes.writeDoubleLE(key, offset);
      for (let index = 0; index < vector.length; index += 1)
        bytes.writeFloatLE(vector[index] ?? 0, offset + 8 + index * 4);
      offset += recordLength;
    }
    writeFileSync(filePath, bytes);
  }

  static read(filePath: string): ExactVectorIndex {
    const bytes = readFileSync(filePath);
    const index = new ExactVectorIndex(bytes.readUInt32LE(0));
    const count = bytes.readUInt32LE(4);
    let offset = 8;
    for (let record = 0; record < count; record += 1) {
      const vector = new Float32Array(index.dimensions);
      for (let position = 0; position < vector.length; position += 1)
        vector[position] = bytes.readFloatLE(offset + 8 + position * 4);
      index.vectors.set(bytes.readDoubleLE(offset), vector);
      offset += 8 + index.dimensions * 4;
    }
    return index;
  }
}

/** Scales a vector to length 1; a zero vector stays zero. */
export function normalize(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return vector.map((value) => value * scale);
}
