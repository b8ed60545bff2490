/**
 * An ensemble of regression trees in flat arrays. Inner node n: goes left when `input[feature[n]] <= threshold[n]`;
 * a leaf has feature -1 and its value in `threshold`. `roots` are the first nodes of the trees.
 */
export interface TreeEnsemble {
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The sum of the leaves that an input reaches. */
export function scoreWithTrees(trees: TreeEnsemble, input: Float32Array): number {
  let score = 0;
  for (const root of trees.roots) {
    let node = root;
    for (;;) {
      const feature = trees.feature[node] as number;
      if (feature < 0) break;
      node =
        (input[feature] as number) <= (trees.threshold[node] as number)
          ? (trees.left[node] as number)
          : (trees.right[node] as number);
    }
    score += trees.threshold[node] as number;
  }
  return score;
}
