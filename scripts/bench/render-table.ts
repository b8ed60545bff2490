import { isMet, type Measurement } from './measurement.js';

/** The measurements as lines of a Markdown table. */
export function renderTable(measurements: readonly Measurement[]): string {
  const header = ['corpus', 'measure', 'ours', 'peer', 'theirs', 'ours ÷ theirs', 'target'];
  const rows = measurements.map((measurement) => {
    const { corpus, name, unit, ours, peer, target } = measurement;
    return [
      corpus === 'shipped' ? corpus : corpus.toLocaleString('en'),
      name,
      `${format(ours)} ${unit}`,
      peer?.name ?? '',
      peer ? `${format(peer.value)} ${unit}` : '',
      peer ? `${format(ours / peer.value)}×` : '',
      target ? `${isMet(target) ? 'ok' : 'MISSED'}: ${target.text}` : '',
    ];
  });
  const widths = header.map((title, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? title).length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

function format(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  if (value >= 10) return value.toFixed(1);
  if (value >= 0.1) return value.toFixed(2);
  return value.toPrecision(2);
}
