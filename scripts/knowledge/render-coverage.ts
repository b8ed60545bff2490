import { StatesideError } from '../../src/error.js';
import type { Coverage, CoverageCell } from '../../src/knowledge/coverage.js';
import { formatTable } from '../eval/table.js';

const start = '<!-- coverage: written by "npm run knowledge -- --readme" -->';
const end = '<!-- end of coverage -->';
/** Of the oldest claims about "now". */
const shownClaims = 10;

/** The coverage for a terminal. */
export function renderCoverage(coverage: Coverage): string {
  const { topics, rows } = coverage;
  const header = ['maker', 'all', ...topics.map(({ id }) => id)];
  const cells = ({ count, newest }: CoverageCell) => (count === 0 ? '·' : `${count} ${newest?.slice(0, 7)}`);
  const table = formatTable(
    header,
    rows.map((row) => [row.name, cells(row), ...row.cells.map(cells)]),
  );
  const claims = coverage.presentClaims
    .slice(0, shownClaims)
    .map(({ articleId, published, sentence }) => `  ${published}  ${articleId}\n    ${sentence}`);
  return [
    summary(coverage),
    '',
    'Articles and the date of the newest, by maker and topic:',
    table,
    '',
    'Thin spots, among what stands between a maker and the market:',
    ...thinLines(coverage).map((line) => `  ${line}`),
    '',
    'The oldest "now" claims: the newest article on a maker and a hurdle is told as how things are',
    ...coverage.lastWords
      .slice(0, shownClaims)
      .map(({ name, topicId, articleId, published }) => `  ${published.padEnd(10)}  ${name}, ${topicId}: ${articleId}`),
    '',
    'The oldest sentences that speak of the present, in articles that no other overtakes:',
    ...claims,
    '',
  ].join('\n');
}

/** The same figures for README. */
export function renderCoverageMarkdown(coverage: Coverage): string {
  const { topics, rows } = coverage;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cells = ({ count, newest }: CoverageCell) => (count === 0 ? '' : `${count}, ${newest?.slice(0, 4)}`);
  return [
    `${summary(coverage)} Each cell: articles, year of the newest.`,
    '',
    line(['maker', 'all', ...topics.map(({ id }) => id)]),
    line(['---', ...Array.from({ length: topics.length + 1 }, () => '--:')]),
    ...rows.map((row) => line([row.name, cells(row), ...row.cells.map(cells)])),
    '',
    `Thin spots: ${thinLines(coverage).join('; ')}.`,
    '',
    `Oldest "now" claims, by the newest article on a maker and a hurdle: ${coverage.lastWords
      .slice(0, 8)
      .map(({ name, topicId, published }) => `${name}, ${topicId} (${published})`)
      .join('; ')}.`,
  ].join('\n');
}

/** Puts the figures between README's markers. @throws {StatesideError} When README has no such place. */
export function insertCoverage(readme: string, coverage: string): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from)
    throw new StatesideError('Cannot write the coverage: README.md has no place for it', {
      remedy: `add the lines "${start}" and "${end}"`,
    });
  return `${readme.slice(0, from + start.length)}\n\n${coverage}\n\n${readme.slice(to)}`;
}

function summary({ articleCount, oldest, newest }: Coverage): string {
  return articleCount === 0 ? 'No articles.' : `${articleCount} articles, published from ${oldest} to ${newest}.`;
}

function thinLines({ thin }: Coverage): string[] {
  return thin.map(({ name, none, one }) =>
    [
      ...(none.length > 0 ? [`${name}: nothing on ${none.join(', ')}`] : [`${name}:`]),
      ...(one.length > 0 ? [`one article on ${one.join(', ')}`] : []),
    ]
      .join(none.length > 0 ? '; ' : ' ')
      .replace('; one', ', one'),
  );
}
