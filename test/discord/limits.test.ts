import { describe, expect, test } from 'vitest';
import { Limits } from '../../src/discord/limits.js';

const times = async (count: number, take: (index: number) => Promise<number>) =>
  Promise.all(Array.from({ length: count }, (_, index) => take(index)));

describe('Limits', () => {
  test('turn away a person’s 21st question within a minute, with the seconds to wait', async () => {
    const limits = new Limits();
    expect(await times(20, () => limits.take('alice', 'phones'))).toEqual(Array(20).fill(0));
    const seconds = await limits.take('alice', 'phones');
    expect(Number.isInteger(seconds)).toBe(true);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await limits.take('alice', null)).toBeGreaterThan(0);
    expect(await limits.take('bob', 'phones')).toBe(0);
  });

  test('hold a whole server and everyone together to more', async () => {
    const limits = new Limits();
    const inOne = await times(301, (index) => limits.take(`person ${index % 50}`, 'phones'));
    expect(inOne.filter((seconds) => seconds > 0)).toHaveLength(1);
    expect(await limits.take('other', 'elsewhere')).toBe(0);
    const everywhere = await times(700, (index) => limits.take(`more ${index}`, `server ${index % 20}`));
    expect(everywhere.filter((seconds) => seconds === 0)).toHaveLength(900 - 301);
  });
});
