import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signalNames } from '../../../src/retrieval/rank/signals.js';
import { fusionWeights } from '../../../src/retrieval/rank/weights.js';
import { fuse } from '../../../src/retrieval/retrieve-passages.js';
import { forSignals, viewOf } from '../../support/ranking.js';

// Few different values, so that ties are common; and some of any size.
const value = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1e9, noNaN: true }));
const signals = fc.record(forSignals(() => value));
const items = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 12 })
  .chain((ids) => fc.tuple(...ids.map((id) => signals.map((parts) => ({ parts, view: viewOf('A phone.', id) })))));
const weights = fc.oneof(signals, fc.constantFrom(...Object.values(fusionWeights)), fc.constant(forSignals(() => 0)));
const ids = (list: readonly { item: { view: { passage: { id: string } } } }[]) =>
  list.map(({ item }) => item.view.passage.id);

describe('fuse()', () => {
  test('returns a permutation of its input, best first, for any parts and weights', () => {
    fc.assert(
      fc.property(items, weights, (candidates, weight) => {
        const fused = fuse(candidates, weight);
        expect(new Set(fused.map(({ item }) => item))).toEqual(new Set(candidates));
        expect(fused).toHaveLength(candidates.length);
        const scores = fused.map(({ score }) => score);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });

  test('does not depend on the order of its input', () => {
    const shuffled = items.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, weights, ([list, other], weight) => {
        expect(ids(fuse(other, weight))).toEqual(ids(fuse(list, weight)));
      }),
    );
  });

  test('orders equals by passage id, and everything so when no signal counts', () => {
    const list = ['c', 'a', 'b'].map((id) => ({ parts: forSignals(() => 0.5), view: viewOf('A phone.', id) }));
    expect(
      ids(
        fuse(
          list,
          forSignals(() => 1),
        ),
      ),
    ).toEqual(['a', 'b', 'c']);
    expect(
      ids(
        fuse(
          list,
          forSignals(() => 0),
        ),
      ),
    ).toEqual(['a', 'b', 'c']);
    expect(
      fuse(
        [],
        forSignals(() => 1),
      ),
    ).toEqual([]);
  });

  test('who is best in everything comes first, whatever the weights', () => {
    fc.assert(
      fc.property(fc.constantFrom(...signalNames), (name) => {
        const better = { parts: forSignals(() => 0.8), view: viewOf('A phone.', 'z') };
        const worse = { parts: forSignals((other) => (other === name ? 0.2 : 0.8)), view: viewOf('A phone.', 'a') };
        expect(
          ids(
            fuse(
              [worse, better],
              forSignals(() => 1),
            ),
          ),
        ).toEqual(['z', 'a']);
      }),
    );
  });
});
