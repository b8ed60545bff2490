import type { Answered } from './answer.js';
import type { AnswerEngine, AnswerResult } from './answer-question.js';
import type { GenerationReport } from './generate/generator.js';
import type { Question } from './question.js';

/** Whose tokens an answer takes: Discord's ids, or null where there is only one person. */
export interface Asker {
  readonly person: string | null;
  readonly guild: string | null;
}

/** What matters only where a language model writes the answers. */
export interface GenerationOptions {
  readonly asker?: Asker;
  /** Ends the writing: what is proven until then is the answer. */
  readonly signal?: AbortSignal;
  /** Called with the answer so far whenever another claim is proven. */
  readonly onProgress?: (answer: Answered) => void;
}

export interface EngineResult extends AnswerResult {
  /** How the model did; absent when none was asked. */
  readonly generation?: GenerationReport;
}

/** What surfaces ask: the articles themselves, or a language model held to them. */
export interface Engine
  extends Pick<AnswerEngine, 'prospects' | 'compare' | 'checkStatements' | 'timeline' | 'warmUp'> {
  answer(question: Question & GenerationOptions): Promise<EngineResult>;
}
