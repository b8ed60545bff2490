import { wordVector, wordVectorDimensions } from '../background/word-vectors.js';
import type { Concept } from '../understand/understand-question.js';

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
  /** For each index term met so far, how near each concept is to it; null when it is near none. */
  private readonly nearness = new Map<string, Float32Array | null>();
  private readonly words = new Map<string, { concept: number; weight: number }[]>();
  private readonly phrases: { concept: number; terms: readonly string[]; weight: number }[] = [];
  private readonly weight: number;
  private readonly direction: Float32Array | null;

  constructor(readonly concepts: readonly Concept[]) {
    this.vectors = concepts.map(conceptVector);
    this.weight = concepts.reduce((sum, concept) => sum + concept.idf, 0);
    for (const [concept, { alternatives }] of concepts.entries()) {
      for (const { terms, weight } of alternatives) {
        const [term, ...more] = terms;
        if (term === undefined) continue;
        if (more.length > 0) this.phrases.push({ concept, terms, weight });
        else this.words.set(term, [...(this.words.get(term) ?? []), { concept, weight }]);
      }
    }
    this.direction = meanVector(
      concepts.flatMap(({ idf }, index) => {
        const vector = this.vectors[index];
        return vector ? [{ vector, weight: idf }] : [];
      }),
    );
  }

  /** How near each concept is to one index term: 1 for its own words, up to `nearestWeight` for others. */
  private near(term: string): Float32Array | null {
    const known = this.nearness.get(term);
    if (known !== undefined) return known;
    const own = this.words.get(term);
    const vector = wordVector(term);
    let found: Float32Array | null = null;
    if (vector) {
      for (let index = 0; index < this.vectors.length; index += 1) {
        const other = this.vectors[index];
        if (!other) continue;
        const nearness = (dot(other, vector) - leastCosine) / (fullCosine - leastCosine);
        if (nearness <= 0) continue;
        found ??= new Float32Array(this.vectors.length);
        found[index] = nearestWeight * Math.min(1, nearness);
      }
    }
    if (own) {
      found ??= new Float32Array(this.vectors.length);
      for (const { concept, weight } of own) found[concept] = Math.max(found[concept] ?? 0, weight);
    }
    this.nearness.set(term, found);
    return found;
  }

  /** For each concept, how far the texts taken together say it, by its own words or near ones: 0 to 1. */
  matches(texts: readonly Positions[]): Float32Array {
    const best = new Float32Array(this.concepts.length);
    for (const positions of texts) {
      for (const term of positions.keys()) raise(best, this.near(term));
      for (const { concept, terms, weight } of this.phrases)
        if (weight > (best[concept] ?? 0) && terms.every((term) => positions.has(term))) best[concept] = weight;
    }
    return best;
  }

  /** Share of what the question says that the texts say, each concept counted by how telling it is: 0 to 1. */
  coverage(texts: readonly Positions[]): number {
    return this.weight > 0 ? this.weighted(this.matches(texts)) / this.weight : 0;
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
      total += idf;
      const near = this.near(term);
      let here = 0;
      if (near) for (const value of near) if (value > here) here = value;
      for (const { terms, weight } of this.phrases)
        if (weight > here && terms.includes(term) && terms.every((part) => other.has(part))) here = weight;
      matched += idf * here;
      raise(best, near);
    }
    for (const { concept, terms, weight } of this.phrases)
      if (weight > (best[concept] ?? 0) && terms.every((term) => other.has(term))) best[concept] = weight;
    return total > 0 ? Math.min(1, (matched + this.weighted(best)) / total) : 0;
  }

  private weighted(matches: Float32Array): number {
    return this.concepts.reduce((sum, { idf }, index) => sum + idf * (matches[index] ?? 0), 0);
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
    for (let index = 0; index < sum.length; index += 1)
      sum[index] = (sum[index] as number) + weight * (vector[index] ?? 0);
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
