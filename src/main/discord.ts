import { config as readDotEnv } from 'dotenv';
import type { ServerState } from '../answer/generate/generator.js';
import { loadConfig, loadDiscordConfig, loadImportConfig, loadModelConfig, secretsOf } from '../config.js';
import { DiscordBot } from '../discord/bot.js';
import { type HealthServer, startHealthServer } from '../discord/health-server.js';
import { KnowledgeKeeper } from '../discord/knowledge-keeper.js';
import { Memory } from '../discord/memory/memory.js';
import { describeError, type StatesideError } from '../error.js';
import { watchFolder } from '../knowledge/watch-folder.js';
import { createLog } from '../log.js';
import { resolveFolders } from './compose.js';
import { loadModels } from './load-models.js';
import { openKnowledge } from './open-knowledge.js';
import { progressBar } from './progress-bar.js';
import { watchFeeds } from './watch-feeds.js';

async function main(): Promise<void> {
  readDotEnv({ quiet: true });
  const config = loadConfig(process.env);
  const imports = loadImportConfig(process.env);
  const discord = loadDiscordConfig(process.env);
  const modelConfig = loadModelConfig(process.env);
  const log = createLog(discord.logLevel, [discord.token, ...secretsOf(modelConfig)]);
  const folders = resolveFolders(config);
  const memory = Memory.open(folders.dataFolder);
  for (const notice of memory.notices) log.warn(notice);
  const onServerState = (state: ServerState) => {
    if (state.state === 'resting') log.warn({ reason: state.reason }, 'the language model fails; giving it a rest');
    else log.info('the language model answers again');
  };
  const models = await loadModels(modelConfig, onServerState, {
    ledger: memory.tokenLedger,
    onLedgerError: (error) => log.error({ err: error }, 'cannot keep what was used of the language model'),
  });
  const bar = progressBar(process.stderr);
  const opening = KnowledgeKeeper.open(() => openKnowledge(config, { log, models, onProgress: bar.update })).finally(
    bar.clear,
  );
  opening.catch(() => {}); // Awaited below.
  const watch = await watchFolder(folders.knowledgeFolder, async () => {
    try {
      const { articleCount } = await (await opening).reloadInTurn();
      log.info({ articles: articleCount }, 'the articles changed: answering from the new state');
    } catch (error) {
      log.warn(`the articles changed, and the old state stays: ${describeError(error)}`);
    }
  });
  const knowledge = await opening;

  let stopFeeds = () => {};
  let bot: DiscordBot | null = null;
  let health: HealthServer | null = null;
  let isStopping = false;
  const stop = async (exitCode: number) => {
    isStopping = true;
    stopFeeds();
    await watch.close();
    await bot?.stop();
    await health?.close();
    memory.close();
    await knowledge.close();
    log.info('stopped');
    process.exit(exitCode);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // The second one means at once.
    if (isStopping) process.exit(1);
    log.info({ signal }, 'stopping');
    void stop(0);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const onLost = (error: StatesideError) => {
    process.stderr.write(`${describeError(error)}\n`);
    if (!isStopping) void stop(1);
  };

  if (discord.metricsPort !== null) {
    health = await startHealthServer(
      { host: discord.metricsHost, port: discord.metricsPort },
      { isHealthy: () => bot?.isConnected ?? false, metrics: () => bot?.metrics ?? null },
    );
    log.info({ host: discord.metricsHost, port: health.port }, 'serving /healthz and /metrics');
  }
  stopFeeds = watchFeeds(config, imports, log);
  bot = await DiscordBot.start({
    token: discord.token,
    applicationId: discord.applicationId,
    apiUrl: discord.apiUrl,
    knowledge,
    memory,
    log,
    // Answers that wait for a model are no work for this machine.
    ...(models.generator ? { answersAtOnce: 16 } : {}),
    onLost,
  });
  log.info({ articles: knowledge.current.articleCount }, 'ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
});
