import type { ArticleSummary } from '../retrieval/passage-store.js';
import { yearsOf } from '../retrieval/rank/signals.js';
import type { Language } from '../text/language.js';
import type { Citation } from './answer.js';
import { formatDate, phrases } from './phrases.js';

/** Evidence older than this gets a notice where it stands for how things are now. Years. */
const staleAfterYears = 1;

/** Says that the newest evidence is old; nothing when it is not. */
export function staleNotices(asOf: string, today: Date, language: Language): string[] {
  const age = today.getUTCFullYear() + today.getUTCMonth() / 12 - yearsOf(asOf);
  return age > staleAfterYears ? [phrases[language].oldEvidence(formatDate(asOf, language))] : [];
}

/** Says which cited article was overtaken by which other cited one. */
export function overtakenNotices(
  articles: Iterable<Pick<ArticleSummary, 'id' | 'supersedes'>>,
  citations: readonly Citation[],
  language: Language,
): string[] {
  const notices: string[] = [];
  const markerOf = (articleId: string) => citations.find((citation) => citation.articleId === articleId)?.marker;
  for (const newer of articles) {
    for (const olderId of newer.supersedes) {
      const older = markerOf(olderId);
      const later = markerOf(newer.id);
      if (older !== undefined && later !== undefined) notices.push(phrases[language].overtaken(older, later));
    }
  }
  return notices;
}
