import { describe, expect, test } from 'vitest';
import { insertCoverage, renderCoverage, renderCoverageMarkdown } from '../../scripts/knowledge/render-coverage.js';
import { measureCoverage } from '../../src/knowledge/coverage.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { articleSource, type FrontMatterLines } from '../support/articles.js';
import { importGlossary as glossary } from '../support/import.js';

const article = (id: string, keys: FrontMatterLines, text = 'Orchid won in court.') =>
  parseArticle(
    `${id}.md`,
    articleSource({ url: `https://example.org/${id}`, topics: '[patents]', ...keys }, `${text}\n`),
    glossary,
  );

const articles = [
  article('old', { makers: '[orchid]', published: '"2015"' }, 'Orchid currently sells no phone in Ohio.'),
  article(
    'new',
    { makers: '[orchid]', published: '"2024-05-03"', supersedes: '[gone]' },
    'Orchid sold phones in Ohio in May 2024.',
  ),
  article('gone', { makers: '[orchid]', published: '"2012"' }, 'Orchid is still a small firm today.'),
  article(
    'other',
    { makers: '[willow]', published: '"2019-01"', topics: '[]' },
    'Willow opened a plant in January 2019.',
  ),
];
const coverage = measureCoverage(articles, glossary);

describe('measureCoverage()', () => {
  test('counts articles by maker and topic, with the date of the newest', () => {
    const patents = coverage.topics.findIndex(({ id }) => id === 'patents');
    const orchid = coverage.rows.find(({ makerId }) => makerId === 'orchid');
    expect(orchid).toMatchObject({ count: 3, newest: '2024-05-03' });
    expect(orchid?.cells[patents]).toEqual({ count: 3, newest: '2024-05-03' });
    expect(coverage).toMatchObject({ articleCount: 4, oldest: '2012', newest: '2024-05-03' });
  });

  test('names the thin spots', () => {
    expect(coverage.thin.find(({ name }) => name === 'Willow')?.none).toContain('patents');
    expect(coverage.thin.find(({ name }) => name === 'Orchid')?.none).not.toContain('patents');
  });

  test('names the oldest claims about the present, but not what another article overtakes', () => {
    expect(coverage.presentClaims).toEqual([
      { articleId: 'old', published: '2015', sentence: 'Orchid currently sells no phone in Ohio.' },
    ]);
    expect(coverage.lastWords[0]).toEqual({
      name: 'Orchid',
      topicId: 'patents',
      articleId: 'new',
      published: '2024-05-03',
    });
  });

  test('is shown for a terminal and for README', () => {
    expect(renderCoverage(coverage)).toMatch(/^Orchid +3 2024-05 /m);
    expect(renderCoverage(coverage)).toContain('  2015  old\n    Orchid currently sells no phone in Ohio.');
    const page =
      'Before\n<!-- coverage: written by "npm run knowledge -- --readme" -->\nold\n<!-- end of coverage -->\nAfter\n';
    const written = insertCoverage(page, renderCoverageMarkdown(coverage));
    expect(written).toMatch(/^\| Orchid \| 3, 2024 \|/m);
    expect(written).not.toContain('\nold\n');
    expect(insertCoverage(written, renderCoverageMarkdown(coverage))).toBe(written);
    expect(() => insertCoverage('Nothing', '')).toThrow('README.md has no place for it');
  });

  test('of an empty folder is empty', () => {
    expect(renderCoverage(measureCoverage([], glossary))).toMatch(/^No articles\./);
  });
});
