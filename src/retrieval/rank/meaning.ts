import { wordVector, wordVectorDimensions } from '../background/word-vectors.js';
import type { Concept } from '../understand/understand-question.js';
import { conceptFrequency } from './signals.js';

type Positions = ReadonlyMap<string, readonly number[]>;

/** Cosine from which two words count as near in meaning, and from which as near as two words can be. */
const leastCosine = 0.35;
const fullCosine = 0.75;
/** What the nearest other word counts, beside 1 for the word itself. */
const nearestWeight = 0.8;

/**
 * How near the words of one question are in meaning to words of texts, by vectors of general English. Names have no
 * near words: another maker is another maker. A soft alignment: each concept takes its nearest word of the text (as in
 * Kusner, Sun, Kolkin and Weinberger 2015, with one-sided transport, and Zhang et al. 2020, BERTScore).
 */
export class QuestionMeaning {
  private readonly vectors: readonly (Float32Array | null)[];
  private readonly nearnessOf = new Map<string, Float32Array | null>();
  private readonly weight: number;
  private readonly direction: Float32Array | null;

  constructor(readonly concepts: readonly Concept[]) {
    this.vectors = concepts.map(conceptVector);
    this.weight = concepts.reduce((sum, concept) => sum + concept.idf, 0);
    this.direction = meanVector(
      concepts.flatMap((concept, index) => {
        const vector = this.vectors[index];
        return vector ? [{ vector, weight: concept.idf }] : [];
      }),
    );
  }

  /** How near each concept is to one index term: 0 to `nearestWeight`; null when it is near none. */
  private near(term: string): Float32Array | null {
    const known = this.nearnessOf.get(term);
    if (known !== undefined) return known;
    const vector = wordVector(term);
    let found: Float32Array | null = null;
    if (vector) {
      for (const [index, own] of this.vectors.entries()) {
        if (!own) continue;
        const nearness = (dot(own, vector) - leastCosine) / (fullCosine - leastCosine);
        if (nearness <= 0) continue;
        found ??= new Float32Array(this.vectors.length);
        found[index] = nearestWeight * Math.min(1, nearness);
      }
    }
    this.nearnessOf.set(term, found);
    return found;
  }

  /** For each concept, how far the texts taken together say it, by the word itself or a near one: 0 to 1. */
  matches(texts: readonly Positions[]): Float32Array {
    const best = new Float32Array(this.concepts.length);
    for (const positions of texts) {
      for (const term of positions.keys()) {
        const near = this.near(term);
        if (!near) continue;
        for (let index = 0; index < best.length; index += 1)
          if ((near[index] as number) > (best[index] as number)) best[index] = near[index] as number;
      }
    }
    for (const [index, concept] of this.concepts.entries()) {
      for (const positions of texts)
        best[index] = Math.max(best[index] as number, conceptFrequency(concept, positions).weight);
    }
    return best;
  }

  /** Share of what the question says that the texts say, each concept counted by how telling it is: 0 to 1. */
  coverage(texts: readonly Positions[]): number {
    if (this.weight === 0) return 0;
    const matches = this.matches(texts);
    return this.concepts.reduce((sum, concept, index) => sum + concept.idf * (matches[index] ?? 0), 0) / this.weight;
  }

  /**
   * How alike the question and another one are, both ways: the share of each that the other says, 0 to 1.
   * @param idfOf How telling a term of the other is.
   */
  likeness(other: ReadonlySet<string>, idfOf: (term: string) => number): number {
    const best = new Float32Array(this.concepts.length);
    let matched = 0;
    let total = this.weight;
    for (const term of other) {
      const idf = idfOf(term);
      const near = this.near(term);
      let here = 0;
      for (const [index, concept] of this.concepts.entries()) {
        let weight = near?.[index] ?? 0;
        for (const alternative of concept.alternatives)
          if (alternative.weight > weight && alternative.terms.includes(term) && alternative.terms.every((part) => other.has(part)))
            weight = alternative.weight;
        if (weight > here) here = weight;
        if (weight > (best[index] as number)) best[index] = weight;
      }
      total += idf;
      matched += idf * here;
    }
    for (const [index, concept] of this.concepts.entries()) matched += concept.idf * (best[index] as number);
    return total > 0 ? Math.min(1, matched / total) : 0;
  }

  /** Cosine between what the question and a text are about as wholes, at least 0. @see meanVector */
  gist(text: Float32Array | null): number {
    return this.direction && text ? Math.max(0, dot(this.direction, text)) : 0;
  }
}

/**
 * What a text is about as a whole: the mean of its words' vectors, each by how telling it is, length 1
 * (Arora, Liang and Ma 2017, with inverse document frequencies as weights). Null when no word is listed.
 */
export function textVector(terms: Iterable<string>, idfOf: (term: string) => number): Float32Array | null {
  const parts: { vector: Float32Array; weight: number }[] = [];
  for (const term of terms) {
    const vector = wordVector(term);
    if (vector) parts.push({ vector, weight: idfOf(term) });
  }
  return meanVector(parts);
}

function meanVector(parts: readonly { vector: Float32Array; weight: number }[]): Float32Array | null {
  if (parts.length === 0) return null;
  const sum = new Float32Array(wordVectorDimensions());
  for (const { vector, weight } of parts)
    for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] as number) + weight * (vector[index] ?? 0);
  const length = Math.sqrt(dot(sum, sum));
  if (length === 0) return null;
  return sum.map((value) => value / length);
}

/** The vector of a concept that is an ordinary word, by its own reading or its surest English one. */
function conceptVector(concept: Concept): Float32Array | null {
  if (concept.kind === 'maker' || concept.kind === 'entity') return null;
  for (const { terms, weight } of concept.alternatives) {
    const [term, ...more] = terms;
    if (term === undefined || more.length > 0 || weight < 0.8) continue;
    const vector = wordVector(term);
    if (vector) return vector;
  }
  return null;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
