import { figuresOf, judgePairs } from '../verify/measure-verifier.js';
import { percentile } from './metrics.js';

const files = {
  edited: 'tuned on',
  hard: 'hand-written, tuned on',
  unseen: 'tuned on',
  second: 'tuned on',
  third: 'tuned on',
  fourth: 'tuned on',
  holdout: 'set aside, then learned from',
  fifth: 'learned from',
  sixth: 'set aside, then learned from',
  drafts: 'claims of language models in free wording and what goes wrong with them, learned from',
  close: 'claims of language models under the rules of the prompt, each part measured before it was learned from',
  kept: 'claims of language models that were to keep to the words of the evidence, with translations, as answers are made; each part measured before it was learned from',
  'kept-second': 'more of the same, each part measured before it was learned from',
  'kept-third': 'more still, from writers who put more another way, most of them Chinese',
  news: 'claims about sentences of newspapers, mostly learned from',
} as const;
/** Written down as such; the others are made of claims and edits. */
const written: ReadonlySet<string> = new Set(['drafts', 'close', 'kept', 'kept-second', 'kept-third', 'news']);

/** How well claims are verified, by kind of error, for each file of labelled pairs. */
export function verifierTable(root: string): string {
  const lines: string[] = [];
  for (const [file, about] of Object.entries(files)) {
    const judged = judgePairs(root, written.has(file) ? `${file}.txt` : `${file}.jsonl`);
    const { pairs, proven, falseRejections, kinds } = figuresOf(judged);
    const times = judged.map(({ milliseconds }) => milliseconds);
    lines.push(
      `${file} (${about}): ${pairs} pairs; of ${proven} honest claims ${(100 * falseRejections).toFixed(1)}% rejected; ${percentile(times, 0.5).toFixed(1)} ms a claim, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
      `  ${'kind of error'.padEnd(14)} ${'pairs'.padStart(6)} ${'recall'.padStart(8)} ${'precision'.padStart(10)}`,
      ...kinds.map(
        ({ kind, count, recall, precision }) =>
          `  ${kind.padEnd(14)} ${String(count).padStart(6)} ${`${(100 * recall).toFixed(1)}%`.padStart(8)} ${`${(100 * precision).toFixed(1)}%`.padStart(10)}`,
      ),
      '',
    );
  }
  return lines.join('\n');
}
