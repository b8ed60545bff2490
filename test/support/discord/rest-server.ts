import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './faults.js';
import type { Attachment } from './message.js';
import { RateLimits } from './rate-limits.js';
import { invalidForm, Refusal } from './refusal.js';
import { checkRequest, isDescribed } from './request-schema.js';
import { newSnowflake } from './snowflake.js';
import type { World } from './world.js';

/** A request that passed the checks that hold for all. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Fits the API description. */
  readonly body: unknown;
  readonly files: readonly Attachment[];
}

export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With names in braces, as in the API description. */
  readonly path: string;
  /** What proves the right: the bot's token, or a token in the path. @default 'bot' */
  readonly proof?: 'bot' | 'path';
  readonly answer: (call: Call) => Answer;
}

/** One request as it was made and answered. */
export interface RequestRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Below /api/v10, without the query. */
  readonly path: string;
  readonly body: unknown;
  /** 0 when the connection ended without an answer. */
  status: number;
  /** Discord's error code; null when it went well. */
  errorCode: number | null;
}

const prefix = '/api/v10';
const largestUpload = 10 * 1024 * 1024;

/** Discord's HTTP API. */
export class RestServer {
  readonly requests: RequestRecord[] = [];
  private readonly limits = new RateLimits();
  private readonly http: Server;
  private readonly compiled: readonly { route: Route; pattern: RegExp }[];

  constructor(
    private readonly world: World,
    routes: readonly Route[],
  ) {
    for (const { method, path } of routes)
      if (!isDescribed(method, path)) throw new Error(`Cannot serve ${method} ${path}: the API description lacks it`);
    // Fixed parts win over names: "@original" is not a message's id.
    this.compiled = [...routes]
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
      .map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }));
    this.http = createServer((request, response) => {
      void this.handle(request, response).catch((error: unknown) => {
        this.world.violate(`The stand-in itself failed: ${error instanceof Error ? error.stack : String(error)}`);
        response.destroy();
      });
    });
  }

  /** Below which the gateway attaches itself. */
  get server(): Server {
    return this.http;
  }

  /** @param port 0 takes a free one. @returns The port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return (this.http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const fullPath = readablePath(url.pathname);
    const path = fullPath.startsWith(`${prefix}/`) ? fullPath.slice(prefix.length) : fullPath;
    const raw = await readAll(request);
    const { body, files, isReadable } = await parseBody(request, raw);
    const record: RequestRecord = { at: Date.now(), method, path, body, status: 0, errorCode: null };
    this.requests.push(record);
    const send = (status: number, content: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      record.status = status;
      record.errorCode = status >= 400 ? ((content as { code?: number } | undefined)?.code ?? 0) : null;
      write(response, status, content, headers);
      this.world.changes.announce();
    };

    const faults = this.world.faults.take(method, path);
    for (const { fault } of faults) if (fault.kind === 'delay') await delay(fault.ms);
    const fault = faults.find((one) => one.fault.kind !== 'delay');
    if (faults.length > 0) this.disturb(path);
    if (fault !== undefined && !fault.takesEffect) {
      fail(fault, request.socket, send);
      return;
    }

    const found = this.find(method, path, fullPath);
    const limit = found?.route.path.endsWith('/callback')
      ? null
      : this.limits.count(`${method} ${found?.route.path ?? path}`, majorParameter(found?.parameters ?? {}));
    const headers = limit?.headers ?? {};
    if (limit?.isExceeded) {
      const content = { message: 'You are being rate limited.', retry_after: limit.retryAfterS, global: false };
      send(429, content, {
        ...headers,
        'Retry-After': String(Math.ceil(limit.retryAfterS)),
        'X-RateLimit-Scope': 'user',
      });
      return;
    }
    try {
      if (found === null) throw new Refusal(404, 0, '404: Not Found');
      const { route, parameters } = found;
      this.checkAuthorization(route, request);
      if (!isReadable) throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
      if (raw.length > largestUpload) throw new Refusal(413, 40005, 'Request entity too large');
      const problems = checkRequest(method, route.path, { parameters, query: url.searchParams, body });
      if (problems.length > 0) throw invalidForm(problems);
      const answer = route.answer({ parameters, query: url.searchParams, body, files });
      if (fault !== undefined) fail(fault, request.socket, send);
      else send(answer.status, answer.body, headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!error.options.isExcused) this.world.violate(`${method} ${path}: ${error.describe()}`);
      send(error.status, error.toJSON(), headers);
    }
  }

  private find(
    method: string,
    path: string,
    fullPath: string,
  ): { route: Route; parameters: Readonly<Record<string, string>> } | null {
    if (!fullPath.startsWith(`${prefix}/`)) return null;
    for (const { route, pattern } of this.compiled) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match) return { route, parameters: { ...match.groups } };
    }
    return null;
  }

  private checkAuthorization({ proof = 'bot' }: Route, { headers }: IncomingMessage): void {
    if (!/^DiscordBot \(.+\)/.test(headers['user-agent'] ?? ''))
      throw new Refusal(403, 0, 'The User-Agent must begin with "DiscordBot (url, version)"');
    if (proof === 'path') {
      if (headers.authorization !== undefined)
        this.world.violate('A bot token was sent with a request whose path holds its own token');
      return;
    }
    const isExcused = this.world.faults.refusesToken;
    if (isExcused || headers.authorization !== `Bot ${this.world.token}`)
      throw new Refusal(401, 0, '401: Unauthorized', { isExcused });
  }

  /** Lateness of the interaction that a request is about is not held against the bot after a fault. */
  private disturb(path: string): void {
    for (const interaction of this.world.interactions.values())
      if (path.includes(interaction.token)) interaction.isDisturbed = true;
  }
}

function fail(
  { fault }: Fault,
  socket: Socket,
  send: (status: number, content: unknown, headers?: Readonly<Record<string, string>>) => void,
): void {
  switch (fault.kind) {
    case 'status':
      send(fault.status, { message: `${fault.status}: Server Error`, code: 0 });
      break;
    case 'rate-limit':
      send(
        429,
        { message: 'You are being rate limited.', retry_after: fault.retryAfterS, global: fault.isGlobal },
        {
          'Retry-After': String(fault.retryAfterS),
          'X-RateLimit-Reset-After': String(fault.retryAfterS),
          'X-RateLimit-Scope': fault.isGlobal ? 'global' : 'user',
          ...(fault.isGlobal
            ? { 'X-RateLimit-Global': 'true' }
            : { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Limit': '5' }),
        },
      );
      break;
    case 'reset':
      socket.resetAndDestroy();
      break;
    case 'hang-up':
      socket.end();
      break;
    case 'delay':
      break;
  }
}

/** discord.js writes "@original" with its first character escaped. */
function readablePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function majorParameter(parameters: Readonly<Record<string, string>>): string {
  const { channel_id: channel, guild_id: guild, webhook_id: webhook, webhook_token: token } = parameters;
  return [channel, guild, webhook, token].filter((part) => part !== undefined).join('/');
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly Attachment[];
  readonly isReadable: boolean;
}

async function parseBody({ headers }: IncomingMessage, raw: Buffer): Promise<ParsedBody> {
  const type = headers['content-type'] ?? '';
  const unreadable: ParsedBody = { body: undefined, files: [], isReadable: false };
  if (raw.length === 0) return { body: undefined, files: [], isReadable: true };
  try {
    if (type.startsWith('application/json'))
      return { body: JSON.parse(raw.toString('utf8')), files: [], isReadable: true };
    if (!type.startsWith('multipart/form-data')) return unreadable;
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    const json = form.get('payload_json');
    const body: unknown = typeof json === 'string' ? JSON.parse(json) : {};
    return { body, files: await attachmentsOf(form, body), isReadable: true };
  } catch {
    // Whatever it is, it is not what Discord reads.
    return unreadable;
  }
}

interface AttachmentNote {
  readonly id?: string;
  readonly filename?: string;
  readonly description?: string;
}

async function attachmentsOf(form: FormData, body: unknown): Promise<Attachment[]> {
  const { attachments, data } = body as { attachments?: AttachmentNote[]; data?: { attachments?: AttachmentNote[] } };
  const notes = attachments ?? data?.attachments ?? [];
  const files: Attachment[] = [];
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    const note = notes.find(({ id }) => id === index);
    files.push({
      id: newSnowflake(),
      name: note?.filename ?? value.name,
      contentType: value.type === '' ? 'application/octet-stream' : value.type,
      description: note?.description ?? null,
      data: Buffer.from(await value.arrayBuffer()),
    });
  }
  return files;
}

function write(
  response: ServerResponse,
  status: number,
  content: unknown,
  headers: Readonly<Record<string, string>>,
): void {
  if (content === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(content));
}
