import type { Article } from '../knowledge/article.js';
import type { Passage } from '../knowledge/passage.js';
import type { Language } from '../text/language.js';

/** A passage as the store holds it. */
export interface StoredPassage extends Passage {
  /** The store's own number for it: never used again after the passage is gone. The vector index's label. */
  readonly key: number;
  /** Index terms of the text, in order, stopwords left out, separated by single spaces. */
  readonly terms: string;
  /** How many of the terms each sentence has, in order, separated by single spaces. */
  readonly sentenceTerms: string;
}

/** Everything about an article except its text and what is said beside it, for lists and filters. */
export type ArticleSummary = Omit<Article, 'text' | 'translations'>;

/** Narrows what is searched; every given part must hold. */
export interface SearchFilters {
  readonly makers?: readonly string[];
  readonly topics?: readonly string[];
  /** Published in or after this YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly since?: string;
  readonly until?: string;
}

export interface ScoredKey {
  readonly key: number;
  /** Larger is better; comparable only within one result. */
  readonly score: number;
}

/** Figures about the indexed corpus that scoring needs. */
export interface CorpusStatistics {
  readonly passageCount: number;
  readonly articleCount: number;
  /** Mean number of index terms in a passage. */
  readonly averageTermCount: number;
  /** In how many of `gramSampleSize` sampled passages each character n-gram bucket occurs. */
  readonly gramFrequencies: Uint16Array;
  readonly gramSampleSize: number;
  /** Share of articles that mention a maker of the glossary, 0 to 1: tells whether the glossary fits the corpus. */
  readonly glossaryShare: number;
  /** Share of articles in each language, 0 to 1. */
  readonly languageShares: Readonly<Partial<Record<Language, number>>>;
}

/** The indexed corpus, read only: what a second implementation has to offer. */
export interface PassageStore {
  /** Changes whenever the indexed content does. */
  version(): Promise<number>;
  statistics(): Promise<CorpusStatistics>;
  /** Newest first. */
  listArticles(filters?: SearchFilters): Promise<ArticleSummary[]>;
  article(id: string): Promise<Article | null>;
  articleSummary(id: string): Promise<ArticleSummary | null>;
  /** The latest `published` of all articles; null when there are none. */
  newestDate(): Promise<string | null>;
  /** Ids of articles that another article of the corpus says it overtakes. */
  supersededIds(): Promise<ReadonlySet<string>>;
  /** Keys of the corpus's passages, ascending, at most `limit`. */
  passageKeys(limit: number): Promise<number[]>;
  /** The passages that still exist, in the order of the keys. */
  passages(keys: readonly number[]): Promise<StoredPassage[]>;
  passageById(id: string): Promise<StoredPassage | null>;
  /** BM25 over terms joined by OR; title, heading and expected questions count as a second field. */
  searchTerms(terms: readonly string[], limit: number, filters?: SearchFilters): Promise<ScoredKey[]>;
  /** In how many passages each term occurs; absent terms are 0. */
  documentFrequencies(terms: readonly string[]): Promise<Map<string, number>>;
  /** Every index term of the corpus with its passage count. */
  vocabulary(): Promise<Map<string, number>>;
  /** Stored embeddings of passages, for those that have one. */
  embeddings(keys: readonly number[]): Promise<Map<number, Float32Array>>;
  /** Keys of the passages that pass the filters; null when there is nothing to filter. */
  filterKeys(filters: SearchFilters): Promise<ReadonlySet<number> | null>;
  close(): Promise<void>;
}
