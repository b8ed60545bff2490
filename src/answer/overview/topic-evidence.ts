import { yearsOf } from '../../retrieval/rank/signals.js';
import { isReached } from './events.js';
import { firstNamed, makersIn, type ReadSentence, tellsOfSources } from './read-sentence.js';

/** A sentence that tells how a maker stands on a topic. */
export interface TopicEvidence {
  readonly sentence: ReadSentence;
  /** The time it tells of: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly told: string;
  /** Larger is better; comparable between the topics of one maker. */
  readonly score: number;
}

/** What makes a sentence the one to tell, beside being about the topic and the market. */
const weights = {
  /** Names the maker in its first part. */
  leads: 0.3,
  /** Names a maker that is not in one row with this one. */
  namesOther: -0.5,
  /** Tells as much of the maker that this one is compared with. */
  namesCompared: -0.4,
  tellsOfSources: -1.2,
  /** Of something new, and for each year that it is older. */
  new: 1.6,
  year: -0.2,
  overtaken: -1.2,
} as const;
/** Whatever is not this good is left out: a blank is better than a sentence beside the point. */
const leastScore = 1.9;
/** A sentence that fits another topic of its article much better is told there; beside that one's fit. */
const leastFitShare = 0.55;
/** The maker leads when it is named within this share of the sentence. */
const leadingShare = 0.4;

/**
 * The sentences that stand alone and tell how a maker stands on each topic in the market, best first.
 * @param sentences All that name the maker.
 * @param now The time that news is measured from, in years.
 * @param other The maker that this one is compared with.
 */
export function evidenceByTopic(
  maker: string,
  topics: readonly string[],
  sentences: readonly ReadSentence[],
  isSuperseded: (articleId: string) => boolean,
  now: number,
  other?: string,
): ReadonlyMap<string, readonly TopicEvidence[]> {
  const evidence = new Map<string, TopicEvidence[]>(topics.map((topic) => [topic, []]));
  for (const sentence of sentences) {
    const { relevance, dates, article } = sentence;
    const row = firstNamed(sentence);
    if (!sentence.standsAlone || !row.includes(maker) || relevance.market === 0) continue;
    const isOvertaken = isSuperseded(article.id);
    // What a later article overtook is told only as the history that it says it is.
    if (isOvertaken && dates.length === 0) continue;
    const told = toldDate(sentence);
    const manner =
      (leads(maker, sentence) ? weights.leads : 0) +
      (row.length < makersIn(sentence).length ? weights.namesOther : 0) +
      (other !== undefined && row.includes(other) ? weights.namesCompared : 0) +
      (tellsOfSources(sentence) ? weights.tellsOfSources : 0) +
      (isOvertaken ? weights.overtaken : 0);
    const best = Math.max(...relevance.topics.values());
    for (const [topic, fit] of relevance.topics) {
      if (fit < leastFitShare * best) continue;
      const score =
        fit * (0.5 + (0.5 * fit) / best) +
        relevance.market +
        manner +
        weights.new +
        weights.year * Math.max(0, now - yearsOf(told));
      if (score >= leastScore) evidence.get(topic)?.push({ sentence, told, score });
    }
  }
  for (const list of evidence.values()) list.sort((a, b) => b.score - a.score || (b.told > a.told ? 1 : -1));
  return evidence;
}

function leads(maker: string, { mentions, sentence }: ReadSentence): boolean {
  const start = mentions.find(({ kind, id }) => kind === 'maker' && id === maker)?.start ?? sentence.text.length;
  return start <= leadingShare * sentence.text.length;
}

/** When a sentence was so: the latest time it says, unless that is still to come; else when it was published. */
function toldDate({ dates, article: { published } }: ReadSentence): string {
  return (
    dates
      .map(({ date }) => date)
      .filter((date) => isReached(date, published))
      .reduce((latest, date) => (latest === '' || yearsOf(date) > yearsOf(latest) ? date : latest), '') || published
  );
}
