import { writeFileSync } from 'node:fs';
import { adapterContext } from '../../src/answer/select/rank-evidence.js';
import { scoreRows } from '../../src/answer/select/rank-sentences.js';
import {
  adapterFeatureNames,
  adapterFeatures,
  adapterPrior,
  unfittedFeature,
} from '../../src/answer/select/sentence-adapter.js';
import { openIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { evalFolder } from '../eval/datasets.js';
import type { FitSource } from './fit-ranker.js';
import { rankingGroup } from './ranker-groups.js';

/** Strong: some 150 questions must not bend what was learned from thousands. */
const ridge = 12;
const steps = 600;
const stepSize = 0.03;

/** Fits the adapter's coefficients on our own fit half by the listwise softmax loss, the trees' scores given. */
export async function fitAdapter(own: FitSource, print: (line: string) => void): Promise<void> {
  const index = await openIndex({
    knowledgeFolder: own.knowledgeFolder,
    glossaryFolders: own.glossaryFolders,
    dataFolder: evalFolder('data', own.knowledgeFolder),
  });
  const retriever = await PassageRetriever.create(index);
  const groups: { offsets: number[]; rows: Float32Array[]; labels: readonly number[] }[] = [];
  for (const question of own.questions) {
    if (question.status !== 'answered') continue;
    const { group, candidates, understood } = await rankingGroup(index, retriever, question, 1);
    if (!group.labels.some((label) => label > 0)) continue;
    groups.push({
      offsets: scoreRows(group.rows),
      rows: candidates.map((candidate) =>
        adapterFeatures(understood, candidate, adapterContext(index, retriever, candidate)),
      ),
      labels: group.labels,
    });
  }
  await index.close();
  let coefficients = [...adapterPrior];
  let treeWeight = 1;
  for (let step = 0; step < steps; step += 1) {
    const gradient = coefficients.map((value, feature) => ridge * (value - (adapterPrior[feature] ?? 0)));
    let treeGradient = ridge * (treeWeight - 1);
    for (const { offsets, rows, labels } of groups) {
      const scores = rows.map(
        (row, position) =>
          treeWeight * (offsets[position] ?? 0) +
          coefficients.reduce((sum, value, feature) => sum + value * (row[feature] ?? 0), 0),
      );
      const largest = Math.max(...scores);
      const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0);
      const labelSum = labels.reduce((sum, label) => sum + label, 0);
      for (const [position, row] of rows.entries()) {
        const error = Math.exp((scores[position] ?? 0) - largest) / total - (labels[position] ?? 0) / labelSum;
        treeGradient += error * (offsets[position] ?? 0);
        for (let feature = 0; feature < coefficients.length; feature += 1)
          gradient[feature] = (gradient[feature] ?? 0) + error * (row[feature] ?? 0);
      }
    }
    treeWeight -= (stepSize * treeGradient) / groups.length;
    coefficients = coefficients.map((value, feature) =>
      adapterFeatureNames[feature] === unfittedFeature
        ? value
        : value - (stepSize * (gradient[feature] ?? 0)) / Math.sqrt(groups.length),
    );
  }
  print(
    `adapter on ${groups.length} questions: trees ${treeWeight.toFixed(2)}, ${adapterFeatureNames.map((name, feature) => `${name} ${(coefficients[feature] ?? 0).toFixed(2)}`).join(', ')}`,
  );
  const file = {
    features: adapterFeatureNames,
    coefficients: coefficients.map((value) => Number(value.toPrecision(4))),
    treeWeight: Number(treeWeight.toPrecision(4)),
  };
  writeFileSync(
    new URL('../../src/answer/select/sentence-adapter.json', import.meta.url),
    `${JSON.stringify(file, null, 2)}\n`,
  );
}
