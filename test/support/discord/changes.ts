import { EventEmitter } from 'node:events';

const defaultTimeoutMs = 10_000;

export interface WaitOptions {
  /** @default 10,000 */
  readonly timeoutMs?: number;
}

/** Tells waiting tests that something happened, so that they look again: nothing polls. */
export class Changes {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  announce(): void {
    this.emitter.emit('change');
  }

  /**
   * Resolves with what `look` finds, now or after a change.
   * @param what Completes "Cannot wait longer for …".
   * @throws {Error} After the timeout, or at once when `look` throws.
   */
  waitFor<T>(what: string, look: () => T | undefined, { timeoutMs = defaultTimeoutMs }: WaitOptions = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.emitter.off('change', check);
        settle();
      };
      const check = (): void => {
        try {
          const found = look();
          if (found !== undefined) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`Cannot wait longer for ${what}: ${timeoutMs} ms have passed`))),
        timeoutMs,
      );
      this.emitter.on('change', check);
      check();
    });
  }
}
