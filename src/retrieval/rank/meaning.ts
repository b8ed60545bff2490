import { meanOfRows, rowCosine, wordRow } from '../background/word-vectors.js';
import type { Concept } from '../understand/understand-question.js';

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

/** An expected question's terms, each once, and how telling each is. */
export interface ExpectedQuestion {
  readonly terms: readonly string[];
  readonly idfs: Float32Array;
  readonly idfSum: number;
}

/** How near each concept of a question is to one term, and the nearest of them. */
interface Near {
  readonly values: Float32Array;
  readonly largest: number;
}

/**
 * How near the words of one question are in meaning to words of texts, by vectors of general English. Names have no
 * near words: another maker is another maker. A soft alignment: each concept takes its nearest word of the text (as in
 * Kusner, Sun, Kolkin and Weinberger 2015, with one-sided transport, and Zhang et al. 2020, BERTScore).
 */
export class QuestionMeaning {
  /** The row of each concept in the table of meanings; -1 for names and words without one. */
  private readonly rows: readonly number[];
  /** For each index term met so far, how near each concept is to it; null when it is near none. */
  private readonly nearness = new Map<string, Near | null>();
  private readonly words = new Map<string, { concept: number; weight: number }[]>();
  private readonly phrases: { concept: number; terms: readonly string[]; weight: number }[] = [];
  private readonly weight: number;
  private readonly direction: Float32Array | null;

  constructor(readonly concepts: readonly Concept[]) {
    this.rows = concepts.map(conceptRow);
    this.weight = concepts.reduce((sum, concept) => sum + concept.idf, 0);
    for (const [concept, { alternatives }] of concepts.entries()) {
      for (const { terms, weight } of alternatives) {
        const [term, ...more] = terms;
        if (term === undefined) continue;
        if (more.length > 0) this.phrases.push({ concept, terms, weight });
        else this.words.set(term, [...(this.words.get(term) ?? []), { concept, weight }]);
      }
    }
    const listed = concepts.flatMap(({ idf }, index) => {
      const row = this.rows[index] ?? -1;
      return row < 0 ? [] : [{ row, idf }];
    });
    this.direction = meanOfRows(
      listed.map(({ row }) => row),
      listed.map(({ idf }) => idf),
    );
  }

  /** How near each concept is to one index term: 1 for its own words, up to `nearestWeight` for others. */
  private near(term: string): Near | null {
    const known = this.nearness.get(term);
    if (known !== undefined) return known;
    const own = this.words.get(term);
    const row = wordRow(term);
    let values: Float32Array | null = null;
    for (let index = 0; row >= 0 && index < this.rows.length; index += 1) {
      const other = this.rows[index] as number;
      if (other < 0) continue;
      const nearness = nearnessOf(rowCosine(other, row));
      if (nearness === 0) continue;
      values ??= new Float32Array(this.rows.length);
      values[index] = nearness;
    }
    if (own) {
      values ??= new Float32Array(this.rows.length);
      for (const { concept, weight } of own) values[concept] = Math.max(values[concept] ?? 0, weight);
    }
    const found = values ? { values, largest: Math.max(...values) } : null;
    this.nearness.set(term, found);
    return found;
  }

  /** For each concept, how far the texts taken together say it, by its own words or near ones: 0 to 1. */
  matches(texts: readonly Positions[]): Float32Array {
    const best = new Float32Array(this.concepts.length);
    for (const positions of texts) {
      for (const term of positions.keys()) raise(best, this.near(term)?.values ?? null);
      for (const { concept, terms, weight } of this.phrases)
        if (weight > (best[concept] ?? 0) && terms.every((term) => positions.has(term))) best[concept] = weight;
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

  /** How alike the question and another one are, both ways: the share of each that the other says, 0 to 1. */
  likeness({ terms, idfs, idfSum }: ExpectedQuestion): number {
    const best = new Float32Array(this.concepts.length);
    let matched = 0;
    for (let index = 0; index < terms.length; index += 1) {
      const near = this.near(terms[index] as string);
      if (!near) continue;
      matched += (idfs[index] as number) * near.largest;
      raise(best, near.values);
    }
    for (const phrase of this.phrases) {
      if (phrase.weight <= (best[phrase.concept] ?? 0) || !phrase.terms.every((term) => terms.includes(term))) continue;
      best[phrase.concept] = phrase.weight;
      for (const term of phrase.terms) {
        const gained = phrase.weight - (this.near(term)?.largest ?? 0);
        if (gained > 0) matched += (idfs[terms.indexOf(term)] as number) * gained;
      }
    }
    const total = this.weight + idfSum;
    return total > 0 ? Math.min(1, (matched + this.weighted(best)) / total) : 0;
  }

  private weighted(matches: Float32Array): number {
    return this.concepts.reduce((sum, { idf }, index) => sum + idf * (matches[index] ?? 0), 0);
  }

  /** Cosine between what the question and a text are about as wholes, at least 0. @see textVector */
  gist(text: Float32Array | null): number {
    return this.direction && text ? Math.max(0, dot(this.direction, text)) : 0;
  }
}

const meanings = new WeakMap<readonly Concept[], QuestionMeaning>();

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

/** Takes over, component by component, what is larger. */
function raise(target: Float32Array, other: Float32Array | null): void {
  if (!other) return;
  for (let index = 0; index < target.length; index += 1)
    if ((other[index] as number) > (target[index] as number)) target[index] = other[index] as number;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
