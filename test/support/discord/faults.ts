/** What happens to a request instead of its answer. */
export type FaultKind =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 }
  | { readonly kind: 'rate-limit'; readonly retryAfterS: number; readonly isGlobal: boolean }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'delay'; readonly ms: number };

export interface FaultScope {
  /** How many requests it meets. @default 1 */
  readonly times?: number;
  /** The request takes effect all the same: only its answer is lost. @default false */
  readonly takesEffect?: boolean;
}

interface Rule {
  readonly pattern: RegExp;
  readonly fault: FaultKind;
  readonly takesEffect: boolean;
  left: number;
}

export interface Fault {
  readonly fault: FaultKind;
  readonly takesEffect: boolean;
}

/**
 * Everything that can be made to go wrong, switched while tests run.
 * A pattern is a method and a path below /api/v10, where * stands for one part and ** for any rest:
 * "PATCH /webhooks/**" or "GET /channels/*".
 */
export class Faults {
  private readonly rules: Rule[] = [];
  private readonly doubled = new Map<string, number>();
  /** How many requests each kind of fault has met. */
  readonly counts: Record<FaultKind['kind'], number> = { status: 0, 'rate-limit': 0, reset: 0, 'hang-up': 0, delay: 0 };
  /** The token is refused: 401 on requests, close code 4004 on the gateway. */
  refusesToken = false;
  /** The application that the token belongs to, when it is not the one that was set up. */
  otherApplicationId: string | null = null;
  /** Heartbeats get no answer. */
  skipsHeartbeatAcknowledgements = false;

  answerWith(status: 500 | 502 | 503, pattern: string, scope: FaultScope = {}): void {
    this.add(pattern, { kind: 'status', status }, scope);
  }

  rateLimit(
    pattern: string,
    { retryAfterS = 0.5, isGlobal = false, times = 1 }: FaultScope & { retryAfterS?: number; isGlobal?: boolean } = {},
  ): void {
    this.add(pattern, { kind: 'rate-limit', retryAfterS, isGlobal }, { times });
  }

  /** Resets the TCP connection. */
  reset(pattern: string, scope: FaultScope = {}): void {
    this.add(pattern, { kind: 'reset' }, scope);
  }

  /** Closes the connection in order, without an answer. */
  hangUp(pattern: string, scope: FaultScope = {}): void {
    this.add(pattern, { kind: 'hang-up' }, scope);
  }

  /** Answers late: the request takes effect after the delay. */
  delay(pattern: string, ms: number, { times = 1 }: Pick<FaultScope, 'times'> = {}): void {
    this.add(pattern, { kind: 'delay', ms }, { times });
  }

  /** The next events of this name are delivered twice. */
  deliverTwice(eventName: string, times = 1): void {
    this.doubled.set(eventName, times);
  }

  /** Ends every fault that is still to come. */
  clear(): void {
    this.rules.length = 0;
    this.doubled.clear();
    this.refusesToken = false;
    this.otherApplicationId = null;
    this.skipsHeartbeatAcknowledgements = false;
  }

  /** The faults for one request, used up by the call: delays, then at most one other. */
  take(method: string, path: string): Fault[] {
    const taken: Fault[] = [];
    for (const rule of this.rules) {
      if (rule.left === 0 || !rule.pattern.test(`${method} ${path}`)) continue;
      rule.left -= 1;
      this.counts[rule.fault.kind] += 1;
      taken.push({ fault: rule.fault, takesEffect: rule.takesEffect });
      if (rule.fault.kind !== 'delay') break;
    }
    return taken;
  }

  /** How often an event is to be delivered now. */
  takeDeliveries(eventName: string): 1 | 2 {
    const left = this.doubled.get(eventName) ?? 0;
    if (left === 0) return 1;
    this.doubled.set(eventName, left - 1);
    return 2;
  }

  private add(pattern: string, fault: FaultKind, { times = 1, takesEffect = false }: FaultScope): void {
    this.rules.push({ pattern: toRegExp(pattern), fault, takesEffect, left: times });
  }
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/ ]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`);
}
