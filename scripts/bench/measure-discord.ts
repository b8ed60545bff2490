import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BotProcess } from '../../test/support/discord/bot-process.js';
import { DiscordStandIn } from '../../test/support/discord/stand-in.js';
import { EvalQuestion, readJsonLines } from '../eval/datasets.js';
import { percentile } from '../eval/metrics.js';
import type { ShippedCorpus } from './measure-shipped.js';
import { type Measurement, median } from './measurement.js';

const people = 50;
const questionsEach = 4;
/** Articles that arrive while questions do. */
const newArticles = 40;
const timeoutMs = 120_000;

interface Load {
  readonly acknowledgedMs: readonly number[];
  readonly answeredMs: readonly number[];
}

/** The real bot in its own process, against the local Discord stand-in, beside a bare discord.js bot. */
export async function measureDiscord({ knowledgeFolder, questionsFile }: ShippedCorpus): Promise<Measurement[]> {
  const questions = readJsonLines(questionsFile, EvalQuestion)
    .filter(({ status, context }) => status === 'answered' && context.length === 0)
    .map(({ question }) => question);
  const load = async (discord: DiscordStandIn, bot: BotProcess) => {
    await longestBlockMs(bot);
    return { ...(await ask(discord, questions)), blockedMs: await longestBlockMs(bot) };
  };
  const bare = await withBot({ entry: 'scripts/bench/bare-bot.ts' }, load);
  const ours = await withBot({ env: { METRICS_PORT: '0' } }, load);
  const rebuildBlockedMs = await measureRebuild(knowledgeFolder, questions);
  const line = (name: string, value: number, peer: number, target?: Measurement['target']): Measurement => ({
    corpus: 'shipped',
    name,
    unit: 'ms',
    ours: value,
    peer: { name: 'bare discord.js bot', value: peer },
    ...(target ? { target } : {}),
  });
  const worst = (values: readonly number[]) => Math.max(...values);
  const asked = `Discord, ${people * questionsEach} questions at once`;
  return [
    line(`${asked}: first response, median`, median(ours.acknowledgedMs), median(bare.acknowledgedMs)),
    line(`${asked}: first response, slowest`, worst(ours.acknowledgedMs), worst(bare.acknowledgedMs), {
      text: 'under 1 s',
      value: worst(ours.acknowledgedMs),
      limit: 1_000,
    }),
    line(`${asked}: answer, median`, median(ours.answeredMs), median(bare.answeredMs)),
    line(`${asked}: answer, p99`, percentile(ours.answeredMs, 0.99), percentile(bare.answeredMs, 0.99)),
    line(`${asked}: event loop blocked at most`, ours.blockedMs, bare.blockedMs, {
      text: 'under 100 ms',
      value: ours.blockedMs,
      limit: 100,
    }),
    {
      corpus: 'shipped',
      name: `Discord, ${newArticles} articles indexed while questions arrive: event loop blocked at most`,
      unit: 'ms',
      ours: rebuildBlockedMs,
      target: { text: 'under 100 ms', value: rebuildBlockedMs, limit: 100 },
    },
  ];
}

async function ask(discord: DiscordStandIn, questions: readonly string[]): Promise<Load> {
  const channel = discord.guild({ name: 'Bench' }).channel('general');
  const started = performance.now();
  const interactions = Array.from({ length: people }, (_, person) => {
    const asker = discord.person({ name: `person ${person}` });
    return Array.from({ length: questionsEach }, (__, turn) => {
      const question = questions[(person * questionsEach + turn) % questions.length] ?? '';
      return asker.slash('ask', { question }, { channel });
    });
  }).flat();
  const answeredMs = await Promise.all(
    interactions.map(async (interaction) => {
      await interaction.waitForReply({ timeoutMs });
      return performance.now() - started;
    }),
  );
  return {
    acknowledgedMs: interactions.map(({ acknowledgedAfterMs }) => acknowledgedAfterMs ?? timeoutMs),
    answeredMs,
  };
}

/** Questions go on arriving while new articles are indexed. */
async function measureRebuild(knowledgeFolder: string, questions: readonly string[]): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stateside-bench-'));
  try {
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(knowledgeFolder);
    const late = new Set(files.filter((name) => name.endsWith('.md')).slice(0, newArticles));
    const copy = (names: readonly string[]) => {
      for (const name of names) cpSync(path.join(knowledgeFolder, name), path.join(folder, name));
    };
    copy(files.filter((name) => !late.has(name)));
    return await withBot({ env: { METRICS_PORT: '0', KNOWLEDGE_DIR: folder } }, async (discord, bot) => {
      copy([...late]);
      await longestBlockMs(bot);
      const channel = discord.guild({ name: 'Bench' }).channel('general');
      const manager = discord.person({ name: 'manager' });
      const reload = manager.slash('knowledge reload', {}, { channel, permissions: 0x20n }).waitForReply({ timeoutMs });
      await Promise.all([reload, ask(discord, questions)]);
      return longestBlockMs(bot);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The longest time that the bot's event loop was held up since the last look. */
async function longestBlockMs(bot: BotProcess): Promise<number> {
  const port = bot.stdout.map((text) => /"port":(\d+)/.exec(text)?.[1]).find(Boolean);
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(await response.text())?.[1]) * 1_000;
}

async function withBot<T>(
  options: { readonly entry?: string; readonly env?: Record<string, string> },
  work: (discord: DiscordStandIn, bot: BotProcess) => Promise<T>,
): Promise<T> {
  const discord = await DiscordStandIn.start();
  const bot = await BotProcess.start(discord, options);
  try {
    return await work(discord, bot);
  } finally {
    await bot.stop();
    await discord.stop();
  }
}
