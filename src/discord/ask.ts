import type { Answered } from '../answer/answer.js';
import type { EngineResult } from '../answer/engine.js';
import type { Conversation } from '../answer/question.js';
import type { SearchFilters } from '../retrieval/passage-store.js';
import { detectLanguage, type Language } from '../text/language.js';
import type { BotContext } from './context.js';
import type { GrowingReply } from './growing-reply.js';
import type { Exchange, Surface } from './memory/memory.js';
import { renderAnswer, stopButton } from './render/render-answer.js';
import type { Reply } from './render/reply.js';

/** A question as it reached the bot. */
export interface AskedQuestion {
  /** Of the message or the interaction that asked. */
  readonly id: string;
  readonly text: string;
  readonly person: string;
  readonly guild: string | null;
  readonly surface: Surface;
  /** The exchange whose button asks this again; null for a question of its own. */
  readonly origin: string | null;
  /** Where follow-ups belong together; null for a question that starts and ends by itself. */
  readonly place: string | null;
  readonly filters: SearchFilters;
  readonly wantsMore?: boolean;
  readonly isPrivate: boolean;
  readonly showsQuestion: boolean;
  readonly mayEmbed: boolean;
  /** When it was asked, milliseconds since 1970. */
  readonly askedAt: number;
  /** Where the answer is shown while it is being written. */
  readonly growing: GrowingReply;
}

/**
 * Answers a question as every surface does, remembers the exchange, and lays the answer out.
 * @returns Nothing when the question was taken back meanwhile.
 */
export async function ask(context: BotContext, question: AskedQuestion): Promise<Reply[]> {
  const signal = context.running.begin(question.id, question.person, question.place);
  try {
    return await answer(context, question, signal);
  } finally {
    context.running.end(question.id);
  }
}

async function answer(context: BotContext, question: AskedQuestion, signal: AbortSignal): Promise<Reply[]> {
  const language = detectLanguage(question.text);
  return context.queue.run(() =>
    context.knowledge.use(async (knowledge) => {
      const conversation = recall(context, question.place);
      const result = await knowledge.engine.answer({
        text: question.text,
        conversation,
        filters: question.filters,
        asker: { person: question.person, guild: question.guild },
        signal,
        onProgress: (partial) => question.growing.show(previewOf(partial, question, language, knowledge.areBriefs)),
        ...(question.wantsMore === undefined ? {} : { wantsMore: question.wantsMore }),
      });
      if (signal.reason === 'deleted') return [];
      const exchange = remember(context, question, conversation, result);
      if (result.generation) {
        context.metrics.generated(result.generation);
        const { model, outcome, failure, calls, rejected } = result.generation;
        context.log.info({ model, outcome, failure, calls, rejected, ...result.generation.usage }, 'model asked');
      }
      context.metrics.answered(question.surface, result.answer.kind, (Date.now() - question.askedAt) / 1000);
      context.log.info(
        {
          surface: question.surface,
          kind: result.answer.kind,
          retrievalMs: Math.round(result.timings.retrievalMs),
          answerMs: Math.round(result.timings.answerMs),
          waiting: context.queue.waiting,
        },
        'answered',
      );
      const replies = renderAnswer(result.answer, {
        exchange: exchange?.id ?? '',
        question: question.showsQuestion ? question.text : null,
        language,
        areBriefs: knowledge.areBriefs,
        isPrivate: question.isPrivate,
        mayEmbed: question.mayEmbed,
      });
      // Without a remembered exchange the buttons would lead nowhere.
      return exchange ? replies : replies.map(({ components: _, ...reply }) => reply);
    }),
  );
}

/** The first message of an answer that is still being written: what is proven so far, and a button that ends it. */
function previewOf(partial: Answered, question: AskedQuestion, language: Language, areBriefs: boolean): Reply {
  const view = {
    exchange: '',
    question: question.showsQuestion ? question.text : null,
    language,
    areBriefs,
    isPrivate: question.isPrivate,
    mayEmbed: question.mayEmbed,
  };
  const { components: _, ...reply } = renderAnswer(partial, view)[0] ?? {};
  return { ...reply, components: stopButton(question.id, language) };
}

function recall(context: BotContext, place: string | null): Conversation {
  if (place === null) return [];
  try {
    return context.memory.conversation(place);
  } catch (error) {
    context.log.error({ err: error }, 'cannot read the memory');
    return [];
  }
}

/** A memory that cannot be written (a full disk) must not cost the answer. */
function remember(
  context: BotContext,
  question: AskedQuestion,
  conversation: Conversation,
  result: EngineResult,
): Exchange | null {
  try {
    const turn =
      result.conversation.length > 0 && result.conversation !== conversation ? result.conversation.at(-1) : undefined;
    const companions =
      question.place === null
        ? []
        : context.memory.speakers(question.place).filter((person) => person !== question.person);
    if (question.place !== null && turn) context.memory.addTurn(question.place, question.person, turn);
    return context.memory.addExchange({
      person: question.person,
      guild: question.guild,
      surface: question.surface,
      origin: question.origin,
      question: question.text,
      standalone: turn?.standalone ?? question.text,
      companions,
      filters: question.filters,
      language: detectLanguage(question.text),
      answer: result.answer,
      latencyMs: Date.now() - question.askedAt,
      tokens: (result.generation?.usage.inputTokens ?? 0) + (result.generation?.usage.outputTokens ?? 0),
    });
  } catch (error) {
    context.log.error({ err: error }, 'cannot write the memory');
    return null;
  }
}
