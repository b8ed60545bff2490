import path from 'node:path';
import type { ImportOutcome } from '../../src/knowledge/import/import-sources.js';

/** Says what became of each source: what was written, what was there already, what failed and why. */
export function renderReport(
  outcomes: readonly ImportOutcome[],
  { verb }: { readonly verb: 'Drafted' | 'Imported' },
): string {
  const lines: string[] = [];
  const written = outcomes.filter((outcome) => outcome.kind === 'written');
  if (written.length > 0) lines.push(`${verb} ${count(written.length, 'article')}:`);
  for (const { file, title, doubts } of written) {
    lines.push(`  ${title}`, `    ${shortPath(file)}`);
    for (const doubt of doubts) lines.push(`    check ${doubt}`);
  }
  const known = outcomes.filter((outcome) => outcome.kind === 'duplicate' || outcome.kind === 'part');
  if (known.length > 0) lines.push(`Not imported again: ${count(known.length, 'source')}:`);
  for (const outcome of known) {
    lines.push(
      outcome.kind === 'part'
        ? `  ${shortPath(outcome.source)}: a further page of ${shortPath(outcome.of)}`
        : `  ${shortPath(outcome.source)}: it is already the article "${outcome.of}" (${outcome.by === 'address' ? 'the same address' : 'nearly the same text'})`,
    );
  }
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  if (failed.length > 0) lines.push(`Failed: ${count(failed.length, 'source')}:`);
  for (const { source, reason } of failed) lines.push(`  ${shortPath(source)}: ${reason}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

function shortPath(source: string): string {
  if (!path.isAbsolute(source)) return source;
  const relative = path.relative('', source);
  return relative.startsWith('..') ? source : relative;
}
