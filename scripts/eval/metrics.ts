/** Normalised discounted cumulative gain of a ranking. @see Järvelin and Kekäläinen 2002 */
export function ndcg(ranking: readonly string[], relevance: ReadonlyMap<string, number>, depth: number): number {
  const gain = (grade: number, rank: number) => grade / Math.log2(rank + 2);
  const found = ranking
    .slice(0, depth)
    .reduce((sum, id, rank) => sum + gain(Math.max(0, relevance.get(id) ?? 0), rank), 0);
  const ideal = [...relevance.values()]
    .filter((grade) => grade > 0)
    .sort((a, b) => b - a)
    .slice(0, depth)
    .reduce((sum, grade, rank) => sum + gain(grade, rank), 0);
  return ideal > 0 ? found / ideal : 0;
}

/** Share of the relevant that stand among the first `depth`. */
export function recall(ranking: readonly string[], relevance: ReadonlyMap<string, number>, depth: number): number {
  const relevant = [...relevance].filter(([, grade]) => grade > 0).map(([id]) => id);
  if (relevant.length === 0) return 0;
  const first = new Set(ranking.slice(0, depth));
  return relevant.filter((id) => first.has(id)).length / relevant.length;
}

/** One over the rank of the first relevant among the first `depth`. */
export function reciprocalRank(
  ranking: readonly string[],
  relevance: ReadonlyMap<string, number>,
  depth: number,
): number {
  const rank = ranking.slice(0, depth).findIndex((id) => (relevance.get(id) ?? 0) > 0);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/** The value below which the given share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** For comparing quotes with expected answers: compatibility form, lowercase, only letters and digits, single spaces. */
export function normalizeAnswer(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a text holds one of the alternatives of a fact, as whole words (as characters in Chinese). */
export function holdsFact(text: string, alternatives: readonly string[]): boolean {
  const haystack = ` ${normalizeAnswer(text)} `;
  return alternatives.some((alternative) => {
    const needle = normalizeAnswer(alternative);
    if (needle === '') return false;
    if (/\p{Script=Han}/u.test(needle)) return haystack.replaceAll(' ', '').includes(needle.replaceAll(' ', ''));
    return haystack.includes(` ${needle} `) || haystack.includes(needle);
  });
}
