import type { BaseMessage } from '@langchain/core/messages';
import type { GenerativeModel, ModelChunk, ModelRunnable } from '../answer/generate/generative-model.js';
import { maximumOutputTokens } from '../answer/generate/generator.js';
import type { ModelConfig } from '../config.js';

type ChatConfig = NonNullable<ModelConfig['chat']>;

/** The part of LangChain's chat models that answers are written with. */
interface Streaming {
  stream(messages: BaseMessage[], options: object): Promise<AsyncIterable<unknown>>;
}

/** Retries are ours: they end with the answer's time. A server's own address needs no key, but the client wants one. */
const common = { maxRetries: 0 } as const;
const noKey = 'none';

/** Loads the provider's package, which nothing else does, and makes its chat model ready. */
export async function loadChatModel(config: ChatConfig): Promise<GenerativeModel> {
  const id = `${config.provider}:${config.name}`;
  switch (config.provider) {
    case 'openai': {
      const { ChatOpenAI } = await import('@langchain/openai');
      const chat = new ChatOpenAI({
        ...common,
        model: config.name,
        apiKey: config.apiKey ?? noKey,
        maxTokens: maximumOutputTokens,
        ...(config.baseUrl === null ? {} : { configuration: { baseURL: config.baseUrl } }),
      });
      return {
        id,
        plain: runnable(chat),
        withSchema: (name, schema) =>
          runnable(chat, { response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } } }),
        citesDocuments: false,
      };
    }
    case 'anthropic': {
      const { ChatAnthropic } = await import('@langchain/anthropic');
      const chat = new ChatAnthropic({
        ...common,
        model: config.name,
        apiKey: config.apiKey ?? noKey,
        maxTokens: maximumOutputTokens,
        ...(config.baseUrl === null ? {} : { anthropicApiUrl: config.baseUrl }),
      });
      return { id, plain: runnable(chat), withSchema: () => null, citesDocuments: true };
    }
    case 'ollama': {
      const { ChatOllama } = await import('@langchain/ollama');
      const chat = new ChatOllama({
        ...common,
        model: config.name,
        numPredict: maximumOutputTokens,
        temperature: 0,
        ...(config.baseUrl === null ? {} : { baseUrl: config.baseUrl }),
      });
      return {
        id,
        plain: runnable(chat),
        withSchema: (_, schema) => runnable(chat, { format: schema }),
        citesDocuments: false,
      };
    }
  }
}

function runnable(chat: Streaming, fixed: object = {}): ModelRunnable {
  return {
    // Chunks are read leniently wherever they are used.
    stream: async (messages, { signal }) =>
      (await chat.stream(messages, { ...fixed, signal })) as AsyncIterable<ModelChunk>,
  };
}
