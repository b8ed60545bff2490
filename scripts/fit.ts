import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeError } from '../src/error.js';
import { EvalQuestion, readJsonLines } from './eval/datasets.js';
import { fitAdapter } from './fit/fit-adapter.js';
import { fitAnswerability } from './fit/fit-answerability.js';
import { fitFusion } from './fit/fit-fusion.js';
import { type FitSource, fitRanker } from './fit/fit-ranker.js';
import { makeWordVectors } from './fit/make-word-vectors.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Fits what is learned: the sentence ranker and the decision not to answer.
 * --words DIR: the package of English word vectors to make the table of meanings from.
 * --fuse DIR (repeatable) and --beir DIR (repeatable): collections to fit the fusion weights on;
 * --rank DIR (repeatable): question answering collections to learn the ranker from; --judge DIR (repeatable): to learn
 * refusing from. Each holds knowledge/ and questions.jsonl. What corrects the ranker, and when not to answer on our own
 * subject, is fitted on our own fit half.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      words: { type: 'string' },
      fuse: { type: 'string', multiple: true, default: [] },
      beir: { type: 'string', multiple: true, default: [] },
      rank: { type: 'string', multiple: true, default: [] },
      judge: { type: 'string', multiple: true, default: [] },
    },
  });
  const own: FitSource = {
    name: 'fit half',
    knowledgeFolder: path.join(root, 'knowledge'),
    glossaryFolders: [path.join(root, 'knowledge')],
    questions: readJsonLines(path.join(root, 'test/questions/fit.jsonl'), EvalQuestion),
    // Our own subject counts twice beside each other collection.
    weight: 2,
  };
  const read = (folder: string): FitSource => ({
    name: path.basename(folder),
    knowledgeFolder: path.join(folder, 'knowledge'),
    glossaryFolders: [],
    questions: readJsonLines(path.join(folder, 'questions.jsonl'), EvalQuestion),
    weight: 1,
  });
  if (values.words !== undefined) makeWordVectors(values.words, print);
  if (values.fuse.length > 0) await fitFusion([...values.fuse.map(read), own], values.beir, print);
  if (values.rank.length > 0) await fitRanker(values.rank.map(read), print);
  await fitAdapter(own, print);
  await fitAnswerability(own, values.judge.map(read), print);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
