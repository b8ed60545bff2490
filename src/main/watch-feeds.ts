import path from 'node:path';
import type { Logger } from 'pino';
import type { Config, ImportConfig } from '../config.js';
import { describeError } from '../error.js';
import { pollFeeds } from '../knowledge/import/watch-feeds.js';
import { readGlossary } from '../knowledge/read-articles.js';
import { resolveFolders } from './compose.js';
import { userAgent } from './user-agent.js';

/** No sooner than this, whatever the feeds' turns. */
const shortestPauseMs = 60_000;
/** Feeds are not looked at while the bot is busy starting. */
const firstPauseMs = 5_000;

/** Looks at the configured feeds whenever one is due, until the returned function is called. */
export function watchFeeds(config: Config, { feeds, mayFetchLoopback }: ImportConfig, log: Logger): () => void {
  if (feeds.length === 0) return () => {};
  const folders = resolveFolders(config);
  const reviewFolder = path.join(folders.dataFolder, 'review');
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const wait = (milliseconds: number) => {
    if (isStopped) return;
    timer = setTimeout(look, milliseconds);
    timer.unref();
  };
  const look = async () => {
    let nextMs = 0;
    try {
      const { glossary } = await readGlossary(folders.glossaryFolders);
      nextMs = await pollFeeds({
        feeds,
        knowledgeFolder: folders.knowledgeFolder,
        reviewFolder,
        stateFile: path.join(folders.dataFolder, 'feeds.json'),
        glossary,
        userAgent,
        mayBeLoopback: mayFetchLoopback,
        now: () => new Date(),
        onEvent({ feed, drafted, problem }) {
          if (problem !== null) log.warn({ feed }, problem);
          else log.info({ feed, drafted }, 'new stories wait in the review folder');
        },
      });
    } catch (error) {
      log.warn(`the feeds cannot be watched: ${describeError(error)}`);
    }
    wait(Math.max(shortestPauseMs, nextMs - Date.now()));
  };
  wait(firstPauseMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
