import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { percentile } from '../eval/metrics.js';

/** One line of the table: our figure, and a peer's beside it. */
export interface Measurement {
  /** Passages, or 'shipped' for the articles that come with the program. */
  readonly corpus: number | 'shipped';
  readonly name: string;
  readonly unit: 's' | 'ms' | 'passages/s' | 'MB' | 'share';
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** What must hold; `value` is the ratio to the peer, or our own figure when there is no peer. */
  readonly target?: Target;
}

export interface Target {
  readonly text: string;
  readonly value: number;
  readonly limit: number;
}

export function isMet(target: Target): boolean {
  return target.value <= target.limit;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export async function timeMs(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/**
 * Times several actions on the same inputs in one loop, each input's actions in turned order, so that noise of the
 * machine and warm caches of the operating system reach all of them alike.
 * @returns Milliseconds by action, in the order of the inputs.
 */
export async function timeSideBySide<Input>(
  inputs: readonly Input[],
  actions: Readonly<Record<string, (input: Input) => unknown>>,
): Promise<Map<string, number[]>> {
  const entries = Object.entries(actions);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (const [position, input] of inputs.entries()) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const [name, action] = entries[(position + turn) % entries.length] ?? [];
      if (name !== undefined && action) times.get(name)?.push(await timeMs(() => action(input)));
    }
  }
  return times;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What the process holds after a full garbage collection. */
export function memoryAfterCollection(): { rssMb: number; heapMb: number } {
  collect();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssMb: rss / 1048576, heapMb: heapUsed / 1048576 };
}
