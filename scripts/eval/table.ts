import stringWidth from 'string-width';

/** Lays rows out in columns: the first left-aligned, the others right-aligned. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0
          ? cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))
          : ' '.repeat((widths[column] ?? 0) - stringWidth(cell)) + cell,
      )
      .join('  ');
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** A share as a percentage with one digit; "-" when there is nothing to share. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${((100 * part) / whole).toFixed(1)}` : '-';
}
