import { readFileSync, writeFileSync } from 'node:fs';
import { type WordingModel, wordingOf } from '../../src/answer/refuse/wording.js';
import type { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { listArticleFiles } from '../../src/knowledge/read-articles.js';
import type { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import type { Language } from '../../src/text/language.js';
import type { EvalQuestion } from '../eval/datasets.js';
import type { FitSource } from './fit-ranker.js';

/** One question as `wordingOf` reads it. */
export interface WordingExample {
  readonly names: ReadonlySet<string>;
  readonly language: Language;
  readonly isAnswerable: boolean;
  readonly weight: number;
}

/** What fewer questions have says nothing about others. */
const leastQuestions = 2;
const ridge = 0.02;
const steps = 250;
const stepLength = 0.1;
/** Smaller weights are left out of the file. */
const leastWeight = 0.02;
const unansweredFile = new URL('../../test/questions/unanswered.txt', import.meta.url);

/** Written in pairs on purpose, one answered and one not in the same words: rarer among real questions than here. */
export const isPaired = (question: EvalQuestion): boolean => question.id?.startsWith('p-') === true;
const pairedWeight = 0.3;

/**
 * Fits how questions that the sources answer are put, and writes it. The questions that articles expect and those that
 * none answers teach it beside the development ones; none of the last is judged by a model that saw it.
 * @returns One model for each fold, fitted without its development questions.
 */
export async function fitWordings(
  own: FitSource,
  glossary: GlossaryIndex,
  retriever: PassageRetriever,
  folds: { readonly count: number; readonly of: (question: EvalQuestion) => number },
): Promise<WordingModel[]> {
  const example = async (text: string, isAnswerable: boolean, weight: number): Promise<WordingExample> => {
    const question = await retriever.understand(text, null);
    return { names: wordingOf(question), language: question.language, isAnswerable, weight };
  };
  const always: WordingExample[] = [];
  for (const { path: filePath, name } of await listArticleFiles(own.knowledgeFolder)) {
    const article = parseArticle(name, readFileSync(filePath, 'utf8'), glossary);
    for (const { text } of article.questions) always.push(await example(text, true, 1));
  }
  for (const text of readFileSync(unansweredFile, 'utf8').split('\n'))
    if (text.trim() !== '') always.push(await example(text, false, 1));
  const development: (WordingExample & { fold: number })[] = [];
  for (const question of own.questions) {
    // What is off the subject is told by what it asks about, not by how.
    if (question.status === 'help' || question.kind === 'off-topic' || question.kind === 'injection') continue;
    const weight = isPaired(question) ? pairedWeight : 1;
    development.push({
      ...(await example(question.question, question.status === 'answered', weight)),
      fold: folds.of(question),
    });
  }
  const { intercept, weights } = fitWording([...always, ...development]);
  const kept = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= leastWeight)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(
    new URL('../../src/answer/refuse/wording.json', import.meta.url),
    `${JSON.stringify({
      intercept: Number(intercept.toFixed(3)),
      weights: Object.fromEntries(kept.map(([name, weight]) => [name, Number(weight.toFixed(2))])),
    })}\n`,
  );
  return Array.from({ length: folds.count }, (_, fold) =>
    fitWording([...always, ...development.filter((one) => one.fold !== fold)]),
  );
}

/**
 * Logistic regression on sparse names with a ridge penalty, by Adam (Kingma and Ba 2015) over all examples at once, so
 * that two runs give the same. In each language both kinds of question count the same in sum: there are far more
 * questions with an answer, and being Spanish is no reason to have one.
 */
export function fitWording(examples: readonly WordingExample[]): WordingModel {
  const counts = new Map<string, number>();
  for (const { names } of examples) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= leastQuestions).map(([name]) => name);
  const columnOf = new Map(known.map((name, column) => [name, column]));
  const rows = examples.map(({ names }) =>
    [...names].map((name) => columnOf.get(name)).filter((column) => column !== undefined),
  );
  const scales = rows.map((row) => 1 / Math.sqrt(Math.max(1, row.length)));
  const exampleWeights = balanced(examples);
  const total = exampleWeights.reduce((sum, weight) => sum + weight, 0);
  const weights = new Float64Array(known.length);
  const first = new Float64Array(known.length);
  const second = new Float64Array(known.length);
  let intercept = 0;
  for (let step = 1; step <= steps; step += 1) {
    const gradient = weights.map((weight) => ridge * weight);
    let ofIntercept = 0;
    for (const [index, row] of rows.entries()) {
      const scale = scales[index] ?? 1;
      let sum = 0;
      for (const column of row) sum += weights[column] ?? 0;
      const probability = 1 / (1 + Math.exp(-(intercept + sum * scale)));
      const error = (exampleWeights[index] ?? 0) * (probability - (examples[index]?.isAnswerable ? 1 : 0));
      ofIntercept += error;
      for (const column of row) gradient[column] = (gradient[column] ?? 0) + error * scale;
    }
    const [correctFirst, correctSecond] = [1 - 0.9 ** step, 1 - 0.99 ** step];
    for (const [column, value] of gradient.entries()) {
      first[column] = 0.9 * (first[column] ?? 0) + 0.1 * value;
      second[column] = 0.99 * (second[column] ?? 0) + 0.01 * value * value;
      weights[column] =
        (weights[column] ?? 0) -
        (stepLength * ((first[column] ?? 0) / correctFirst)) /
          (Math.sqrt((second[column] ?? 0) / correctSecond) + 1e-8);
    }
    intercept -= (stepLength / 10) * (ofIntercept / total);
  }
  return { intercept, weights: new Map(known.map((name, column) => [name, weights[column] ?? 0])) };
}

function balanced(examples: readonly WordingExample[]): number[] {
  const sums = new Map<string, number>();
  const key = (language: Language, isAnswerable: boolean) => `${language} ${isAnswerable}`;
  for (const { language, isAnswerable, weight } of examples)
    sums.set(key(language, isAnswerable), (sums.get(key(language, isAnswerable)) ?? 0) + weight);
  return examples.map(({ language, isAnswerable, weight }) =>
    isAnswerable
      ? (weight * (sums.get(key(language, false)) ?? 0)) / Math.max(1e-6, sums.get(key(language, true)) ?? 0)
      : weight,
  );
}
