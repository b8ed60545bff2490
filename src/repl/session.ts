import type { Colors } from 'picocolors/types.js';
import type { Answer, Answered } from '../answer/answer.js';
import { type AnswerResult, QuestionError } from '../answer/answer-question.js';
import type { Engine, EngineResult } from '../answer/engine.js';
import type { Conversation } from '../answer/question.js';
import { describeError } from '../error.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import type { PassageStore, SearchFilters } from '../retrieval/passage-store.js';
import { runCommand } from './commands.js';
import { renderAnswer, renderClaims } from './render-answer.js';

/** What the session works with; all of it is passed in. */
export interface SessionOptions {
  readonly engine: Pick<Engine, 'answer'>;
  readonly store: PassageStore;
  readonly glossary: GlossaryIndex;
  readonly colors: Colors;
  /** Asked before each answer: terminals change size. */
  readonly width: () => number;
  readonly areBriefs: boolean;
  /** One JSON object a question, nothing else. */
  readonly json: boolean;
}

/** What the surface shows for one line. */
export interface SessionReply {
  readonly text: string;
  readonly isFinished: boolean;
}

/** One conversation at the prompt: remembers what was said, the filters, and the last answer. */
export class Session {
  conversation: Conversation = [];
  filters: SearchFilters = {};
  isJson: boolean;
  last: { readonly question: string; readonly result: EngineResult } | null = null;
  private writing: AbortController | null = null;

  constructor(readonly options: SessionOptions) {
    this.isJson = options.json;
  }

  /**
   * Handles one line: a question, or a command that starts with a colon. Never throws for what a person may type.
   * @param onText Given sentences of the answer while it is being written; the reply holds only what follows them.
   */
  async handle(line: string, onText: (text: string) => void = () => {}): Promise<SessionReply> {
    const text = line.trim();
    if (text === '') return { text: '', isFinished: false };
    if (/^[:：][a-z?]/i.test(text)) {
      const reply = await runCommand(this, text.slice(1));
      return this.options.json ? { text: '', isFinished: reply.isFinished } : reply;
    }
    return { text: await this.ask(text, onText), isFinished: false };
  }

  /** Ends the answer that is being written. @returns Whether there was one. */
  stop(): boolean {
    const { writing } = this;
    writing?.abort();
    return writing !== null;
  }

  private async ask(question: string, onText: (text: string) => void): Promise<string> {
    let shown = 0;
    const onProgress = ({ claims }: Answered) => {
      if (this.isJson || claims.length <= shown) return;
      onText(renderClaims(claims.slice(shown), this.renderOptions()));
      shown = claims.length;
    };
    this.writing = new AbortController();
    try {
      const result = await this.options.engine.answer({
        text: question,
        conversation: this.conversation,
        filters: this.filters,
        signal: this.writing.signal,
        onProgress,
      });
      this.conversation = result.conversation;
      this.last = { question, result };
      return this.isJson
        ? toJson(question, result.answer, result.timings)
        : renderAnswer(question, result.answer, this.renderOptions(), shown);
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      if (!this.isJson) return describeError(error);
      return toJson(
        question,
        { kind: 'help', text: describeError(error), notices: [] },
        { retrievalMs: 0, answerMs: 0 },
      );
    } finally {
      this.writing = null;
    }
  }

  renderOptions() {
    return { width: this.options.width(), colors: this.options.colors, areBriefs: this.options.areBriefs };
  }
}

/** The machine-readable form of an answer, on one line. */
export function toJson(question: string, answer: Answer, timings: AnswerResult['timings']): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  return JSON.stringify({
    question,
    kind: answer.kind,
    ...(answer.kind === 'answered' ? { mode: answer.mode, asOf: answer.asOf } : {}),
    text: answer.text,
    claims: answer.kind === 'answered' ? answer.claims : [],
    citations: answer.kind === 'answered' ? answer.citations.map(({ brief: _, ...citation }) => citation) : [],
    ...(answer.kind === 'no-source' ? { nearest: answer.nearest } : {}),
    notices: answer.notices,
    timings: { retrievalMs: round(timings.retrievalMs), answerMs: round(timings.answerMs) },
  });
}
