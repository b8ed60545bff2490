import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Engine } from '../answer/engine.js';
import type { Config } from '../config.js';
import type { Knowledge } from '../discord/knowledge-keeper.js';
import type { IndexProgress } from '../retrieval/index-progress.js';
import type { OpenedIndex } from '../retrieval/open-index.js';
import { languages } from '../text/language.js';
import { compose, type Models } from './compose.js';

const firstQuestions = ['When will phones come?', '¿Cuándo llegan?', '手机什么时候来？'];

/** Opens the articles for the bot, and logs what the person who runs it should know. */
export async function openKnowledge(
  config: Config,
  options: {
    readonly log: Logger;
    readonly models: Models;
    readonly onProgress?: (progress: IndexProgress) => void;
  },
): Promise<Knowledge> {
  const { index, engine, dataFolder } = await compose(config, {
    isServing: true,
    models: options.models,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  await warmUp(index, engine);
  const { articleCount } = await index.store.statistics();
  for (const notice of index.notices) options.log.warn(notice);
  for (const { file, problem } of index.rejected) options.log.warn({ file }, problem);
  if (articleCount === 0) options.log.warn('the knowledge folder holds no articles: there is nothing to answer from');
  return {
    engine,
    store: index.store,
    glossary: index.glossary,
    areBriefs: index.areBriefs,
    articleCount,
    rejected: index.rejected,
    openedAt: new Date(),
    dataFolder,
    close: () => index.close(),
  };
}

/**
 * Does what is done on first use before anybody asks, in short steps: the first answer is then as quick as the rest,
 * and those who are being answered from the state before notice nothing.
 */
async function warmUp(index: OpenedIndex, engine: Engine): Promise<void> {
  const steps: (() => unknown)[] = [
    () => index.model,
    ...languages.flatMap((language) => [
      () => index.glossary.findTopics('phone', language),
      () => index.glossary.findSynonyms('phone', language),
    ]),
    ...firstQuestions.map((text) => () => engine.answer({ text })),
  ];
  for (const step of steps) {
    await nextTurn();
    await step();
  }
}
