import { estimateSimilarity, type MinHashSignature, minHash } from './min-hash.js';
import { splitSentences } from './sentences.js';

/** Wording shared by texts that are copies with small edits. Jaccard similarity of three-word runs, 0 to 1. */
const copySimilarity = 0.85;
/** With this much shared wording, whole sentences decide. */
const kinSimilarity = 0.35;
/** Share of the shorter text that stands word for word, in whole sentences, in the other. 0 to 1 */
const sharedSentences = 0.7;
/** Shorter sentences prove no common origin. Letters and digits. */
const minimumSentenceLength = 30;

/** What is kept of a text to tell copies of it. */
export interface TextPrint {
  readonly signature: MinHashSignature;
  /** Lengths of its sentences, by their letters and digits in lower case. */
  readonly sentences: ReadonlyMap<string, number>;
}

export function printText(text: string): TextPrint {
  const sentences = new Map<string, number>();
  for (const { start, end } of splitSentences(text)) {
    const bare = text
      .slice(start, end)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
    if (bare.length >= minimumSentenceLength || /\p{Script=Han}{8}/u.test(bare)) sentences.set(bare, bare.length);
  }
  return { signature: minHash(text), sentences };
}

/**
 * Whether one text is a copy of the other: nearly all wording is shared, or most sentences of the shorter one stand
 * unchanged in the longer. Two texts after one pattern, with other names and numbers in each sentence, are not copies.
 */
export function isNearCopy(a: TextPrint, b: TextPrint): boolean {
  const similarity = estimateSimilarity(a.signature, b.signature);
  if (similarity >= copySimilarity) return true;
  return similarity >= kinSimilarity && shareInCommon(a, b) >= sharedSentences;
}

function shareInCommon(a: TextPrint, b: TextPrint): number {
  const length = ({ sentences }: TextPrint) => [...sentences.values()].reduce((sum, one) => sum + one, 0);
  const [shorter, longer] = length(a) <= length(b) ? [a, b] : [b, a];
  let common = 0;
  for (const [sentence, size] of shorter.sentences) if (longer.sentences.has(sentence)) common += size;
  return common / Math.max(1, length(shorter));
}
