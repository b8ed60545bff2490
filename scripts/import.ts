import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { config as readDotEnv } from 'dotenv';
import { loadConfig, loadImportConfig } from '../src/config.js';
import { describeError, StatesideError } from '../src/error.js';
import { PublishedDate } from '../src/knowledge/article.js';
import { type ImportOptions, type ImportOutcome, importSources } from '../src/knowledge/import/import-sources.js';
import { readGlossary } from '../src/knowledge/read-articles.js';
import { resolveFolders } from '../src/main/compose.js';
import { progressBar } from '../src/main/progress-bar.js';
import { userAgent } from '../src/main/user-agent.js';
import { openIndex } from '../src/retrieval/open-index.js';
import { chooseDrafts } from './import/choose-drafts.js';
import { importProgress } from './import/import-progress.js';
import { renderReport } from './import/render-report.js';

const usage = `Usage: npm run import -- [options] SOURCE…

Makes articles of web pages, feeds (RSS, Atom), sitemaps, and of local HTML, Markdown, text and PDF files or folders.
Without --yes the articles wait in a review folder until you have read them.

  --yes               put the articles in the knowledge folder and index them at once
  --knowledge DIR     another folder of articles
  --title, --publisher, --author, --published, --url TEXT
                      for sources that do not say it themselves
  --charset NAME      for sources that name none, or a wrong one
  --allow-loopback    also fetch from this machine: for trying it out and for tests
  --help              show this text
`;

async function main(): Promise<void> {
  const { values, positionals: sources } = readArguments();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (sources.length === 0)
    throw new StatesideError('Cannot import: no source was named', {
      remedy: 'name an address, a file or a folder; see --help',
    });
  readDotEnv({ quiet: true });
  const config = loadConfig(process.env);
  const folders = resolveFolders(config, values.knowledge);
  const reviewFolder = path.join(folders.dataFolder, 'review');
  const { glossary } = await readGlossary(folders.glossaryFolders);
  const bar = importProgress(process.stderr);
  const run = (from: readonly string[], outputFolder: string) => {
    const options: ImportOptions = {
      knowledgeFolder: folders.knowledgeFolder,
      outputFolder,
      glossary,
      userAgent,
      mayBeLoopback: values['allow-loopback'] || loadImportConfig(process.env).mayFetchLoopback,
      ...(values.charset === undefined ? {} : { charset: values.charset }),
      defaults: readDefaults(values),
      today: new Date(),
      onProgress: bar.update,
    };
    return importSources(from, options).finally(bar.clear);
  };

  // What lies in the review folder was drafted before: it is taken over as it is.
  const reviewed = sources.filter((source) => isInside(source, reviewFolder));
  const fresh = sources.filter((source) => !isInside(source, reviewFolder));
  const outcomes = [...(await run(fresh, values.yes ? folders.knowledgeFolder : reviewFolder))];
  let taken = reviewed;
  if (!values.yes) {
    const drafts = outcomes.filter((outcome) => outcome.kind === 'written');
    if (drafts.length > 0) {
      process.stdout.write(renderReport(outcomes, { verb: 'Drafted' }));
      taken = [...reviewed, ...(await chooseDrafts(drafts, reviewFolder))];
    }
  }
  const takenOver = taken.length === 0 ? [] : await run(taken, folders.knowledgeFolder);
  await dropFromReview(takenOver, reviewFolder);
  const isDrafted = !values.yes && outcomes.some(({ kind }) => kind === 'written');
  process.stdout.write(renderReport(isDrafted ? takenOver : [...outcomes, ...takenOver], { verb: 'Imported' }));
  const all = [...outcomes, ...takenOver];
  if ((values.yes ? all : takenOver).some(({ kind }) => kind === 'written')) {
    await reindex(folders);
  }
  if (all.some(({ kind }) => kind === 'failed')) process.exitCode = 1;
}

function isInside(source: string, folder: string): boolean {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(source)) return false;
  const relative = path.relative(folder, path.resolve(source));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

async function dropFromReview(outcomes: readonly ImportOutcome[], reviewFolder: string): Promise<void> {
  for (const { kind, source } of outcomes)
    if (kind === 'written' && isInside(source, reviewFolder)) await rm(source, { force: true });
}

async function reindex(folders: ReturnType<typeof resolveFolders>): Promise<void> {
  const bar = progressBar(process.stderr);
  const index = await openIndex({
    knowledgeFolder: folders.knowledgeFolder,
    glossaryFolders: folders.glossaryFolders,
    dataFolder: folders.indexFolder,
    onProgress: bar.update,
  }).finally(bar.clear);
  const { articleCount, passageCount } = await index.store.statistics();
  await index.close();
  process.stdout.write(`Indexed: ${articleCount} articles, ${passageCount} passages.\n`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        yes: { type: 'boolean', default: false, short: 'y' },
        knowledge: { type: 'string' },
        title: { type: 'string' },
        publisher: { type: 'string' },
        author: { type: 'string' },
        published: { type: 'string' },
        url: { type: 'string' },
        charset: { type: 'string' },
        'allow-loopback': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new StatesideError(`Cannot read the options: ${describeError(cause)}`, { remedy: 'see --help', cause });
  }
}

function readDefaults(values: ReturnType<typeof readArguments>['values']): NonNullable<ImportOptions['defaults']> {
  if (values.published !== undefined && !PublishedDate.safeParse(values.published).success)
    throw new StatesideError(`Cannot import: --published "${values.published}" is no date`, {
      remedy: 'write 2018, 2018-03 or 2018-03-27',
    });
  if (values.url !== undefined && !/^https?:\/\/./.test(values.url))
    throw new StatesideError(`Cannot import: --url "${values.url}" is no web address`, {
      remedy: 'write one such as https://example.org/story',
    });
  const given = Object.entries(values).filter(
    ([key, value]) => /^(?:title|publisher|author|published|url)$/.test(key) && value !== undefined,
  );
  return Object.fromEntries(given);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
