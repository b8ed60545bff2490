import type { TreeEnsemble } from '../../src/answer/select/gradient-boosted-trees.js';

/** The candidates of one question: features row by row, and which of them are right. */
export interface RankingGroup {
  readonly rows: readonly Float32Array[];
  readonly labels: readonly number[];
  readonly weight: number;
}

export interface TrainingOptions {
  readonly treeCount: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Features that the trees may not look at. */
  readonly without?: readonly number[];
}

const binCount = 48;
const regularisation = 5;
const leastHessian = 2;
const sampleShare = 0.7;
const featureShare = 0.6;

/**
 * Gradient boosted regression trees for ranking, with the listwise softmax loss: the right candidates of a question
 * share its probability mass (Cao et al. 2007, ListNet; Friedman 2001 for the boosting; second order as in Chen and
 * Guestrin 2016). Deterministic. Groups without a right candidate teach nothing and are left out.
 */
export function trainRankingTrees(
  groups: readonly RankingGroup[],
  options: TrainingOptions,
  onTree: (index: number, ensemble: TreeEnsemble) => void = () => {},
): TreeEnsemble {
  const useful = groups.filter((group) => group.labels.some((label) => label > 0) && group.rows.length > 1);
  const featureCount = useful[0]?.rows[0]?.length ?? 0;
  const allowed = Array.from({ length: featureCount }, (_, index) => index).filter(
    (index) => !options.without?.includes(index),
  );
  const starts: number[] = [0];
  for (const group of useful) starts.push((starts.at(-1) ?? 0) + group.rows.length);
  const rowCount = starts.at(-1) ?? 0;
  const thresholds = Array.from({ length: featureCount }, (_, feature) => quantiles(useful, feature));
  const bins = thresholds.map((cuts, feature) => {
    const column = new Uint8Array(rowCount);
    let row = 0;
    for (const group of useful) for (const values of group.rows) column[row++] = binOf(cuts, values[feature] ?? 0);
    return column;
  });
  const scores = new Float64Array(rowCount);
  const gradients = new Float64Array(rowCount);
  const hessians = new Float64Array(rowCount);
  const ensemble = {
    roots: [] as number[],
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
  };
  const random = generator(7);
  for (let tree = 0; tree < options.treeCount; tree += 1) {
    const sample: number[] = [];
    for (const [index, group] of useful.entries()) {
      const from = starts[index] ?? 0;
      let largest = Number.NEGATIVE_INFINITY;
      for (let row = from; row < from + group.rows.length; row += 1) largest = Math.max(largest, scores[row] as number);
      let total = 0;
      for (let row = from; row < from + group.rows.length; row += 1)
        total += Math.exp((scores[row] as number) - largest);
      const labelSum = group.labels.reduce((sum, label) => sum + label, 0);
      for (let row = from; row < from + group.rows.length; row += 1) {
        const probability = Math.exp((scores[row] as number) - largest) / total;
        gradients[row] = group.weight * (probability - (group.labels[row - from] ?? 0) / labelSum);
        hessians[row] = group.weight * Math.max(1e-4, probability * (1 - probability));
      }
      if (random() < sampleShare) for (let row = from; row < from + group.rows.length; row += 1) sample.push(row);
    }
    const features = allowed.filter(() => random() < featureShare);
    ensemble.roots.push(ensemble.feature.length);
    growNode(Uint32Array.from(sample), options.depth, features.length > 0 ? features : allowed);
    const root = ensemble.roots.at(-1) as number;
    for (let row = 0; row < rowCount; row += 1) {
      let node = root;
      while ((ensemble.feature[node] as number) >= 0) {
        const cut = splitBins[node] as number;
        node =
          (bins[ensemble.feature[node] as number]?.[row] as number) <= cut
            ? (ensemble.left[node] as number)
            : (ensemble.right[node] as number);
      }
      scores[row] = (scores[row] as number) + (ensemble.threshold[node] as number);
    }
    onTree(tree, ensemble);
  }
  return ensemble;

  function growNode(rows: Uint32Array, depth: number, features: readonly number[]): number {
    const node = ensemble.feature.length;
    let gradientSum = 0;
    let hessianSum = 0;
    for (const row of rows) {
      gradientSum += gradients[row] as number;
      hessianSum += hessians[row] as number;
    }
    ensemble.feature.push(-1);
    ensemble.threshold.push((-gradientSum / (hessianSum + regularisation)) * options.learningRate);
    ensemble.left.push(-1);
    ensemble.right.push(-1);
    if (depth === 0 || hessianSum < 2 * leastHessian) return node;
    let best = { gain: 1e-6, feature: -1, bin: 0 };
    const parent = gradientSum ** 2 / (hessianSum + regularisation);
    const g = new Float64Array(binCount);
    const h = new Float64Array(binCount);
    for (const feature of features) {
      const column = bins[feature] as Uint8Array;
      g.fill(0);
      h.fill(0);
      for (let index = 0; index < rows.length; index += 1) {
        const row = rows[index] as number;
        const bin = column[row] as number;
        g[bin] = (g[bin] as number) + (gradients[row] as number);
        h[bin] = (h[bin] as number) + (hessians[row] as number);
      }
      let leftGradient = 0;
      let leftHessian = 0;
      for (let bin = 0; bin < (thresholds[feature]?.length ?? 0); bin += 1) {
        leftGradient += g[bin] as number;
        leftHessian += h[bin] as number;
        if (leftHessian < leastHessian) continue;
        if (hessianSum - leftHessian < leastHessian) break;
        const gain =
          leftGradient ** 2 / (leftHessian + regularisation) +
          (gradientSum - leftGradient) ** 2 / (hessianSum - leftHessian + regularisation) -
          parent;
        if (gain > best.gain) best = { gain, feature, bin };
      }
    }
    if (best.feature < 0) return node;
    const column = bins[best.feature] as Uint8Array;
    ensemble.feature[node] = best.feature;
    ensemble.threshold[node] = thresholds[best.feature]?.[best.bin] ?? 0;
    splitBins[node] = best.bin;
    ensemble.left[node] = growNode(
      rows.filter((row) => (column[row] as number) <= best.bin),
      depth - 1,
      features,
    );
    ensemble.right[node] = growNode(
      rows.filter((row) => (column[row] as number) > best.bin),
      depth - 1,
      features,
    );
    return node;
  }
}

/** The split of each inner node as a bin, kept beside the threshold while training. */
const splitBins: number[] = [];

function quantiles(groups: readonly RankingGroup[], feature: number): number[] {
  const step = Math.max(1, Math.floor(groups.length / 1500));
  const values = groups
    .filter((_, index) => index % step === 0)
    .flatMap((group) => group.rows.map((row) => row[feature] ?? 0));
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const middle = (index: number) => Math.fround(((distinct[index] ?? 0) + (distinct[index + 1] ?? 0)) / 2);
  if (distinct.length <= binCount) return distinct.slice(0, -1).map((_, index) => middle(index));
  values.sort((a, b) => a - b);
  return [
    ...new Set(
      Array.from(
        { length: binCount - 1 },
        (_, index) => values[Math.floor(((index + 1) * values.length) / binCount)] ?? 0,
      ),
    ),
  ].sort((a, b) => a - b);
}

function binOf(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
