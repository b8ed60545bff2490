/** A vocabulary term that a question's word may stand for. */
export interface SimilarTerm {
  readonly term: string;
  /** 0 to 1, 1 being the word itself. */
  readonly similarity: number;
}

/** A term this common in the corpus is a likelier reading than a rare one at the same distance. */
const maximumSuggestions = 4;

/** Finds index terms close to a word that the corpus does not have: typing errors, and cognates of another language. */
export class VocabularyIndex {
  private readonly byTrigram = new Map<string, number[]>();
  private readonly terms: string[];

  constructor(private readonly frequencies: ReadonlyMap<string, number>) {
    this.terms = [...frequencies.keys()].filter(
      (term) =>
        term.length >= 3 && term.length <= 24 && /^\p{L}[\p{L}-]*$/u.test(term) && !/\p{Script=Han}/u.test(term),
    );
    for (const [index, term] of this.terms.entries()) {
      for (const trigram of trigrams(term)) {
        const postings = this.byTrigram.get(trigram);
        if (postings) postings.push(index);
        else this.byTrigram.set(trigram, [index]);
      }
    }
  }

  /** Terms within one edit (two from seven letters on; a swap of neighbours is one edit), nearest and commonest first. */
  corrections(word: string): SimilarTerm[] {
    const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    if (allowed === 0) return [];
    // Of a short word with two letters swapped hardly a trigram is left.
    const near = new Set([...this.candidates(word).map(({ term }) => term), ...this.swapped(word)]);
    return [...near]
      .filter((term) => Math.abs(term.length - word.length) <= allowed)
      .map((term) => ({ term, distance: editDistance(word, term, allowed) }))
      .filter(({ distance }) => distance <= allowed)
      .sort((a, b) => a.distance - b.distance || this.frequency(b.term) - this.frequency(a.term))
      .slice(0, maximumSuggestions)
      .map(({ term, distance }) => ({ term, similarity: distance === 1 ? 0.85 : 0.65 }));
  }

  /** Terms that share most of their trigrams with a word of another language: "revolución" finds "revolut". */
  cognates(word: string): SimilarTerm[] {
    if (word.length < 5) return [];
    return this.candidates(word)
      .filter(({ term, shared }) => term.length >= 4 && shared >= 0.45 && term.slice(0, 2) === word.slice(0, 2))
      .sort((a, b) => b.shared - a.shared || this.frequency(b.term) - this.frequency(a.term))
      .slice(0, maximumSuggestions)
      .map(({ term, shared }) => ({ term, similarity: Math.min(0.9, shared + 0.1) }));
  }

  /** Terms that a word is but for two neighbouring letters. */
  private swapped(word: string): string[] {
    return Array.from(
      { length: word.length - 1 },
      (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    ).filter((term) => this.frequencies.has(term));
  }

  private frequency(term: string): number {
    return this.frequencies.get(term) ?? 0;
  }

  /** Terms with at least one trigram in common; `shared` is the Dice coefficient of the trigram sets. */
  private candidates(word: string): { term: string; shared: number }[] {
    const wanted = trigrams(word);
    const hits = new Map<number, number>();
    for (const trigram of wanted) {
      for (const index of this.byTrigram.get(trigram) ?? []) hits.set(index, (hits.get(index) ?? 0) + 1);
    }
    const found: { term: string; shared: number }[] = [];
    for (const [index, count] of hits) {
      const term = this.terms[index];
      if (term === undefined) continue;
      const shared = (2 * count) / (wanted.length + term.length);
      if (shared >= 0.25) found.push({ term, shared });
    }
    return found;
  }
}

/** Trigrams of a word with both ends marked; as many as the word has letters. */
function trigrams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3));
}

/** Optimal string alignment distance, given up once it must exceed `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
