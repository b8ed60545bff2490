/** The proof of a claim: an exact quote of a dated article. */
export interface Citation {
  /** The number shown in brackets, from 1. */
  readonly marker: number;
  readonly passageId: string;
  readonly articleId: string;
  readonly title: string;
  readonly publisher: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published: string;
  readonly url: string;
  /** Whether the article says of itself that it is a brief of its source; absent when it does not say. */
  readonly brief?: boolean;
  /** `article.text.slice(start, end)`, unchanged. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Whether a citation is of a brief. @param areBriefs What the glossary says of articles that do not say it themselves. */
export function isBrief(citation: Citation, areBriefs: boolean): boolean {
  return citation.brief ?? areBriefs;
}

/** One sentence of an answer. */
export interface Claim {
  readonly text: string;
  /** Markers of the citations that prove it; at least one. */
  readonly citations: readonly number[];
}

export interface NearbyArticle {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly url: string;
}

export interface Answered {
  readonly kind: 'answered';
  /** Sentences quoted as they are, or written by a language model and proven by quotes. */
  readonly mode: 'extractive' | 'generated';
  /** Date of the newest cited article. */
  readonly asOf: string;
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
  readonly notices: readonly string[];
  /** How many of the cited articles are independent of each other; absent in answers of before it was counted. */
  readonly independentSources?: number;
}

/** The articles do not say. */
export interface NoSource {
  readonly kind: 'no-source';
  readonly text: string;
  readonly notices: readonly string[];
  /** What they do hold nearby, at most three. */
  readonly nearest: readonly NearbyArticle[];
}

/** A greeting, or a question about the bot itself. */
export interface Help {
  readonly kind: 'help';
  readonly text: string;
  readonly notices: readonly string[];
}

export type Answer = Answered | NoSource | Help;
