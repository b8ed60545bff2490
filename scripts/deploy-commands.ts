import { parseArgs } from 'node:util';
import { REST } from 'discord.js';
import { config as readDotEnv } from 'dotenv';
import { loadDiscordConfig } from '../src/config.js';
import { checkToken } from '../src/discord/bot.js';
import { registerCommands } from '../src/discord/commands/register-commands.js';
import { describeError, StatesideError } from '../src/error.js';

const usage = `Usage: npm run deploy-commands [-- --guild ID]

Tells Discord the bot's commands, whether they changed or not.

  --guild ID   only for this server, where they appear at once
`;

async function main(): Promise<void> {
  const { guild, help } = readArguments();
  if (help) {
    process.stdout.write(usage);
    return;
  }
  readDotEnv({ quiet: true });
  const { token, apiUrl, applicationId: expected } = loadDiscordConfig(process.env);
  const applicationId = await checkToken(token, apiUrl, expected);
  const { ids } = await registerCommands(new REST({ api: apiUrl }).setToken(token), applicationId, {
    isForced: true,
    ...(guild === undefined ? {} : { guild }),
  });
  const where = guild === undefined ? 'everywhere' : `for server ${guild}`;
  process.stdout.write(`Registered ${ids.size} commands ${where}: ${[...ids.keys()].join(', ')}\n`);
}

function readArguments(): { guild: string | undefined; help: boolean } {
  let values: { guild?: string | undefined; help: boolean };
  try {
    ({ values } = parseArgs({ options: { guild: { type: 'string' }, help: { type: 'boolean', default: false } } }));
  } catch (cause) {
    throw new StatesideError(`Cannot read the options: ${cause instanceof Error ? cause.message : String(cause)}`, {
      remedy: 'see --help',
      cause,
    });
  }
  if (values.guild !== undefined && !/^\d{15,21}$/.test(values.guild)) {
    throw new StatesideError(`Cannot register commands: "${values.guild}" is no server id`, {
      remedy: 'turn on Developer Mode in Discord, right-click the server and choose "Copy Server ID"',
    });
  }
  return { guild: values.guild, help: values.help };
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
