import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GrowingReply } from '../../src/discord/growing-reply.js';
import type { Reply } from '../../src/discord/render/reply.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => vi.useRealTimers());

/** Remembers what was shown and when, in milliseconds from the start. */
function place(delivers = true) {
  const started = performance.now();
  const shown: (readonly [number, string])[] = [];
  const finished: (readonly [readonly Reply[], boolean])[] = [];
  return {
    shown,
    finished,
    preview: async ({ content = '' }: Reply) => {
      shown.push([Math.round((performance.now() - started) / 100) * 100, content]);
      return delivers;
    },
    finish: async (replies: readonly Reply[], wasPreviewed: boolean) => {
      finished.push([replies, wasPreviewed]);
      return true;
    },
  };
}

// node:timers/promises is not faked: the pauses are those of the machine.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}));

describe('GrowingReply', () => {
  test('shows the first at once, then the newest once a second, and leaves out what was overtaken', async () => {
    const target = place();
    const growing = new GrowingReply(target);
    for (let step = 0; step < 29; step += 1) {
      growing.show({ content: String(step) });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(target.shown).toEqual([
      [0, '0'],
      [1000, expect.stringMatching(/^(?:9|10)$/)],
      [2000, expect.stringMatching(/^(?:19|20)$/)],
    ]);
  });

  test('finishes a second after the last edit, with what was waiting left out', async () => {
    const target = place();
    const growing = new GrowingReply(target);
    growing.show({ content: 'a' });
    await vi.advanceTimersByTimeAsync(0);
    growing.show({ content: 'b' });
    const done = growing.finish([{ content: 'whole' }]);
    await vi.advanceTimersByTimeAsync(2_500);
    await done;
    growing.show({ content: 'too late' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(target.shown.map(([, content]) => content)).toEqual(['a']);
    expect(target.finished).toEqual([[[{ content: 'whole' }], true]]);
  });

  test('finishes at once when nothing was shown, and when previews do not arrive', async () => {
    const quiet = place();
    await new GrowingReply(quiet).finish([{ content: 'whole' }]);
    expect(quiet.finished).toEqual([[[{ content: 'whole' }], false]]);
    const failing = place(false);
    const growing = new GrowingReply(failing);
    growing.show({ content: 'a' });
    const done = growing.finish([]);
    await vi.advanceTimersByTimeAsync(2_000);
    await done;
    expect(failing.finished).toEqual([[[], false]]);
  });
});
