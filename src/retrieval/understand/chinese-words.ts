import type { Token } from '../../text/analyze.js';
import type { CorpusStatistics } from '../passage-store.js';

/** A corpus with a smaller share of Chinese passages is not matched by pairs of characters. */
const leastChineseShare = 0.2;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether Chinese questions are read word by word: pairs across words would be in no article. */
export function readsWholeWords({ languageShares }: Pick<CorpusStatistics, 'languageShares'>): boolean {
  return (languageShares.zh ?? 0) < leastChineseShare;
}

/** Pairs of Chinese characters that belong to two words. */
export function acrossWords(text: string, tokens: readonly Token[]): Token[] {
  const starts = new Set([...segmenter.segment(text)].map(({ index }) => index));
  return tokens.filter((token) => isHan(token) && token.end - token.start > 1 && starts.has(token.start + 1));
}

export function isHan(token: Token): boolean {
  return /^\p{Script=Han}/u.test(token.word);
}
