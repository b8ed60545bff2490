/** Number of buckets that character n-grams are hashed into; document frequencies are kept per bucket. */
export const gramBucketCount = 65_536;

/**
 * Character n-grams of a text as hash buckets: 4-grams inside and across the edges of Latin words, pairs and single
 * characters of Chinese. They find what stems miss: inflections, compounds, typing errors, and cognates in another
 * language (McNamee and Mayfield 2004, "Character n-gram tokenization for European language text retrieval").
 * @returns Distinct buckets with how often each occurs.
 */
export function gramCounts(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const plain = normalizeForGrams(text);
  const length = plain.length;
  for (let index = 0; index < length; index += 1) {
    const code = plain.charCodeAt(index);
    if (code >= 0x3400) {
      add(counts, (code * 40503) & 0xffff);
      const next = plain.charCodeAt(index + 1);
      if (next >= 0x3400) add(counts, ((code * 31 + next) * 40503 + 7) & 0xffff);
      continue;
    }
    if (index + 4 > length) continue;
    const b = plain.charCodeAt(index + 1);
    const c = plain.charCodeAt(index + 2);
    const d = plain.charCodeAt(index + 3);
    if (b >= 0x3400 || c >= 0x3400 || d >= 0x3400) continue;
    // A gram whose middle is a space spans two words; those are left to the word-pair signal.
    if (b === 32 || c === 32) continue;
    let hash = 2166136261;
    hash = Math.imul(hash ^ code, 16777619);
    hash = Math.imul(hash ^ b, 16777619);
    hash = Math.imul(hash ^ c, 16777619);
    hash = Math.imul(hash ^ d, 16777619);
    add(counts, (hash ^ (hash >>> 16)) & 0xffff);
  }
  return counts;
}

function add(counts: Map<number, number>, bucket: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
}

function normalizeForGrams(text: string): string {
  let plain = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a pure-ASCII test that skips the costly normalisation
  if (!/^[\x00-\x7f]*$/.test(plain)) plain = plain.normalize('NFKD').replace(/\p{M}+/gu, '');
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
