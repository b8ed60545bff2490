import { HumanMessage } from '@langchain/core/messages';
import { callModel, textOfChunk } from '../../answer/generate/call-model.js';
import { CitedBlockReader } from '../../answer/generate/cited-blocks.js';
import { DraftReader, draftSchema } from '../../answer/generate/draft.js';
import type { GenerativeModel } from '../../answer/generate/generative-model.js';
import { type FailureKind, ModelFailure, readFailure } from '../../answer/generate/model-failure.js';
import { answerMessages, documentMessages } from '../../answer/generate/prompts.js';
import type { ModelConfig } from '../../config.js';
import { loadChatModel } from '../chat-model.js';
import { loadEmbedder } from '../embedder.js';
import type { Check } from './check.js';

const patienceMs = 30_000;

const remedies: Readonly<Partial<Record<FailureKind, string>>> = {
  unreachable: 'see that the server runs and that CHAT_BASE_URL is right',
  busy: 'wait, or look at the quota of your account',
  'refused-access': 'check the key, the model’s name in CHAT_MODEL and CHAT_BASE_URL',
  slow: 'the server takes longer than an answer may; choose a smaller model or a faster machine',
  'too-long': 'the model takes hardly any text; choose one with a larger context',
};

/** Asks the model for a tiny answer in the form that answers are asked for. */
export async function checkChatModel(chat: ModelConfig['chat']): Promise<Check> {
  const name = 'chat model';
  if (chat === null) return { name, state: 'off', found: 'no CHAT_MODEL; answers are quotes', remedy: null };
  const id = `${chat.provider}:${chat.name}`;
  const model = await loadChatModel(chat);
  try {
    await callModel(model.plain, [new HumanMessage('Answer with the word: ready')], timeout(), () => {});
  } catch (error) {
    const failure = readFailure(error);
    return {
      name,
      state: 'broken',
      found: `${id}: ${failure.message}`,
      remedy: remedies[failure.kind] ?? 'look at the server’s log',
    };
  }
  const form = await formOf(model);
  if (form === null) {
    return {
      name,
      state: 'note',
      found: `${id} answers, but not in the form that is asked for: answers will often be quotes`,
      remedy: 'choose a model that follows instructions better',
    };
  }
  return { name, state: 'good', found: `${id} answers, with ${form}`, remedy: null };
}

/** How the model gives claims with their evidence; null when it does not. */
async function formOf(model: GenerativeModel): Promise<string | null> {
  const prompt = {
    question: 'Where is the warehouse?',
    language: 'en' as const,
    fence: 'doctor',
    evidence: [
      { id: 1, text: 'The warehouse stands in Nevada.', title: 'Warehouse', publisher: 'The Paper', published: '2019' },
    ],
  };
  const schema = model.citesDocuments ? null : model.withSchema('answer', draftSchema);
  const attempts = [
    ...(schema ? [{ form: 'structured output (JSON schema)', runnable: schema }] : []),
    { form: model.citesDocuments ? 'its own citations' : 'plain JSON (it knows no schemas)', runnable: model.plain },
  ];
  for (const { form, runnable } of attempts) {
    const json = new DraftReader();
    const blocks = new CitedBlockReader();
    let claims = 0;
    try {
      const messages = model.citesDocuments ? documentMessages(prompt) : answerMessages(prompt);
      await callModel(runnable, messages, timeout(), (chunk) => {
        claims += model.citesDocuments ? blocks.push(chunk.content).length : json.push(textOfChunk(chunk)).length;
      });
      claims += blocks.end().length;
      if (claims > 0) return form;
    } catch {
      // The next form may do.
    }
  }
  return null;
}

function timeout(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new ModelFailure('slow', 'no answer in 30 s')), patienceMs).unref();
  return controller.signal;
}

/** Embeds two texts and looks at what comes back. */
export async function checkEmbedder(embeddings: ModelConfig['embeddings']): Promise<Check> {
  const name = 'embeddings';
  if (embeddings === null) return { name, state: 'good', found: 'local', remedy: null };
  const embedder = await loadEmbedder(embeddings);
  try {
    const vectors = await embedder.embedDocuments(['one text', 'another text']);
    const question = await embedder.embedQuery('a question');
    const lengths = new Set([...vectors, question].map((vector) => vector.length));
    const [dimensions = 0] = lengths;
    if (lengths.size !== 1 || dimensions === 0) throw new Error('it gives vectors of different lengths');
    return { name, state: 'good', found: `${embedder.id} answers with ${dimensions} dimensions`, remedy: null };
  } catch (error) {
    return {
      name,
      state: 'broken',
      found: `${embedder.id}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      remedy: 'check EMBEDDINGS and EMBEDDINGS_BASE_URL, or set EMBEDDINGS=local',
    };
  }
}
