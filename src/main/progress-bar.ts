import type { Writable } from 'node:stream';
import type { IndexProgress } from '../retrieval/index-progress.js';

const labels: Readonly<Record<IndexProgress['stage'], string>> = {
  waiting: 'Waiting for another process that is indexing',
  reading: 'Reading articles',
  fitting: 'Fitting the embedder',
  embedding: 'Embedding passages',
  linking: 'Linking vectors',
};
const barWidth = 24;

/** Draws the progress of indexing on one line of a terminal; elsewhere it says once that it is indexing. */
export function progressBar(output: Writable & { isTTY?: boolean }): {
  update: (progress: IndexProgress) => void;
  clear: () => void;
} {
  let isDrawn = false;
  let last = '';
  return {
    update({ stage, done, total }) {
      if (!output.isTTY) {
        if (stage === 'waiting' && last !== stage) output.write(`${labels.waiting} …\n`);
        else if (last === '') output.write('Indexing the articles …\n');
        last = stage;
        return;
      }
      const share = total > 0 ? done / total : 1;
      const filled = Math.round(share * barWidth);
      const line = `${labels[stage].padEnd(22)} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total}`;
      if (line === last) return;
      last = line;
      isDrawn = true;
      output.write(`\r\u001b[2K${line}`);
    },
    clear() {
      if (isDrawn) output.write('\r\u001b[2K');
      isDrawn = false;
    },
  };
}
