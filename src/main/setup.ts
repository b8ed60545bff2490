import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cancel, confirm, intro, isCancel, log, note, outro, password, spinner } from '@clack/prompts';
import { REST } from 'discord.js';
import { config as readDotEnv } from 'dotenv';
import { checkTokenForm, normalizeApiUrl } from '../config.js';
import { checkToken } from '../discord/bot.js';
import { registerCommands } from '../discord/commands/register-commands.js';
import { inviteLink } from '../discord/invite.js';
import { describeError, StatesideError } from '../error.js';
import { setVariables } from './env-file.js';

const envFile = path.join(fileURLToPath(new URL('../..', import.meta.url)), '.env');
const portal = 'https://discord.com/developers/applications';

/** Leads from nothing to a bot that can be invited: token, check, commands, .env. */
async function main(): Promise<void> {
  readDotEnv({ path: envFile, quiet: true });
  const apiUrl = normalizeApiUrl(process.env.DISCORD_API_URL ?? 'https://discord.com/api');
  intro('Stateside on Discord');
  note(
    [
      `1. Open ${portal} and choose "New Application".`,
      '2. Under "Bot", choose "Reset Token" and copy the token.',
      '3. No privileged intent is needed: leave them off.',
    ].join('\n'),
    'Before you go on',
  );
  const { token, applicationId } = await askToken(apiUrl);
  const registering = spinner();
  registering.start('Registering the commands');
  const { ids, wasSent } = await registerCommands(new REST({ api: apiUrl }).setToken(token), applicationId);
  registering.stop(wasSent ? `Registered ${ids.size} commands.` : `All ${ids.size} commands are registered already.`);
  setVariables(envFile, { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId });
  log.success('Wrote .env (readable by you only).');
  log.step('Invite the bot with this link:');
  // Not in a box: a link that is broken over lines cannot be clicked.
  process.stdout.write(`\n${inviteLink(applicationId)}\n\n`);
  outro('Start it with "npm start".');
}

async function askToken(apiUrl: string): Promise<{ token: string; applicationId: string }> {
  const known = process.env.DISCORD_TOKEN;
  if (known !== undefined && known !== '') {
    const keep = given(await confirm({ message: 'There is a token in .env or the environment. Use it?' }));
    if (keep) {
      try {
        return { token: checkTokenForm(known), applicationId: await checkToken(known, apiUrl) };
      } catch (error) {
        log.error(describeError(error));
      }
    }
  }
  for (;;) {
    // A token that is pasted often brings spaces or a line end along.
    const token = given<string>(await password({ message: 'The bot token (it is not shown)' })).trim();
    const checking = spinner();
    try {
      const wellFormed = checkTokenForm(token);
      checking.start('Asking Discord');
      const applicationId = await checkToken(wellFormed, apiUrl);
      checking.stop(`The token is good. Application ${applicationId}.`);
      return { token: wellFormed, applicationId };
    } catch (error) {
      if (!(error instanceof StatesideError)) throw error;
      checking.stop('That did not work.');
      log.error(describeError(error));
    }
  }
}

/** Leaves when the person pressed Ctrl+C. */
function given<T>(answer: T | symbol): T {
  if (isCancel(answer)) {
    cancel('Nothing was written.');
    process.exit(1);
  }
  return answer as T;
}

if (process.stdin.isTTY) {
  main().catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  });
} else {
  process.stderr.write(
    'Cannot set up: there is no terminal to ask in; run "npm run setup" in one, or write DISCORD_TOKEN=… into .env by hand\n',
  );
  process.exit(1);
}
