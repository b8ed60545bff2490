import { describe, expect, test } from 'vitest';
import { gramBucketCount, gramCounts } from '../../src/text/grams.js';

const shared = (a: string, b: string) => {
  const other = gramCounts(b);
  return [...gramCounts(a).keys()].filter((bucket) => other.has(bucket)).length;
};

describe('gramCounts()', () => {
  test('a typing error leaves most n-grams, an unrelated word none', () => {
    expect(shared('smartphone', 'smartfone')).toBeGreaterThanOrEqual(4);
    expect(shared('smartphone', 'tariff')).toBe(0);
  });

  test('ignores case, accents and punctuation', () => {
    expect(gramCounts('¡Teléfono, MÓVIL!')).toEqual(gramCounts('telefono movil'));
  });

  test('Chinese words share their characters and pairs', () => {
    expect(shared('小米手机', '小米')).toBe(3);
    expect(shared('小米', '华为')).toBe(0);
  });

  test('counts repeats and stays within the buckets', () => {
    const counts = gramCounts('phone phone phone 手机');
    expect(Math.max(...counts.values())).toBe(3);
    for (const bucket of counts.keys()) expect(bucket >= 0 && bucket < gramBucketCount).toBe(true);
  });

  test('gives nothing for a text without letters', () => {
    expect(gramCounts('… — !').size).toBe(0);
  });
});
