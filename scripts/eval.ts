import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeError } from '../src/error.js';
import { openIndex } from '../src/retrieval/open-index.js';
import { evaluateBeir, evaluateQa } from './eval/collections.js';
import { evalFolder } from './eval/datasets.js';
import { ablation, reportHalf } from './eval/own-questions.js';
import { renderPageScores, scorePages } from './eval/pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const print = (text: string) => process.stdout.write(`${text}\n`);

const usage = `Usage: npm run eval -- [options]

  (none)             the development questions over the shipped articles, with baselines and ablation
  --half fit         only one half (fit or validate); --verbose lists what was missed
  --json FILE        write the figures of the development questions as JSON too
  --beir DIR         score a collection in BEIR's form; --run FILE writes the ranking in TREC form
  --qa DIR           score a folder with knowledge/ and questions.jsonl
  --pages DIR        score what import finds on pages (NAME/source.html, expected.md, expected.json) beside Readability
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      half: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      json: { type: 'string' },
      beir: { type: 'string' },
      run: { type: 'string' },
      qa: { type: 'string' },
      pages: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return;
  }
  if (values.pages !== undefined) {
    print(renderPageScores(await scorePages(values.pages), values.verbose));
    return;
  }
  if (values.beir !== undefined) {
    print(JSON.stringify(await evaluateBeir(values.beir, values.run), null, 2));
    return;
  }
  const knowledgeFolder = path.join(root, 'knowledge');
  if (values.qa !== undefined) {
    print(JSON.stringify(await evaluateQa(values.qa, knowledgeFolder), null, 2));
    return;
  }
  const index = await openIndex({
    knowledgeFolder,
    glossaryFolders: [knowledgeFolder],
    dataFolder: evalFolder('own', knowledgeFolder),
  });
  const folder = path.join(root, 'test/questions');
  const figures: Record<string, unknown> = {};
  for (const half of ['fit', 'validate'] as const) {
    if (values.half !== undefined && values.half !== half) continue;
    const report = await reportHalf(index, folder, half, { verbose: values.verbose });
    figures[half] = report.figures;
    print(`${report.lines.join('\n')}\n`);
  }
  if (values.half === undefined) print(await ablation(index, folder));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  await index.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
