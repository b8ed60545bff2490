import type { SignalName } from './signals.js';

/** How much each signal counts. Fitted by `npm run fit`; see README, "How good is it". */
export type SignalWeights = Readonly<Record<SignalName, number>>;

/**
 * Weights for three situations. A question of few words asks for a fact: its very words decide. One of many words
 * describes a subject: what the best passages have in common counts more. Where question and articles do not share a
 * language, words say little, names and character n-grams much.
 */
export const fusionWeights: Readonly<Record<'short' | 'long' | 'cross', SignalWeights>> = {
  short: {
    bm25: 0.1,
    pairs: 0.07,
    grams: 0.3,
    dense: 0.05,
    feedback: 0.05,
    title: 0.12,
    expected: 0.3,
    sentence: 0.22,
    makers: 0.1,
    topics: 0.08, recency: 0.22,
    period: 0.08,
    conversation: 0.12,
  },
  long: {
    bm25: 0.15,
    pairs: 0.1,
    grams: 0.1,
    dense: 0.15,
    feedback: 0.3,
    title: 0.2,
    expected: 0.3,
    sentence: 0.17,
    makers: 0.1,
    topics: 0.08, recency: 0.22,
    period: 0.08,
    conversation: 0.12,
  },
  cross: {
    bm25: 0.3,
    pairs: 0,
    grams: 0.3,
    dense: 0.1,
    feedback: 0.05,
    title: 0.08,
    expected: 0.4,
    sentence: 0.2,
    makers: 0.1,
    topics: 0.08, recency: 0.22,
    period: 0.08,
    conversation: 0.12,
  },
};

/** Up to the first many concepts a question counts as short, from the second on as long; between them it is mixed. */
export const shortQuestionConcepts = 5;
export const longQuestionConcepts = 9;
