import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BotProcess } from './bot-process.js';
import { DiscordStandIn } from './stand-in.js';

let discord: DiscordStandIn;
const entry = fileURLToPath(new URL('./small-bot-process.ts', import.meta.url));

beforeEach(async () => {
  discord = await DiscordStandIn.start();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await discord.stop();
});

test('a bot is started with its environment, answers, and ends when asked', async () => {
  vi.stubEnv('DISCORD_GUILD_ID', 'of the parent');
  const bot = await BotProcess.start(discord, { entry, env: { GREETING: 'hello' } });
  expect(bot.stdout).toContain('starting hello undefined');
  await discord.person({ name: 'alice' }).directMessage('Hello').waitForReply();
  const { code, afterMs } = await bot.stop();
  expect(code).toBe(0);
  expect(afterMs).toBeLessThan(10_000);
  expect(bot.stderr).toContain('ready');
  expect(bot.isRunning).toBe(false);
  expect(existsSync(bot.dataFolder)).toBe(false);
  expect(discord.gateway.isConnected).toBe(false);
  expect(discord.violations).toEqual([]);
});

test('a bot that is killed leaves its session behind, and the next one logs in anew', async () => {
  const first = await BotProcess.start(discord, { entry });
  await first.kill();
  const second = await BotProcess.start(discord, { entry });
  expect(discord.gateway.identifies).toHaveLength(2);
  await second.stop();
  expect(discord.violations).toEqual([]);
});

test('a bot that ends while starting is an error with what it printed', async () => {
  discord.faults.refusesToken = true;
  await expect(BotProcess.start(discord, { entry })).rejects.toThrow(/ended with exit code 1\nstarting/);
});

test('a bot launched without waiting can be watched to its end', async () => {
  discord.faults.refusesToken = true;
  const bot = BotProcess.launch(discord, { entry });
  expect(await bot.waitForEnd()).toEqual({ code: 1, signal: null });
});
