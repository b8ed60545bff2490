import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { SearchFilters } from './passage-store.js';
import type { PassageRetriever } from './retrieve-passages.js';

/** What a passage's document carries beside its text. */
export interface PassageMetadata {
  readonly passageId: string;
  readonly articleId: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly publisher: string;
  readonly published: string;
  readonly url: string;
  /** Comparable only within one result. */
  readonly score: number;
}

/** Our retrieval as a LangChain retriever, so that it can be used in LangChain's chains. */
export class StatesideRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['stateside', 'retrieval'];

  constructor(
    private readonly retriever: PassageRetriever,
    private readonly options: { readonly count?: number; readonly filters?: SearchFilters } = {},
  ) {
    super();
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const evidence = await this.retriever.retrieve(await this.retriever.understand(query), this.options);
    return evidence.map(
      ({ passage, article, score }) =>
        new Document({
          pageContent: passage.text,
          id: passage.id,
          metadata: {
            passageId: passage.id,
            articleId: article.id,
            start: passage.start,
            end: passage.end,
            title: article.title,
            publisher: article.publisher,
            published: article.published,
            url: article.url,
            score,
          },
        }),
    );
  }
}
