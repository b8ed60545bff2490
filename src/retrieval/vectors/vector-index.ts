/** A stored vector close to the one asked for. */
export interface Neighbor {
  /** The passage key that the vector was added under. */
  readonly key: number;
  /** Cosine similarity, -1 to 1. */
  readonly similarity: number;
}

/**
 * Finds the stored vectors nearest to a given one by cosine similarity. Implementations pass one contract suite:
 * test/retrieval/vectors/vector-index.contract.ts.
 */
export interface VectorIndex {
  readonly dimensions: number;
  readonly size: number;
  /** Adds or replaces a vector. @throws {RangeError} When it has another number of dimensions. */
  add(key: number, vector: Float32Array): void;
  /** A removed key is never returned again; removing an absent one does nothing. */
  remove(key: number): void;
  keys(): number[];
  /** Keys that were removed but still take up room in the written form. */
  readonly removedKeys: readonly number[];
  /**
   * @returns At most `count` neighbors, most similar first, ties by key; a zero vector has none.
   * @param accept Leaves out keys for which it is false.
   */
  nearest(vector: Float32Array, count: number, accept?: (key: number) => boolean): Neighbor[];
  /** Writes everything needed to open it again. */
  write(filePath: string): void;
}
