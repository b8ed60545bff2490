import type { ModelConfig } from '../config.js';
import type { NamedEmbedder } from '../retrieval/embeddings/remote-embeddings.js';

type EmbeddingsConfig = NonNullable<ModelConfig['embeddings']>;

/** A question must not wait long for its embedding: words find passages too. Milliseconds. */
const questionTimeoutMs = 3_000;

/** Loads the provider's package, which nothing else does, and makes its embedder ready. */
export async function loadEmbedder(config: EmbeddingsConfig): Promise<NamedEmbedder> {
  const id = [config.provider, config.name, ...(config.baseUrl === null ? [] : [config.baseUrl])].join(':');
  if (config.provider === 'openai') {
    const { OpenAIEmbeddings } = await import('@langchain/openai');
    const embeddings = new OpenAIEmbeddings({
      model: config.name,
      apiKey: config.apiKey ?? 'none',
      maxRetries: 2,
      // Not every server that speaks this API knows base64.
      encodingFormat: 'float',
      ...(config.baseUrl === null ? {} : { configuration: { baseURL: config.baseUrl } }),
    });
    return named(id, embeddings);
  }
  const { OllamaEmbeddings } = await import('@langchain/ollama');
  return named(
    id,
    new OllamaEmbeddings({
      model: config.name,
      maxRetries: 2,
      ...(config.baseUrl === null ? {} : { baseUrl: config.baseUrl }),
    }),
  );
}

function named(id: string, embeddings: Pick<NamedEmbedder, 'embedQuery' | 'embedDocuments'>): NamedEmbedder {
  return {
    id,
    embedDocuments: (texts) => embeddings.embedDocuments(texts),
    embedQuery: async (text) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the embedder took too long')), questionTimeoutMs);
      });
      try {
        return await Promise.race([embeddings.embedQuery(text), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
