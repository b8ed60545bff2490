import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { detectLanguage } from '../../text/language.js';
import type { Asker } from '../engine.js';
import { asksForHelp } from '../phrases.js';
import { type Conversation, maximumQuestionLength } from '../question.js';
import type { TokenUsage } from './generative-model.js';
import type { Generator } from './generator.js';
import { rewriteMessages } from './prompts.js';

/** A question made complete, and taken apart where it asks several things. */
export interface QuestionPlan {
  /** One to three, in order. */
  readonly parts: readonly string[];
  readonly usage: TokenUsage;
}

const maximumParts = 3;
/** A rewriting that takes longer is done without. Milliseconds. */
const patienceMs = 6_000;
const Parts = z.object({ questions: z.array(z.string().min(1).max(maximumQuestionLength)).min(1) });

/** Whether a model could help to understand a question: it leans on others, or asks several things. */
export function needsPlan(text: string, conversation: Conversation): boolean {
  if (asksForHelp(text) || text.length > maximumQuestionLength) return false;
  if (conversation.length > 0) return true;
  const marks = [...text.matchAll(/[?？]/g)].length;
  return (
    marks > 1 ||
    /(?<!\p{L})(?:and also|and (?:what|when|why|who|how|which|where)|y (?:qué|cuándo|por qué|quién|cómo|cuánto)|as well as)(?!\p{L})|以及|另外|并且|还有/iu.test(
      text,
    )
  );
}

/**
 * Asks the model to make a question complete. What it returns may name nothing that the person and the conversation
 * have not named.
 * @returns Null when the model cannot be used or its answer is of no use: rules take over.
 */
export async function planQuestion(
  text: string,
  conversation: Conversation,
  context: {
    readonly generator: Generator;
    readonly glossary: GlossaryIndex;
    readonly asker: Asker;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<QuestionPlan | null> {
  const messages = rewriteMessages(text, conversation, randomBytes(6).toString('hex'));
  try {
    const { text: written, usage } = await context.generator.ask(messages, { ...context, patienceMs });
    const parts = readParts(written).slice(0, maximumParts);
    const isGood = parts.length > 0 && parts.every((part) => isFaithful(part, text, conversation, context.glossary));
    return isGood ? { parts, usage } : null;
  } catch {
    return null; // The answer does not depend on it; what is wrong with the server shows when it is asked to answer.
  }
}

function readParts(written: string): string[] {
  const plain = written.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, ' ');
  const start = plain.indexOf('{');
  const end = plain.lastIndexOf('}');
  if (start < 0 || end < start) return [];
  try {
    const parsed = Parts.safeParse(JSON.parse(plain.slice(start, end + 1)));
    return parsed.success ? parsed.data.questions.map((part) => part.replace(/\s+/g, ' ').trim()) : [];
  } catch {
    return [];
  }
}

/** Nothing new is named, in the same language, without markup: a hostile message cannot ask something else this way. */
function isFaithful(part: string, text: string, conversation: Conversation, glossary: GlossaryIndex): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f{}<>]|https?:/.test(part) || part.length > text.length + 400) return false;
  if (detectLanguage(part) !== detectLanguage(text)) return false;
  const before = [text, ...conversation.map(({ standalone }) => standalone)].join(' \n ');
  const known = new Set(glossary.findMentions(before).map(({ id }) => id));
  for (const { makers } of conversation) for (const maker of makers) known.add(maker);
  const numbers = new Set(before.match(/\d+/g) ?? []);
  return (
    glossary.findMentions(part).every(({ id, kind }) => kind === 'market' || known.has(id)) &&
    (part.match(/\d+/g) ?? []).every((number) => numbers.has(number))
  );
}
