import { analyze, type Token } from '../../text/analyze.js';
import { gramCounts } from '../../text/grams.js';
import type { Language } from '../../text/language.js';
import { splitSentences } from '../../text/sentences.js';
import type { StoredPassage } from '../passage-store.js';

/** A sentence of a passage, analysed. Offsets count from the start of the article's text. */
export interface SentenceView {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Positions of each content term among the sentence's tokens. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly grams: ReadonlyMap<number, number>;
}

/** What scoring needs of a passage, worked out on first use and kept. */
export class PassageView {
  /** Positions of each index term among the passage's index terms. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly length: number;
  /** After how many index terms each sentence ends. */
  readonly sentenceEnds: readonly number[];
  private cachedGrams: ReadonlyMap<number, number> | null = null;
  private cachedSentences: readonly SentenceView[] | null = null;

  constructor(
    readonly passage: StoredPassage,
    readonly language: Language,
  ) {
    const terms = passage.terms === '' ? [] : passage.terms.split(' ');
    this.positions = positionsOf(terms);
    this.length = terms.length;
    let end = 0;
    this.sentenceEnds =
      passage.sentenceTerms === ''
        ? [terms.length]
        : passage.sentenceTerms.split(' ').map((count) => (end += Number(count)));
  }

  get grams(): ReadonlyMap<number, number> {
    this.cachedGrams ??= gramCounts(this.passage.text);
    return this.cachedGrams;
  }

  get sentences(): readonly SentenceView[] {
    this.cachedSentences ??= splitSentences(this.passage.text).map(({ start, end }) => {
      const text = this.passage.text.slice(start, end);
      const tokens = analyze(text, this.language);
      const positions = positionsOf(tokens.map((token) => (token.isStopword ? '' : token.term)));
      return {
        start: this.passage.start + start,
        end: this.passage.start + end,
        text,
        tokens,
        positions,
        grams: gramCounts(text),
      };
    });
    return this.cachedSentences;
  }
}

function positionsOf(terms: readonly string[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [index, term] of terms.entries()) {
    if (term === '') continue;
    const known = positions.get(term);
    if (known) known.push(index);
    else positions.set(term, [index]);
  }
  return positions;
}
