import { AnswerEngine } from '../../src/answer/answer-question.js';
import type { Engine } from '../../src/answer/engine.js';
import { GeneratingEngine } from '../../src/answer/generate/generating-engine.js';
import type { Generator } from '../../src/answer/generate/generator.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import type { EvalQuestion } from './datasets.js';
import { percentile } from './metrics.js';

interface Judged {
  readonly isRefused: boolean;
  readonly shouldRefuse: boolean;
  /** Share of the needed facts that the sentences of the answer or their quotes hold; null where none is needed. */
  readonly factRecall: number | null;
  readonly citations: number;
  readonly goldCitations: number;
  readonly foundSources: number | null;
  readonly milliseconds: number;
  readonly outcome: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Dollars for a million tokens; null when not said. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

/** The same questions with and without a model, side by side. */
export async function compareWithModel(
  index: OpenedIndex,
  generator: Generator,
  questions: readonly EvalQuestion[],
  prices: Prices | null,
  onProgress: (done: number) => void = () => {},
): Promise<string> {
  const engine = await AnswerEngine.create(index);
  const generating = new GeneratingEngine(engine, index, generator);
  const rows: [string, Judged[]][] = [
    ['quotes alone', []],
    [generator.model.id, []],
  ];
  for (const [position, question] of questions.entries()) {
    for (const [row, used] of [engine as Engine, generating].entries())
      rows[row]?.[1].push(await judge(used, question));
    onProgress(position + 1);
  }
  const line = (name: string, value: (judged: readonly Judged[]) => string) =>
    [name.padEnd(34), ...rows.map(([, judged]) => value(judged).padStart(22))].join(' ');
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
  // Of no questions there is no share.
  const meanPercent = (values: readonly number[]) => (values.length === 0 ? '–' : percent(mean(values)));
  const answered = (judged: readonly Judged[]) => judged.filter(({ isRefused }) => !isRefused);
  const tokens = (judged: readonly Judged[]) => ({
    input: judged.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    output: judged.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  });
  return [
    [''.padEnd(34), ...rows.map(([name]) => name.slice(0, 22).padStart(22))].join(' '),
    line('questions', (judged) => String(judged.length)),
    line('citation precision', (judged) => percent(ratio(answered(judged), 'goldCitations', 'citations'))),
    line('citation recall (gold sources)', (judged) =>
      meanPercent(judged.flatMap(({ foundSources }) => foundSources ?? [])),
    ),
    line('fact recall', (judged) => meanPercent(judged.flatMap(({ factRecall }) => factRecall ?? []))),
    line('refused of the unanswerable', (judged) =>
      meanPercent(judged.filter(({ shouldRefuse }) => shouldRefuse).map(({ isRefused }) => Number(isRefused))),
    ),
    line('refused of the answerable', (judged) =>
      meanPercent(judged.filter(({ shouldRefuse }) => !shouldRefuse).map(({ isRefused }) => Number(isRefused))),
    ),
    line('written by the model', (judged) =>
      meanPercent(answered(judged).map(({ outcome }) => Number(outcome === 'generated'))),
    ),
    line('latency p50 / p99', (judged) =>
      [0.5, 0.99]
        .map(
          (share) =>
            `${Math.round(
              percentile(
                judged.map(({ milliseconds }) => milliseconds),
                share,
              ),
            )} ms`,
        )
        .join(' / '),
    ),
    line('tokens in / out', (judged) => `${tokens(judged).input} / ${tokens(judged).output}`),
    line('cost', (judged) => {
      if (prices === null) return 'say --price IN,OUT';
      const { input, output } = tokens(judged);
      return `$${((input * prices.input + output * prices.output) / 1e6).toFixed(4)}`;
    }),
  ].join('\n');
}

function ratio(judged: readonly Judged[], part: 'goldCitations', whole: 'citations'): number {
  const total = judged.reduce((sum, one) => sum + one[whole], 0);
  return total === 0 ? 0 : judged.reduce((sum, one) => sum + one[part], 0) / total;
}

async function judge(engine: Engine, question: EvalQuestion): Promise<Judged> {
  let conversation = undefined as Awaited<ReturnType<Engine['answer']>>['conversation'] | undefined;
  for (const text of question.context)
    ({ conversation } = await engine.answer({ text, ...(conversation ? { conversation } : {}) }));
  const started = performance.now();
  const { answer, generation } = await engine.answer({
    text: question.question,
    ...(conversation ? { conversation } : {}),
  });
  const milliseconds = performance.now() - started;
  const citations = answer.kind === 'answered' ? answer.citations : [];
  const said = [answer.kind === 'answered' ? answer.text : '', ...citations.map(({ quote }) => quote)]
    .join(' ')
    .toLowerCase();
  const facts = question.answers.map((alternatives) =>
    alternatives.some((alternative) => said.includes(alternative.toLowerCase())),
  );
  const gold = question.goldSources;
  const isAnswerable = question.status === 'answered';
  return {
    isRefused: answer.kind === 'no-source',
    shouldRefuse: question.status === 'no-source',
    factRecall: isAnswerable && facts.length > 0 ? facts.filter(Boolean).length / facts.length : null,
    citations: gold.length > 0 ? citations.length : 0,
    goldCitations: citations.filter(({ articleId }) => gold.includes(articleId)).length,
    foundSources:
      isAnswerable && gold.length > 0
        ? gold.filter((id) => citations.some(({ articleId }) => articleId === id)).length / gold.length
        : null,
    milliseconds,
    outcome: generation?.outcome ?? 'none',
    inputTokens: generation?.usage.inputTokens ?? 0,
    outputTokens: generation?.usage.outputTokens ?? 0,
  };
}
