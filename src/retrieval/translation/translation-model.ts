/** A term of the sentence itself counts so much beside 1 for that of a question which it answers. */
const ownShare = 0.5;
/** The same of a question that some sentence of its article answers, nobody said which. */
const unplacedShare = 0.3;

/** How a sentence's likelihoods are mixed: its translations beside its own terms, and the background beside both. */
const translatedShare = 0.65;
const backgroundShare = 0.1;
/** What makes a term likelier by less than this factor is left out. */
const leastRatio = Math.exp(0.5);
/** Fewer terms than this do not make each of them likelier. */
const leastTerms = 1;

/** Terms by number, rising, and how much likelier each is than in any question: natural logarithm. */
export interface Gains {
  readonly terms: Uint32Array;
  readonly values: Float32Array;
}

/** How often each term is asked of a sentence, its own terms counted too. */
export function termCounts(
  sentence: readonly string[],
  questions: readonly (readonly string[])[],
  unplaced: readonly (readonly string[])[] = [],
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string, count: number) => counts.set(term, (counts.get(term) ?? 0) + count);
  for (const terms of questions) for (const term of new Set(terms)) add(term, 1);
  for (const terms of unplaced) for (const term of new Set(terms)) add(term, unplacedShare);
  for (const term of new Set(sentence)) add(term, ownShare);
  return counts;
}

/** How terms of questions with one answer translate into each other. */
export interface Translations {
  readonly terms: readonly string[];
  /** Share of all that is asked, of each term. */
  readonly background: Float32Array;
  /** Where each term's translations begin; one more for the end. */
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly probabilities: Float32Array;
}

/**
 * How likely each term is in a question that a sentence answers: by the terms of the questions that it is known to
 * answer and its own, and by what they translate into, within a language and between languages. This is the
 * translation language model for archives of questions (Xue, Jeon and Croft 2008).
 * @see fitTranslations
 */
export class TranslationModel {
  private readonly numbers: ReadonlyMap<string, number>;
  /** The most that any term can become likelier. */
  readonly mostWeight: number;
  /** Working memory, all zeros between two uses. */
  private readonly likely: Float64Array;

  constructor(private readonly learned: Translations) {
    this.numbers = new Map(learned.terms.map((term, number) => [term, number]));
    this.likely = new Float64Array(learned.terms.length);
    this.mostWeight = -Math.log(
      backgroundShare * learned.background.reduce((least, share) => Math.min(least, share), 1),
    );
  }

  get isEmpty(): boolean {
    return this.numbers.size === 0;
  }

  /** The number of a term; undefined for one of which nothing was learned. */
  numberOf(term: string): number | undefined {
    return this.numbers.get(term);
  }

  /** The most that a term can become likelier; for one of which nothing was learned as for the rarest. */
  weightOf(number: number | undefined): number {
    return number === undefined ? this.mostWeight : -Math.log(backgroundShare * (this.learned.background[number] ?? 1));
  }

  /**
   * What becomes likelier in a question that a sentence answers.
   * @param counts How often each term stands in its questions and, counted less, in itself.
   */
  gains(counts: ReadonlyMap<string, number>): Gains {
    const { starts, targets, probabilities, background } = this.learned;
    const { likely } = this;
    const touched: number[] = [];
    const raise = (number: number, by: number) => {
      if (likely[number] === 0) touched.push(number);
      likely[number] = (likely[number] as number) + by;
    };
    let total = 0;
    for (const count of counts.values()) total += count;
    for (const [term, count] of counts) {
      const source = this.numbers.get(term);
      if (source === undefined) continue;
      const share = count / Math.max(leastTerms, total);
      raise(source, (1 - translatedShare) * share);
      const end = starts[source + 1] as number;
      for (let place = starts[source] as number; place < end; place += 1)
        raise(targets[place] as number, translatedShare * share * (probabilities[place] as number));
    }
    const ratioOf = (number: number) =>
      1 + ((1 - backgroundShare) * (likely[number] as number)) / (backgroundShare * (background[number] as number));
    const terms = Uint32Array.from(touched.filter((number) => ratioOf(number) >= leastRatio)).sort();
    const values = Float32Array.from(terms, (number) => Math.log(ratioOf(number)));
    for (const number of touched) likely[number] = 0;
    return { terms, values };
  }

  /** Layout: counts of terms and translations and the length of the term list (uint32), the four arrays, the terms. */
  toBytes(): Buffer {
    const { terms, background, starts, targets, probabilities } = this.learned;
    const list = Buffer.from(terms.join(' '), 'utf8');
    return Buffer.concat([
      bytesOf(Uint32Array.of(terms.length, targets.length, list.length)),
      ...[background, starts, targets, probabilities].map(bytesOf),
      list,
    ]);
  }

  static fromBytes(bytes: Buffer): TranslationModel {
    // A copy: typed arrays need an offset that is a multiple of four.
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const [termCount = 0, count = 0, listLength = 0] = new Uint32Array(buffer, 0, 3);
    let offset = 12;
    const next = (length: number) => {
      offset += 4 * length;
      return [buffer, offset - 4 * length, length] as const;
    };
    const background = new Float32Array(...next(termCount));
    const starts = new Uint32Array(...next(termCount + 1));
    const targets = new Uint32Array(...next(count));
    const probabilities = new Float32Array(...next(count));
    const list = Buffer.from(buffer, offset, listLength).toString('utf8');
    return new TranslationModel({
      terms: list === '' ? [] : list.split(' '),
      background,
      starts,
      targets,
      probabilities,
    });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
