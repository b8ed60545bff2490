import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { answerKindOf } from '../../retrieval/understand/answer-kind.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';

const ModelFile = z.object({ intercept: z.number(), weights: z.record(z.string(), z.number()) });

export interface WordingModel {
  readonly intercept: number;
  readonly weights: ReadonlyMap<string, number>;
}

let loaded: WordingModel | null = null;

function committed(): WordingModel {
  if (loaded) return loaded;
  const file = ModelFile.parse(JSON.parse(readFileSync(new URL('./wording.json', import.meta.url), 'utf8')));
  loaded = { intercept: file.intercept, weights: new Map(Object.entries(file.weights)) };
  return loaded;
}

/**
 * How a question asks, as a set of names: its terms, its pairs of neighbouring terms, and the kind of answer it wants,
 * alone and with each term. Names of makers, carriers and persons stand as their kind, so that what is learned of one
 * holds for all.
 */
export function wordingOf(question: Pick<UnderstoodQuestion, 'text' | 'language' | 'wording'>): Set<string> {
  const terms = question.wording;
  const kind = answerKindOf(question.text, question.language);
  const names = new Set<string>([`kind:${kind}`]);
  for (const [index, term] of terms.entries()) {
    names.add(term);
    names.add(`${terms[index - 1] ?? '^'} ${term}`);
    names.add(`${kind}: ${term}`);
  }
  return names;
}

/**
 * Whether questions put like this one are among those that sources on the glossary's subject answer, from its words
 * alone: log odds, above 0 when they rather are. A linear model of the questions that articles name as answered and of
 * questions on the same subject that none answers ("how heavy", "what salary"), fitted by `npm run fit`.
 */
export function wordingScore(
  question: Pick<UnderstoodQuestion, 'text' | 'language' | 'wording'>,
  model = committed(),
): number {
  const { intercept, weights } = model;
  let sum = 0;
  let known = 0;
  for (const name of wordingOf(question)) {
    const weight = weights.get(name);
    if (weight === undefined) continue;
    sum += weight;
    known += 1;
  }
  // Long questions have more names than short ones, but are no surer for it.
  return intercept + (known > 0 ? sum / Math.sqrt(known) : 0);
}
