import { writeFileSync } from 'node:fs';
import { sentenceFeatureNames } from '../../src/answer/select/sentence-features.js';
import { openIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { type EvalQuestion, evalFolder } from '../eval/datasets.js';
import { rankingGroup } from './ranker-groups.js';
import { type RankingGroup, type TrainingOptions, trainRankingTrees } from './train-trees.js';

export interface FitSource {
  readonly name: string;
  readonly knowledgeFolder: string;
  readonly glossaryFolders: readonly string[];
  readonly questions: readonly EvalQuestion[];
  /** What one of its questions counts. */
  readonly weight: number;
}

/** Few and shallow trees: the features do most of the work, and the sets it must serve are not the one it learns from. */
const training: TrainingOptions = { treeCount: 240, depth: 5, learningRate: 0.07 };

/** Learns the sentence ranker from questions with known answers and writes it beside the code that runs it. */
export async function fitRanker(sources: readonly FitSource[], print: (line: string) => void): Promise<void> {
  const groups: RankingGroup[] = [];
  for (const source of sources) {
    const index = await openIndex({
      knowledgeFolder: source.knowledgeFolder,
      glossaryFolders: source.glossaryFolders,
      dataFolder: evalFolder('data', source.knowledgeFolder),
    });
    const retriever = await PassageRetriever.create(index);
    const answerable = source.questions.filter((question) => question.status === 'answered');
    for (const question of answerable)
      groups.push((await rankingGroup(index, retriever, question, source.weight)).group);
    print(`${source.name}: ${answerable.length} questions`);
    await index.close();
  }
  const trees = trainRankingTrees(groups, training, (tree) => {
    if ((tree + 1) % 40 === 0) print(`  ${tree + 1} of ${training.treeCount} trees`);
  });
  const file = {
    features: sentenceFeatureNames,
    ...trees,
    threshold: trees.threshold.map((value) => Number(value.toPrecision(6))),
  };
  writeFileSync(new URL('../../src/answer/select/sentence-ranker.json', import.meta.url), `${JSON.stringify(file)}\n`);
}
