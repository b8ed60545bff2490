import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type ModelRequest, piecesOf, stretchesOf, wires } from './protocols.js';
import type { Reply, Script } from './script.js';

/** A scripted model on loopback that speaks the protocols of OpenAI, Anthropic and Ollama, and can misbehave. */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  /** Embeddings asked for, text by text. */
  readonly embedded: string[] = [];
  /** The number of texts in each request for embeddings. */
  readonly embeddingRequests: number[] = [];
  /** Vectors have so many dimensions; 0 fails. */
  dimensions = 8;
  /** After so many more requests for embeddings it breaks each off. */
  embeddingsLeft = Number.POSITIVE_INFINITY;
  /** When each request's last claim had been written out, by performance.now(). */
  readonly writtenAt: number[] = [];
  private position = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private script: Script,
  ) {}

  static async start(script: Script): Promise<ModelServer> {
    let model: ModelServer | null = null;
    const server = createServer((request, response) => {
      model?.handle(request, response).catch(() => response.destroy());
    });
    const started = new ModelServer(server, script);
    model = started;
    server.on('connection', (socket) => {
      started.sockets.add(socket);
      socket.on('close', () => started.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  /** Says something else from now on. */
  play(script: Script): void {
    this.script = script;
    this.position = 0;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the configuration names for each protocol. */
  environment(protocol: ModelRequest['protocol']): Readonly<Record<string, string>> {
    return {
      CHAT_MODEL: `${protocol}:scripted`,
      CHAT_BASE_URL: protocol === 'openai' ? `${this.origin}/v1` : this.origin,
    };
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = request.url ?? '';
    if (/\/(?:embeddings|api\/embed)$/.test(url)) {
      this.embed(url, body, response);
      return;
    }
    const protocol = url.endsWith('/chat/completions')
      ? 'openai'
      : url.endsWith('/messages')
        ? 'anthropic'
        : url.endsWith('/api/chat')
          ? 'ollama'
          : null;
    if (protocol === null) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
      return;
    }
    const read: ModelRequest = {
      protocol,
      path: url,
      headers: request.headers,
      body,
      prompt: promptOf(body),
      wantsSchema: body.response_format !== undefined || (typeof body.format === 'object' && body.format !== null),
    };
    this.requests.push(read);
    await this.reply(this.next(read), read, response);
  }

  private next(request: ModelRequest): Reply {
    if (this.script.rewrite && request.prompt.includes('make questions complete')) return this.script.rewrite;
    const { replies } = this.script;
    const at = (position: number) => replies[Math.min(position, replies.length - 1)];
    const reply = at(this.position);
    // Kept for the first request that asks for a schema.
    if (reply?.onlyWithSchema === true && !request.wantsSchema) return at(this.position + 1) ?? {};
    this.position += 1;
    return reply ?? {};
  }

  private async reply(reply: Reply, request: ModelRequest, response: ServerResponse): Promise<void> {
    const wire = wires[request.protocol](request);
    if (reply.hangs) return;
    if (reply.status !== undefined) {
      const headers = {
        'content-type': 'application/json',
        ...(reply.retryAfterSeconds === undefined ? {} : { 'retry-after': String(reply.retryAfterSeconds) }),
      };
      response
        .writeHead(reply.status, headers)
        .end(wire.error(reply.status, reply.message ?? `status ${reply.status}`));
      return;
    }
    response.writeHead(200, { 'content-type': wire.contentType });
    if (reply.isGarbage) {
      response.end('<html><body>It works!</body></html>\n\u0000\u0001 data data: {"choices":');
      return;
    }
    const send = async (parts: readonly string[]) => {
      for (const part of parts) {
        if (response.destroyed) return;
        if (!response.write(part)) await drained(response);
        if (reply.pauseMs) await pause(reply.pauseMs);
      }
    };
    await send(wire.begin());
    if (reply.toolCall !== undefined) await send(wire.toolCall(reply.toolCall));
    const stretches = stretchesOf(reply, request);
    for (const [index, { text, ids }] of stretches.entries()) {
      await send(wire.startStretch(index));
      do {
        await send([...piecesOf(text, reply.pieceLength ?? 12)].map((piece) => wire.piece(piece, index)));
      } while (reply.isEndless && !response.destroyed && text !== '');
      await send(wire.endStretch(index, ids));
    }
    this.writtenAt.push(performance.now());
    if (reply.stalls) return;
    if (reply.breaks) {
      // What was written shall arrive.
      await pause(50);
      response.destroy();
      return;
    }
    await send(
      wire.end(reply.isCut ? 'length' : reply.refuses ? 'refusal' : reply.toolCall === undefined ? 'stop' : 'tool'),
    );
    response.end();
  }

  private embed(url: string, body: Readonly<Record<string, unknown>>, response: ServerResponse): void {
    const texts = [body.input].flat() as string[];
    this.embeddingRequests.push(texts.length);
    if (this.embeddingsLeft <= 0) {
      response.destroy();
      return;
    }
    this.embeddingsLeft -= 1;
    this.embedded.push(...texts);
    if (this.dimensions === 0) {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"message":"no model"}}');
      return;
    }
    const vectors = texts.map((text) => embeddingOf(text, this.dimensions));
    const answer = url.endsWith('/embeddings')
      ? {
          object: 'list',
          model: body.model,
          data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
          usage: { prompt_tokens: 1, total_tokens: 1 },
        }
      : { model: body.model, embeddings: vectors };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}

/** Counts of words by a hash of each: texts that share words are close. */
function embeddingOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.01);
  for (const word of text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []) {
    let hash = 7;
    for (const character of word) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + 1;
  }
  return vector;
}

/** Until more can be written, or nothing can any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      response.off('drain', end).off('close', end);
      resolve();
    };
    response.on('drain', end).on('close', end);
  });
}

function promptOf(body: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  const add = (content: unknown) => {
    if (typeof content === 'string') parts.push(content);
    else if (Array.isArray(content))
      for (const part of content as { text?: unknown }[]) if (typeof part.text === 'string') parts.push(part.text);
  };
  add(body.system);
  for (const message of (body.messages ?? []) as { content: unknown }[]) add(message.content);
  return parts.join('\n');
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
