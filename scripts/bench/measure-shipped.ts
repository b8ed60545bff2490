import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { openIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { EvalQuestion, readJsonLines } from '../eval/datasets.js';
import { percentile } from '../eval/metrics.js';
import { type Measurement, median, timeMs } from './measurement.js';

export interface ShippedCorpus {
  readonly knowledgeFolder: string;
  readonly questionsFile: string;
}

/** What is measured on the shipped articles, in order. A further measurement is one more entry. */
export const shippedMeasurements: readonly ((corpus: ShippedCorpus) => Promise<Measurement[]>)[] = [
  measureFirstRun,
  measureQuestionToEvidence,
  measureQuestionToAnswer,
];

const firstRuns = 3;

async function measureFirstRun({ knowledgeFolder }: ShippedCorpus): Promise<Measurement[]> {
  const times: number[] = [];
  for (let run = 0; run < firstRuns; run += 1) {
    await withDataFolder(async (dataFolder) => {
      times.push(
        await timeMs(async () => {
          const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
          await index.close();
        }),
      );
    });
  }
  const seconds = median(times) / 1000;
  return [
    {
      corpus: 'shipped',
      name: 'first run: index built and opened',
      unit: 's',
      ours: seconds,
      target: { text: 'under 10 s', value: seconds, limit: 10 },
    },
  ];
}

async function measureQuestionToEvidence({ knowledgeFolder, questionsFile }: ShippedCorpus): Promise<Measurement[]> {
  return withDataFolder(async (dataFolder) => {
    const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
    const retriever = await PassageRetriever.create(index);
    const times = await timeQuestions(questionsFile, async (question) => {
      await retriever.retrieve(await retriever.understand(question), { count: 10 });
    });
    await index.close();
    return latencies('question to evidence', times);
  });
}

/** As a person meets it: each question once, on an engine that was just opened and warmed up, as the surfaces do it. */
async function measureQuestionToAnswer({ knowledgeFolder, questionsFile }: ShippedCorpus): Promise<Measurement[]> {
  return withDataFolder(async (dataFolder) => {
    const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
    const engine = await AnswerEngine.create(index);
    const warmUp = await timeMs(() => engine.warmUp());
    const times = await timeQuestions(questionsFile, (text) => engine.answer({ text }));
    await index.close();
    const [typical, slow] = latencies('question to answer', times);
    if (!typical || !slow) return [];
    return [
      { corpus: 'shipped', name: 'warm-up after opening', unit: 'ms', ours: warmUp },
      typical,
      { ...slow, target: { text: 'under 50 ms', value: slow.ours, limit: 50 } },
    ];
  });
}

/** Milliseconds for each question of a file. */
async function timeQuestions(questionsFile: string, ask: (question: string) => Promise<unknown>): Promise<number[]> {
  const questions = readJsonLines(questionsFile, EvalQuestion).map(({ question }) => question);
  const times: number[] = [];
  for (const question of questions) times.push(await timeMs(() => ask(question)));
  return times;
}

function latencies(name: string, times: readonly number[]): Measurement[] {
  return [0.5, 0.99].map((share) => ({
    corpus: 'shipped',
    name: `${name} p${share * 100}`,
    unit: 'ms',
    ours: percentile(times, share),
  }));
}

/** Runs with an empty data folder that is removed afterwards. */
async function withDataFolder<Result>(run: (dataFolder: string) => Promise<Result>): Promise<Result> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'stateside-bench-'));
  try {
    return await run(dataFolder);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
