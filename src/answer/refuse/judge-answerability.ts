import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { conceptFrequency } from '../../retrieval/rank/signals.js';
import type { Evidence } from '../../retrieval/retrieve-passages.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { RankedSentence } from '../select/rank-sentences.js';
import {
  type AnswerabilityContext,
  type AnswerabilityFeatureName,
  answerabilityFeatureNames,
  answerabilityFeatures,
} from './answerability.js';

const ModelFile = z.object({
  features: z.array(z.string()),
  mean: z.array(z.number()),
  scale: z.array(z.number()),
  coefficients: z.array(z.number()),
  intercept: z.number(),
  threshold: z.number(),
});
export type AnswerabilityModel = z.infer<typeof ModelFile>;

/**
 * Three fits: for a corpus that the glossary is about, where names and topics are known; for those of its articles that
 * name too few expected questions for these to tell anything; for any other corpus.
 */
const ModelFiles = z.object({ glossary: ModelFile, unasked: ModelFile, general: ModelFile });

let loaded: z.infer<typeof ModelFiles> | null = null;

function models(): z.infer<typeof ModelFiles> {
  if (loaded) return loaded;
  const file = ModelFiles.parse(JSON.parse(readFileSync(new URL('./answerability.json', import.meta.url), 'utf8')));
  if (Object.values(file).some(({ features }) => features.join() !== answerabilityFeatureNames.join())) {
    throw new Error(
      'Cannot decide whether to answer: answerability.json was fitted on other features; run "npm run fit"',
    );
  }
  loaded = file;
  return file;
}

export interface AnswerabilityVerdict {
  /** Estimated chance that the sentences hold the answer, 0 to 1. */
  readonly probability: number;
  readonly threshold: number;
  readonly features: Readonly<Record<AnswerabilityFeatureName, number>>;
  /** What the question says that no evidence has, most telling first. */
  readonly missing: readonly string[];
}

/** From this on, the likeliest sentence is known to answer the very question. */
const surelyAnswers = 0.9;
/** The same where the question is also as likely of it as the last. */
const ratherAnswers = 0.75;
const surelyLikely = 0.45;
/** A term of the question that no such question says leaves it open. */
const tellingGap = 0.4;

/**
 * What some features decide alone, as a probability; null when they leave it to the others. Names that no passage
 * brings together, and orders that ask nothing: however well the rest fits, it is about something else. A question that
 * the likeliest sentence is known to answer, in nearly these words, for the same kind of thing and with nothing telling
 * left out: however little the sentence itself says of them.
 */
export function decidedAlone(features: Readonly<Record<AnswerabilityFeatureName, number>>): number | null {
  if (features.namesApart === 1 || features.isCommand === 1) return 0;
  const isKnown =
    features.answersAlikeFirst >= surelyAnswers ||
    (features.answersAlikeFirst >= ratherAnswers && features.likelihoodFirst >= surelyLikely);
  return isKnown && features.likelihoodGapFirst < tellingGap ? 1 : null;
}

/**
 * A calibrated decision by logistic regression; its coefficients are fitted by `npm run fit`, never by hand.
 * @see decidedAlone
 */
export function judgeAnswerability(
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
  ranked: readonly RankedSentence[],
  context: AnswerabilityContext,
): AnswerabilityVerdict {
  const features = answerabilityFeatures(question, evidence, ranked, context);
  const { glossary, unasked, general } = models();
  const { mean, scale, coefficients, intercept, threshold } = !context.hasGlossary
    ? general
    : expectsNothing(ranked)
      ? unasked
      : glossary;
  let sum = intercept;
  for (const [index, name] of answerabilityFeatureNames.entries())
    sum += ((coefficients[index] ?? 0) * (features[name] - (mean[index] ?? 0))) / (scale[index] || 1);
  return {
    probability: decidedAlone(features) ?? 1 / (1 + Math.exp(-sum)),
    threshold,
    features,
    missing: missingConcepts(question, evidence),
  };
}

/** What is known of expected questions only: left out of the fit for articles that name too few. */
export const ofExpectedQuestions: ReadonlySet<AnswerabilityFeatureName> = new Set([
  'expected',
  'expectedTimesCoverage',
  'expectedOfFirst',
  'expectedAlike',
  'expectedAlikeFirst',
  'expectedApart',
  'expectedGap',
  'answersFirst',
  'answersAny',
  'answersAlikeFirst',
  'likelihoodFirst',
  'likelihoodAny',
  'likelihoodLoss',
  'likelihoodGap',
  'likelihoodGapFirst',
  'likelihoodKind',
  'likelihoodKindFirst',
  'wording',
  'wordingForeign',
]);
/** Fewer expected questions than this leave much of an article unasked. */
const enoughQuestions = 6;

/** Whether the article of the likeliest sentence names too few expected questions for a missing one to tell anything. */
function expectsNothing(ranked: readonly RankedSentence[]): boolean {
  return (ranked[0]?.candidate.evidence.expected.length ?? 0) < enoughQuestions;
}

function missingConcepts(question: UnderstoodQuestion, evidence: readonly Evidence[]): string[] {
  return question.concepts
    .filter(
      (concept) => !evidence.slice(0, 5).some((item) => conceptFrequency(concept, item.view.positions).frequency > 0),
    )
    .sort((a, b) => b.idf - a.idf)
    .map((concept) => concept.surface);
}
