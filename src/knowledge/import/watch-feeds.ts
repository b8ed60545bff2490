import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { describeError } from '../../error.js';
import { makeFolder } from '../../make-folder.js';
import { comparableAddress } from './address.js';
import { decodeText } from './decode-text.js';
import { type FeedItem, parseFeed } from './feeds/parse-feed.js';
import { StatusError } from './fetch/fetch-document.js';
import { ImportError } from './import-error.js';
import { type ImportOptions, importSources } from './import-sources.js';
import { SourceReader } from './source-reader.js';

/** A feed is looked at this often at most. */
const hourMs = 3_600_000;
/** A feed that fails is left alone longer each time, up to this. */
const longestWaitMs = 24 * hourMs;
/** Of a feed seen for the first time, the newest are taken. */
const firstItems = 20;
/** A story that cannot be imported is tried this often. */
const maximumAttempts = 3;
/** Addresses remembered for each feed; a feed holds far fewer at a time. */
const rememberedItems = 2_000;

const FeedState = z.object({
  etag: z.string().nullable().default(null),
  lastModified: z.string().nullable().default(null),
  /** Not looked at before, milliseconds since 1970. */
  nextMs: z.number().default(0),
  failures: z.number().default(0),
  /** Addresses of stories that were taken or given up, oldest first. */
  seen: z.array(z.string()).default([]),
  attempts: z.record(z.string(), z.number()).default({}),
});
type FeedState = z.infer<typeof FeedState>;
const State = z.record(z.string(), FeedState);

export interface FeedWatchOptions
  extends Pick<ImportOptions, 'knowledgeFolder' | 'glossary' | 'userAgent' | 'mayBeLoopback'> {
  readonly feeds: readonly string[];
  /** Where the drafts wait to be read. */
  readonly reviewFolder: string;
  /** Remembers, over restarts, what was seen and when to look again. */
  readonly stateFile: string;
  readonly now: () => Date;
  /** Told what was drafted, and what went wrong. */
  readonly onEvent: (event: {
    readonly feed: string;
    readonly drafted: number;
    readonly problem: string | null;
  }) => void;
}

/**
 * Looks at the feeds that are due, politely: with conditional requests, once an hour at most, less often while one fails
 * or as its server asks. New stories become drafts in the review folder; nothing else is touched.
 * @returns When to look again, milliseconds since 1970.
 */
export async function pollFeeds(options: FeedWatchOptions): Promise<number> {
  const state = await readState(options.stateFile);
  for (const feed of options.feeds) {
    const known = state[feed] ?? FeedState.parse({});
    if (known.nextMs > options.now().getTime()) continue;
    state[feed] = await pollFeed(feed, known, options);
    await writeState(options.stateFile, state);
  }
  return Math.min(...options.feeds.map((feed) => state[feed]?.nextMs ?? 0));
}

async function pollFeed(feed: string, known: FeedState, options: FeedWatchOptions): Promise<FeedState> {
  const nowMs = options.now().getTime();
  try {
    const reader = new SourceReader(options);
    const validators = {
      ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
      ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
    };
    const answer = await reader.fetchIfChanged(feed, validators);
    if (answer === null) return { ...known, failures: 0, nextMs: nowMs + hourMs };
    const { document, etag, lastModified } = answer;
    if (document.kind !== 'feed')
      throw new ImportError(feed, 'it is no RSS or Atom feed', { remedy: 'correct WATCH_FEEDS' });
    const { title, items } = parseFeed(decodeText(document.bytes, feed, document), feed, document.url, options.now());
    const after = await draftNew(feed, title, items, known, options);
    // Validators of a feed of which something is still to be tried would hide it.
    const isDone = Object.keys(after.attempts).length === 0;
    return {
      ...after,
      etag: isDone ? etag : null,
      lastModified: isDone ? lastModified : null,
      failures: 0,
      nextMs: nowMs + hourMs,
    };
  } catch (error) {
    options.onEvent({ feed, drafted: 0, problem: describeError(error) });
    const failures = known.failures + 1;
    const asked = error instanceof StatusError ? readRetryAfter(error.retryAfter, nowMs) : 0;
    const wait = Math.min(Math.max(hourMs * 2 ** (failures - 1), asked), longestWaitMs);
    return { ...known, failures, nextMs: nowMs + wait };
  }
}

async function draftNew(
  feed: string,
  publisher: string | null,
  items: readonly FeedItem[],
  known: FeedState,
  options: FeedWatchOptions,
): Promise<FeedState> {
  const isFirst = known.seen.length === 0;
  const seen = new Set(known.seen);
  const fresh = items.filter(({ url }) => !seen.has(comparableAddress(url)));
  const taken = isFirst ? fresh.slice(0, firstItems) : fresh;
  for (const { url } of fresh) if (!taken.some((item) => item.url === url)) seen.add(comparableAddress(url));
  const outcomes = await importSources(
    taken.map((item) => ({ ...item, publisher })),
    { ...options, outputFolder: options.reviewFolder, today: options.now() },
  );
  const attempts: Record<string, number> = {};
  for (const [index, { url }] of taken.entries()) {
    const outcome = outcomes[index];
    const address = comparableAddress(url);
    const count = (known.attempts[address] ?? 0) + 1;
    if (outcome?.kind === 'failed' && count < maximumAttempts) attempts[address] = count;
    else seen.add(address);
    if (outcome?.kind === 'failed')
      options.onEvent({ feed, drafted: 0, problem: `Cannot import "${url}": ${outcome.reason}` });
  }
  const drafted = outcomes.filter(({ kind }) => kind === 'written').length;
  if (drafted > 0) options.onEvent({ feed, drafted, problem: null });
  return { ...known, seen: [...seen].slice(-rememberedItems), attempts };
}

/** Seconds or a date. Milliseconds; 0 when absent or not readable. */
function readRetryAfter(value: string | null, nowMs: number): number {
  if (value === null) return 0;
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : new Date(value).getTime() - nowMs;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

async function readState(file: string): Promise<Record<string, FeedState>> {
  try {
    return State.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // The first time, or damaged: what is in the review folder already is recognised as a duplicate.
    return {};
  }
}

async function writeState(file: string, state: Readonly<Record<string, FeedState>>): Promise<void> {
  makeFolder(path.dirname(file));
  await writeFile(`${file}.new`, JSON.stringify(state, null, 2));
  await rename(`${file}.new`, file);
}
