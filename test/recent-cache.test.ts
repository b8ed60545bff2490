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
    expect(cache.all().sort()).toEqual([1, 3]);
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
  });

  test('keeps at most about as many as it was told', () => {
    const cache = new RecentCache<number, number>(100);
    for (let key = 0; key < 1_000; key += 1) cache.set(key, key);
    expect(cache.all().length).toBeGreaterThanOrEqual(50);
    expect(cache.all().length).toBeLessThanOrEqual(101);
    expect(cache.get(999)).toBe(999);
    expect(cache.get(0)).toBeUndefined();
  });
});
