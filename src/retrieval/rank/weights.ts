import type { SignalName } from './signals.js';

/** How much each signal counts. Fitted by `npm run fit`; see README, "How good is it". */
export type SignalWeights = Readonly<Record<SignalName, number>>;

/** Where question and articles share a language, and where they do not: stems then say little, n-grams and names much. */
export const fusionWeights: Readonly<Record<'same' | 'cross', SignalWeights>> = {
  same: { bm25: 0.4, pairs: 0.1, grams: 0.2, dense: 0.15, title: 0.08, expected: 0.3, sentence: 0.2, makers: 0.1, recency: 0.1, period: 0.08 },
  cross: { bm25: 0.3, pairs: 0, grams: 0.3, dense: 0.15, title: 0.08, expected: 0.4, sentence: 0.2, makers: 0.1, recency: 0.1, period: 0.08 },
};
