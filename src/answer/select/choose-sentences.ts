import { yearsOf } from '../../retrieval/rank/signals.js';
import { type UnderstoodQuestion, wantsNewest } from '../../retrieval/understand/understand-question.js';
import type { RankedSentence } from './rank-sentences.js';

/** Sentences in a default answer, and in one that was asked for everything. */
const defaultCount = 5;
const fullCount = 12;
/** A sentence joins the answer only when it is at least this likely, beside the likeliest. */
const leastShare = 0.03;
/** Two sentences that share more than this of their terms say the same (Jaccard). */
const sameShare = 0.6;

export interface ChosenSentences {
  readonly sentences: readonly RankedSentence[];
  /** Makers that a comparison asks for and no sentence speaks of. */
  readonly blanks: readonly string[];
}

/**
 * Picks the few sentences that together answer: the likeliest first, each further one only when it adds something; in
 * a comparison one for each maker before a second for any. Asked how things stand, newer sentences lead.
 * @param perMaker For a comparison: the ranking for each maker on its own; empty where nothing speaks of it.
 * @param groups Group of each article: of those that are not independent of each other only one is used.
 */
export function chooseSentences(
  question: UnderstoodQuestion,
  ranked: readonly RankedSentence[],
  perMaker: ReadonlyMap<string, readonly RankedSentence[]>,
  groups: ReadonlyMap<string, number> = new Map(),
): ChosenSentences {
  const limit = question.intent.wantsMore ? fullCount : defaultCount;
  const top = ranked[0];
  if (!top) return { sentences: [], blanks: [] };
  const chosen: RankedSentence[] = [];
  const blanks: string[] = [];
  const repeatsSource = (sentence: RankedSentence) => {
    const { id } = sentence.candidate.evidence.article;
    const group = groups.get(id);
    return chosen.some(({ candidate }) => {
      const other = candidate.evidence.article.id;
      return group !== undefined && other !== id && groups.get(other) === group;
    });
  };
  const add = (sentence: RankedSentence) => {
    if (repeatsSource(sentence)) return;
    if (!chosen.includes(sentence) && !chosen.some((other) => saysTheSame(other, sentence))) chosen.push(sentence);
  };
  for (const [maker, sentences] of perMaker) {
    if (sentences.length === 0) blanks.push(maker);
  }
  // In turns: the best for each maker, then the second best, while they are likely.
  for (let turn = 0; turn < 2; turn += 1) {
    for (const sentences of perMaker.values()) {
      const sentence = sentences[turn];
      if (sentence && (turn === 0 || sentence.probability >= 0.3 * (sentences[0]?.probability ?? 0))) add(sentence);
    }
  }
  if (chosen.length > 0) return { sentences: chosen.slice(0, Math.max(limit, perMaker.size)), blanks };
  for (const sentence of ranked) {
    if (chosen.length >= limit) break;
    const floor = question.intent.wantsMore ? leastShare / 4 : leastShare;
    if (sentence.probability < top.probability * floor && chosen.length >= 2) break;
    add(sentence);
  }
  return { sentences: withNewerFirst(question, order(question, chosen)), blanks };
}

/** A sentence of a report that overtook the first one's may lead when it is at least this likely beside it. */
const overtakingShare = 0.2;

/** What a later report has overtaken does not lead, unless the question is of its year or of a detail of it. */
function withNewerFirst(question: UnderstoodQuestion, sentences: RankedSentence[]): RankedSentence[] {
  const [first] = sentences;
  const { answerType } = question.intent;
  const isOfWhole =
    ['yes-no', 'other'].includes(answerType) ||
    /what(?:['’]s| has| had)? (?:ever )?(?:happened|happening|become|became)|qué (?:pas|fue|ha sido|ocurri|sucedi)|怎么了|怎么样了|发生了什么|后来/i.test(
      question.text,
    );
  const isOfDetail = !isOfWhole || question.dates.length > 0;
  if (!first || isOfDetail) return sentences;
  const { id } = first.candidate.evidence.article;
  const newer = sentences.find(
    ({ candidate, probability }) =>
      candidate.evidence.article.supersedes.includes(id) && probability >= overtakingShare * first.probability,
  );
  return newer ? [newer, ...sentences.filter((sentence) => sentence !== newer)] : sentences;
}

/** Leads with the answer; where the question asks how things stand or will be, with the newest of the likely ones. */
function order(question: UnderstoodQuestion, chosen: readonly RankedSentence[]): RankedSentence[] {
  const first = chosen[0];
  if (!first || !wantsNewest(question)) return [...chosen];
  const date = (sentence: RankedSentence) => yearsOf(sentence.candidate.evidence.article.published);
  return [...chosen].sort((a, b) => {
    // Only a clear step in time outweighs the ranking, and only between sentences that both may be the answer.
    const step = date(b) - date(a);
    const bothLikely = Math.min(a.probability, b.probability) >= 0.3 * Math.max(a.probability, b.probability);
    // A forecast of old is no answer beside a newer word on the same, however well it fits.
    const bothAsked =
      isAsked(a) === isAsked(b) || (question.intent.asksFuture && (step > 0 ? isOnTheSame(b) : isOnTheSame(a)));
    return Math.abs(step) > 0.5 && bothLikely && bothAsked ? step : b.score - a.score;
  });
}

/** From here on an article is expected to answer the very question. */
const surelyAsked = 0.5;

/** From here on it is expected to answer one like it. */
const nearlyAsked = 0.65;

function isOnTheSame({ candidate }: RankedSentence): boolean {
  return candidate.evidence.parts.expected >= nearlyAsked;
}

/** Whether a sentence is of an article that is expected to answer the very question. */
export function isAsked({ candidate }: RankedSentence): boolean {
  return candidate.evidence.parts.asked >= surelyAsked;
}

function saysTheSame(a: RankedSentence, b: RankedSentence): boolean {
  const first = a.candidate.sentence.positions;
  const second = b.candidate.sentence.positions;
  let shared = 0;
  for (const term of first.keys()) if (second.has(term)) shared += 1;
  return shared / Math.max(1, first.size + second.size - shared) > sameShare;
}
