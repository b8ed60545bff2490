import { StatesideError } from '../../error.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { SearchFilters } from '../../retrieval/passage-store.js';
import type { PassageRetriever } from '../../retrieval/retrieve-passages.js';
import type { Language } from '../../text/language.js';
import type { SentenceReader } from './maker-sentences.js';

/** What every overview is made from. */
export interface OverviewContext {
  readonly index: OpenedIndex;
  readonly retriever: PassageRetriever;
  readonly reader: SentenceReader;
  readonly today: () => Date;
}

export interface OverviewOptions {
  /** Of what is said beside the quotes. */
  readonly language: Language;
  readonly filters?: SearchFilters;
}

/** The glossary's entry of a maker. @throws {StatesideError} When there is none. */
export function requireMaker({ index }: OverviewContext, id: string): { readonly id: string; readonly name: string } {
  const maker = index.glossary.file.makers.find((entry) => entry.id === id);
  if (maker) return maker;
  throw new StatesideError(`Cannot give an overview: there is no maker "${id}" in the glossary`, {
    remedy: 'name one of its makers, or add this one to glossary.yaml',
  });
}

/** The same for a topic. */
export function requireTopic({ index }: OverviewContext, id: string): void {
  if (index.glossary.topicIds.has(id)) return;
  throw new StatesideError(`Cannot give an overview: there is no topic "${id}" in the glossary`, {
    remedy: 'name one of its topics, or add this one to glossary.yaml',
  });
}
