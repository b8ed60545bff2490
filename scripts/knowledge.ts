import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { confirm, isCancel } from '@clack/prompts';
import { config as readDotEnv } from 'dotenv';
import { loadConfig } from '../src/config.js';
import { describeError, StatesideError } from '../src/error.js';
import { checkArticles } from '../src/knowledge/check-articles.js';
import { measureCoverage } from '../src/knowledge/coverage.js';
import { readGlossary } from '../src/knowledge/read-articles.js';
import { readFolder } from '../src/knowledge/read-folder.js';
import { type Folders, resolveFolders } from '../src/main/compose.js';
import { openIndex } from '../src/retrieval/open-index.js';
import { insertCoverage, renderCoverage, renderCoverageMarkdown } from './knowledge/render-coverage.js';

const usage = `Usage: npm run knowledge -- [command] [options]

  (none)             what the articles cover: maker by topic, thin spots, the oldest claims about "now"
  --readme           write the same figures into README.md
  check              look for faults in the articles; exit code 1 when there are any
  remove ID…         take articles out of the folder and the index
  --yes              remove without asking
  --knowledge DIR    another folder of articles
`;

const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, ...ids] = positionals;
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  readDotEnv({ quiet: true });
  const folders = resolveFolders(loadConfig(process.env), values.knowledge);
  if (command === undefined) await showCoverage(folders, values.readme);
  else if (command === 'check') await check(folders);
  else if (command === 'remove') await remove(folders, ids, values.yes);
  else throw new StatesideError(`Cannot do "${command}": there is no such command`, { remedy: 'see --help' });
}

async function showCoverage(folders: Folders, intoReadme: boolean): Promise<void> {
  const { glossary } = await readGlossary(folders.glossaryFolders);
  const { articles } = await readFolder(folders.knowledgeFolder, glossary);
  const coverage = measureCoverage(articles, glossary);
  if (!intoReadme) {
    print(renderCoverage(coverage));
    return;
  }
  const readmePath = fileURLToPath(new URL('../README.md', import.meta.url));
  const readme = readFileSync(readmePath, 'utf8');
  writeFileSync(readmePath, insertCoverage(readme, renderCoverageMarkdown(coverage)));
  print('README.md holds the figures of the articles.');
}

async function check(folders: Folders): Promise<void> {
  const { glossary } = await readGlossary(folders.glossaryFolders);
  const { articles, rejected } = await readFolder(folders.knowledgeFolder, glossary);
  const problems = checkArticles(articles, glossary);
  for (const { problem } of rejected) print(problem);
  for (const { articleId, problem } of problems) print(articleId === null ? problem : `${articleId}: ${problem}`);
  const count = rejected.length + problems.length;
  if (count > 0) process.exitCode = 1;
  print(
    `${articles.length} articles checked, ${count === 0 ? 'no fault' : count === 1 ? '1 fault' : `${count} faults`} found.`,
  );
}

async function remove(folders: Folders, ids: readonly string[], isSure: boolean): Promise<void> {
  if (ids.length === 0)
    throw new StatesideError('Cannot remove: no article was named', { remedy: 'name its id; ":sources" lists them' });
  const { glossary } = await readGlossary(folders.glossaryFolders);
  const { articles, fileNames } = await readFolder(folders.knowledgeFolder, glossary);
  const found = ids.map((id) => {
    const article = articles.find((candidate) => candidate.id === id);
    const fileName = fileNames.get(id);
    if (!article || fileName === undefined)
      throw new StatesideError(`Cannot remove "${id}": there is no article of that id`, {
        remedy: 'see ":sources" at the prompt for the ids',
      });
    return { article, file: path.join(folders.knowledgeFolder, fileName) };
  });
  for (const { article, file } of found)
    print(`${article.title} (${article.publisher}, ${article.published})\n  ${file}`);
  if (!isSure) {
    if (!process.stdin.isTTY)
      throw new StatesideError('Cannot ask whether to remove: there is no terminal', { remedy: 'add --yes' });
    const answer = await confirm({
      message: found.length === 1 ? 'Delete this file?' : `Delete these ${found.length} files?`,
    });
    if (isCancel(answer) || !answer) {
      print('Nothing was removed.');
      return;
    }
  }
  for (const { file } of found) await rm(file);
  const referring = articles.filter(
    ({ id, supersedes }) => !ids.includes(id) && supersedes.some((older) => ids.includes(older)),
  );
  for (const { id } of referring) print(`Note: ${id} still says that it supersedes it.`);
  const index = await openIndex({
    knowledgeFolder: folders.knowledgeFolder,
    glossaryFolders: folders.glossaryFolders,
    dataFolder: folders.indexFolder,
  });
  const { articleCount } = await index.store.statistics();
  await index.close();
  print(`Removed. ${articleCount} articles are indexed.`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        readme: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false, short: 'y' },
        knowledge: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new StatesideError(`Cannot read the options: ${describeError(cause)}`, { remedy: 'see --help', cause });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
