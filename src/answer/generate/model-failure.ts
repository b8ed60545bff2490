/** Why a model gave nothing that can be used. */
export type FailureKind =
  /** No answer from the server, or a fault of its own. */
  | 'unreachable'
  /** Too many requests. */
  | 'busy'
  /** The key is missing, wrong, or may not use the model; or there is no such model. */
  | 'refused-access'
  /** More text than the model takes. */
  | 'too-long'
  /** The server does not know the JSON schema that it was given. */
  | 'no-schema'
  /** No claim, or no end, in time. */
  | 'slow'
  /** Output without an end. */
  | 'endless'
  /** Nothing that could be read as claims. */
  | 'unusable'
  /** Not asked: it failed again and again just now. */
  | 'resting'
  | 'cancelled';

export class ModelFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ModelFailure';
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  /** Whether the same request may succeed a moment later. */
  get isPassing(): boolean {
    return this.kind === 'busy' || this.kind === 'unreachable';
  }

  /** Whether it speaks against the server and not against one question. */
  get isOfServer(): boolean {
    return ['unreachable', 'busy', 'refused-access', 'slow'].includes(this.kind);
  }
}

const tooLong =
  /context (?:length|window|size)|maximum context|too (?:long|many tokens)|prompt is too long|exceeds? .{0,40}(?:tokens|context)|input length/i;
const noSchema = /response_format|json_schema|structured output|\bformat\b|grammar|guided/i;

/** Reads what a provider's client threw; the clients of all providers give a status, in one of these places. */
export function readFailure(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const options = { cause: error, retryAfterMs: retryAfterOf(error) };
  if (error instanceof Error && (error.name === 'AbortError' || /\babort/i.test(error.name)))
    return new ModelFailure('cancelled', 'the call was cancelled', options);
  if (tooLong.test(message) && (status === null || status === 400 || status === 413 || status === 422))
    return new ModelFailure('too-long', 'the model takes less text than this', options);
  if (status === 401 || status === 403)
    return new ModelFailure('refused-access', `the server answered ${status}: check the key`, options);
  if (status === 404)
    return new ModelFailure(
      'refused-access',
      'the server answered 404: check the model’s name and the base URL',
      options,
    );
  if (status === 429)
    return new ModelFailure('busy', 'the server answered 429: too many requests, or the quota is used up', options);
  if ((status === 400 || status === 422 || status === 501) && noSchema.test(message))
    return new ModelFailure('no-schema', `the server answered ${status}: it knows no JSON schemas`, options);
  if (status !== null && status >= 400 && status < 500)
    return new ModelFailure('unusable', `the server answered ${status}`, options);
  return new ModelFailure(
    'unreachable',
    status === null ? 'the server cannot be reached' : `the server answered ${status}`,
    options,
  );
}

function statusOf(error: unknown): number | null {
  for (const holder of [
    error,
    (error as { cause?: unknown } | null)?.cause,
    (error as { response?: unknown } | null)?.response,
  ]) {
    const { status, status_code: code } = (holder ?? {}) as { status?: unknown; status_code?: unknown };
    if (typeof status === 'number') return status;
    if (typeof code === 'number') return code;
  }
  return null;
}

function retryAfterOf(error: unknown): number | undefined {
  const headers = (error as { headers?: unknown } | null)?.headers;
  const value =
    headers instanceof Headers
      ? headers.get('retry-after')
      : (headers as Record<string, string> | undefined)?.['retry-after'];
  const seconds = Number(value);
  return value !== undefined && value !== null && Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}
