import { createServer } from 'node:http';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { collectDefaultMetrics, register } from 'prom-client';

/** The peer of the Discord measurements: discord.js as it comes, answering every command with the same line. */
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
client.once(Events.ClientReady, (ready) => {
  void ready.application.commands.set([
    {
      name: 'ask',
      description: 'Asks',
      options: [{ type: 3, name: 'question', description: 'What', required: true }],
    },
  ]);
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply();
  await interaction.editReply('The same line for everyone.');
});
process.on('SIGTERM', () => process.exit(0));
collectDefaultMetrics();
const server = createServer(async (_request, response) => response.end(await register.metrics()));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
await client.login(process.env.DISCORD_TOKEN);
