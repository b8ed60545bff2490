import type { ReaderQuestion } from '../../knowledge/article.js';
import { analyze, type Token } from '../../text/analyze.js';
import { detectLanguage } from '../../text/language.js';
import { wordRow } from '../background/word-vectors.js';
import { type AnswerKind, askedKindOf } from '../understand/answer-kind.js';
import { acrossWords } from '../understand/chinese-words.js';

/**
 * An expected question: its terms, each once, how telling each is, its row in the table of meanings or -1; what it asks,
 * and where the sentence that answers it starts in the article's text, if that is known.
 */
export interface ExpectedQuestion {
  readonly terms: readonly string[];
  readonly rows: Int32Array;
  readonly idfs: Float32Array;
  readonly idfSum: number;
  readonly asks: AnswerKind;
  readonly namesMaker: boolean;
  readonly answeredAt: number | null;
}

/** How the questions of a corpus are read. */
export interface QuestionReading {
  readonly idfOf: (term: string) => number;
  /** Names that no question counts, each as its terms: those of the market. */
  readonly ignored?: readonly (readonly string[])[];
  /** Terms that name a maker. */
  readonly makerTerms?: ReadonlySet<string>;
  /** Where Chinese is read word by word: pairs of characters that are words whatever the segmenter says, such as names. */
  readonly chineseWords?: ReadonlySet<string> | null;
}

/** Prepares an expected question for comparing. */
export function expectedQuestion(
  { text, answeredAt }: ReaderQuestion,
  { idfOf, ignored, makerTerms, chineseWords }: QuestionReading,
): ExpectedQuestion {
  const language = detectLanguage(text);
  const all = analyze(text, language);
  const unsaid = new Set(all.flatMap((_, start) => (ignored ?? []).flatMap((name) => namedAt(all, start, name))));
  const tokens = all.filter((token) => !token.isStopword && !unsaid.has(token));
  const across = new Set(
    chineseWords && language === 'zh' ? acrossWords(text, tokens).filter(({ term }) => !chineseWords.has(term)) : [],
  );
  const unique = [...new Set(tokens.filter((token) => !across.has(token)).map(({ term }) => term))];
  const idfs = Float32Array.from(unique, idfOf);
  return {
    terms: unique,
    rows: Int32Array.from(unique, wordRow),
    idfs,
    idfSum: idfs.reduce((sum, idf) => sum + idf, 0),
    asks: askedKindOf(text, language),
    namesMaker: makerTerms !== undefined && unique.some((term) => makerTerms.has(term)),
    answeredAt,
  };
}

/** The tokens of a name that begins at a place; none when another begins there. */
function namedAt(tokens: readonly Token[], start: number, name: readonly string[]): readonly Token[] {
  return name.every((term, index) => tokens[start + index]?.term === term)
    ? tokens.slice(start, start + name.length)
    : [];
}

/** Terms outside the table of meanings by number, so that they are compared as quickly as rows. Those of articles only. */
const numbers = new Map<string, number>();
export const unlisted: ReadonlyMap<string, number> = numbers;

function numberOf(term: string): number {
  let number = numbers.get(term);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(term, number);
  }
  return number;
}

/** The row of a term, or -1 less its number outside the table; null for one that no article has. */
export function codeOf(term: string): number | null {
  const row = wordRow(term);
  if (row >= 0) return row;
  const number = unlisted.get(term);
  return number === undefined ? null : -1 - number;
}

/** The expected questions of an article one behind the other, laid out for comparing. */
export interface Laid {
  /** @see codeOf */
  readonly codes: Int32Array;
  readonly idfs: Float32Array;
  /** Where each question begins; one more for the end. */
  readonly starts: Int32Array;
}

const laidOut = new WeakMap<readonly ExpectedQuestion[], Laid>();

export function layOut(questions: readonly ExpectedQuestion[]): Laid {
  let laid = laidOut.get(questions);
  if (!laid) {
    const starts = new Int32Array(questions.length + 1);
    for (const [index, { terms }] of questions.entries()) starts[index + 1] = (starts[index] ?? 0) + terms.length;
    laid = {
      codes: Int32Array.from(
        questions.flatMap(({ terms, rows }) =>
          terms.map((term, index) => {
            const row = rows[index] ?? -1;
            return row >= 0 ? row : -1 - numberOf(term);
          }),
        ),
      ),
      idfs: Float32Array.from(questions.flatMap(({ idfs }) => [...idfs])),
      starts,
    };
    laidOut.set(questions, laid);
  }
  return laid;
}
