import type { OpenedIndex } from '../retrieval/open-index.js';
import type { StoredPassage } from '../retrieval/passage-store.js';
import type { PassageView, SentenceView } from '../retrieval/rank/passage-view.js';
import type { Citation, Claim } from './answer.js';
import { goesOn, leansOnPrevious } from './select/sentence-features.js';
import { isProven } from './verify-citation.js';

/** A sentence that leans on the one before it is quoted together with it, up to this length. UTF-16 code units. */
const maximumQuoteLength = 480;

/** A sentence of a stored passage that is to be quoted. */
export interface QuotableSentence {
  readonly passage: StoredPassage;
  readonly view: Pick<PassageView, 'sentences'>;
  /** Its place in the passage. */
  readonly index: number;
}

/** The citations of one reply, numbered from 1 as they come; what was quoted before keeps its number. */
export class CitationList {
  private readonly cited: Citation[] = [];

  constructor(private readonly store: OpenedIndex['store']) {}

  get citations(): readonly Citation[] {
    return this.cited;
  }

  /** Date of the newest cited article; null before the first citation. */
  get asOf(): string | null {
    // As text, a date known only to its year comes before every month of that year: never more current than is sure.
    return this.cited.reduce<string | null>(
      (newest, { published }) => (newest === null || published > newest ? published : newest),
      null,
    );
  }

  /** Whether a quote so far holds the sentence with all it leans on. */
  covers(sentence: QuotableSentence): boolean {
    return this.covering(sentence.passage.articleId, quotedParts(sentence)) !== null;
  }

  /**
   * Quotes a sentence with what it leans on, unless a quote so far holds it.
   * @returns One claim for each sentence quoted, in reading order; empty when it is not word for word in its article.
   */
  async cite(sentence: QuotableSentence): Promise<Claim[]> {
    return this.quote(sentence.passage, quotedParts(sentence));
  }

  /** The same for a sentence that is known to stand alone: nothing is quoted with it. */
  async citeAlone({ passage, view, index }: QuotableSentence): Promise<Claim[]> {
    return this.quote(passage, view.sentences.slice(index, index + 1));
  }

  private async quote(passage: StoredPassage, parts: readonly SentenceView[]): Promise<Claim[]> {
    const known = this.covering(passage.articleId, parts);
    if (known) return claimsOf(parts, known);
    const article = await this.store.article(passage.articleId);
    const start = parts[0]?.start ?? 0;
    const end = parts.at(-1)?.end ?? 0;
    // The passage may be of an older state than the article: what is not word for word there is not shown.
    if (!article || passage.text !== article.text.slice(passage.start, passage.end)) return [];
    const citation: Citation = {
      marker: this.cited.length + 1,
      passageId: passage.id,
      articleId: article.id,
      title: article.title,
      publisher: article.publisher,
      published: article.published,
      url: article.url,
      ...(article.brief === null ? {} : { brief: article.brief }),
      quote: article.text.slice(start, end),
      start,
      end,
    };
    if (!isProven(citation, article)) return [];
    this.cited.push(citation);
    return claimsOf(parts, citation);
  }

  private covering(articleId: string, parts: readonly SentenceView[]): Citation | null {
    const start = parts[0]?.start ?? 0;
    const end = parts.at(-1)?.end ?? 0;
    return (
      this.cited.find(
        (citation) => citation.articleId === articleId && citation.start <= start && citation.end >= end,
      ) ?? null
    );
  }
}

/** The claims as running text, each with the markers of its citations. */
export function textOf(claims: readonly Claim[]): string {
  return claims.map(({ text, citations }) => `${text} ${citations.map((marker) => `[${marker}]`).join('')}`).join(' ');
}

function claimsOf(parts: readonly SentenceView[], { marker }: Citation): Claim[] {
  return parts.map((part) => ({ text: part.text.replace(/\s+/g, ' '), citations: [marker] }));
}

/** The sentence with those it leans on before it, and the one that goes on from it, while the quote stays short. */
function quotedParts({ view: { sentences }, index }: QuotableSentence): SentenceView[] {
  const chosen = sentences[index];
  if (!chosen) return [];
  const parts = [chosen];
  for (let before = index - 1; before >= 0 && parts.length < 3; before -= 1) {
    const previous = sentences[before];
    const leading = parts[0];
    if (!previous || !leading || !leansOnPrevious(leading) || chosen.end - previous.start > maximumQuoteLength) break;
    parts.unshift(previous);
  }
  const next = sentences[index + 1];
  const start = parts[0]?.start ?? chosen.start;
  if (next && goesOn(next) && next.end - start <= maximumQuoteLength) parts.push(next);
  return parts;
}
