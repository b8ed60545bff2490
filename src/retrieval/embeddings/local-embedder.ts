import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { contentTerms } from '../../text/analyze.js';
import { detectLanguage } from '../../text/language.js';
import type { LatentSemanticModel } from './latent-semantic-model.js';

/** The local model as LangChain embeddings, so that LangChain parts can use it: text in, vector out, no network. */
export class LocalEmbeddings implements EmbeddingsInterface {
  constructor(private readonly model: LatentSemanticModel) {}

  async embedQuery(text: string): Promise<number[]> {
    return Array.from(this.model.embed(contentTerms(text, detectLanguage(text))));
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}
