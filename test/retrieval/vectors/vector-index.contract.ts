import path from 'node:path';
import { expect, test } from 'vitest';
import type { VectorIndex } from '../../../src/retrieval/vectors/vector-index.js';
import { randomUnitVectors } from '../../support/random-vectors.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

export interface VectorIndexMaker {
  create(dimensions: number): VectorIndex;
  /** Opens what `write` wrote; `removedKeys` is what the written index said. */
  read(dimensions: number, filePath: string, removedKeys: readonly number[]): VectorIndex;
}

/** What every `VectorIndex` has to do. Call inside a describe block. */
export function vectorIndexContract({ create, read }: VectorIndexMaker): void {
  const makeFolder = useTemporaryFolders();
  const vector = (...values: number[]) => Float32Array.from(values);
  const keysOf = (neighbors: readonly { key: number }[]) => neighbors.map(({ key }) => key);
  const reopen = (index: VectorIndex) => {
    const filePath = path.join(makeFolder(), 'vectors');
    index.write(filePath);
    return read(index.dimensions, filePath, index.removedKeys);
  };
  const filled = () => {
    const index = create(2);
    index.add(10, vector(1, 0));
    index.add(20, vector(0.8, 0.6));
    index.add(30, vector(0, 1));
    index.add(40, vector(-1, 0));
    return index;
  };

  test('is empty at first and finds nothing', () => {
    const index = create(3);
    expect([index.size, index.keys(), index.nearest(vector(1, 0, 0), 5)]).toEqual([0, [], []]);
  });

  test('gives neighbors by cosine similarity, whatever the lengths', () => {
    const index = create(2);
    index.add(1, vector(3, 0));
    index.add(2, vector(0.4, 0.3));
    const neighbors = index.nearest(vector(100, 0), 2);
    expect(keysOf(neighbors)).toEqual([1, 2]);
    expect(neighbors[0]?.similarity).toBeCloseTo(1, 5);
    expect(neighbors[1]?.similarity).toBeCloseTo(0.8, 5);
  });

  test('gives similarities from 1 to -1', () => {
    expect(filled().nearest(vector(1, 0), 4)).toEqual([
      { key: 10, similarity: expect.closeTo(1, 5) },
      { key: 20, similarity: expect.closeTo(0.8, 5) },
      { key: 30, similarity: expect.closeTo(0, 5) },
      { key: 40, similarity: expect.closeTo(-1, 5) },
    ]);
  });

  test('orders ties by key', () => {
    const index = create(2);
    for (const key of [7, 3, 9, 1]) index.add(key, vector(1, 1));
    expect(keysOf(index.nearest(vector(1, 1), 4))).toEqual([1, 3, 7, 9]);
  });

  test('gives all when more are asked for than there are, none for a count of zero', () => {
    expect(keysOf(filled().nearest(vector(1, 0), 100))).toEqual([10, 20, 30, 40]);
    expect(filled().nearest(vector(1, 0), 0)).toEqual([]);
  });

  test('refuses vectors with another number of dimensions', () => {
    const index = filled();
    expect(() => index.add(50, vector(1, 0, 0))).toThrow(RangeError);
    expect(() => index.nearest(vector(1), 1)).toThrow(RangeError);
    expect(index.size).toBe(4);
  });

  test('a zero vector has no neighbors', () => {
    expect(filled().nearest(vector(0, 0), 4)).toEqual([]);
  });

  test('leaves out keys that are not accepted', () => {
    expect(keysOf(filled().nearest(vector(1, 0), 4, (key) => key > 20))).toEqual([30, 40]);
    expect(filled().nearest(vector(1, 0), 4, () => false)).toEqual([]);
  });

  test('finds the few accepted keys among many', () => {
    const index = create(16);
    const vectors = randomUnitVectors(2000, 16, 7);
    for (const [key, values] of vectors.entries()) index.add(key, values);
    const found = index.nearest(vectors[0] ?? vector(), 10, (key) => key % 400 === 399);
    expect(keysOf(found).sort((a, b) => a - b)).toEqual([399, 799, 1199, 1599, 1999]);
  });

  test('replaces the vector of a key', () => {
    const index = filled();
    index.add(10, vector(-1, 0.1));
    expect(index.size).toBe(4);
    expect(keysOf(index.nearest(vector(1, 0), 2))).toEqual([20, 30]);
    expect(keysOf(index.nearest(vector(-1, 0.1), 1))).toEqual([10]);
  });

  test('never gives a removed key; removing it again or removing an absent one does nothing', () => {
    const index = filled();
    index.remove(10);
    index.remove(10);
    index.remove(99);
    expect(index.size).toBe(3);
    expect(index.keys().sort((a, b) => a - b)).toEqual([20, 30, 40]);
    expect(keysOf(index.nearest(vector(1, 0), 4))).toEqual([20, 30, 40]);
    for (const key of [20, 30, 40]) index.remove(key);
    expect([index.size, index.nearest(vector(1, 0), 4)]).toEqual([0, []]);
  });

  test('takes a removed key again, with another vector', () => {
    const index = filled();
    index.remove(10);
    index.add(10, vector(0, 1));
    expect(index.size).toBe(4);
    expect(keysOf(index.nearest(vector(0, 1), 2))).toEqual([10, 30]);
    expect(index.removedKeys).not.toContain(10);
  });

  test('is the same after it was written and opened again', () => {
    const index = create(24);
    const vectors = randomUnitVectors(300, 24, 11);
    for (const [key, values] of vectors.entries()) index.add(key * 3 + 1, values);
    const opened = reopen(index);
    expect([opened.size, opened.dimensions]).toEqual([300, 24]);
    for (const values of vectors.slice(0, 20)) expect(opened.nearest(values, 10)).toEqual(index.nearest(values, 10));
  });

  test('remembers removals after it was written and opened again, and can go on from there', () => {
    const index = filled();
    index.remove(20);
    const opened = reopen(index);
    expect(keysOf(opened.nearest(vector(1, 0), 4))).toEqual([10, 30, 40]);
    opened.add(50, vector(0.9, 0.1));
    opened.add(20, vector(0, 1));
    opened.remove(10);
    const again = reopen(opened);
    expect(again.keys().sort((a, b) => a - b)).toEqual([20, 30, 40, 50]);
    expect(keysOf(again.nearest(vector(1, 0), 4))).toEqual([50, 20, 30, 40]);
  });

  test('grows far beyond the size it was opened with', () => {
    const opened = reopen(filled());
    for (const [key, values] of randomUnitVectors(500, 2, 3).entries()) opened.add(1000 + key, values);
    expect(opened.size).toBe(504);
  });

  test('can be written and opened while empty', () => {
    const opened = reopen(create(2));
    expect([opened.size, opened.nearest(vector(1, 0), 3)]).toEqual([0, []]);
    opened.add(1, vector(1, 0));
    expect(keysOf(opened.nearest(vector(1, 0), 3))).toEqual([1]);
  });
}
