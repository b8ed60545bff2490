// The small bot in a process of its own, as the real one is: told by the environment where to log in.
import { startSmallBot } from './small-bot.js';

const {
  DISCORD_TOKEN: token = '',
  DISCORD_API_URL: apiUrl = '',
  DISCORD_GUILD_ID: leaked,
  GREETING: greeting,
} = process.env;

process.stdout.write(`starting ${greeting} ${leaked}\n`);
try {
  const client = await startSmallBot({ token, apiUrl });
  process.stderr.write('ready\n');
  process.on('SIGTERM', () => {
    void client.destroy().then(() => process.exit(0));
  });
} catch {
  process.exitCode = 1;
}
