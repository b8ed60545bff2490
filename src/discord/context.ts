import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { QuestionError } from '../answer/answer-question.js';
import { describeError } from '../error.js';
import type { Language } from '../text/language.js';
import type { CommandIds } from './commands/register-commands.js';
import type { KnowledgeKeeper } from './knowledge-keeper.js';
import type { Limits } from './limits.js';
import type { Memory } from './memory/memory.js';
import type { Metrics } from './metrics.js';
import { escapeWithin } from './render/markdown.js';
import type { Reply } from './render/reply.js';
import { texts } from './render/texts.js';
import type { Responder } from './respond.js';
import type { RunningAnswers } from './running-answers.js';
import { QueueFullError, type WorkQueue } from './work-queue.js';

/** Everything that handling an event works with. */
export interface BotContext {
  readonly knowledge: KnowledgeKeeper;
  readonly memory: Memory;
  readonly responder: Responder;
  readonly limits: Limits;
  readonly queue: WorkQueue;
  readonly running: RunningAnswers;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Known once the commands are registered. */
  commandIds: CommandIds;
  isStopping: boolean;
}

/** Turns anything thrown while answering into a message for the person; what was unexpected is logged with its id. */
export function explainFailure(context: BotContext, error: unknown, language: Language): Reply {
  const say = texts[language];
  if (error instanceof QueueFullError) {
    context.metrics.turnedAway('queue');
    return { content: say.busy(error.retryAfterSeconds) };
  }
  if (error instanceof QuestionError) return { content: escapeWithin(describeError(error), 500) };
  const id = randomBytes(4).toString('hex');
  context.metrics.failed();
  context.log.error({ id, err: error instanceof Error ? error : new Error(String(error)) }, 'cannot answer');
  return { content: say.failed(id) };
}

/** Why a question is turned away right now; null when it is welcome. */
export async function turnAway(
  context: BotContext,
  person: string,
  guild: string | null,
  language: Language,
): Promise<Reply | null> {
  const say = texts[language];
  if (context.isStopping) {
    context.metrics.turnedAway('stopping');
    return { content: say.stopping };
  }
  const seconds = await context.limits.take(person, guild);
  if (seconds === 0) return null;
  context.metrics.turnedAway('person');
  return { content: say.tooFast(seconds) };
}
