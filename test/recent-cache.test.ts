import { describe, expect, test } from 'vitest';
import { RecentCache } from '../src/recent-cache.js';

describe('RecentCache', () => {
  test('keeps what was used last', () => {
    const cache = new RecentCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
  });
});
