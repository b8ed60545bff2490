import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveFollowUp } from '../../src/answer/conversation/follow-up.js';
import {
  type AnswerabilityFeatureName,
  answerabilityContext,
  answerabilityFeatureNames,
  answerabilityFeatures,
} from '../../src/answer/refuse/answerability.js';
import {
  type AnswerabilityModel,
  decidedAlone,
  ofExpectedQuestions,
} from '../../src/answer/refuse/judge-answerability.js';
import { type WordingModel, wordingScore } from '../../src/answer/refuse/wording.js';
import { rankEvidence } from '../../src/answer/select/rank-evidence.js';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { type EvalQuestion, evalFolder } from '../eval/datasets.js';
import { holdsFact } from '../eval/metrics.js';
import { fitLogistic, type LabelledExample, logisticProbability } from './fit-logistic.js';
import type { FitSource } from './fit-ranker.js';
import { fitWordings, isPaired } from './fit-wording.js';
import { noisyCopy } from './noisy-copy.js';

const ridge = 8;
/** What the judgement of a paired question counts. */
const pairedWeight = 0.2;
/** The same of a question from the series of three for each article: one hand wrote them, each with its answer in view. */
const seriesWeight = 0.5;
/** Of questions without an answer in Spanish and Chinese there are many more than of others: no language is a reason to refuse. */
const foreignWeight = 0.35;
const isOfSeries = (question: EvalQuestion) => question.id?.startsWith('n-') === true;
const pairs = '(pairs)';
/** At most this share of the questions that the sources answer may be refused, on the worst of the fitted sets. */
const tolerableRefusals = 0.005;
/** The same for our own questions, each judged by a fit that did not see its article. */
const tolerableOwnRefusals = 0.055;
const folds = 5;

interface Judged extends LabelledExample {
  readonly source: string;
  /** Examples of one article fall into the same fold. */
  readonly fold: number;
}

/**
 * Fits the decision not to answer. On our own subject, unanswerable examples are the development questions marked so and
 * questions of other collections; on others, questions with the article that answers them taken away. (Taking articles
 * away or exchanging makers on our own subject made examples unlike what people ask: cross-validated, they did harm.)
 */
export async function fitAnswerability(
  own: FitSource,
  others: readonly FitSource[],
  print: (line: string) => void,
): Promise<void> {
  const ofOthers: Judged[] = [];
  const ofOwn: Judged[] = [];
  const unasked: Judged[] = [];
  const strangers = others
    .flatMap((source) => source.questions.filter((question, position) => question.lang === 'en' && position % 40 === 0))
    .slice(0, 120);
  await withSource(own, async (index, retriever) => {
    const wordings = await fitWordings(own, index.glossary, retriever, { count: folds, of: foldOf });
    ofOwn.push(...(await judgeOwn(own, strangers, index, retriever, wordings)));
  });
  await withSource(withoutQuestions(own), async (index, retriever) => {
    const judged = await judgeOwn(own, strangers, index, retriever, null);
    unasked.push(...judged.map(withoutExpected));
  });
  for (const source of others) {
    const step = Math.max(1, Math.floor(source.questions.length / 400));
    await withSource(source, async (index, retriever) => {
      for (const [position, question] of source.questions.entries()) {
        if (position % step !== 0) continue;
        const found = await judge(index, retriever, question, null);
        // A question whose answer was not even retrieved teaches nothing about answering.
        if (found.isAnswerable) ofOthers.push({ source: source.name, fold: foldOf(question), ...found, weight: 0.35 });
        ofOthers.push({
          source: `${source.name} (withheld)`,
          fold: foldOf(question),
          ...(await judge(index, retriever, question, new Set(question.goldSources))),
          isAnswerable: false,
          weight: 0.35,
        });
      }
    });
  }
  const file = {
    glossary: fitModel(ofOwn, tolerableOwnRefusals, print),
    unasked: fitModel(unasked, tolerableOwnRefusals, print),
    general: fitModel(ofOthers, tolerableRefusals, print),
  };
  writeFileSync(
    new URL('../../src/answer/refuse/answerability.json', import.meta.url),
    `${JSON.stringify(file, null, 2)}\n`,
  );
}

/**
 * Our own questions, and those of others as such that nobody answers here.
 * @param wordings For each fold, fitted without its questions; null where the articles expect none. What such articles
 * do not even show among the likeliest then teaches nothing about answering.
 */
async function judgeOwn(
  own: FitSource,
  strangers: readonly EvalQuestion[],
  index: OpenedIndex,
  retriever: PassageRetriever,
  wordings: readonly WordingModel[] | null,
): Promise<Judged[]> {
  const examples: Judged[] = [];
  for (const [position, question] of own.questions.entries()) {
    if (question.status === 'help') continue;
    const fold = foldOf(question);
    const isAnswerable = question.status === 'answered';
    const isForeign = question.lang !== 'en' && !isAnswerable;
    const trust = isPaired(question)
      ? pairedWeight
      : isOfSeries(question)
        ? seriesWeight
        : isForeign
          ? foreignWeight
          : 1;
    const source = isPaired(question) ? `${own.name} ${pairs}` : own.name;
    const found = await judge(index, retriever, question, null, wordings?.[fold]);
    if (!wordings && isAnswerable && !found.isAnswerable) continue;
    examples.push({ ...found, fold, isAnswerable, source, weight: trust });
    if (question.lang !== 'en') continue;
    const copy = { ...question, question: noisyCopy(question.question, position) };
    examples.push({
      ...(await judge(index, retriever, copy, null, wordings?.[fold])),
      fold,
      isAnswerable,
      source: `${source} (typed in a hurry)`,
      weight: trust / 2,
    });
  }
  for (const question of strangers) {
    examples.push({
      source: `${own.name} (strangers)`,
      fold: foldOf(question),
      ...(await judge(index, retriever, question, null)),
      isAnswerable: false,
      weight: 0.6,
    });
  }
  return examples;
}

/** The same articles as if nobody had written down what they answer. */
function withoutQuestions(own: FitSource): FitSource {
  const folder = evalFolder('without-questions', own.knowledgeFolder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(own.knowledgeFolder)) {
    const file = path.join(own.knowledgeFolder, name);
    if (name.endsWith('.md'))
      writeFileSync(path.join(folder, name), readFileSync(file, 'utf8').replace(/^questions:\n(?: +.*\n)+/m, ''));
    else cpSync(file, path.join(folder, name), { recursive: true });
  }
  return { ...own, knowledgeFolder: folder };
}

/** Without what is known of expected questions only, or from how questions are put. */
function withoutExpected(example: Judged): Judged {
  return {
    ...example,
    features: example.features.map((value, index) =>
      ofExpectedQuestions.has(answerabilityFeatureNames[index] as AnswerabilityFeatureName) ? 0 : value,
    ),
  };
}

function fitModel(examples: readonly Judged[], tolerable: number, print: (line: string) => void): AnswerabilityModel {
  const model = fitLogistic(examples, ridge);
  // The threshold is chosen on questions that the fit did not see: on those it saw, it looks too sure.
  const unseen = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(
      examples.filter((example) => example.fold !== fold),
      ridge,
    ),
  );
  const names = [...new Set(examples.map((example) => example.source))];
  const probabilities = (name: string, isAnswerable: boolean) =>
    examples
      .filter((example) => example.source === name && example.isAnswerable === isAnswerable)
      .map(
        ({ features, fold }) =>
          decidedAlone(asFeatures(features)) ?? logisticProbability(unseen[fold] ?? model, features),
      );
  const positives = names
    .filter((name) => !name.includes(pairs))
    .map((name) => probabilities(name, true))
    .filter((list) => list.length > 0);
  const threshold = Math.min(...positives.map((list) => quantile(list, tolerable)));
  for (const name of names) {
    const kept = probabilities(name, true);
    const refused = probabilities(name, false);
    const share = (list: readonly number[]) =>
      list.length > 0 ? ((100 * list.filter((value) => value < threshold).length) / list.length).toFixed(1) : '-';
    print(`${name}: answerable refused ${share(kept)}%, unanswerable refused ${share(refused)}%`);
  }
  print(
    `  ${answerabilityFeatureNames.map((name, index) => `${name} ${(model.coefficients[index] ?? 0).toFixed(2)}`).join(', ')}`,
  );
  print(`  threshold ${threshold.toFixed(3)}`);
  const round = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(6)));
  return {
    features: [...answerabilityFeatureNames],
    mean: round(model.mean),
    scale: round(model.scale),
    coefficients: round(model.coefficients),
    intercept: Number(model.intercept.toPrecision(6)),
    threshold: Number(threshold.toPrecision(4)),
  };
}

function asFeatures(values: readonly number[]): Record<AnswerabilityFeatureName, number> {
  return Object.fromEntries(answerabilityFeatureNames.map((name, index) => [name, values[index] ?? 0])) as Record<
    AnswerabilityFeatureName,
    number
  >;
}

/** The value that a share of the values lies below, between two of them where it falls there. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)] ?? 0, sorted[Math.ceil(position)] ?? 0];
  return below + (above - below) * (position % 1);
}

function foldOf(question: EvalQuestion): number {
  const group = question.goldSources[0] ?? question.question;
  return createHash('sha256').update(group).digest().readUInt32LE(0) % folds;
}

async function withSource(
  source: FitSource,
  run: (index: OpenedIndex, retriever: PassageRetriever) => Promise<void>,
): Promise<void> {
  const index = await openIndex({
    knowledgeFolder: source.knowledgeFolder,
    glossaryFolders: source.glossaryFolders,
    dataFolder: evalFolder('data', source.knowledgeFolder),
  });
  await run(index, await PassageRetriever.create(index));
  await index.close();
}

async function judge(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: EvalQuestion,
  withheld: ReadonlySet<string> | null,
  wording?: WordingModel,
) {
  const conversation = question.context.map((text) => ({ standalone: text, makers: [], citedArticles: [] }));
  const standalone = resolveFollowUp(question.question, conversation, index.glossary);
  const understood = await retriever.understand(standalone.text, standalone.about);
  const retrieved = await retriever.retrieve(understood, { count: withheld ? 24 : 8 });
  const evidence = (withheld ? retrieved.filter((item) => !withheld.has(item.article.id)) : retrieved).slice(0, 8);
  const ranked = rankEvidence(index, retriever, understood, evidence);
  const context = answerabilityContext(index, retriever, understood);
  const features = answerabilityFeatures(
    understood,
    evidence,
    ranked,
    wording ? { ...context, wording: wordingScore(understood, wording) } : context,
  );
  const isAnswerable = question.answers.some((alternatives) =>
    ranked.slice(0, 5).some(({ candidate }) => holdsFact(candidate.sentence.text, alternatives)),
  );
  return { features: answerabilityFeatureNames.map((name) => features[name]), isAnswerable };
}
