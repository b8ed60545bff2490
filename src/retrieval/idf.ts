import { backgroundFrequency, backgroundPassageCount } from './background/background-frequencies.js';

/**
 * How many passages the background collection counts as, as a share of the corpus, at most its real size. A small
 * corpus on one subject needs it most; a large one speaks for itself.
 */
const backgroundShare = 1;

/**
 * Inverse document frequency of a term in the corpus mixed with background English, always above 0.
 * The form is that of BM25 with one added inside the logarithm (Robertson and Zaragoza 2009, section 3.2).
 */
export function inverseDocumentFrequency(term: string, frequency: number, passageCount: number): number {
  const isEnglish = /^[a-z]+$/.test(term);
  const scale = isEnglish ? Math.min(1, (backgroundShare * passageCount) / backgroundPassageCount) : 0;
  const count = passageCount + scale * backgroundPassageCount;
  const occurrences = Math.min(count, frequency + scale * backgroundFrequency(term));
  return Math.log(1 + (count - occurrences + 0.5) / (occurrences + 0.5));
}
