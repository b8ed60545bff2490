import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { rightSingularVectors, type SparseMatrix } from '../../../src/retrieval/embeddings/singular-vectors.js';
import { randomUnitVectors } from '../../support/random-vectors.js';

function toSparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const columns: number[] = [];
  const values: number[] = [];
  const rowStarts = [0];
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      if (value === 0) continue;
      columns.push(column);
      values.push(value);
    }
    rowStarts.push(columns.length);
  }
  return {
    rowCount: rows.length,
    columnCount: rows[0]?.length ?? 0,
    rowStarts: Uint32Array.from(rowStarts),
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
  };
}

/** Low rank plus a little noise, as term matrices are. */
function testRows(rowCount: number, columnCount: number): number[][] {
  const left = randomUnitVectors(rowCount, 6, 5);
  const right = randomUnitVectors(columnCount, 6, 6);
  const noise = randomUnitVectors(rowCount, columnCount, 7);
  return left.map((a, row) =>
    right.map(
      (b, column) =>
        a.reduce((sum, value, index) => sum + (value * (b[index] ?? 0) * 10) / (1 + index), 0) +
        0.01 * (noise[row]?.[column] ?? 0),
    ),
  );
}

describe('rightSingularVectors()', () => {
  test.each([
    ['tall', 60, 25],
    ['wide', 25, 60],
    ['square', 30, 30],
  ])('spans the same directions as a full decomposition: %s', (_name, rowCount, columnCount) => {
    const rows = testRows(rowCount, columnCount);
    const { basis, count } = rightSingularVectors(toSparse(rows), 4);
    expect(count).toBe(4);
    const full = new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true }).rightSingularVectors;
    for (let direction = 0; direction < 4; direction += 1) {
      let dot = 0;
      for (let column = 0; column < columnCount; column += 1)
        dot += (basis[column * count + direction] ?? 0) * full.get(column, direction);
      // The sign of a singular vector is free.
      expect(Math.abs(dot)).toBeCloseTo(1, 2);
    }
  });

  test('gives orthonormal directions', () => {
    const { basis, count } = rightSingularVectors(toSparse(testRows(40, 30)), 5);
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b <= a; b += 1) {
        let dot = 0;
        for (let column = 0; column < 30; column += 1)
          dot += (basis[column * count + a] ?? 0) * (basis[column * count + b] ?? 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 3);
      }
    }
  });

  test('gives fewer directions when the rank is lower', () => {
    const rows = Array.from({ length: 10 }, (_, row) => [row, 2 * row, 0, 0]);
    expect(rightSingularVectors(toSparse(rows), 3).count).toBe(1);
  });

  test('gives none for a matrix without rows, columns or values', () => {
    expect(rightSingularVectors(toSparse([]), 3).count).toBe(0);
    expect(
      rightSingularVectors(
        toSparse([
          [0, 0],
          [0, 0],
        ]),
        2,
      ).count,
    ).toBe(0);
  });

  test('gives the same every time', () => {
    const matrix = toSparse(testRows(30, 20));
    expect(rightSingularVectors(matrix, 4)).toEqual(rightSingularVectors(matrix, 4));
  });
});
