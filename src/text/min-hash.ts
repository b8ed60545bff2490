/** Values in a signature: the standard error of an estimated similarity is at most 0.5 / √128 = 0.044. */
export const signatureLength = 128;
/** Words (or Chinese characters) in a shingle. */
const shingleLength = 3;
/** Longer texts are told apart by their beginning. */
const maximumTokens = 20_000;

/** What is kept of a text to tell how much of its wording another text shares. */
export type MinHashSignature = Uint32Array;

/**
 * Signature of the set of a text's three-word runs, in any script.
 * @returns `signatureLength` minima; all at their highest value when the text has no word.
 * @see Broder, On the resemblance and containment of documents, 1997
 */
export function minHash(text: string): MinHashSignature {
  const signature = new Uint32Array(signatureLength).fill(0xffffffff);
  for (const shingle of hashedShingles(text)) {
    for (let index = 0; index < signatureLength; index += 1) {
      const value = mix(shingle ^ (seeds[index] ?? 0));
      if (value < (signature[index] ?? 0)) signature[index] = value;
    }
  }
  return signature;
}

/** Estimated Jaccard similarity of two texts' three-word runs, 0 to 1; 0 when either has no word. */
export function estimateSimilarity(a: MinHashSignature, b: MinHashSignature): number {
  let equal = 0;
  for (let index = 0; index < signatureLength; index += 1) {
    if (a[index] === b[index] && a[index] !== 0xffffffff) equal += 1;
  }
  return equal / signatureLength;
}

function* hashedShingles(text: string): Generator<number> {
  const tokens: string[] = [];
  for (const match of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu)) {
    tokens.push(match[0]);
    if (tokens.length >= maximumTokens) break;
  }
  const last = Math.max(0, tokens.length - shingleLength);
  if (tokens.length === 0) return;
  for (let start = 0; start <= last; start += 1) yield hashText(tokens.slice(start, start + shingleLength).join(' '));
}

/** FNV-1a over UTF-16 code units, mixed. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** The finaliser of MurmurHash3: a bijection, so that each seed gives another order of all values. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const seeds = Uint32Array.from({ length: signatureLength }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b9)));
