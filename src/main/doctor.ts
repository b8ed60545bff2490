import { config as readDotEnv } from 'dotenv';
import { describeError } from '../error.js';
import { renderChecks } from './doctor/check.js';
import { checkSetup } from './doctor/check-setup.js';

/** Looks the whole set-up over and says what to do about what is wrong. */
async function main(): Promise<void> {
  readDotEnv({ quiet: true });
  let isBroken = false;
  for await (const check of checkSetup(process.env)) {
    process.stdout.write(`${renderChecks([check])}\n`);
    if (check.state === 'broken') isBroken = true;
  }
  process.stdout.write(isBroken ? '\nSomething needed is broken.\n' : '\nAll that is configured works.\n');
  process.exitCode = isBroken ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
