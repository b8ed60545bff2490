import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Asker } from '../engine.js';

/** Tokens within 24 hours, counted from the first question. */
export interface TokenAllowance {
  readonly perPerson: number;
  readonly perServer: number;
  readonly inAll: number;
}

const daySeconds = 24 * 60 * 60;

/** Tokens set aside for one answer. */
export interface Reservation {
  /** Puts the true figure in the place of the estimate. */
  settle(tokens: number): Promise<void>;
}

/** Who may still use how much of the model. Kept in memory: a restart begins a new day. */
export class TokenBudget {
  private readonly people: RateLimiterMemory;
  private readonly servers: RateLimiterMemory;
  private readonly all: RateLimiterMemory;

  constructor({ perPerson, perServer, inAll }: TokenAllowance) {
    this.people = new RateLimiterMemory({ points: perPerson, duration: daySeconds, keyPrefix: 'person' });
    this.servers = new RateLimiterMemory({ points: perServer, duration: daySeconds, keyPrefix: 'server' });
    this.all = new RateLimiterMemory({ points: inAll, duration: daySeconds, keyPrefix: 'all' });
  }

  /** Sets tokens aside. @returns Null when one of the allowances has not so many left; nothing is taken then. */
  async reserve({ person, guild }: Asker, estimate: number): Promise<Reservation | null> {
    const accounts: (readonly [RateLimiterMemory, string])[] = [
      ...(person === null ? [] : ([[this.people, person]] as const)),
      ...(guild === null ? [] : ([[this.servers, guild]] as const)),
      [this.all, 'all'],
    ];
    const taken: (readonly [RateLimiterMemory, string])[] = [];
    for (const [limiter, key] of accounts) {
      try {
        await limiter.consume(key, estimate);
        taken.push([limiter, key]);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        // What was refused is counted all the same: it is given back.
        for (const [other, otherKey] of [...taken, [limiter, key] as const]) await other.reward(otherKey, estimate);
        return null;
      }
    }
    let settled = false;
    return {
      settle: async (tokens) => {
        if (settled) return;
        settled = true;
        for (const [limiter, key] of taken) {
          if (tokens < estimate) await limiter.reward(key, estimate - tokens);
          else if (tokens > estimate) await limiter.penalty(key, tokens - estimate);
        }
      },
    };
  }
}
