import { StatesideError } from '../../error.js';
import { PublishedDate } from '../../knowledge/article.js';
import type { Citation, Claim } from '../answer.js';
import { CitationList } from '../cite.js';
import { type Event, readEvent } from './events.js';
import { type OverviewContext, type OverviewOptions, requireMaker, requireTopic } from './overview-context.js';
import { sharedShare } from './read-sentence.js';

export interface TimelineOptions extends OverviewOptions {
  /** Only what is about this topic. */
  readonly topic?: string;
  /** Only what happened in or after this YYYY, YYYY-MM or YYYY-MM-DD, and in or before that. */
  readonly since?: string;
  readonly until?: string;
}

export interface TimelineEvent {
  /** YYYY, YYYY-MM or YYYY-MM-DD: said in the sentence, else when its article was published. */
  readonly date: string;
  readonly claims: readonly Claim[];
}

export interface Timeline {
  readonly maker: string;
  /** Oldest first. */
  readonly events: readonly TimelineEvent[];
  readonly citations: readonly Citation[];
}

const maximumEvents = 25;
const perArticle = 2;
/** Two events of about one time that share this much of their terms, the telling ones more, are one (Jaccard); of any time, this much. */
const sameEventShare = 0.3;
const sameSentenceShare = 0.55;

/**
 * What happened to a maker in the market, each event once, the most eventful when there are many.
 * @throws {StatesideError} When the glossary lacks the maker or the topic, or a date is none.
 */
export async function findTimeline(
  context: OverviewContext,
  maker: string,
  options: TimelineOptions,
): Promise<Timeline> {
  requireMaker(context, maker);
  const { topic, since, until } = options;
  if (topic !== undefined) requireTopic(context, topic);
  for (const date of [since, until]) requireDate(date);
  const today = context.today().toISOString().slice(0, 10);
  const idf = (term: string) => context.retriever.idf(term);
  const events: Event[] = [];
  const perArticleCounts = new Map<string, number>();
  const found = (await context.reader.sentencesNaming(maker, options.filters))
    .filter(({ relevance }) => topic === undefined || relevance.topics.has(topic))
    .flatMap((sentence) => readEvent(maker, sentence, today, topic !== undefined) ?? [])
    .filter(({ date }) => isWithin(date, since, until))
    .sort((a, b) => b.score - a.score || (a.date < b.date ? -1 : 1));
  for (const event of found) {
    const { id } = event.sentence.article;
    const count = perArticleCounts.get(id) ?? 0;
    if (events.length >= maximumEvents || count >= perArticle || events.some((other) => isSameEvent(other, event, idf)))
      continue;
    perArticleCounts.set(id, count + 1);
    events.push(event);
  }
  // As text, a year stands before its months and a month before its days.
  events.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.score - a.score));
  const list = new CitationList(context.index.store);
  const told: TimelineEvent[] = [];
  for (const { sentence, date } of events) {
    const claims = await list.citeAlone(sentence);
    if (claims.length > 0) told.push({ date, claims });
  }
  return { maker, events: told, citations: list.citations };
}

function isSameEvent(a: Event, b: Event, idf: (term: string) => number): boolean {
  const share = sharedShare(a.sentence, b.sentence, idf);
  const isOneTime = a.date.startsWith(b.date) || b.date.startsWith(a.date) || a.date.slice(0, 7) === b.date.slice(0, 7);
  return share > sameSentenceShare || (isOneTime && share > sameEventShare);
}

/** A date known only roughly counts when any part of it lies within. */
function isWithin(date: string, since: string | undefined, until: string | undefined): boolean {
  const isAfter = since === undefined || date >= since.slice(0, date.length);
  const isBefore = until === undefined || date.slice(0, until.length) <= until;
  return isAfter && isBefore;
}

function requireDate(date: string | undefined): void {
  if (date === undefined || PublishedDate.safeParse(date).success) return;
  throw new StatesideError(`Cannot give a timeline: "${date}" is not a date`, {
    remedy: 'write it as 2018, 2018-03 or 2018-03-27',
  });
}
