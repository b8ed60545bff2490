import { StatesideError } from '../../error.js';
import type { Citation, Claim } from '../answer.js';
import { CitationList } from '../cite.js';
import { staleNotices } from '../notices.js';
import { type OverviewContext, type OverviewOptions, requireMaker, requireTopic } from './overview-context.js';
import { chooseByTopic, hurdleTopics } from './prospects.js';

/** What is known of one maker on the topic of a row; empty when the articles say nothing. */
export interface ComparisonCell {
  readonly claims: readonly Claim[];
}

export interface Comparison {
  readonly makers: readonly [string, string];
  /** One for each topic that either maker has evidence on; just the one asked for, when one is. */
  readonly rows: readonly { readonly topic: string; readonly cells: readonly [ComparisonCell, ComparisonCell] }[];
  readonly citations: readonly Citation[];
  /** Date of the newest cited article; null when nothing is cited. */
  readonly asOf: string | null;
  readonly notices: readonly string[];
}

/** What a cell holds where one topic is asked for, and where all hurdles are told. */
const choiceOfOneTopic = { count: 3, leastShare: 0.6 };
const choiceOfAll = { count: 1, leastShare: 1 };

/**
 * Two makers beside each other, for one topic or hurdle by hurdle.
 * @throws {StatesideError} When the glossary lacks a maker or the topic, or both makers are the same.
 */
export async function compareMakers(
  context: OverviewContext,
  first: string,
  second: string,
  topic: string | undefined,
  options: OverviewOptions,
): Promise<Comparison> {
  const { name } = requireMaker(context, first);
  requireMaker(context, second);
  if (topic !== undefined) requireTopic(context, topic);
  if (first === second) {
    throw new StatesideError(`Cannot compare ${name} with itself`, { remedy: 'name two makers' });
  }
  const topics = topic === undefined ? hurdleTopics(context) : [topic];
  const choice = topic === undefined ? choiceOfAll : choiceOfOneTopic;
  const ofFirst = await chooseByTopic(context, first, topics, options, { ...choice, other: second });
  const ofSecond = await chooseByTopic(context, second, topics, options, { ...choice, other: first });
  const list = new CitationList(context.index.store);
  const cellOf = async (chosen: typeof ofFirst, id: string): Promise<ComparisonCell> => {
    const claims: Claim[] = [];
    for (const { sentence } of chosen.get(id) ?? []) claims.push(...(await list.citeAlone(sentence)));
    return { claims };
  };
  const rows: Comparison['rows'][number][] = [];
  for (const id of topics) {
    const cells = [await cellOf(ofFirst, id), await cellOf(ofSecond, id)] as const;
    if (topic !== undefined || cells.some(({ claims }) => claims.length > 0)) rows.push({ topic: id, cells });
  }
  const { asOf, citations } = list;
  return {
    makers: [first, second],
    rows,
    citations,
    asOf,
    notices: asOf === null ? [] : staleNotices(asOf, context.today(), options.language),
  };
}
