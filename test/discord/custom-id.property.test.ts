import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, readCustomId, toCustomId } from '../../src/discord/custom-id.js';

const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 40 });
const optionalId = fc.option(id, { nil: null });

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('show-passage', 'more', 'newest', 'publish', 'feedback-reason'),
    exchange: id,
  }) as fc.Arbitrary<Action>,
  fc.record({ kind: fc.constant('feedback' as const), exchange: id, isHelpful: fc.boolean() }),
  fc.record({
    kind: fc.constant('sources-page' as const),
    page: fc.nat(999_999),
    maker: optionalId,
    topic: optionalId,
  }),
);

describe('a custom id', () => {
  test('carries any action there and back, in at most 100 characters', () => {
    fc.assert(
      fc.property(action, (written) => {
        const customId = toCustomId(written);
        expect(customId.length).toBeLessThanOrEqual(100);
        expect(readCustomId(customId)).toEqual(written);
      }),
    );
  });

  test('is different for different actions', () => {
    fc.assert(
      fc.property(action, action, (first, second) => {
        fc.pre(JSON.stringify(first) !== JSON.stringify(second));
        expect(toCustomId(first)).not.toBe(toCustomId(second));
      }),
    );
  });

  test.each([
    '',
    ':',
    'more',
    'more:abc',
    '0:more:abc',
    '2:more:abc',
    '1:zap:abc',
    '1:feedback:abc',
    '1:feedback:abc:x',
    '1:sources:',
    '1:sources:-1',
    '1:sources:x:y:z',
    '1',
  ])('that is not ours, or of another version, does nothing: "%s"', (foreign) => {
    expect(readCustomId(foreign)).toBeNull();
  });

  test('of any text at all is read without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCustomId(text)));
  });
});
