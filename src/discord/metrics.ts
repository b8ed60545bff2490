import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GenerationReport } from '../answer/generate/generator.js';

/** Figures for Prometheus; none of them tells who asked or what. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly questions = new Counter({
    name: 'stateside_questions_total',
    help: 'Questions by where they were asked and how they ended',
    labelNames: ['surface', 'result'] as const,
    registers: [this.registry],
  });
  private readonly answerSeconds = new Histogram({
    name: 'stateside_answer_seconds',
    help: 'Time from a question to its delivered answer',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  private readonly acknowledgementSeconds = new Histogram({
    name: 'stateside_acknowledgement_seconds',
    help: 'Time to acknowledge an interaction',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [this.registry],
  });
  private readonly undeliveredTotal = new Counter({
    name: 'stateside_undelivered_total',
    help: 'Answers that could not be delivered, by what was tried and why it failed',
    labelNames: ['what', 'reason'] as const,
    registers: [this.registry],
  });
  private readonly turnedAwayTotal = new Counter({
    name: 'stateside_turned_away_total',
    help: 'Questions turned away because there were too many',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  private readonly failuresTotal = new Counter({
    name: 'stateside_failures_total',
    help: 'Unexpected errors',
    registers: [this.registry],
  });
  private readonly repeatedTotal = new Counter({
    name: 'stateside_repeated_events_total',
    help: 'Events that Discord delivered again and that were left aside',
    registers: [this.registry],
  });

  private readonly generations = new Counter({
    name: 'stateside_generations_total',
    help: 'Answers that a language model was to write, by model, how it ended and what failed',
    labelNames: ['model', 'outcome', 'failure'] as const,
    registers: [this.registry],
  });
  private readonly tokens = new Counter({
    name: 'stateside_model_tokens_total',
    help: 'Tokens that language models took, by model and direction',
    labelNames: ['model', 'direction'] as const,
    registers: [this.registry],
  });
  private readonly rejectedClaims = new Counter({
    name: 'stateside_rejected_claims_total',
    help: 'Claims of language models that the sources did not prove',
    registers: [this.registry],
  });

  constructor(state: {
    readonly waiting: () => number;
    readonly articles: () => number;
    readonly isConnected: () => boolean;
  }) {
    collectDefaultMetrics({ register: this.registry });
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(value());
        },
      });
    gauge('stateside_waiting_questions', 'Questions that wait or are being answered', state.waiting);
    gauge('stateside_articles', 'Articles that answers are taken from', state.articles);
    gauge('stateside_gateway_connected', '1 while Discord is connected', () => (state.isConnected() ? 1 : 0));
  }

  answered(surface: string, result: string, seconds: number): void {
    this.questions.inc({ surface, result });
    this.answerSeconds.observe(seconds);
  }

  generated({ model, outcome, failure, usage, rejected }: GenerationReport): void {
    this.generations.inc({ model, outcome, failure: failure ?? 'none' });
    this.tokens.inc({ model, direction: 'input' }, usage.inputTokens);
    this.tokens.inc({ model, direction: 'output' }, usage.outputTokens);
    this.rejectedClaims.inc(rejected);
  }

  acknowledged(seconds: number): void {
    this.acknowledgementSeconds.observe(seconds);
  }

  undelivered(what: string, reason: string): void {
    this.undeliveredTotal.inc({ what, reason });
  }

  turnedAway(reason: 'person' | 'queue' | 'stopping'): void {
    this.turnedAwayTotal.inc({ reason });
  }

  failed(): void {
    this.failuresTotal.inc();
  }

  repeated(): void {
    this.repeatedTotal.inc();
  }

  /** In Prometheus's text form. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
