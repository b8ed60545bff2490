import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { maximumWaiting, QueueFullError, WorkQueue } from '../../src/discord/work-queue.js';

describe('WorkQueue', () => {
  test('does one after the other, in order', async () => {
    const queue = new WorkQueue();
    const events: string[] = [];
    const results = await Promise.all(
      [1, 2, 3].map((number) =>
        queue.run(async () => {
          events.push(`begin ${number}`);
          await pause(4 - number);
          events.push(`end ${number}`);
          return number;
        }),
      ),
    );
    expect(results).toEqual([1, 2, 3]);
    expect(events).toEqual([1, 2, 3].flatMap((number) => [`begin ${number}`, `end ${number}`]));
    expect(queue.waiting).toBe(0);
  });

  test('lets nobody suffer for another’s failure', async () => {
    const queue = new WorkQueue();
    const [first, second] = await Promise.allSettled([
      queue.run(async () => {
        throw new Error('broken');
      }),
      queue.run(async () => 'fine'),
    ]);
    expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'fine' }]);
  });

  test('turns away what is too much, with the time it will take, and takes more later', async () => {
    const queue = new WorkQueue();
    let release = () => {};
    let blocker: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => {
      blocker = queue.run(
        () =>
          new Promise<void>((resolve) => {
            release = resolve;
            begun();
          }),
      );
    });
    const waiting = Array.from({ length: maximumWaiting }, () => queue.run(async () => {}));
    expect(queue.waiting).toBe(maximumWaiting + 1);
    const refused = await queue.run(async () => {}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QueueFullError);
    expect((refused as QueueFullError).retryAfterSeconds).toBeGreaterThanOrEqual(2);
    release();
    await Promise.all([blocker, ...waiting]);
    expect(await queue.run(async () => 'again')).toBe('again');
  });

  test('lets the event loop turn between two works, however busy each is', async () => {
    const queue = new WorkQueue();
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 1);
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, () =>
        queue.run(async () => {
          const until = performance.now() + 5;
          while (performance.now() < until);
          seen.push(turns);
        }),
      ),
    );
    clearInterval(count);
    expect(new Set(seen).size).toBeGreaterThan(7);
  });

  test('gives way to what is urgent, but not for ever', async () => {
    let isUrgent = true;
    const queue = new WorkQueue(() => isUrgent);
    let isDone = false;
    const work = queue.run(async () => {
      isDone = true;
    });
    await pause(60);
    expect(isDone).toBe(false);
    isUrgent = false;
    await work;
    isUrgent = true;
    await queue.run(async () => {});
    await queue.idle();
    expect(queue.waiting).toBe(0);
  });
});
