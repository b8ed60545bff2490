import type { Article } from '../../knowledge/article.js';
import type { Language } from '../../text/language.js';

export interface Translation {
  readonly text: string;
  readonly language: Language;
}

/** A quote as the verifier sees it: its exact words and what its article says of itself. */
export interface ProofQuote {
  readonly text: string;
  /** What it says in another language, as its article has it: a claim in that language is compared with this. */
  readonly translation?: Translation | null;
  readonly article: Pick<Article, 'title' | 'publisher' | 'published' | 'language'>;
}

/** What is wrong with a claim. */
export type ErrorKind =
  /** It rests on nothing, on a sentence that was not shown, or is no plain sentence. */
  | 'citation'
  /** A number, share, sum of money, rank or quantity that the quotes do not have, or have of something else. */
  | 'number'
  | 'date'
  /** A maker, carrier, agency, person, product or place that the quotes do not name, or name in another part. */
  | 'name'
  | 'negation'
  /** More or less certain than the quotes: "will" for "may", "does" for "plans to". */
  | 'modality'
  /** What somebody claims, told as a fact. */
  | 'attribution'
  /** More for less, rose for fell, before for after. */
  | 'direction'
  /** Words that no quote supports. */
  | 'unsupported';

export const errorKinds: readonly ErrorKind[] = [
  'citation',
  'number',
  'date',
  'name',
  'negation',
  'modality',
  'attribution',
  'direction',
  'unsupported',
];

/** One reason why a claim is not proven. */
export interface Objection {
  readonly kind: ErrorKind;
  /** The words of the claim or, where something was left out, of the quote. */
  readonly found: string;
  /** In English, for the one who wrote the claim. */
  readonly reason: string;
}
