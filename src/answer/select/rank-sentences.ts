import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { scoreWithTrees, type TreeEnsemble } from './gradient-boosted-trees.js';
import { type SentenceCandidate, sentenceFeatureNames } from './sentence-features.js';

const RankerFile = z.object({
  features: z.array(z.string()),
  roots: z.array(z.number()),
  feature: z.array(z.number()),
  threshold: z.array(z.number()),
  left: z.array(z.number()),
  right: z.array(z.number()),
});

export interface RankedSentence {
  readonly candidate: SentenceCandidate;
  readonly score: number;
  /** The ranker's belief that this is the sentence, 0 to 1 over all candidates of the question. */
  readonly probability: number;
}

let loaded: TreeEnsemble | null = null;

/** The committed ranker, fitted by `npm run fit`. @throws {Error} When it was fitted on other features than the code has. */
function ranker(): TreeEnsemble {
  if (loaded) return loaded;
  const file = RankerFile.parse(JSON.parse(readFileSync(new URL('./sentence-ranker.json', import.meta.url), 'utf8')));
  if (file.features.join() !== sentenceFeatureNames.join()) {
    throw new Error('Cannot rank sentences: sentence-ranker.json was fitted on other features; run "npm run fit"');
  }
  loaded = file;
  return file;
}

/** The trees' scores alone, for fitting what corrects them. */
export function scoreRows(rows: readonly Float32Array[]): number[] {
  const trees = ranker();
  return rows.map((row) => scoreWithTrees(trees, row));
}

/** Orders the candidates by how likely each is to answer, ties in reading order. */
export function rankSentences(
  candidates: readonly SentenceCandidate[],
  adjust: (treeScore: number, candidate: SentenceCandidate) => number = (treeScore) => treeScore,
): RankedSentence[] {
  const trees = ranker();
  const scored = candidates.map((candidate) => ({
    candidate,
    score: adjust(scoreWithTrees(trees, candidate.features), candidate),
  }));
  const largest = Math.max(...scored.map(({ score }) => score));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - largest), 0);
  return scored
    .map(({ candidate, score }) => ({ candidate, score, probability: Math.exp(score - largest) / total }))
    .sort((a, b) => b.score - a.score || a.candidate.sentence.start - b.candidate.sentence.start);
}
