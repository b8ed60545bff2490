import path from 'node:path';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { type SignalName, signalNames } from '../../src/retrieval/rank/signals.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { answerQuestions, type Judged } from './answer-questions.js';
import { EvalQuestion, readJsonLines } from './datasets.js';
import { holdsFact, percentile } from './metrics.js';
import { formatTable, percent } from './table.js';

const count = (judged: readonly Judged[], test: (item: Judged) => boolean) => judged.filter(test).length;

export interface OwnReport {
  readonly lines: readonly string[];
  readonly figures: Readonly<Record<string, unknown>>;
}

/** Measures the development questions of one half, or the everyday ones, over the shipped corpus. */
export async function reportHalf(
  index: OpenedIndex,
  folder: string,
  half: 'fit' | 'validate' | 'everyday',
  options: { verbose: boolean },
): Promise<OwnReport> {
  const questions = readJsonLines(path.join(folder, `${half}.jsonl`), EvalQuestion);
  const judged = await answerQuestions(index, questions, { baselines: true });
  const answerable = judged.filter(({ question }) => question.status === 'answered');
  const unanswerable = judged.filter(({ question }) => question.status === 'no-source');
  const help = judged.filter(({ question }) => question.status === 'help');
  const kinds = [...new Set(questions.map((question) => question.kind))];
  const share = (list: readonly Judged[], test: (item: Judged) => boolean) => percent(count(list, test), list.length);
  /** Facts are counted over the questions that have an answer, refusals over all of them. */
  const row = (name: string, list: readonly Judged[]) => {
    const withFacts = list.filter(({ question }) => question.status === 'answered');
    return [
      name,
      String(list.length),
      share(withFacts, (item) => item.everyFact),
      share(withFacts, (item) => item.baseline.bm25),
      share(withFacts, (item) => item.factInFirst),
      share(withFacts, (item) => item.passageInFive),
      share(list, (item) => item.isRefused),
    ];
  };
  const rows = kinds.map((kind) =>
    row(
      kind,
      judged.filter(({ question }) => question.kind === kind),
    ),
  );
  rows.push(row('all answerable', answerable));
  if (unanswerable.length > 0) rows.push(row('all unanswerable', unanswerable));
  const citations = answerable.reduce((sum, item) => sum + item.citationCount, 0);
  const goldCitations = answerable.reduce((sum, item) => sum + item.goldCitationCount, 0);
  const times = judged.map((item) => item.milliseconds);
  const byId = new Map(judged.map((item) => [item.question.id, item]));
  const variants = answerable.flatMap((item) => {
    const clean = item.question.cleanId === undefined ? undefined : byId.get(item.question.cleanId);
    return clean ? [{ item, clean }] : [];
  });
  const followUps = answerable.filter(
    ({ question }) => question.context.length > 0 && question.standalone !== undefined,
  );
  const standalone = await answerQuestions(
    index,
    followUps.map(({ question }) => ({ ...question, question: question.standalone ?? question.question, context: [] })),
    { baselines: false },
  );
  const figures = {
    answerable: answerable.length,
    everyFact: count(answerable, (item) => item.everyFact) / answerable.length,
    everyFactBm25: count(answerable, (item) => item.baseline.bm25) / answerable.length,
    everyFactEmbeddings: count(answerable, (item) => item.baseline.embedding) / answerable.length,
    everyFactFirstSentence: count(answerable, (item) => item.baseline.firstSentence) / answerable.length,
    passageInFive: count(answerable, (item) => item.passageInFive) / answerable.length,
    unanswerableRefused: count(unanswerable, (item) => item.isRefused) / Math.max(1, unanswerable.length),
    answerableRefused: count(answerable, (item) => item.isRefused) / answerable.length,
    helpRecognised: count(help, (item) => item.result.answer.kind === 'help') / Math.max(1, help.length),
    quotesExact: count(judged, (item) => item.quotesExact) / judged.length,
    citationPrecision: goldCitations / Math.max(1, citations),
    variants:
      count(
        variants.map(({ item }) => item),
        (item) => item.everyFact,
      ) / Math.max(1, variants.length),
    variantsClean:
      count(
        variants.map(({ clean }) => clean),
        (item) => item.everyFact,
      ) / Math.max(1, variants.length),
    followUps: count(followUps, (item) => item.everyFact) / Math.max(1, followUps.length),
    followUpsStandalone: count(standalone, (item) => item.everyFact) / Math.max(1, standalone.length),
    answerP50Ms: percentile(times, 0.5),
    answerP99Ms: percentile(times, 0.99),
  };
  const inPercent = (value: number) => (100 * value).toFixed(1);
  const lines = [
    half === 'everyday'
      ? `Everyday questions (${questions.length}), each with the one sentence that should lead; shares in percent`
      : `Development questions, ${half} half (${questions.length}); shares in percent`,
    '',
    formatTable(['kind', 'n', 'every fact', 'BM25 top 3', 'fact first', 'passage in 5', 'refused'], rows),
    '',
    `Every needed fact: ours ${inPercent(figures.everyFact)}, BM25 sentences ${inPercent(figures.everyFactBm25)}, embeddings alone ${inPercent(figures.everyFactEmbeddings)}, first sentence of the top passage ${inPercent(figures.everyFactFirstSentence)}`,
    `Quotes equal to their article's slice: ${inPercent(figures.quotesExact)}; citations of a gold article: ${inPercent(figures.citationPrecision)}${help.length > 0 ? `; greetings recognised: ${inPercent(figures.helpRecognised)}` : ''}`,
    ...(variants.length > 0
      ? [
          `Typing errors, lower case, slang: ${inPercent(figures.variants)} against ${inPercent(figures.variantsClean)} for the clean forms (${variants.length} pairs)`,
        ]
      : []),
    ...(followUps.length > 0
      ? [
          `Follow-ups: ${inPercent(figures.followUps)} against ${inPercent(figures.followUpsStandalone)} for their standalone forms (${followUps.length} pairs)`,
        ]
      : []),
    `Question to answer: p50 ${figures.answerP50Ms.toFixed(1)} ms, p99 ${figures.answerP99Ms.toFixed(1)} ms`,
  ];
  if (options.verbose) lines.push('', ...describeMisses(judged));
  return { lines, figures };
}

/** What went wrong, for reading: never for tuning to the validate half. */
function describeMisses(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ question, result, quotes, everyFact, isRefused, passageInFive }) => {
    if (question.status === 'help') return result.answer.kind === 'help' ? [] : [`NOT HELP ${question.question}`];
    const verdict = result.explanation.verdict;
    const chance = verdict ? ` [${verdict.probability.toFixed(2)}]` : '';
    if (question.status === 'no-source')
      return isRefused
        ? []
        : [`ANSWERED ${question.id} ${question.kind}${chance}: ${question.question}\n    ${quotes[0] ?? ''}`];
    if (everyFact) return [];
    const missing = question.answers
      .filter((fact) => !quotes.some((quote) => holdsFact(quote, fact)))
      .map((fact) => fact[0]);
    return [
      `${isRefused ? 'REFUSED' : 'MISSED'} ${question.id} ${question.kind}${chance}${passageInFive ? '' : ' (passage not found)'}: ${question.context.join(' / ')}${question.context.length > 0 ? ' / ' : ''}${question.question}\n    wanted ${missing.join(' + ')} of ${question.goldSources.join(', ')}\n    ${quotes[0] ?? ''}`,
    ];
  });
}

/** What each signal is worth: right passage first and in the first five, with every signal, without each, with each alone. */
export async function ablation(index: OpenedIndex, folder: string): Promise<string> {
  const retriever = await PassageRetriever.create(index);
  const questions = (['fit', 'validate'] as const)
    .flatMap((half) => readJsonLines(path.join(folder, `${half}.jsonl`), EvalQuestion))
    .filter((question) => question.status === 'answered' && question.context.length === 0);
  const measure = async (without: readonly SignalName[]) => {
    let first = 0;
    let five = 0;
    for (const question of questions) {
      const evidence = await retriever.retrieve(await retriever.understand(question.question), { count: 5, without });
      const isGold = evidence.map(
        (item) =>
          question.goldSources.includes(item.article.id) &&
          question.answers.some((fact) => holdsFact(item.passage.text, fact)),
      );
      if (isGold[0]) first += 1;
      if (isGold.some(Boolean)) five += 1;
    }
    return [percent(first, questions.length), percent(five, questions.length)];
  };
  const rows = [['all signals', ...(await measure([]))]];
  for (const name of signalNames) rows.push([`without ${name}`, ...(await measure([name]))]);
  for (const name of ['bm25', 'grams', 'dense', 'expected'] as const)
    rows.push([`only ${name}`, ...(await measure(signalNames.filter((other) => other !== name)))]);
  return [
    `What each signal is worth: right passage, both halves (${questions.length} questions)`,
    '',
    formatTable(['signals', 'first', 'in 5'], rows),
  ].join('\n');
}
