import type { Generator, ServerState } from '../answer/generate/generator.js';
import type { TokenBudgetOptions } from '../answer/generate/token-budget.js';
import type { ModelConfig } from '../config.js';
import { StatesideError } from '../error.js';
import type { Models } from './compose.js';

/**
 * Loads what the configuration names, and nothing else: without a chat model and an embedder no provider's package is
 * read. The allowance and the state of the server outlive a reload of the articles.
 * @param budget Where the allowance is kept; without it, for as long as the process lives.
 */
export async function loadModels(
  { chat, embeddings, timeoutSeconds, allowance }: ModelConfig,
  onServerState: (state: ServerState) => void = () => {},
  budget: TokenBudgetOptions = {},
): Promise<Models> {
  if (chat === null && embeddings === null) return { embedder: null, generator: null };
  try {
    return {
      embedder: embeddings === null ? null : await (await import('./embedder.js')).loadEmbedder(embeddings),
      generator: chat === null ? null : await loadGenerator(chat, timeoutSeconds, allowance, budget, onServerState),
    };
  } catch (cause) {
    throw new StatesideError(
      `Cannot load the model: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
      { remedy: 'run "npm run doctor"', cause },
    );
  }
}

async function loadGenerator(
  chat: NonNullable<ModelConfig['chat']>,
  timeoutSeconds: number,
  allowance: ModelConfig['allowance'],
  budget: TokenBudgetOptions,
  onServerState: (state: ServerState) => void,
): Promise<Generator> {
  const { Generator, patienceOf } = await import('../answer/generate/generator.js');
  const { TokenBudget } = await import('../answer/generate/token-budget.js');
  const { loadChatModel } = await import('./chat-model.js');
  return new Generator(
    await loadChatModel(chat),
    new TokenBudget(allowance, budget),
    patienceOf(timeoutSeconds),
    onServerState,
  );
}
