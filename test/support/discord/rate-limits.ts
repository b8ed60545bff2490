import { createHash } from 'node:crypto';

interface Limit {
  readonly requests: number;
  readonly windowMs: number;
}

/** What Discord grants in practice; it documents no figures. */
const limits: readonly (readonly [pattern: RegExp, limit: Limit])[] = [
  [/^POST \/channels\/{channel_id}\/messages$/, { requests: 5, windowMs: 5000 }],
  [/^PATCH \/channels\/{channel_id}\/messages\/{message_id}$/, { requests: 5, windowMs: 5000 }],
  [/^DELETE \/channels\/{channel_id}\/messages\/{message_id}$/, { requests: 5, windowMs: 1000 }],
  [/^POST \/channels\/{channel_id}\/typing$/, { requests: 5, windowMs: 5000 }],
  [/^(?:POST|PATCH|DELETE) \/webhooks\//, { requests: 5, windowMs: 2000 }],
];
const otherLimit: Limit = { requests: 50, windowMs: 1000 };

export interface RateLimitState {
  readonly isExceeded: boolean;
  readonly retryAfterS: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests per route and major parameter, in windows that start with the first request. */
export class RateLimits {
  private readonly windows = new Map<string, { count: number; resetsAt: number }>();

  /**
   * Counts one request.
   * @param route Method and path as in the API description.
   * @param majorParameter The channel, server or webhook that the limit is counted for.
   */
  count(route: string, majorParameter: string): RateLimitState {
    const limit = limits.find(([pattern]) => pattern.test(route))?.[1] ?? otherLimit;
    const key = `${route} ${majorParameter}`;
    const now = Date.now();
    let window = this.windows.get(key);
    if (window === undefined || window.resetsAt <= now) {
      window = { count: 0, resetsAt: now + limit.windowMs };
      this.windows.set(key, window);
    }
    const isExceeded = window.count >= limit.requests;
    if (!isExceeded) window.count += 1;
    const resetAfterS = Math.max(0, window.resetsAt - now) / 1000;
    return {
      isExceeded,
      retryAfterS: resetAfterS,
      headers: {
        'X-RateLimit-Limit': String(limit.requests),
        'X-RateLimit-Remaining': String(limit.requests - window.count),
        'X-RateLimit-Reset': (window.resetsAt / 1000).toFixed(3),
        'X-RateLimit-Reset-After': resetAfterS.toFixed(3),
        'X-RateLimit-Bucket': createHash('sha1').update(route).digest('hex').slice(0, 32),
      },
    };
  }
}
