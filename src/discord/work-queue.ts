import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';

/** Questions that may wait; more are turned away with a kind word. */
export const maximumWaiting = 500;

/** How long an answer gives way to what is more urgent, and how often it looks. Milliseconds. */
const yieldsAtMost = 800;
const yieldStep = 4;

/** Too much is waiting; comes back with how long it will take. */
export class QueueFullError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`The queue is full; try again in ${retryAfterSeconds} s`);
    this.name = 'QueueFullError';
  }
}

/**
 * Answers one after the other: they are work for the processor, so two at once would only both be late. Between two
 * the event loop takes a turn, so that acknowledgements and heartbeats never wait for more than one answer.
 */
export class WorkQueue {
  private readonly queue: PQueue;
  private meanMs = 30;

  /**
   * @param hasUrgent Whether something is under way that answers should give way to for a moment.
   * @param atOnce More than one where answers wait for another machine, which is no work here.
   */
  constructor(
    private readonly hasUrgent: () => boolean = () => false,
    private readonly atOnce = 1,
  ) {
    this.queue = new PQueue({ concurrency: atOnce });
  }

  get waiting(): number {
    return this.queue.size + this.queue.pending;
  }

  /** @throws {QueueFullError} When `maximumWaiting` are waiting already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.queue.size >= maximumWaiting)
      throw new QueueFullError(Math.max(2, Math.ceil((this.queue.size * this.meanMs) / this.atOnce / 1000)));
    return this.queue.add(async () => {
      await nextTurn();
      for (let waited = 0; waited < yieldsAtMost && this.hasUrgent(); waited += yieldStep) await pause(yieldStep);
      const started = performance.now();
      try {
        return await work();
      } finally {
        this.meanMs = 0.9 * this.meanMs + 0.1 * (performance.now() - started);
      }
    });
  }

  /** Resolves when nothing waits or runs any more. */
  async idle(): Promise<void> {
    await this.queue.onIdle();
  }
}
