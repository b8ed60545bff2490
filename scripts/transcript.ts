import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeError, StatesideError } from '../src/error.js';
import { buildTranscript, insertTranscript } from './transcript/build-transcript.js';

/** Rewrites README's transcript by asking the real engine; --check only compares and fails when it differs. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const readmePath = fileURLToPath(new URL('../README.md', import.meta.url));
  const readme = readFileSync(readmePath, 'utf8');
  const updated = insertTranscript(readme, await buildTranscript());
  if (updated === readme) {
    process.stdout.write('README shows what the engine answers.\n');
  } else if (values.check) {
    throw new StatesideError('Cannot confirm README: its transcript is not what the engine answers', {
      remedy: 'run "npm run transcript" and read the difference',
    });
  } else {
    writeFileSync(readmePath, updated);
    process.stdout.write('README.md updated.\n');
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
