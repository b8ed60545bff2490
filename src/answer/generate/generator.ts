import { randomBytes } from 'node:crypto';
import type { BaseMessage } from '@langchain/core/messages';
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import type { Article } from '../../knowledge/article.js';
import type { Language } from '../../text/language.js';
import type { Answered } from '../answer.js';
import type { Asker } from '../engine.js';
import type { ClaimVerifier } from '../verify/verify-claim.js';
import { callModel, textOfChunk } from './call-model.js';
import { CitedBlockReader } from './cited-blocks.js';
import { type DraftClaim, DraftReader, draftSchema } from './draft.js';
import type { GenerativeModel, TokenUsage } from './generative-model.js';
import { type FailureKind, ModelFailure, readFailure } from './model-failure.js';
import { generationNotices } from './notices.js';
import { type AnswerPrompt, answerMessages, documentMessages } from './prompts.js';
import { type EvidenceQuote, ProvenDraft, type RejectedClaim } from './proven-draft.js';
import { readProse } from './read-prose.js';
import type { TokenBudget } from './token-budget.js';

/** How long a model may take. Milliseconds. */
export interface Patience {
  /** Until the first claim is written. @default 20,000 */
  readonly firstClaimMs: number;
  /** In all: attempts, repair and second round included. @default 60,000 */
  readonly totalMs: number;
  /** After which a server that failed three times in a row is asked again. @default 30,000 */
  readonly restMs: number;
}

/** All waits by the first one: three times as long in all, and half as long again before a server is tried anew. */
export function patienceOf(firstClaimSeconds: number): Patience {
  return {
    firstClaimMs: 1_000 * firstClaimSeconds,
    totalMs: 3_000 * firstClaimSeconds,
    restMs: 1_500 * firstClaimSeconds,
  };
}

const defaultPatience = patienceOf(20);

const failuresBeforeRest = 3;
/** Halvings of the evidence for a model that takes no more text. */
const maximumTrims = 2;
/** Retrieval rounds with what a draft names as missing. */
const maximumRounds = 2;
/** Quotes put in the place of claims that could not be proven. */
const maximumQuotesInstead = 2;
/** What an answer may write; set aside before it is asked for. Tokens. */
export const maximumOutputTokens = 1_500;

export interface GenerationRequest {
  readonly question: string;
  readonly language: Language;
  /** The answer without a model: what is given when the model fails. */
  readonly extractive: Answered;
  /** What the model may rest claims on, the likeliest first; markers are the numbers it is shown with. */
  readonly evidence: readonly EvidenceQuote[];
  /** Looks for more; numbers go on from `firstMarker`. */
  readonly findMore: (searchText: string, firstMarker: number) => Promise<readonly EvidenceQuote[]>;
  readonly articleOf: (id: string) => Article | null;
  readonly verifier: ClaimVerifier;
  readonly asker: Asker;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((answer: Answered) => void) | undefined;
}

/** How the model did. */
export interface GenerationReport {
  readonly model: string;
  readonly outcome: 'generated' | 'fell-back' | 'no-budget' | 'cached';
  readonly failure: FailureKind | null;
  readonly usage: TokenUsage;
  readonly calls: number;
  /** Claims that were not proven as first written. */
  readonly rejected: number;
  readonly milliseconds: number;
}

export interface Generation {
  readonly answer: Answered;
  readonly report: GenerationReport;
}

/** Told of when the model's server is given a rest, and when it answers again. */
export type ServerState = { readonly state: 'resting'; readonly reason: string } | { readonly state: 'answering' };

/**
 * Has a language model write an answer from evidence, and lets nothing through that the evidence does not prove. Every
 * failure of the model ends in the extractive answer, which says so.
 */
export class Generator {
  private readonly breaker: CircuitBreakerPolicy;
  private schemaWorks = true;
  private lastFailure = '';

  constructor(
    readonly model: GenerativeModel,
    private readonly budget: TokenBudget,
    private readonly patience: Patience = defaultPatience,
    onServerState: (state: ServerState) => void = () => {},
  ) {
    this.breaker = circuitBreaker(
      handleWhen((error) => error instanceof ModelFailure && error.isOfServer),
      { halfOpenAfter: patience.restMs, breaker: new ConsecutiveBreaker(failuresBeforeRest) },
    );
    this.breaker.onBreak(() => onServerState({ state: 'resting', reason: this.lastFailure }));
    this.breaker.onReset(() => onServerState({ state: 'answering' }));
  }

  async generate(request: GenerationRequest): Promise<Generation> {
    const started = performance.now();
    const run = new Run(request, this.patience);
    const report = (outcome: GenerationReport['outcome'], failure: FailureKind | null): GenerationReport => ({
      model: this.model.id,
      outcome,
      failure,
      usage: run.usage,
      calls: run.calls,
      rejected: run.rejectedCount,
      milliseconds: performance.now() - started,
    });
    const say = generationNotices[request.language];
    const withNotice = (notice: string): Answered => ({
      ...request.extractive,
      notices: [...request.extractive.notices, notice],
    });
    const reservation = await this.budget.reserve(request.asker, estimateTokens(request) + maximumOutputTokens);
    if (!reservation) return { answer: withNotice(say.budgetSpent), report: report('no-budget', null) };
    let failure: ModelFailure | null = null;
    try {
      await this.guarded(() => this.write(run));
    } catch (error) {
      failure = readFailure(error);
    } finally {
      run.end();
      await reservation.settle(run.usage.inputTokens + run.usage.outputTokens);
    }
    const notices = [
      ...(run.isTrimmed ? [say.evidenceTrimmed] : []),
      ...(failure !== null && failure.kind !== 'cancelled' ? [say.cutShort] : []),
    ];
    const answer = run.hasGenerated ? run.draft.answer(notices) : null;
    if (answer) return { answer, report: report('generated', failure?.kind ?? null) };
    const isModelAtWork = failure === null || failure.kind === 'unusable' || failure.kind === 'endless';
    return {
      answer: withNotice(isModelAtWork ? say.nothingProven : say.modelFailed),
      report: report('fell-back', failure?.kind ?? null),
    };
  }

  /**
   * Asks the model something else than for an answer, within the same allowance.
   * @param patienceMs After which it is done without.
   * @throws {ModelFailure}
   */
  async ask(
    messages: BaseMessage[],
    {
      asker,
      signal,
      patienceMs,
    }: { readonly asker: Asker; readonly signal?: AbortSignal | undefined; readonly patienceMs: number },
  ): Promise<{ readonly text: string; readonly usage: TokenUsage }> {
    const asked = Math.ceil(lengthOf(messages) / 4);
    const reservation = await this.budget.reserve(asker, asked + 300);
    if (!reservation) throw new ModelFailure('unusable', 'the allowance is used up');
    const slow = new AbortController();
    const timer = setTimeout(() => slow.abort(new ModelFailure('slow', 'the model took too long')), patienceMs);
    let text = '';
    let usage: TokenUsage = { inputTokens: 0, outputTokens: 0 };
    try {
      const stop = AbortSignal.any([slow.signal, ...(signal ? [signal] : [])]);
      await this.guarded(async () => {
        usage = await callModel(this.model.plain, messages, stop, (chunk) => {
          text += textOfChunk(chunk);
        });
      });
    } finally {
      clearTimeout(timer);
      const spent = {
        inputTokens: usage.inputTokens || (text === '' ? 0 : asked),
        outputTokens: usage.outputTokens || Math.ceil(text.length / 4),
      };
      usage = spent;
      await reservation.settle(spent.inputTokens + spent.outputTokens);
    }
    return { text, usage };
  }

  /** Runs work that calls the server, unless it is being given a rest. @throws {ModelFailure} */
  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.breaker.execute(async () => {
        try {
          return await work();
        } catch (error) {
          const failure = readFailure(error);
          this.lastFailure = failure.message;
          throw failure;
        }
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new ModelFailure('resting', 'the server is given a rest');
      throw error;
    }
  }

  private async write(run: Run): Promise<void> {
    await this.draft(run, {});
    for (let round = 1; round < maximumRounds && run.missing !== null && run.draft.claims.length < 5; round += 1) {
      const added = await run.findMore();
      if (added.size === 0) break;
      await this.draft(run, { needed: run.draft.claims.length > 0 ? added : undefined });
    }
    const { rejected } = run.draft;
    if (rejected.length > 0 && !run.isStopped) {
      const toRepair = rejected.filter(({ claim }) => claim.ids.length > 0).slice(0, 6);
      run.draft.forgetRejected();
      if (toRepair.length > 0) {
        try {
          await this.draft(run, { rejected: toRepair });
        } catch (error) {
          // The answer stands without what could not be repaired, unless there is none.
          if (run.draft.claims.length === 0) throw error;
        }
      }
      run.takeQuotesInstead(run.draft.rejected);
    }
    if (run.draft.claims.length === 0) throw new ModelFailure('unusable', 'the model wrote nothing that is proven');
  }

  /** One call, again in a simpler form or with less evidence where the server asks for it. */
  private async draft(
    run: Run,
    part: { readonly needed?: ReadonlySet<number> | undefined; readonly rejected?: readonly RejectedClaim[] },
  ): Promise<void> {
    for (let trims = 0; ; ) {
      const schema =
        this.schemaWorks && !this.model.citesDocuments ? this.model.withSchema('answer', draftSchema) : null;
      try {
        await run.call(this.model, schema, part);
        return;
      } catch (error) {
        const failure = readFailure(error);
        if (failure.kind === 'no-schema' && schema) this.schemaWorks = false;
        else if (failure.kind === 'too-long' && trims < maximumTrims && run.trim()) trims += 1;
        else throw failure;
      }
    }
  }
}

/** One answer in the making. */
class Run {
  readonly draft: ProvenDraft;
  readonly stop: AbortController = new AbortController();
  missing: string | null = null;
  isTrimmed = false;
  calls = 0;
  rejectedCount = 0;
  hasGenerated = false;
  private evidence: readonly EvidenceQuote[];
  private inputTokens = 0;
  private outputTokens = 0;
  private readonly timers: NodeJS.Timeout[];
  private readonly cancel = () => this.stop.abort(new ModelFailure('cancelled', 'the asker stopped it'));

  constructor(
    private readonly request: GenerationRequest,
    patience: Patience,
  ) {
    this.evidence = request.evidence;
    this.draft = new ProvenDraft(request.evidence, request.verifier, request.articleOf);
    const slow = (after: number) =>
      setTimeout(
        () => this.stop.abort(new ModelFailure('slow', `the model had not finished after ${after / 1000} s`)),
        after,
      );
    this.timers = [slow(patience.totalMs), slow(patience.firstClaimMs)];
    if (request.signal?.aborted === true) this.cancel();
    request.signal?.addEventListener('abort', this.cancel, { once: true });
  }

  get usage(): TokenUsage {
    return { inputTokens: this.inputTokens, outputTokens: this.outputTokens };
  }

  get isStopped(): boolean {
    return this.stop.signal.aborted;
  }

  end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.request.signal?.removeEventListener('abort', this.cancel);
  }

  /** Leaves the less likely half of the evidence away. @returns False when there is nothing left to leave away. */
  trim(): boolean {
    if (this.evidence.length < 4) return false;
    this.evidence = this.evidence.slice(0, Math.ceil(this.evidence.length / 2));
    this.isTrimmed = true;
    return true;
  }

  /** Looks for what the draft named as missing. @returns The numbers of what was found. */
  async findMore(): Promise<ReadonlySet<number>> {
    const { missing } = this;
    this.missing = null;
    if (missing === null || this.isStopped) return new Set();
    const first = Math.max(0, ...this.evidence.map(({ citation }) => citation.marker)) + 1;
    const known = new Set(this.evidence.map(({ citation }) => `${citation.articleId} ${citation.start}`));
    const found = (await this.request.findMore(missing, first)).filter(
      ({ citation }) => !known.has(`${citation.articleId} ${citation.start}`),
    );
    this.evidence = [...this.evidence, ...found];
    this.draft.add(found);
    return new Set(found.map(({ citation }) => citation.marker));
  }

  async call(
    model: GenerativeModel,
    schema: GenerativeModel['plain'] | null,
    {
      needed,
      rejected,
    }: { readonly needed?: ReadonlySet<number> | undefined; readonly rejected?: readonly RejectedClaim[] },
  ): Promise<void> {
    const prompt: AnswerPrompt = {
      question: this.request.question,
      language: this.request.language,
      fence: randomBytes(6).toString('hex'),
      evidence: this.shown(model.citesDocuments),
      ...(rejected ? { rejected } : {}),
    };
    const json = new DraftReader();
    const blocks = new CitedBlockReader();
    let written = '';
    const takeAll = (claims: readonly DraftClaim[]) => {
      for (const claim of claims) this.take(claim, needed);
    };
    this.calls += 1;
    // The request is on its way before the evidence is read.
    const preparing = new AbortController();
    void this.draft.prepare(preparing.signal);
    const messages = model.citesDocuments ? documentMessages(prompt) : answerMessages(prompt);
    let used: TokenUsage = { inputTokens: 0, outputTokens: 0 };
    try {
      used = await callModel(schema ?? model.plain, messages, this.stop.signal, (chunk) => {
        const text = textOfChunk(chunk);
        written += text;
        // A model that cites by itself may still answer in the form that others are asked for.
        takeAll(json.push(text));
        if (model.citesDocuments) takeAll(blocks.push(chunk.content));
      });
    } finally {
      preparing.abort();
      // What came before a failure counts, in tokens and in claims. Some servers do not say how many tokens: four letters
      // are about one.
      const isAnswered = written !== '' || used.inputTokens > 0;
      this.inputTokens += used.inputTokens || (isAnswered ? Math.ceil(lengthOf(messages) / 4) : 0);
      this.outputTokens += used.outputTokens || Math.ceil(written.length / 4);
      if (model.citesDocuments && !this.isStopped) takeAll(blocks.end());
    }
    if (!json.hasClaims && !blocks.hasClaims) takeAll(readProse(json.prose));
    this.missing = json.missing ?? blocks.missing;
  }

  private take(claim: DraftClaim, needed: ReadonlySet<number> | undefined): void {
    clearTimeout(this.timers[1]);
    const before = this.draft.rejected.length;
    const isTaken = this.draft.take(claim, needed);
    this.rejectedCount += this.draft.rejected.length - before;
    if (!isTaken) return;
    this.hasGenerated = true;
    const answer = this.draft.answer([]);
    if (answer) this.request.onProgress?.(answer);
  }

  /** Claims that stayed unproven become quotes, where the answer without a model has these quotes too. */
  takeQuotesInstead(rejected: readonly RejectedClaim[]): void {
    if (!this.hasGenerated) return;
    const trusted = new Set(this.request.extractive.citations.map(({ quote }) => quote));
    let taken = 0;
    for (const { claim } of rejected) {
      for (const id of claim.ids) {
        const quote = this.evidence.find(({ citation }) => citation.marker === id)?.citation.quote;
        if (taken >= maximumQuotesInstead || quote === undefined || !trusted.has(quote)) continue;
        if (this.draft.takeQuote(id)) taken += 1;
      }
    }
  }

  /** Documents are cited by the place of their blocks: those must be numbered without gaps. */
  private shown(isDocument: boolean): AnswerPrompt['evidence'] {
    const evidence = isDocument
      ? this.evidence.filter(({ citation }, index) => citation.marker === index + 1)
      : this.evidence;
    return evidence.map(({ citation: { marker, quote, title, publisher, published }, translation }) => ({
      id: marker,
      text: translation?.text ?? quote.replace(/\s+/g, ' '),
      title,
      publisher,
      published,
    }));
  }
}

function lengthOf(messages: readonly { readonly content: unknown }[]): number {
  return messages.reduce(
    (sum, { content }) => sum + (typeof content === 'string' ? content : JSON.stringify(content)).length,
    0,
  );
}

/** Four letters are about a token in English, one sign in Chinese; estimated on the high side. */
function estimateTokens({ question, evidence }: GenerationRequest): number {
  const length = evidence.reduce(
    (sum, { citation }) => sum + citation.quote.length + citation.title.length + 60,
    question.length + 2_500,
  );
  return Math.ceil(length / 3);
}
