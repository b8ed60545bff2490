import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { insertCoverage, renderCoverageMarkdown } from '../scripts/knowledge/render-coverage.js';
import { buildTranscript, insertTranscript } from '../scripts/transcript/build-transcript.js';
import { measureCoverage } from '../src/knowledge/coverage.js';
import { readGlossary } from '../src/knowledge/read-articles.js';
import { readFolder } from '../src/knowledge/read-folder.js';
import { commands } from '../src/repl/commands.js';

const root = path.join(import.meta.dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

describe('README', () => {
  test('shows what the engine answers; "npm run transcript" rewrites it', async () => {
    expect(insertTranscript(readme, await buildTranscript())).toBe(readme);
  });

  test('shows what the articles cover; "npm run knowledge -- --readme" rewrites it', async () => {
    const { glossary } = await readGlossary([path.join(root, 'knowledge')]);
    const { articles } = await readFolder(path.join(root, 'knowledge'), glossary);
    expect(insertCoverage(readme, renderCoverageMarkdown(measureCoverage(articles, glossary)))).toBe(readme);
  });

  test('names every command of the prompt', () => {
    expect(commands.map(({ name }) => `:${name}`).filter((name) => !readme.includes(name))).toEqual([]);
  });

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z:]+(?:-[a-z]+)*)/g)].map((match) => match[1] ?? '');
    expect(named).toContain('repl');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('the example of an article is one that loads', async () => {
    const { parseArticle } = await import('../src/knowledge/parse-article.js');
    const { glossary } = await readGlossary([path.join(root, 'knowledge')]);
    const source = /```yaml\n(---\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(parseArticle('example.md', source, glossary)).toMatchObject({
      published: '2018-03',
      makers: ['xiaomi', 'huawei'],
    });
  });
});

describe('insertTranscript()', () => {
  const page = 'Before\n<!-- transcript: written by "npm run transcript" -->\nold\n<!-- end of transcript -->\nAfter\n';

  test('replaces what stands between the marks and nothing else', () => {
    const once = insertTranscript(page, '> $& $1 `new`');
    expect(once).toContain('```text\n> $& $1 `new`\n```');
    expect(once).not.toContain('old');
    expect(once.startsWith('Before\n')).toBe(true);
    expect(once.endsWith('\nAfter\n')).toBe(true);
    expect(insertTranscript(once, '> $& $1 `new`')).toBe(once);
  });

  test('says so when there is no place for it', () => {
    expect(() => insertTranscript('Nothing here', 'x')).toThrow('README.md has no place for it');
  });
});
