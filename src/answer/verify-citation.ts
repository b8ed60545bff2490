import type { Article } from '../knowledge/article.js';
import type { Citation } from './answer.js';

/** Whether a citation's quote is, unit for unit, the slice of the stored article that it points to. */
export function isProven(citation: Citation, article: Article | null): boolean {
  return (
    article !== null &&
    article.id === citation.articleId &&
    citation.quote.length > 0 &&
    citation.start >= 0 &&
    citation.end <= article.text.length &&
    citation.end - citation.start === citation.quote.length &&
    article.text.slice(citation.start, citation.end) === citation.quote
  );
}
