import { setImmediate } from 'node:timers/promises';
import { yearsOf } from '../../retrieval/rank/signals.js';
import type { Citation, Claim } from '../answer.js';
import { CitationList } from '../cite.js';
import { staleNotices } from '../notices.js';
import { type OverviewContext, type OverviewOptions, requireMaker } from './overview-context.js';
import { type ReadSentence, sharedShare, tellsOfSources } from './read-sentence.js';
import { evidenceByTopic, type TopicEvidence } from './topic-evidence.js';

/** What is known of one thing that stands between a maker and the market. */
export interface Hurdle {
  /** Glossary id of the topic. */
  readonly topic: string;
  /** Newest first; empty when the articles say nothing. */
  readonly claims: readonly Claim[];
}

export interface Prospects {
  readonly maker: string;
  /** Date of the newest cited article; null when nothing is cited. */
  readonly asOf: string | null;
  /** In the glossary's order, those without evidence included. */
  readonly hurdles: readonly Hurdle[];
  readonly citations: readonly Citation[];
  readonly notices: readonly string[];
}

/** For a hurdle: a second sentence only when it is nearly as good. */
export const hurdleChoice: Choice = { count: 2, leastShare: 0.8 };
/** The same for a sentence that tells of a later time. */
const newerShare = 0.6;
/** Two sentences that share more than this of their terms say the same (Jaccard). */
const sameShare = 0.55;

/**
 * A maker's chances hurdle by hurdle: for each one or two of the newest cited sentences that stand alone.
 * @throws {StatesideError} When the glossary knows no such maker.
 */
export async function findProspects(
  context: OverviewContext,
  maker: string,
  options: OverviewOptions,
): Promise<Prospects> {
  requireMaker(context, maker);
  const topics = hurdleTopics(context);
  const chosen = await chooseByTopic(context, maker, topics, options, hurdleChoice);
  const list = new CitationList(context.index.store);
  const hurdles: Hurdle[] = [];
  for (const [topic, evidence] of chosen) {
    const claims: Claim[] = [];
    for (const { sentence } of evidence) claims.push(...(await list.citeAlone(sentence)));
    hurdles.push({ topic, claims });
  }
  const { asOf, citations } = list;
  return {
    maker,
    asOf,
    hurdles,
    citations,
    notices: asOf === null ? [] : staleNotices(asOf, context.today(), options.language),
  };
}

/** Ids of the glossary's hurdles in its order. */
export function hurdleTopics({ index }: OverviewContext): readonly string[] {
  const { hurdles, topics } = index.glossary.file;
  return hurdles ?? topics.map((topic) => topic.id);
}

/** How sentences are chosen for each topic. */
interface Choice {
  /** At most so many. */
  readonly count: number;
  /** A further sentence must be this good beside the first: 0 to 1. */
  readonly leastShare: number;
  /** The maker that this one is compared with: sentences that tell as much of it come last. */
  readonly other?: string;
}

/** The best sentences on a maker for each topic, newest first; none is told under two topics when there is another. */
export async function chooseByTopic(
  { index, retriever, reader }: OverviewContext,
  maker: string,
  topics: readonly string[],
  { filters }: OverviewOptions,
  { count, leastShare, other }: Choice,
): Promise<ReadonlyMap<string, readonly TopicEvidence[]>> {
  const sentences = await reader.sentencesNaming(maker, filters);
  await setImmediate();
  const now = yearsOf((await index.store.newestDate()) ?? '1970');
  const byTopic = evidenceByTopic(maker, topics, sentences, (id) => retriever.isSuperseded(id), now, other);
  const chosen = new Map<string, TopicEvidence[]>(topics.map((topic) => [topic, []]));
  const used = new Set<ReadSentence>();
  // What came after the sentence that fits best may have changed what that says: it need not fit as well.
  const isNews = ({ told, sentence }: TopicEvidence, picked: readonly TopicEvidence[]) =>
    !tellsOfSources(sentence) && picked.every((other) => yearsOf(other.told) < yearsOf(told));
  for (let round = 0; round < count; round += 1) {
    // A sentence that fits two topics goes to the one that has the poorer second choice.
    const next = () =>
      topics
        .filter((topic) => (chosen.get(topic)?.length ?? 0) === round)
        .flatMap((topic) => {
          const picked = chosen.get(topic) ?? [];
          const all = byTopic.get(topic) ?? [];
          const [best, second] = all.filter(
            (evidence) =>
              !used.has(evidence.sentence) &&
              (round === 0 ||
                evidence.score >= (all[0]?.score ?? 0) * (isNews(evidence, picked) ? newerShare : leastShare)) &&
              !picked.some((other) => sharedShare(other.sentence, evidence.sentence) > sameShare),
          );
          return best ? [{ topic, best, loss: best.score - (second?.score ?? 0) }] : [];
        })
        .sort((a, b) => b.loss - a.loss)[0];
    for (let pick = next(); pick; pick = next()) {
      used.add(pick.best.sentence);
      chosen.get(pick.topic)?.push(pick.best);
    }
    // Better told twice than not at all.
    for (const topic of round === 0 ? topics : []) {
      const best = byTopic.get(topic)?.find(({ sentence }) => sentence.relevance.topicsNamed.has(topic));
      if (best && chosen.get(topic)?.length === 0) chosen.get(topic)?.push(best);
    }
  }
  for (const list of chosen.values()) list.sort((a, b) => yearsOf(b.told) - yearsOf(a.told) || b.score - a.score);
  return chosen;
}
