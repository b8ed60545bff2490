import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packBlocks } from '../../../src/discord/render/pack.js';

describe('packBlocks()', () => {
  test('loses no block, keeps their order and the limit, and takes no more parts than it needs', () => {
    const block = fc.string({ unit: fc.constantFrom('a', 'b', '小'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(block), fc.integer({ min: 20, max: 60 }), (blocks, limit) => {
        const parts = packBlocks(blocks, limit, '\n\n');
        expect(parts.flatMap((part) => part.split('\n\n'))).toEqual(blocks);
        expect(parts.every(({ length }) => length <= limit)).toBe(true);
        for (const [index, part] of parts.slice(1).entries())
          expect(`${parts[index]}\n\n${part.split('\n\n')[0]}`.length).toBeGreaterThan(limit);
      }),
    );
  });

  test('refuses a block that could only be halved', () => {
    expect(() => packBlocks(['short', 'x'.repeat(11)], 10, ' ')).toThrow(RangeError);
  });
});
