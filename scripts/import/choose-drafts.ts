import path from 'node:path';
import { cancel, isCancel, multiselect, select } from '@clack/prompts';
import type { ImportOutcome } from '../../src/knowledge/import/import-sources.js';

type Written = Extract<ImportOutcome, { kind: 'written' }>;

/** Lets the operator read and correct the drafts, then say which become articles. @returns Their files. */
export async function chooseDrafts(drafts: readonly Written[], reviewFolder: string): Promise<string[]> {
  const later = `npm run import -- ${path.relative('', reviewFolder) || reviewFolder}`;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    process.stdout.write(`They wait there to be read. To take them over: ${later}\n`);
    return [];
  }
  const answer = await select({
    message: 'Read and correct the files now, if you like. Then:',
    options: [
      { value: 'all', label: drafts.length === 1 ? 'Take it over' : 'Take all over' },
      ...(drafts.length > 1 ? [{ value: 'some', label: 'Choose' }] : []),
      { value: 'none', label: 'Leave for later', hint: later },
    ],
  });
  if (isCancel(answer) || answer === 'none') {
    cancel(`Nothing was indexed. To take the drafts over: ${later}`);
    return [];
  }
  if (answer === 'all') return drafts.map(({ file }) => file);
  const chosen = await multiselect({
    message: 'Which become articles? The others stay in the review folder.',
    options: drafts.map(({ file, title }) => ({ value: file, label: title })),
    required: false,
  });
  return isCancel(chosen) ? [] : chosen;
}
