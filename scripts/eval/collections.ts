import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openIndex } from '../../src/retrieval/open-index.js';
import { type SignalName, signalNames } from '../../src/retrieval/rank/signals.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { answerQuestions } from './answer-questions.js';
import { EvalQuestion, evalFolder, readBeir, readJsonLines } from './datasets.js';
import { mean, ndcg, recall, reciprocalRank } from './metrics.js';

interface RankingFigures {
  readonly 'ndcg@10': number;
  readonly 'recall@100': number;
  readonly 'mrr@10': number;
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * Scores a collection in BEIR's form: documents are ranked by their best passage.
 * @param runFile Gets the hybrid's ranking in TREC run form when given.
 */
export async function evaluateBeir(folder: string, runFile: string | undefined): Promise<Record<string, unknown>> {
  const dataset = readBeir(folder);
  const index = await openIndex({
    knowledgeFolder: dataset.knowledgeFolder,
    glossaryFolders: [],
    dataFolder: evalFolder('data', dataset.knowledgeFolder),
  });
  const retriever = await PassageRetriever.create(index);
  const systems: Readonly<Record<string, readonly SignalName[]>> = {
    bm25: signalNames.filter((name) => name !== 'bm25'),
    embeddings: signalNames.filter((name) => name !== 'dense'),
    hybrid: [],
  };
  const run: string[] = [];
  const figures: Record<string, RankingFigures> = {};
  for (const [system, without] of Object.entries(systems)) {
    const scores: { ndcg: number[]; recall: number[]; rank: number[] } = { ndcg: [], recall: [], rank: [] };
    for (const [queryId, relevance] of dataset.relevance) {
      const text = dataset.queries.get(queryId);
      if (text === undefined) continue;
      const evidence = await retriever.retrieve(await retriever.understand(text), {
        count: 400,
        lexicalDepth: 400,
        vectorDepth: 200,
        without,
      });
      const ranking = new Map<string, number>();
      for (const item of evidence) {
        const id = dataset.documentIds[Number(item.article.id)] ?? item.article.id;
        if (!ranking.has(id)) ranking.set(id, item.score);
      }
      const ids = [...ranking.keys()];
      scores.ndcg.push(ndcg(ids, relevance, 10));
      scores.recall.push(recall(ids, relevance, 100));
      scores.rank.push(reciprocalRank(ids, relevance, 10));
      if (system === 'hybrid')
        run.push(
          ...ids
            .slice(0, 100)
            .map((id, rank) => `${queryId} Q0 ${id} ${rank + 1} ${(ranking.get(id) ?? 0).toFixed(6)} stateside`),
        );
    }
    figures[system] = {
      'ndcg@10': round(mean(scores.ndcg)),
      'recall@100': round(mean(scores.recall)),
      'mrr@10': round(mean(scores.rank)),
    };
  }
  if (runFile !== undefined) writeFileSync(runFile, `${run.join('\n')}\n`);
  await index.close();
  return {
    collection: path.basename(folder),
    documents: dataset.documentIds.length,
    queries: dataset.relevance.size,
    ...figures,
  };
}

/** Scores a folder with knowledge/ and questions.jsonl: gold answer in the quotes, gold passage found, refusals. */
export async function evaluateQa(folder: string, glossaryFolder: string): Promise<Record<string, unknown>> {
  const questions = readJsonLines(path.join(folder, 'questions.jsonl'), EvalQuestion);
  const knowledgeFolder = path.join(folder, 'knowledge');
  const index = await openIndex({
    knowledgeFolder,
    glossaryFolders: [knowledgeFolder, glossaryFolder],
    dataFolder: evalFolder('qa', knowledgeFolder),
  });
  const judged = await answerQuestions(index, questions, { baselines: true });
  await index.close();
  const answerable = judged.filter(({ question }) => question.status === 'answered');
  const unanswerable = judged.filter(({ question }) => question.status === 'no-source');
  const share = (test: (item: (typeof judged)[number]) => boolean, list = answerable) =>
    list.length > 0 ? round(list.filter(test).length / list.length) : null;
  return {
    collection: path.basename(folder),
    questions: judged.length,
    answerInFirstQuote: share((item) => item.factInFirst),
    answerInFirstThreeQuotes: share((item) => item.factInFirstThree),
    everyFactInAnswer: share((item) => item.everyFact),
    everyFactBm25Sentences: share((item) => item.baseline.bm25),
    goldPassageFirst: share((item) => item.passageFirst),
    goldPassageInFive: share((item) => item.passageInFive),
    answerableRefused: share((item) => item.isRefused),
    unanswerableRefused: share((item) => item.isRefused, unanswerable),
    quotesExact: share((item) => item.quotesExact, judged),
    rejectedFiles: index.rejected.length,
  };
}
