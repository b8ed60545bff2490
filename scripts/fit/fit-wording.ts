import type { WordingModel } from '../../src/answer/refuse/wording.js';
import type { Language } from '../../src/text/language.js';

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
