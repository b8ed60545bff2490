import path from 'node:path';
import { parseArgs } from 'node:util';
import { config as readDotEnv } from 'dotenv';
import picocolors from 'picocolors';
import { loadConfig, loadModelConfig } from '../config.js';
import { describeError, StatesideError } from '../error.js';
import { runRepl } from '../repl/run-repl.js';
import { Session } from '../repl/session.js';
import { mayColor } from './colors.js';
import { compose } from './compose.js';
import { loadModels } from './load-models.js';
import { progressBar } from './progress-bar.js';

const usage = `Usage: npm run repl -- [options]

  --question "…"     answer one question and exit
  --json             one JSON object a question on standard output, nothing else
  --knowledge DIR    answer from the articles of another folder
  --help             show this text
`;

async function main(): Promise<void> {
  const options = readArguments();
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  readDotEnv({ quiet: true });
  const config = loadConfig(process.env);
  const models = await loadModels(loadModelConfig(process.env));
  const bar = progressBar(process.stderr);
  const { index, engine, dataFolder } = await compose(config, {
    ...(options.knowledge === undefined ? {} : { knowledgeFolder: options.knowledge }),
    onProgress: bar.update,
    models,
  }).finally(bar.clear);
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.json;
  const useColors = mayColor(process.env, process.stdout) && !options.json;
  const session = {
    engine,
    store: index.store,
    glossary: index.glossary,
    colors: picocolors.createColors(useColors),
    width: () => Math.min(process.stdout.columns ?? 100, 100),
    areBriefs: index.areBriefs,
    json: options.json,
  };
  for (const notice of index.notices) process.stderr.write(`Note: ${notice}\n`);
  for (const { problem } of index.rejected) process.stderr.write(`${problem}\n`);
  const { articleCount } = await index.store.statistics();
  if (index.rejected.length > 0)
    process.stderr.write(`${articleCount} articles are indexed, ${index.rejected.length} were left out.\n`);
  if (articleCount === 0)
    process.stderr.write('The knowledge folder holds no articles: there is nothing to answer from.\n');
  if (options.question !== undefined) {
    const { text } = await new Session(session).handle(options.question, (part) => process.stdout.write(`${part}\n`));
    if (text !== '') process.stdout.write(`${text}\n`);
  } else {
    if (isTerminal)
      process.stdout.write(
        `Stateside: ${articleCount} articles. Ask away; :help lists the commands, :quit leaves.\n\n`,
      );
    const leaving = new AbortController();
    const warmUp = isTerminal ? engine.warmUp(leaving.signal) : Promise.resolve();
    // What fails here fails again, and is told, when it is asked for.
    warmUp.catch(() => undefined);
    await runRepl({
      ...session,
      input: process.stdin,
      output: process.stdout,
      isTerminal,
      historyFile: path.join(dataFolder, 'repl-history'),
    });
    leaving.abort();
    await Promise.allSettled([warmUp]);
  }
  await index.close();
}

function readArguments(): {
  question?: string | undefined;
  json: boolean;
  knowledge?: string | undefined;
  help: boolean;
} {
  try {
    const { values } = parseArgs({
      options: {
        question: { type: 'string' },
        json: { type: 'boolean', default: false },
        knowledge: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return { question: values.question, json: values.json, knowledge: values.knowledge, help: values.help };
  } catch (cause) {
    throw new StatesideError(`Cannot read the options: ${cause instanceof Error ? cause.message : String(cause)}`, {
      remedy: 'see --help',
      cause,
    });
  }
}

// A reader that closes early (for example "head") is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
