import type { Colors } from 'picocolors/types.js';
import type { Answer } from '../answer/answer.js';
import { type AnswerEngine, type AnswerResult, QuestionError } from '../answer/answer-question.js';
import type { Conversation } from '../answer/question.js';
import { describeError } from '../error.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import type { PassageStore, SearchFilters } from '../retrieval/passage-store.js';
import { runCommand } from './commands.js';
import { renderAnswer } from './render-answer.js';

/** What the session works with; all of it is passed in. */
export interface SessionOptions {
  readonly engine: Pick<AnswerEngine, 'answer'>;
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
  last: { readonly question: string; readonly result: AnswerResult } | null = null;

  constructor(readonly options: SessionOptions) {
    this.isJson = options.json;
  }

  /** Handles one line: a question, or a command that starts with a colon. Never throws for what a person may type. */
  async handle(line: string): Promise<SessionReply> {
    const text = line.trim();
    if (text === '') return { text: '', isFinished: false };
    if (/^[:：][a-z?]/i.test(text)) {
      const reply = await runCommand(this, text.slice(1));
      return this.options.json ? { text: '', isFinished: reply.isFinished } : reply;
    }
    return { text: await this.ask(text), isFinished: false };
  }

  private async ask(question: string): Promise<string> {
    try {
      const result = await this.options.engine.answer({
        text: question,
        conversation: this.conversation,
        filters: this.filters,
      });
      this.conversation = result.conversation;
      this.last = { question, result };
      return this.isJson
        ? toJson(question, result.answer, result.timings)
        : renderAnswer(question, result.answer, this.renderOptions());
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      if (!this.isJson) return describeError(error);
      return toJson(
        question,
        { kind: 'help', text: describeError(error), notices: [] },
        { retrievalMs: 0, answerMs: 0 },
      );
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
