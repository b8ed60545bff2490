import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Knowledge } from '../discord/knowledge-keeper.js';
import type { IndexProgress } from '../retrieval/index-progress.js';
import { compose, type Models } from './compose.js';

/** Opens the articles for the bot, and logs what the person who runs it should know. */
export async function openKnowledge(
  config: Config,
  options: {
    readonly log: Logger;
    readonly models: Models;
    readonly onProgress?: (progress: IndexProgress) => void;
  },
): Promise<Knowledge> {
  const { index, engine } = await compose(config, {
    isServing: true,
    models: options.models,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  await engine.warmUp();
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
    close: () => index.close(),
  };
}
