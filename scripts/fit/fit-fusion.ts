import { writeFileSync } from 'node:fs';
import { openIndex } from '../../src/retrieval/open-index.js';
import { absoluteSignals, type SignalName, signalNames } from '../../src/retrieval/rank/signals.js';
import { fusionWeights } from '../../src/retrieval/rank/weights.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { evalFolder, readBeir } from '../eval/datasets.js';
import { holdsFact, mean, ndcg, normalizeAnswer } from '../eval/metrics.js';
import type { FitSource } from './fit-ranker.js';

type Situation = keyof typeof fusionWeights;
const situations = Object.keys(fusionWeights) as Situation[];

/** One question's candidates: each signal divided by its largest, and how good the candidate is. */
interface Case {
  /** How far the question counts as long, 0 to 1; null where languages differ. */
  readonly longShare: number | null;
  readonly candidates: readonly { readonly id: string; readonly signals: Float32Array; readonly isRight: boolean }[];
  /** Graded relevance by document, for collections that have it. */
  readonly relevance: ReadonlyMap<string, number> | null;
}

interface CaseSet {
  readonly name: string;
  readonly weight: number;
  readonly cases: readonly Case[];
}

/** Too few questions turn on these for a fit to say anything: they stay as they stand in weights.json. */
const keptSignals: ReadonlySet<SignalName> = new Set(['makers', 'topics', 'recency', 'period', 'conversation']);
const candidateCount = 60;
const factors = [0, 0.6, 0.85, 1.2, 1.6];
const additions = [0.03, 0.1];
const rounds = 4;

/** Fits the fusion weights by coordinate ascent on what holds across collections, and writes weights.json. */
export async function fitFusion(
  sources: readonly FitSource[],
  beirFolders: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const sets: CaseSet[] = [];
  for (const source of sources) sets.push(await questionCases(source));
  for (const folder of beirFolders) sets.push(await beirCases(folder));
  let weights = situations.flatMap((situation) => signalNames.map((name) => fusionWeights[situation][name]));
  const show = () => sets.map((set) => `${set.name} ${quality(set, weights).toFixed(4)}`).join(', ');
  const total = (candidate: readonly number[]) =>
    sets.reduce((sum, set) => sum + set.weight * quality(set, candidate), 0) -
    0.002 * candidate.reduce((sum, value) => sum + value, 0);
  print(`before: ${show()}`);
  let best = total(weights);
  for (let round = 0; round < rounds; round += 1) {
    const before = best;
    for (let position = 0; position < weights.length; position += 1) {
      const name = signalNames[position % signalNames.length];
      if (name === undefined || keptSignals.has(name)) continue;
      const current = weights[position] ?? 0;
      for (const value of [
        ...factors.map((factor) => current * factor),
        ...additions.map((addition) => current + addition),
      ]) {
        const candidate = weights.with(position, value);
        const score = total(candidate);
        if (score > best + 1e-5) {
          best = score;
          weights = candidate;
        }
      }
    }
    print(`round ${round + 1}: ${show()}`);
    if (best - before < 1e-4) break;
  }
  const file = Object.fromEntries(
    situations.map((situation, row) => [
      situation,
      Object.fromEntries(
        signalNames.map((name, column) => [name, Number((weights[row * signalNames.length + column] ?? 0).toFixed(3))]),
      ),
    ]),
  );
  writeFileSync(
    new URL('../../src/retrieval/rank/weights.json', import.meta.url),
    `${JSON.stringify(file, null, 2)}\n`,
  );
}

function quality(set: CaseSet, weights: readonly number[]): number {
  const size = signalNames.length;
  const at = (situation: Situation, signal: number) => weights[situations.indexOf(situation) * size + signal] ?? 0;
  return mean(
    set.cases.map(({ longShare, candidates, relevance }) => {
      const mixed = Float64Array.from(signalNames, (_, signal) =>
        longShare === null
          ? at('cross', signal)
          : (1 - longShare) * at('short', signal) + longShare * at('long', signal),
      );
      const scored = candidates
        .map((candidate) => ({
          candidate,
          score: candidate.signals.reduce((sum, value, signal) => sum + value * (mixed[signal] ?? 0), 0),
        }))
        .sort((a, b) => b.score - a.score);
      if (relevance) return ndcg([...new Set(scored.map(({ candidate }) => candidate.id))], relevance, 10);
      const rank = scored.findIndex(({ candidate }) => candidate.isRight);
      return rank < 0 ? 0 : 0.5 * (rank === 0 ? 1 : 0) + 0.3 / (rank + 1) + (rank < 5 ? 0.2 : 0);
    }),
  );
}

function normalise(parts: readonly Readonly<Record<SignalName, number>>[]): Float32Array[] {
  const largest = signalNames.map((name) =>
    absoluteSignals.has(name) ? 1 : Math.max(1e-9, ...parts.map((part) => part[name])),
  );
  return parts.map((part) => Float32Array.from(signalNames, (name, signal) => part[name] / (largest[signal] ?? 1)));
}

async function questionCases(source: FitSource): Promise<CaseSet> {
  const index = await openIndex({
    knowledgeFolder: source.knowledgeFolder,
    glossaryFolders: source.glossaryFolders,
    dataFolder: evalFolder('data', source.knowledgeFolder),
  });
  const retriever = await PassageRetriever.create(index);
  const cases: Case[] = [];
  const answerable = source.questions.filter((question) => question.status === 'answered');
  const step = Math.max(1, Math.floor(answerable.length / 700));
  for (const [position, question] of answerable.entries()) {
    if (position % step !== 0) continue;
    const understood = await retriever.understand(question.standalone ?? question.question);
    const evidence = await retriever.retrieve(understood, { count: candidateCount });
    const gold = question.goldPassages.map(normalizeAnswer);
    const signals = normalise(evidence.map((item) => item.parts));
    cases.push({
      longShare: retriever.isCrossLingual(understood) ? null : retriever.longShare(understood),
      relevance: null,
      candidates: evidence.map((item, rank) => {
        const passage = normalizeAnswer(item.passage.text);
        const isGold =
          gold.length > 0
            ? gold.some((text) => text.includes(passage) || passage.includes(text))
            : question.goldSources.includes(item.article.id);
        return {
          id: item.passage.id,
          signals: signals[rank] ?? new Float32Array(),
          isRight: isGold && question.answers.some((fact) => holdsFact(item.passage.text, fact)),
        };
      }),
    });
  }
  await index.close();
  return { name: source.name, weight: source.weight, cases };
}

async function beirCases(folder: string): Promise<CaseSet> {
  const dataset = readBeir(folder);
  const index = await openIndex({
    knowledgeFolder: dataset.knowledgeFolder,
    glossaryFolders: [],
    dataFolder: evalFolder('data', dataset.knowledgeFolder),
  });
  const retriever = await PassageRetriever.create(index);
  const cases: Case[] = [];
  for (const [queryId, relevance] of dataset.relevance) {
    const understood = await retriever.understand(dataset.queries.get(queryId) ?? '');
    const evidence = await retriever.retrieve(understood, { count: 250, lexicalDepth: 400, vectorDepth: 200 });
    const signals = normalise(evidence.map((item) => item.parts));
    cases.push({
      longShare: retriever.longShare(understood),
      relevance,
      candidates: evidence.map((item, rank) => ({
        id: dataset.documentIds[Number(item.article.id)] ?? '',
        signals: signals[rank] ?? new Float32Array(),
        isRight: false,
      })),
    });
  }
  await index.close();
  return { name: folder.split('/').filter(Boolean).at(-1) ?? folder, weight: 2.5, cases };
}
