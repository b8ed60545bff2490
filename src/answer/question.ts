import type { SearchFilters } from '../retrieval/passage-store.js';

/** One earlier exchange, as far as later questions may lean on it. */
export interface Turn {
  /** What was asked, made complete. */
  readonly standalone: string;
  readonly makers: readonly string[];
  /** Articles that the answer cited. */
  readonly citedArticles: readonly string[];
}

/** What was said before in this place by this person, oldest first. */
export type Conversation = readonly Turn[];

export interface Question {
  /** Plain text, 1 to `maximumQuestionLength` UTF-16 code units. */
  readonly text: string;
  readonly conversation?: Conversation;
  readonly filters?: SearchFilters;
  /** Asks for more sentences than usual, as "tell me everything" does. */
  readonly wantsMore?: boolean;
}

export const maximumQuestionLength = 2_000;
