/** One judged question: its features and whether the sources answer it. */
export interface LabelledExample {
  readonly features: readonly number[];
  readonly isAnswerable: boolean;
  readonly weight: number;
}

export interface LogisticModel {
  /** What each feature is measured from. */
  readonly mean: number[];
  readonly scale: number[];
  readonly coefficients: number[];
  readonly intercept: number;
}

/** Logistic regression on standardised features with a ridge penalty, by Newton's method. */
export function fitLogistic(examples: readonly LabelledExample[], ridge: number): LogisticModel {
  const size = examples[0]?.features.length ?? 0;
  const total = examples.reduce((sum, example) => sum + example.weight, 0);
  const mean = Array.from(
    { length: size },
    (_, index) => examples.reduce((sum, example) => sum + example.weight * (example.features[index] ?? 0), 0) / total,
  );
  const scale = mean.map(
    (center, index) =>
      Math.sqrt(
        examples.reduce((sum, example) => sum + example.weight * ((example.features[index] ?? 0) - center) ** 2, 0) /
          total,
      ) || 1,
  );
  const rows = examples.map((example) => [
    1,
    ...example.features.map((value, index) => (value - (mean[index] ?? 0)) / (scale[index] ?? 1)),
  ]);
  let weights = new Array<number>(size + 1).fill(0);
  for (let iteration = 0; iteration < 30; iteration += 1) {
    const gradient = weights.map((value, index) => (index === 0 ? 0 : ridge * value));
    const hessian = weights.map((_, a) => weights.map((__, b) => (a === b ? (a === 0 ? 1e-6 : ridge) : 0)));
    for (const [index, row] of rows.entries()) {
      const example = examples[index];
      if (!example) continue;
      const probability = 1 / (1 + Math.exp(-dot(weights, row)));
      const error = example.weight * (probability - (example.isAnswerable ? 1 : 0));
      const curvature = example.weight * Math.max(1e-6, probability * (1 - probability));
      for (let a = 0; a <= size; a += 1) {
        gradient[a] = (gradient[a] ?? 0) + error * (row[a] ?? 0);
        const hessianRow = hessian[a];
        if (hessianRow)
          for (let b = 0; b <= size; b += 1)
            hessianRow[b] = (hessianRow[b] ?? 0) + curvature * (row[a] ?? 0) * (row[b] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((value, index) => value - (step[index] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  const [intercept = 0, ...coefficients] = weights;
  return { mean, scale, coefficients, intercept };
}

export function logisticProbability(model: LogisticModel, features: readonly number[]): number {
  let sum = model.intercept;
  for (const [index, value] of features.entries())
    sum += ((model.coefficients[index] ?? 0) * (value - (model.mean[index] ?? 0))) / (model.scale[index] || 1);
  return 1 / (1 + Math.exp(-sum));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** Gaussian elimination with partial pivoting. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let row = 0; row < size; row += 1) {
      if (row === column || at(column, column) === 0) continue;
      const factor = at(row, column) / at(column, column);
      const target = rows[row];
      if (target)
        for (let index = column; index <= size; index += 1)
          target[index] = (target[index] ?? 0) - factor * at(column, index);
    }
  }
  return rows.map((row, index) => ((row[index] ?? 0) === 0 ? 0 : (row[size] ?? 0) / (row[index] ?? 1)));
}
