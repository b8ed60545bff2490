import { setTimeout as pause } from 'node:timers/promises';
import type { BaseMessage } from '@langchain/core/messages';
import type { ModelChunk, ModelRunnable, TokenUsage } from './generative-model.js';
import { ModelFailure, readFailure } from './model-failure.js';

/** Waits before the second and the third attempt at a call that a busy or failing server refused. Milliseconds. */
const attemptDelaysMs = [400, 1_600];
/** A server that asks for a longer wait than this is given up. Milliseconds. */
const longestWaitMs = 6_000;
/** More text than this is no answer but a model that found no end. UTF-16 code units. */
const maximumOutput = 24_000;

/**
 * Calls a model and hands on what it streams. A busy or failing server is asked again as long as nothing came from it.
 * @returns What the call took, as far as the server says.
 * @throws {ModelFailure} Always this, whatever went wrong.
 */
export async function callModel(
  model: ModelRunnable,
  messages: BaseMessage[],
  signal: AbortSignal,
  onChunk: (chunk: ModelChunk) => void,
): Promise<TokenUsage> {
  for (let attempt = 0; ; attempt += 1) {
    let hasBegun = false;
    try {
      return await readStream(model, messages, signal, (chunk) => {
        hasBegun = true;
        onChunk(chunk);
      });
    } catch (error) {
      if (signal.aborted) throw reasonOf(signal);
      const failure = readFailure(error);
      const wait = Math.max(attemptDelaysMs[attempt] ?? 0, failure.retryAfterMs ?? 0);
      if (hasBegun || !failure.isPassing || attempt >= attemptDelaysMs.length || wait > longestWaitMs) throw failure;
      await pause(wait, undefined, { signal }).catch(() => {
        throw reasonOf(signal);
      });
    }
  }
}

async function readStream(
  model: ModelRunnable,
  messages: BaseMessage[],
  signal: AbortSignal,
  onChunk: (chunk: ModelChunk) => void,
): Promise<TokenUsage> {
  // A client that does not heed the signal must not hold up the answer.
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(reasonOf(signal));
  });
  stopped.catch(() => {});
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const usage = { inputTokens: 0, outputTokens: 0 };
  let length = 0;
  let chunks: AsyncIterator<ModelChunk> | null = null;
  try {
    const stream = await Promise.race([model.stream(messages, { signal }), stopped]);
    chunks = stream[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([chunks.next(), stopped]);
      if (next.done === true) return usage;
      const chunk = next.value;
      usage.inputTokens += chunk.usage_metadata?.input_tokens ?? 0;
      usage.outputTokens += chunk.usage_metadata?.output_tokens ?? 0;
      length += textOfChunk(chunk).length;
      if (length > maximumOutput) throw new ModelFailure('endless', 'the model found no end');
      onChunk(chunk);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not waited for: a server that hangs also hangs at the end.
    void Promise.resolve(chunks?.return?.()).catch(() => {});
  }
}

function reasonOf(signal: AbortSignal): ModelFailure {
  return signal.reason instanceof ModelFailure
    ? signal.reason
    : new ModelFailure('cancelled', 'the call was cancelled');
}

/** The text of a chunk, that of tool calls included: some models put their answer there. */
export function textOfChunk({ content, tool_call_chunks: calls }: ModelChunk): string {
  const text =
    typeof content === 'string'
      ? content
      : Array.isArray(content)
        ? content
            .map((part: { type?: unknown; text?: unknown }) =>
              typeof part.text === 'string' && part.type !== 'thinking' ? part.text : '',
            )
            .join('')
        : '';
  return text === '' ? (calls ?? []).map(({ args }) => args ?? '').join('') : text;
}
