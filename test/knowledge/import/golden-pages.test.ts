import path from 'node:path';
import { expect, test } from 'vitest';
import { type PageScore, scorePages, sumCounts } from '../../../scripts/eval/pages.js';

const scores: PageScore[] = await scorePages(path.join(import.meta.dirname, '..', '..', 'fixtures', 'pages'));

/** Precision and recall below this, over all pages, mean that import got worse. */
const floor = 0.97;

test('there are at least 25 pages, each with sentences to find', () => {
  expect(scores.length).toBeGreaterThanOrEqual(25);
  expect(scores.filter(({ ours }) => ours.expected < 3).map(({ page }) => page)).toEqual([]);
});

test('the main text of the pages is found, and little else; more of it than Readability alone finds', () => {
  const { right, found, expected } = sumCounts(scores.map(({ ours }) => ours));
  expect(right / found).toBeGreaterThan(floor);
  expect(right / expected).toBeGreaterThan(floor);
  const alone = sumCounts(scores.map(({ readability }) => readability));
  expect(right / found).toBeGreaterThan(alone.right / alone.found);
});

test('no page is read so badly that its article would mislead', () => {
  const bad = scores.filter(({ ours: { right, found, expected } }) => right < found * 0.8 || right < expected * 0.8);
  expect(bad.map(({ page, differences }) => [page, differences])).toEqual([]);
});

test('nearly all titles, publishers, authors, dates and addresses are right', () => {
  const wrong = scores.flatMap(({ page, wrongMetadata }) => wrongMetadata.map((line) => `${page}: ${line}`));
  expect(wrong.length, wrong.join('\n')).toBeLessThan(scores.length / 10);
});
