import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { config as readDotEnv } from 'dotenv';
import { loadModelConfig } from '../src/config.js';
import { describeError } from '../src/error.js';
import { loadModels } from '../src/main/load-models.js';
import { openIndex } from '../src/retrieval/open-index.js';
import { evaluateBeir, evaluateQa } from './eval/collections.js';
import { EvalQuestion, evalFolder, readJsonLines } from './eval/datasets.js';
import { compareWithModel } from './eval/generated.js';
import { ablation, reportHalf } from './eval/own-questions.js';
import { renderPageScores, scorePages } from './eval/pages.js';
import { verifierTable } from './eval/verifier-table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const print = (text: string) => process.stdout.write(`${text}\n`);

const usage = `Usage: npm run eval -- [options]

  (none)             the development questions over the shipped articles, with baselines and ablation
  --half fit         only one half (fit or validate) or the everyday questions (everyday); --verbose lists what was missed
  --json FILE        write the figures of the development questions as JSON too
  --beir DIR         score a collection in BEIR's form; --run FILE writes the ranking in TREC form
  --qa DIR           score a folder with knowledge/ and questions.jsonl
  --pages DIR        score what import finds on pages (NAME/source.html, expected.md, expected.json) beside Readability
  --verify           how well claims are verified, on the labelled pairs of test/answer/verify
  --model NAME       the development questions through a model too (openai:NAME, anthropic:NAME, ollama:NAME; base URL
                     and key from the environment); --price IN,OUT in dollars for a million tokens; --limit N questions
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
      verify: { type: 'boolean', default: false },
      model: { type: 'string' },
      price: { type: 'string' },
      limit: { type: 'string' },
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
  if (values.verify) {
    print(verifierTable(root));
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
  if (values.model !== undefined) {
    readDotEnv({ quiet: true });
    const { generator } = await loadModels({
      ...loadModelConfig({ ...process.env, CHAT_MODEL: values.model, EMBEDDINGS: 'local' }),
      allowance: { perPerson: 1e12, perServer: 1e12, inAll: 1e12 },
    });
    if (!generator) throw new Error(`There is no model "${values.model}"`);
    const half = values.half === 'fit' ? 'fit' : 'validate';
    const questions = readJsonLines(path.join(folder, `${half}.jsonl`), EvalQuestion).slice(
      0,
      Number(values.limit ?? 1e9),
    );
    const [input = Number.NaN, output = Number.NaN] = (values.price ?? '').split(',').map(Number);
    const prices =
      Number.isFinite(input) && Number.isFinite(output) && values.price !== undefined ? { input, output } : null;
    print(
      await compareWithModel(index, generator, questions, prices, (done) => {
        process.stderr.write(`\r${done}/${questions.length}`);
      }),
    );
    await index.close();
    return;
  }
  const figures: Record<string, unknown> = {};
  for (const half of ['fit', 'validate', 'everyday'] as const) {
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
