import type { Reply } from './script.js';

/** What a request shows of itself, whatever the protocol. */
export interface ModelRequest {
  readonly protocol: 'openai' | 'anthropic' | 'ollama';
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** All that the model is told, as text. */
  readonly prompt: string;
  readonly wantsSchema: boolean;
}

interface Stretch {
  readonly text: string;
  readonly ids: readonly number[];
}

/** Evidence sentences as the model is shown them, by number. */
export function evidenceIn(request: ModelRequest): Map<number, string> {
  const found = new Map<number, string>();
  for (const line of request.prompt.split('\n')) {
    if (!line.startsWith('{"id":')) continue;
    const { id, text } = JSON.parse(line) as { id: number; text: string };
    found.set(id, text);
  }
  for (const [index, block] of documentBlocks(request.body).entries())
    found.set(index + 1, block.replace(/ \([^()]*(?:\([^()]*\)[^()]*)*\)$/, ''));
  return found;
}

function documentBlocks(body: ModelRequest['body']): string[] {
  const messages = (body.messages ?? []) as { content: unknown }[];
  return messages.flatMap(({ content }) =>
    Array.isArray(content)
      ? content.flatMap((part: { type: string; source?: { content?: { text: string }[] } }) =>
          part.type === 'document' ? (part.source?.content ?? []).map(({ text }) => text) : [],
        )
      : [],
  );
}

/** What a reply writes, in stretches with the evidence that each rests on. */
export function stretchesOf(reply: Reply, request: ModelRequest): Stretch[] {
  const evidence = evidenceIn(request);
  const fill = (text: string) =>
    text.replace(/\{\{(\d+)\}\}/g, (_, id: string) => evidence.get(Number(id)) ?? `[no ${id}]`);
  const claims = (reply.claims ?? []).map(({ text, ids }) => ({ text: fill(text), ids }));
  if (reply.claims && request.protocol === 'anthropic') {
    const stretches = claims.map(({ text, ids }) => ({ text: `${text} `, ids }));
    return reply.missing ? [...stretches, { text: `\nMISSING: ${reply.missing}`, ids: [] }] : stretches;
  }
  if (reply.claims) return [{ text: JSON.stringify({ claims, missing: reply.missing ?? null }), ids: [] }];
  const escaped = reply.text?.includes('"{{') === true;
  const raw = reply.text ?? '';
  return [
    {
      text: escaped
        ? raw.replace(/"\{\{(\d+)\}\}/g, (_, id: string) => JSON.stringify(evidence.get(Number(id)) ?? '').slice(0, -1))
        : fill(raw),
      ids: [],
    },
  ];
}

export function* piecesOf(text: string, length: number): Generator<string> {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length);
}

const usage = { input: 400, output: 60 };

/** Everything that one protocol sends for a reply, as the real servers send it. */
export interface Wire {
  readonly contentType: string;
  begin(): string[];
  /** A piece of text of the stretch of this number. */
  piece(text: string, stretch: number): string;
  startStretch(stretch: number): string[];
  endStretch(stretch: number, ids: readonly number[]): string[];
  toolCall(args: string): string[];
  end(reason: 'stop' | 'length' | 'refusal' | 'tool'): string[];
  error(status: number, message: string): string;
}

const sse = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`;

function openai(request: ModelRequest): Wire {
  const chunk = (delta: object, finish: string | null = null) =>
    sse({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_700_000_000,
      model: request.body.model,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    });
  return {
    contentType: 'text/event-stream',
    begin: () => [chunk({ role: 'assistant', content: '', refusal: null })],
    piece: (text) => chunk({ content: text }),
    startStretch: () => [],
    endStretch: () => [],
    toolCall: (args) => [
      chunk({
        tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'search_web', arguments: '' } }],
      }),
      ...[...piecesOf(args, 20)].map((part) => chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] })),
    ],
    end: (reason) => [
      ...(reason === 'refusal' ? [chunk({ refusal: 'I cannot help with that.' })] : []),
      chunk({}, reason === 'length' ? 'length' : reason === 'tool' ? 'tool_calls' : 'stop'),
      sse({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1_700_000_000,
        model: request.body.model,
        choices: [],
        usage: {
          prompt_tokens: usage.input,
          completion_tokens: usage.output,
          total_tokens: usage.input + usage.output,
        },
      }),
      'data: [DONE]\n\n',
    ],
    error: (status, message) =>
      JSON.stringify({ error: { message, type: 'error', param: null, code: String(status) } }),
  };
}

function anthropic(request: ModelRequest): Wire {
  const evidence = evidenceIn(request);
  return {
    contentType: 'text/event-stream',
    begin: () => [
      event('message_start', {
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: request.body.model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: usage.input, output_tokens: 1 },
        },
      }),
      event('ping', {}),
    ],
    piece: (text, index) => event('content_block_delta', { index, delta: { type: 'text_delta', text } }),
    startStretch: (index) => [
      event('content_block_start', { index, content_block: { type: 'text', text: '', citations: [] } }),
    ],
    endStretch: (index, ids) => [
      ...ids.map((id) =>
        event('content_block_delta', {
          index,
          delta: {
            type: 'citations_delta',
            citation: {
              type: 'content_block_location',
              cited_text: evidence.get(id) ?? '',
              document_index: 0,
              document_title: 'Evidence',
              start_block_index: id - 1,
              end_block_index: id,
            },
          },
        }),
      ),
      event('content_block_stop', { index }),
    ],
    toolCall: (args) => [
      event('content_block_start', {
        index: 0,
        content_block: { type: 'tool_use', id: 'toolu_1', name: 'search_web', input: {} },
      }),
      ...[...piecesOf(args, 20)].map((part) =>
        event('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: part } }),
      ),
      event('content_block_stop', { index: 0 }),
    ],
    end: (reason) => [
      event('message_delta', {
        delta: {
          stop_reason: { stop: 'end_turn', length: 'max_tokens', refusal: 'refusal', tool: 'tool_use' }[reason],
          stop_sequence: null,
        },
        usage: { output_tokens: usage.output },
      }),
      event('message_stop', {}),
    ],
    error: (status, message) =>
      JSON.stringify({ type: 'error', error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message } }),
  };
}

function ollama(request: ModelRequest): Wire {
  const line = (data: object) =>
    `${JSON.stringify({ model: request.body.model, created_at: '2026-01-01T00:00:00Z', ...data })}\n`;
  return {
    contentType: 'application/x-ndjson',
    begin: () => [],
    piece: (text) => line({ message: { role: 'assistant', content: text }, done: false }),
    startStretch: () => [],
    endStretch: () => [],
    toolCall: (args) => [
      line({
        message: {
          role: 'assistant',
          content: '',
          tool_calls: [{ function: { name: 'search_web', arguments: parseOr(args) } }],
        },
        done: false,
      }),
    ],
    end: (reason) => [
      ...(reason === 'refusal'
        ? [line({ message: { role: 'assistant', content: 'I cannot help with that.' }, done: false })]
        : []),
      line({
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: reason === 'length' ? 'length' : 'stop',
        prompt_eval_count: usage.input,
        eval_count: usage.output,
      }),
    ],
    error: (_, message) => JSON.stringify({ error: message }),
  };
}

function parseOr(args: string): unknown {
  try {
    return JSON.parse(args);
  } catch {
    return { query: args };
  }
}

export const wires = { openai, anthropic, ollama } as const;
