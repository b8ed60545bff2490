import { createHash } from 'node:crypto';
import { rightSingularVectors, type SparseMatrix } from './singular-vectors.js';

/** Directions kept. More separate finer; Deerwester et al. and later work find 100 to 300 best on prose. */
const maximumDimensions = 192;
/** Terms kept, most frequent first: bounds the model's size to 20,000 × 192 × 4 bytes, about 15 MB. */
const maximumTerms = 20_000;
/** Passages looked at when fitting; a larger corpus is sampled evenly and the rest folded in. */
export const maximumFitPassages = 12_000;

/** The inverse document frequency of a term, from the corpus and, where known, a background collection. */
export type TermWeight = (term: string) => number;

/**
 * Latent semantic analysis fitted on the corpus: passages and questions become points in the space of the leading
 * singular vectors of the weighted term matrix, where words that keep the same company lie close together.
 * @see Deerwester, Dumais, Furnas, Landauer and Harshman 1990, "Indexing by latent semantic analysis"
 */
export class LatentSemanticModel {
  readonly dimensions: number;
  private readonly positions: Map<string, number>;

  private constructor(
    private readonly terms: readonly string[],
    private readonly weights: Float32Array,
    private readonly basis: Float32Array,
  ) {
    this.dimensions = terms.length > 0 ? basis.length / terms.length : 0;
    this.positions = new Map(terms.map((term, index) => [term, index]));
  }

  /** Names this fit: embeddings of different fits cannot be compared. */
  get id(): string {
    const { buffer, byteOffset, byteLength } = this.basis;
    const hash = createHash('sha256')
      .update(this.terms.join(' '))
      .update(Buffer.from(buffer, byteOffset, byteLength));
    return `latent-semantic-${this.dimensions}-${hash.digest('hex').slice(0, 16)}`;
  }

  /**
   * Fits the model. A corpus of fewer than three passages has no latent structure: the model then has one dimension
   * and embeds everything as zero, which no search returns.
   * @param passages Index terms of each passage.
   */
  static fit(passages: readonly (readonly string[])[], weight: TermWeight): LatentSemanticModel {
    const frequencies = new Map<string, number>();
    for (const terms of passages)
      for (const term of new Set(terms)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    const kept = [...frequencies]
      .filter(([, count]) => count >= 2 && count <= Math.max(2, passages.length * 0.5))
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, maximumTerms)
      .map(([term]) => term);
    if (passages.length < 3 || kept.length < 3)
      return new LatentSemanticModel(['\u0000'], new Float32Array(1), new Float32Array(1));
    const weights = Float32Array.from(kept, (term) => weight(term));
    const positions = new Map(kept.map((term, index) => [term, index]));
    const rowStarts = new Uint32Array(passages.length + 1);
    const columns: number[] = [];
    const values: number[] = [];
    for (const [row, terms] of passages.entries()) {
      for (const [column, value] of weighTerms(terms, positions, weights)) {
        columns.push(column);
        values.push(value);
      }
      rowStarts[row + 1] = columns.length;
    }
    const matrix: SparseMatrix = {
      rowCount: passages.length,
      columnCount: kept.length,
      rowStarts,
      columns: Uint32Array.from(columns),
      values: Float32Array.from(values),
    };
    const dimensions = Math.min(maximumDimensions, Math.max(2, Math.floor(passages.length / 3)));
    const { basis } = rightSingularVectors(matrix, dimensions);
    return new LatentSemanticModel(kept, weights, basis);
  }

  /** Folds a text in: the projection of its weighted terms, length 1, or zero when it has no known term. */
  embed(terms: readonly string[]): Float32Array {
    const vector = new Float32Array(this.dimensions);
    for (const [position, value] of weighTerms(terms, this.positions, this.weights)) {
      const offset = position * this.dimensions;
      for (let index = 0; index < this.dimensions; index += 1) {
        vector[index] = (vector[index] as number) + value * (this.basis[offset + index] as number);
      }
    }
    let squares = 0;
    for (const value of vector) squares += value * value;
    if (squares === 0) return vector;
    const scale = 1 / Math.sqrt(squares);
    return vector.map((value) => value * scale);
  }

  /** Layout: length of the term list (uint32), the terms joined by spaces as UTF-8, then weights and basis (float32). */
  toBytes(): Buffer {
    const terms = Buffer.from(this.terms.join(' '), 'utf8');
    const header = Buffer.alloc(4);
    header.writeUInt32LE(terms.length);
    return Buffer.concat([
      header,
      terms,
      Buffer.from(this.weights.buffer, this.weights.byteOffset, this.weights.byteLength),
      Buffer.from(this.basis.buffer, this.basis.byteOffset, this.basis.byteLength),
    ]);
  }

  static fromBytes(bytes: Buffer): LatentSemanticModel {
    const termsLength = bytes.readUInt32LE(0);
    const terms = bytes
      .subarray(4, 4 + termsLength)
      .toString('utf8')
      .split(' ');
    // A copy: typed arrays need an offset that is a multiple of four.
    const floats = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + 4 + termsLength, bytes.byteOffset + bytes.byteLength),
    );
    return new LatentSemanticModel(terms, floats.subarray(0, terms.length), floats.subarray(terms.length));
  }
}

/** Terms as weighted, length-normalised positions: logarithmic term frequency times inverse document frequency. */
function weighTerms(
  terms: readonly string[],
  positions: ReadonlyMap<string, number>,
  weights: Float32Array,
): [position: number, value: number][] {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const position = positions.get(term);
    if (position !== undefined) counts.set(position, (counts.get(position) ?? 0) + 1);
  }
  let squares = 0;
  const weighed = [...counts].map(([position, count]): [number, number] => {
    const value = (1 + Math.log(count)) * (weights[position] ?? 0);
    squares += value * value;
    return [position, value];
  });
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return weighed.map(([position, value]) => [position, value * scale]);
}
