import { createRequire } from 'node:module';

/** A sparse matrix by rows: row r has `columns[i]`, `values[i]` for i from `rowStarts[r]` to `rowStarts[r + 1]`. */
export interface SparseMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStarts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Extra random directions beyond those asked for, and passes over the matrix: both sharpen the small values. */
const oversampling = 12;
const powerIterations = 3;

/**
 * The leading right singular vectors of a sparse matrix, by the randomised range finder with power iterations, worked
 * on the shorter side of the matrix. Deterministic: the random start has a fixed seed.
 * @returns Row-major by column of the matrix: `basis[column * count + direction]`, strongest direction first; fewer
 * directions when the rank is lower.
 * @see Halko, Martinsson and Tropp 2011, https://arxiv.org/abs/0909.4061, algorithms 4.4 and 5.1
 */
export function rightSingularVectors(matrix: SparseMatrix, wanted: number): { basis: Float32Array; count: number } {
  const isWide = matrix.rowCount < matrix.columnCount;
  const forth = isWide ? multiplyTransposed : multiply;
  const back = isWide ? multiply : multiplyTransposed;
  const size = isWide ? matrix.rowCount : matrix.columnCount;
  const width = Math.min(wanted + oversampling, matrix.rowCount, matrix.columnCount);
  if (width <= 0) return { basis: new Float32Array(0), count: 0 };
  let range = gaussian(size * width);
  for (let pass = 0; pass < powerIterations; pass += 1) {
    range = back(matrix, forth(matrix, range, width), width);
    orthonormalizeColumns(range, size, width, pass === powerIterations - 1 ? 2 : 1);
  }
  const projected = forth(matrix, range, width);
  // Loaded only to fit: it would add some 80 ms to every start.
  const { EigenvalueDecomposition, Matrix } = createRequire(import.meta.url)('ml-matrix') as typeof import('ml-matrix');
  const gram = Matrix.zeros(width, width);
  for (let offset = 0; offset < projected.length; offset += width) {
    for (let a = 0; a < width; a += 1) {
      const value = projected[offset + a] as number;
      if (value === 0) continue;
      for (let b = a; b < width; b += 1) gram.set(a, b, gram.get(a, b) + value * (projected[offset + b] as number));
    }
  }
  for (let a = 0; a < width; a += 1) for (let b = 0; b < a; b += 1) gram.set(a, b, gram.get(b, a));
  const eigen = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const strongest = Math.max(0, ...eigen.realEigenvalues);
  const order = [...eigen.realEigenvalues.keys()]
    .filter((index) => (eigen.realEigenvalues[index] as number) > strongest * 1e-9)
    .sort((a, b) => (eigen.realEigenvalues[b] as number) - (eigen.realEigenvalues[a] as number))
    .slice(0, wanted);
  // On the long side the projection already holds the vectors, stretched by their singular values.
  const source = isWide ? projected : range;
  const count = order.length;
  const basis = new Float32Array(matrix.columnCount * count);
  const eigenvectors = order.map((index) => eigen.eigenvectorMatrix.getColumn(index));
  const scales = order.map((index) => (isWide ? 1 / Math.sqrt(eigen.realEigenvalues[index] as number) : 1));
  for (let column = 0; column < matrix.columnCount; column += 1) {
    for (const [direction, vector] of eigenvectors.entries()) {
      let sum = 0;
      for (let a = 0; a < width; a += 1) sum += (source[column * width + a] as number) * (vector[a] as number);
      basis[column * count + direction] = sum * (scales[direction] as number);
    }
  }
  return { basis, count };
}

/** Matrix times dense (columnCount × width) → rowCount × width. */
function multiply(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const result = new Float32Array(matrix.rowCount * width);
  for (let row = 0; row < matrix.rowCount; row += 1) {
    const target = row * width;
    const end = matrix.rowStarts[row + 1] ?? 0;
    for (let entry = matrix.rowStarts[row] ?? 0; entry < end; entry += 1) {
      const value = matrix.values[entry] ?? 0;
      const source = (matrix.columns[entry] ?? 0) * width;
      for (let index = 0; index < width; index += 1) {
        result[target + index] = (result[target + index] as number) + value * (dense[source + index] as number);
      }
    }
  }
  return result;
}

/** Transposed matrix times dense (rowCount × width) → columnCount × width. */
function multiplyTransposed(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const result = new Float32Array(matrix.columnCount * width);
  for (let row = 0; row < matrix.rowCount; row += 1) {
    const source = row * width;
    const end = matrix.rowStarts[row + 1] ?? 0;
    for (let entry = matrix.rowStarts[row] ?? 0; entry < end; entry += 1) {
      const value = matrix.values[entry] ?? 0;
      const target = (matrix.columns[entry] ?? 0) * width;
      for (let index = 0; index < width; index += 1) {
        result[target + index] = (result[target + index] as number) + value * (dense[source + index] as number);
      }
    }
  }
  return result;
}

/** Modified Gram-Schmidt on the columns of a row-major matrix, repeated for accuracy; a column that vanishes becomes zero. */
function orthonormalizeColumns(values: Float32Array, rows: number, width: number, passes: number): void {
  // Worked on column by column: the transposed copy keeps the inner loops contiguous.
  const columns: Float64Array[] = [];
  for (let column = 0; column < width; column += 1) {
    const current = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) current[row] = values[row * width + column] as number;
    for (let pass = 0; pass < passes; pass += 1) {
      for (const earlier of columns) {
        let dot = 0;
        for (let row = 0; row < rows; row += 1) dot += (current[row] as number) * (earlier[row] as number);
        for (let row = 0; row < rows; row += 1)
          current[row] = (current[row] as number) - dot * (earlier[row] as number);
      }
    }
    let squares = 0;
    for (let row = 0; row < rows; row += 1) squares += (current[row] as number) ** 2;
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
    for (let row = 0; row < rows; row += 1) {
      current[row] = (current[row] as number) * scale;
      values[row * width + column] = current[row] as number;
    }
    columns.push(current);
  }
}

/** Standard normal numbers from a fixed seed (xorshift and Box-Muller). */
function gaussian(length: number): Float32Array {
  let state = 0x9e3779b9;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
  return Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}
