import { RecentCache } from '../../recent-cache.js';
import { meanOfRows, rowCosine, wordRow, wordRowCount } from '../background/word-vectors.js';
import type { Concept } from '../understand/understand-question.js';
import { codeOf, type ExpectedQuestion, layOut, unlisted } from './expected-question.js';

type Positions = ReadonlyMap<string, readonly number[]>;

/** Cosine from which two words count as near in meaning, and from which as near as two words can be. */
const leastCosine = 0.35;
const fullCosine = 0.75;
/** What the nearest other word counts, beside 1 for the word itself. */
const nearestWeight = 0.8;

/** What a word counts as another one by the cosine of their meanings: 0 to `nearestWeight`. */
export function nearnessOf(cosine: number): number {
  return nearestWeight * Math.min(1, Math.max(0, (cosine - leastCosine) / (fullCosine - leastCosine)));
}

/** The concepts of a question that one word is near to, how near it is to each, and to the nearest of them. */
interface Near {
  readonly concepts: readonly number[];
  readonly values: readonly number[];
  readonly largest: number;
}

/**
 * How near words are to each word that questions asked about lately, worked out at most once for each pair. A byte for
 * each row of the table: 0 for one not met yet, otherwise 1 more than the nearness in steps of 1/254.
 */
const nearnesses = new RecentCache<number, Uint8Array>(512);
const steps = 254;

function nearnessesTo(row: number): Uint8Array {
  let known = nearnesses.get(row);
  if (!known) {
    known = new Uint8Array(wordRowCount());
    nearnesses.set(row, known);
  }
  return known;
}

const rowsByText = new WeakMap<Positions, Int32Array>();

/** The rows of a text's terms that are in the table of meanings; worked out once for each text. */
function rowsOf(text: Positions): Int32Array {
  let rows = rowsByText.get(text);
  if (!rows) {
    rows = Int32Array.from([...text.keys()].map(wordRow).filter((row) => row >= 0));
    rowsByText.set(text, rows);
  }
  return rows;
}

/**
 * How near the words of one question are in meaning to words of texts, by vectors of general English. Names have no
 * near words: another maker is another maker. A soft alignment: each concept takes its nearest word of the text (as in
 * Kusner, Sun, Kolkin and Weinberger 2015, with one-sided transport, and Zhang et al. 2020, BERTScore).
 */
export class QuestionMeaning {
  /** Concepts that are in the table of meanings, and their rows there: no names, no unlisted words. */
  private readonly listed: readonly number[];
  private readonly listedRows: readonly number[];
  /** For each row met so far the place of what is near it, from 1; 0 for one not met yet, -1 where nothing is near. */
  private readonly places = new Int32Array(wordRowCount());
  private readonly nears: Near[] = [];
  /** Readings of one word: those in the table by row, the others as they are. */
  private readonly wordsByRow = new Map<number, { concept: number; weight: number }[]>();
  private readonly words = new Map<string, { concept: number; weight: number }[]>();
  private readonly phrases: { concept: number; terms: readonly string[]; weight: number }[] = [];
  /** The same by their first term. */
  private readonly phrasesByTerm = new Map<string, { concept: number; terms: readonly string[]; weight: number }[]>();
  /** What likenesses() gave: an article's sentences all ask for it. */
  private readonly likenessesOf = new Map<readonly ExpectedQuestion[], Float32Array>();
  /** The unlisted words by number, as far as any article has them. */
  private readonly numbered = new Map<number, Near>();
  private numberedOf = -1;
  /** Phrases by the code of their first term: the codes of what follows it. @see Laid */
  private readonly phraseCodes = new Map<number, Int32Array[]>();
  /** Whether a phrase begins with a code: 1 by the code's row, or by its number behind all rows. */
  private phraseStarts = new Uint8Array();
  private readonly listedNearnesses: readonly Uint8Array[];
  private readonly weight: number;
  private readonly direction: Float32Array | null;
  private readonly idfs: Float32Array;
  private readonly scratch: Float32Array;

  constructor(readonly concepts: readonly Concept[]) {
    const rows = concepts.map(conceptRow);
    this.listed = rows.flatMap((row, concept) => (row >= 0 ? [concept] : []));
    this.listedRows = rows.filter((row) => row >= 0);
    this.idfs = Float32Array.from(concepts, ({ idf }) => idf);
    this.scratch = new Float32Array(concepts.length);
    this.listedNearnesses = this.listedRows.map(nearnessesTo);
    this.weight = this.idfs.reduce((sum, idf) => sum + idf, 0);
    for (const [concept, { alternatives }] of concepts.entries()) {
      for (const { terms, weight } of alternatives) {
        const [term, ...more] = terms;
        if (term === undefined) continue;
        if (more.length > 0) {
          const phrase = { concept, terms, weight };
          this.phrases.push(phrase);
          append(this.phrasesByTerm, term, phrase);
        } else if (wordRow(term) >= 0) append(this.wordsByRow, wordRow(term), { concept, weight });
        else append(this.words, term, { concept, weight });
      }
    }
    this.direction = meanOfRows(
      this.listedRows,
      this.listed.map((concept) => concepts[concept]?.idf ?? 0),
    );
  }

  /** How near each concept is to a word of the table, by its own readings too; null when none is. */
  private nearRow(row: number): Near | null {
    const place = this.places[row] as number;
    if (place !== 0) return place > 0 ? (this.nears[place - 1] as Near) : null;
    const found: { concept: number; weight: number }[] = [];
    for (let position = 0; position < this.listedRows.length; position += 1) {
      const nearnesses = this.listedNearnesses[position] as Uint8Array;
      let step = nearnesses[row] as number;
      if (step === 0) {
        step = 1 + Math.round(nearnessOf(rowCosine(row, this.listedRows[position] as number)) * steps);
        nearnesses[row] = step;
      }
      if (step > 1) found.push({ concept: this.listed[position] as number, weight: (step - 1) / steps });
    }
    found.push(...(this.wordsByRow.get(row) ?? none));
    const near = found.length > 0 ? nearOf(found) : null;
    if (near) this.nears.push(near);
    this.places[row] = near ? this.nears.length : -1;
    return near;
  }

  /** How far one term says a concept, by its own readings or as a near word: 0 to 1. */
  nearness(concept: number, term: string): number {
    return this.matches([new Map([[term, []]])])[concept] ?? 0;
  }

  /** For each concept, how far the texts taken together say it, by its own words or near ones: 0 to 1. */
  matches(texts: readonly Positions[]): Float32Array {
    const best = new Float32Array(this.concepts.length);
    for (const text of texts) {
      for (const row of rowsOf(text)) {
        if (this.places[row] !== -1) raise(best, this.nearRow(row));
      }
      for (const [term, readings] of this.words) {
        if (!text.has(term)) continue;
        for (const { concept, weight } of readings) if (weight > (best[concept] as number)) best[concept] = weight;
      }
      for (const { concept, terms, weight } of this.phrases)
        if (weight > (best[concept] as number) && terms.every((term) => text.has(term))) best[concept] = weight;
    }
    return best;
  }

  /** Share of what the question says that the texts say, each concept counted by how telling it is: 0 to 1. */
  coverage(texts: readonly Positions[]): number {
    return this.shareOf(this.matches(texts));
  }

  /** The share of the question that such matches are, each concept counted by how telling it is: 0 to 1. */
  shareOf(matches: Float32Array): number {
    return this.weight > 0 ? this.weighted(matches) / this.weight : 0;
  }

  /** How alike the question and each other one are, both ways: the share of each that the other says, 0 to 1. */
  likenesses(questions: readonly ExpectedQuestion[]): Float32Array {
    let likenesses = this.likenessesOf.get(questions);
    if (!likenesses) {
      likenesses = this.compareAll(questions);
      this.likenessesOf.set(questions, likenesses);
    }
    return likenesses;
  }

  private compareAll(questions: readonly ExpectedQuestion[]): Float32Array {
    const { codes, idfs, starts } = layOut(questions);
    this.numberWords();
    const likenesses = new Float32Array(questions.length);
    const best = this.scratch;
    for (let index = 0; index < questions.length; index += 1) {
      const question = questions[index] as ExpectedQuestion;
      let matched = 0;
      let isAnyNear = false;
      let mayHoldPhrase = false;
      const end = starts[index + 1] as number;
      for (let place = starts[index] as number; place < end; place += 1) {
        const code = codes[place] as number;
        if (!mayHoldPhrase && this.phraseStarts[slotOf(code)] === 1) {
          const following = this.phraseCodes.get(code);
          if (following && holdsOne(following, codes, starts[index] as number, end)) mayHoldPhrase = true;
        }
        const near = code < 0 ? this.numbered.get(-1 - code) : this.places[code] === -1 ? null : this.nearRow(code);
        if (!near) continue;
        if (!isAnyNear) best.fill(0);
        isAnyNear = true;
        matched += near.largest * (idfs[place] as number);
        raise(best, near);
      }
      if (mayHoldPhrase) likenesses[index] = this.compare(question);
      else if (isAnyNear) likenesses[index] = this.likenessOf(matched + this.weighted(best), question);
    }
    return likenesses;
  }

  /** Finds the numbers of the question's unlisted words; articles read meanwhile may have brought new ones. */
  private numberWords(): void {
    if (this.numberedOf === unlisted.size) return;
    this.numberedOf = unlisted.size;
    this.phraseCodes.clear();
    this.phraseStarts = new Uint8Array(wordRowCount() + unlisted.size);
    for (const { terms } of this.phrases) {
      const [first, ...following] = terms.map(codeOf);
      const known = following.filter((code) => code !== null);
      // A word that no article has is in none of their questions.
      if (first === null || first === undefined || known.length < following.length) continue;
      append(this.phraseCodes, first, Int32Array.from(known));
      this.phraseStarts[slotOf(first)] = 1;
    }
    for (const [term, readings] of this.words) {
      const number = unlisted.get(term);
      if (number === undefined || this.numbered.has(number)) continue;
      this.numbered.set(number, nearOf(readings));
    }
  }

  /** With phrases, which hold more than one word of either question. */
  private compare(question: ExpectedQuestion): number {
    const { terms, rows, idfs } = question;
    const best = this.scratch.fill(0);
    const here = new Float32Array(terms.length);
    for (const [index, term] of terms.entries()) {
      const row = rows[index] as number;
      const number = row >= 0 ? undefined : unlisted.get(term);
      const near = row >= 0 ? this.nearRow(row) : number === undefined ? null : this.numbered.get(number);
      if (!near) continue;
      here[index] = near.largest;
      raise(best, near);
    }
    this.raisePhrases(terms, best, here);
    return this.likenessOf(
      here.reduce((sum, share, index) => sum + share * (idfs[index] as number), this.weighted(best)),
      question,
    );
  }

  private likenessOf(matched: number, { idfSum }: ExpectedQuestion): number {
    const total = this.weight + idfSum;
    return total > 0 ? Math.min(1, matched / total) : 0;
  }

  private raisePhrases(terms: readonly string[], best: Float32Array, here: Float32Array): void {
    for (const first of terms) {
      for (const phrase of this.phrasesByTerm.get(first) ?? none) {
        if (!phrase.terms.every((term) => terms.includes(term))) continue;
        best[phrase.concept] = Math.max(best[phrase.concept] as number, phrase.weight);
        for (const term of phrase.terms) {
          const index = terms.indexOf(term);
          here[index] = Math.max(here[index] as number, phrase.weight);
        }
      }
    }
  }

  get namesMaker(): boolean {
    return this.concepts.some(({ kind }) => kind === 'maker');
  }

  /** Whether another question names every maker that this one names. */
  sharesMakers({ terms }: ExpectedQuestion): boolean {
    return this.concepts.every(
      ({ kind, alternatives }) =>
        kind !== 'maker' || alternatives.some((alternative) => alternative.terms.every((term) => terms.includes(term))),
    );
  }

  private weighted(matches: Float32Array): number {
    let sum = 0;
    for (let index = 0; index < this.idfs.length; index += 1)
      sum += (this.idfs[index] as number) * (matches[index] as number);
    return sum;
  }

  /** Cosine between what the question and a text are about as wholes, at least 0. @see textVector */
  gist(text: Float32Array | null): number {
    return this.direction && text ? Math.max(0, dot(this.direction, text)) : 0;
  }
}

const meanings = new WeakMap<readonly Concept[], QuestionMeaning>();

const none: readonly never[] = [];

/** The meaning of a question's concepts, worked out once for each. */
export function meaningOf(concepts: readonly Concept[]): QuestionMeaning {
  const known = meanings.get(concepts);
  if (known) return known;
  const meaning = new QuestionMeaning(concepts);
  meanings.set(concepts, meaning);
  return meaning;
}

/**
 * What a text is about as a whole: the mean of its words' vectors, each by how telling it is, length 1
 * (Arora, Liang and Ma 2017, with inverse document frequencies as weights). Null when no word is listed.
 */
export function textVector(terms: Iterable<string>, idfOf: (term: string) => number): Float32Array | null {
  const rows: number[] = [];
  const weights: number[] = [];
  for (const term of terms) {
    const row = wordRow(term);
    if (row < 0) continue;
    rows.push(row);
    weights.push(idfOf(term));
  }
  return meanOfRows(rows, weights);
}

/** The row of a concept that is an ordinary word, by its own reading or its surest English one; -1 without one. */
function conceptRow(concept: Concept): number {
  if (concept.kind === 'maker' || concept.kind === 'entity') return -1;
  for (const { terms, weight } of concept.alternatives) {
    const [term, ...more] = terms;
    if (term === undefined || more.length > 0 || weight < 0.8) continue;
    const row = wordRow(term);
    if (row >= 0) return row;
  }
  return -1;
}

/** The place of a code among those of the table and, behind them, the others. @see codeOf */
function slotOf(code: number): number {
  return code >= 0 ? code : wordRowCount() - 1 - code;
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** Whether all codes of one of the lists are in a stretch of others. */
function holdsOne(lists: readonly Int32Array[], codes: Int32Array, start: number, end: number): boolean {
  return lists.some((list) => {
    for (const wanted of list) {
      let place = start;
      while (place < end && codes[place] !== wanted) place += 1;
      if (place === end) return false;
    }
    return true;
  });
}

/** What one word is near to, each concept once, at its surest. */
function nearOf(readings: readonly { readonly concept: number; readonly weight: number }[]): Near {
  const weights = new Map<number, number>();
  // Single precision, as the sums of a question's concepts are kept.
  for (const { concept, weight } of readings)
    weights.set(concept, Math.max(weights.get(concept) ?? 0, Math.fround(weight)));
  const values = [...weights.values()];
  return { concepts: [...weights.keys()], values, largest: Math.max(...values) };
}

/** Takes over, concept by concept, what is larger. */
function raise(target: Float32Array, near: Near | null): void {
  if (!near) return;
  const { concepts, values } = near;
  for (let index = 0; index < concepts.length; index += 1) {
    const concept = concepts[index] as number;
    if ((values[index] as number) > (target[concept] as number)) target[concept] = values[index] as number;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
