import type { ReaderQuestion } from '../../knowledge/article.js';
import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { analyze, type Token } from '../../text/analyze.js';
import { detectLanguage, type Language } from '../../text/language.js';
import { wordRow } from '../background/word-vectors.js';
import type { CorpusStatistics } from '../passage-store.js';
import { type AnswerKind, answerKindOf } from '../understand/answer-kind.js';
import { acrossWords, readsWholeWords } from '../understand/chinese-words.js';
import { minimumGlossaryShare } from '../understand/understand-question.js';

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
  /** Names that no question counts, each as its terms: those of the market. */
  readonly ignored?: readonly (readonly string[])[];
  /** Terms that name a maker. */
  readonly makerTerms?: ReadonlySet<string>;
  /** Where Chinese is read word by word: pairs of characters that are words whatever the segmenter says, such as names. */
  readonly chineseWords?: ReadonlySet<string> | null;
}

/** How the questions of a corpus are read that the glossary is about, or is not. */
export function questionReading(
  glossary: GlossaryIndex,
  statistics: Pick<CorpusStatistics, 'glossaryShare' | 'languageShares'>,
): QuestionReading {
  return {
    ignored: statistics.glossaryShare >= minimumGlossaryShare ? glossary.marketNames() : [],
    makerTerms: glossary.makerTerms(),
    chineseWords: readsWholeWords(statistics) ? glossary.chineseTerms() : null,
  };
}

/** Prepares an expected question for comparing. */
export function expectedQuestion(
  { text, answeredAt }: ReaderQuestion,
  reading: QuestionReading,
  idfOf: (term: string) => number,
): ExpectedQuestion {
  const { language, terms } = questionTerms(text, reading);
  const idfs = Float32Array.from(terms, idfOf);
  return {
    terms,
    rows: Int32Array.from(terms, wordRow),
    idfs,
    idfSum: idfs.reduce((sum, idf) => sum + idf, 0),
    asks: answerKindOf(text, language),
    namesMaker: terms.some((term) => reading.makerTerms?.has(term) === true),
    answeredAt,
  };
}

/** What a question says: its content terms, each once, without what no question counts. */
export function questionTerms(
  text: string,
  { ignored, chineseWords }: QuestionReading,
): { language: Language; terms: string[] } {
  const language = detectLanguage(text);
  const all = analyze(text, language);
  const unsaid = new Set(all.flatMap((_, start) => (ignored ?? []).flatMap((name) => namedAt(all, start, name))));
  const tokens = all.filter((token) => !token.isStopword && !unsaid.has(token));
  const across = new Set(
    chineseWords && language === 'zh' ? acrossWords(text, tokens).filter(({ term }) => !chineseWords.has(term)) : [],
  );
  return { language, terms: [...new Set(tokens.filter((token) => !across.has(token)).map(({ term }) => term))] };
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
