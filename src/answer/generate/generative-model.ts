import type { BaseMessage } from '@langchain/core/messages';

/** One piece of what a model streams, of whichever provider: LangChain's message chunks have this form. */
export interface ModelChunk {
  /** Text, or content blocks as the provider gives them. */
  readonly content: unknown;
  readonly tool_call_chunks?: readonly { readonly args?: string | undefined }[] | undefined;
  readonly usage_metadata?: { readonly input_tokens: number; readonly output_tokens: number } | undefined;
}

/** How a call ends early. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/** A LangChain runnable made of a chat model: messages in, chunks out. */
export interface ModelRunnable {
  stream(messages: BaseMessage[], options: CallOptions): Promise<AsyncIterable<ModelChunk>>;
}

/** A chat model, made ready by the one who knows its provider. */
export interface GenerativeModel {
  /** Provider and name, for the cache, the log and the figures. */
  readonly id: string;
  readonly plain: ModelRunnable;
  /** Held to a JSON schema by the server; null where the provider has no such thing. */
  withSchema(name: string, schema: Readonly<Record<string, unknown>>): ModelRunnable | null;
  /** Whether the provider cites the documents it is given by itself (Anthropic). */
  readonly citesDocuments: boolean;
}

/** Tokens that calls took. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}
