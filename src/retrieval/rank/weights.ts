import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type SignalName, signalNames } from './signals.js';

/** How much each signal counts. */
export type SignalWeights = Readonly<Record<SignalName, number>>;

const Weights = z.strictObject(
  Object.fromEntries(signalNames.map((name) => [name, z.number().min(0)])) as Record<SignalName, z.ZodNumber>,
);

/**
 * Weights for three situations, fitted by `npm run fit`. A question of few words asks for a fact: its very words
 * decide. One of many words describes a subject: what the best passages have in common counts more. Where question and
 * articles do not share a language, words say little, names and character n-grams much.
 */
export const fusionWeights: Readonly<Record<'short' | 'long' | 'cross', SignalWeights>> = z
  .strictObject({ short: Weights, long: Weights, cross: Weights })
  .parse(JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8')));

/** Up to the first many concepts a question counts as short, from the second on as long; between them it is mixed. */
export const shortQuestionConcepts = 5;
export const longQuestionConcepts = 9;
