import type { Writable } from 'node:stream';

/** Shows on one line of a terminal which source is being read; elsewhere it stays silent: the report says all. */
export function importProgress(output: Writable & { isTTY?: boolean; columns?: number }): {
  update: (progress: { done: number; total: number; source: string }) => void;
  clear: () => void;
} {
  return {
    update({ done, total, source }) {
      if (!output.isTTY) return;
      const room = Math.max(20, (output.columns ?? 80) - 14);
      const name = source.length > room ? `…${source.slice(1 - room)}` : source;
      output.write(`\r\u001b[2K[${String(done).padStart(String(total).length)}/${total}] ${name}`);
    },
    clear() {
      if (output.isTTY) output.write('\r\u001b[2K');
    },
  };
}
