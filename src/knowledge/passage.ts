/** A sentence-aligned slice of one article: `article.text.slice(start, end) === text`. */
export interface Passage {
  /** `articleId#hash of the text`: the same after a rebuild when the text did not change. */
  readonly id: string;
  readonly articleId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The headings the passage stands under, outermost first, joined with " › "; empty when there are none. */
  readonly heading: string;
}
