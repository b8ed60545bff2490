import { describe, expect, test } from 'vitest';
import { ExactVectorIndex, normalize } from '../../../src/retrieval/vectors/exact-vector-index.js';
import { HnswVectorIndex, loadHnsw } from '../../../src/retrieval/vectors/hnsw-vector-index.js';
import { vectorIndexContract } from './vector-index.contract.js';

const library = loadHnsw();
if (!library) throw new Error('Cannot test the graph: hnswlib-node is not installed, run "npm install"');

describe('ExactVectorIndex', () => {
  vectorIndexContract({
    create: (dimensions) => new ExactVectorIndex(dimensions),
    read: (_dimensions, filePath) => ExactVectorIndex.read(filePath),
  });
});

describe('HnswVectorIndex', () => {
  vectorIndexContract({
    create: (dimensions) => HnswVectorIndex.create(library, dimensions, 4),
    read: (dimensions, filePath, removedKeys) => HnswVectorIndex.read(library, dimensions, filePath, removedKeys),
  });
});

describe('normalize()', () => {
  test('gives length 1, and leaves zero as it is', () => {
    expect([...normalize(Float32Array.from([3, 4]))]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    expect([...normalize(Float32Array.from([0, 0]))]).toEqual([0, 0]);
  });
});
