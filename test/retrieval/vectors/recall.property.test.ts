import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactVectorIndex } from '../../../src/retrieval/vectors/exact-vector-index.js';
import { HnswVectorIndex, loadHnsw } from '../../../src/retrieval/vectors/hnsw-vector-index.js';
import { randomUnitVectors } from '../../support/random-vectors.js';

const library = loadHnsw();
if (!library) throw new Error('Cannot test the graph: hnswlib-node is not installed, run "npm install"');

const neighborCount = 10;

test('HnswVectorIndex finds at least 95 of 100 true neighbors, also after removals', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 50, max: 1200 }),
      fc.constantFrom(8, 48, 192),
      fc.constantFrom(0, 5),
      (seed, count, dimensions, removeEvery) => {
        const exact = new ExactVectorIndex(dimensions);
        const graph = HnswVectorIndex.create(library, dimensions, count);
        for (const [key, vector] of randomUnitVectors(count, dimensions, seed).entries()) {
          exact.add(key, vector);
          graph.add(key, vector);
        }
        for (let key = 0; removeEvery > 0 && key < count; key += removeEvery) {
          exact.remove(key);
          graph.remove(key);
        }
        let found = 0;
        let wanted = 0;
        for (const vector of randomUnitVectors(30, dimensions, seed ^ 0x5bd1e995)) {
          const truth = new Set(exact.nearest(vector, neighborCount).map(({ key }) => key));
          wanted += truth.size;
          found += graph.nearest(vector, neighborCount).filter(({ key }) => truth.has(key)).length;
        }
        expect(found / wanted).toBeGreaterThanOrEqual(0.95);
      },
    ),
    { numRuns: 12, seed: 20260101 },
  );
});
