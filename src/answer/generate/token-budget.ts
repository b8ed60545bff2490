import type { Asker } from '../engine.js';

/** Tokens in one day, by UTC. */
export interface TokenAllowance {
  readonly perPerson: number;
  readonly perServer: number;
  readonly inAll: number;
}

/** Whose tokens are counted. */
export interface TokenAccount {
  readonly kind: 'person' | 'server' | 'all';
  /** Discord's id; empty for `all`. */
  readonly id: string;
}

/** Keeps what was used where a restart does not lose it. */
export interface TokenLedger {
  /** @param day YYYY-MM-DD, by UTC. @returns Tokens. */
  used(day: string, account: TokenAccount): number;
  /** @param tokens Less than 0 where fewer were used than had been counted; it never falls below 0. */
  add(day: string, account: TokenAccount, tokens: number): void;
}

export interface TokenBudgetOptions {
  /** Without one, a restart begins a new day. */
  readonly ledger?: TokenLedger;
  /** Told when the ledger fails: what it would have kept then counts until the next restart. */
  readonly onLedgerError?: (error: unknown) => void;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/** Tokens set aside for one answer. */
export interface Reservation {
  /** Puts the true figure in the place of the estimate. */
  settle(tokens: number): Promise<void>;
}

/** Who may still use how much of the model today. */
export class TokenBudget {
  private readonly ledger: TokenLedger | null;
  private readonly onLedgerError: (error: unknown) => void;
  private readonly now: () => number;
  private day = '';
  /**
   * Tokens of the day by account. Read from the ledger once only: what a person has erased from there is still used up,
   * else erasing would be a way to more.
   */
  private readonly used = new Map<string, number>();

  constructor(
    private readonly allowance: TokenAllowance,
    { ledger, onLedgerError = () => {}, now = Date.now }: TokenBudgetOptions = {},
  ) {
    this.ledger = ledger ?? null;
    this.onLedgerError = onLedgerError;
    this.now = now;
  }

  /** Sets tokens aside. @returns Null when one of the allowances has not so many left; nothing is taken then. */
  async reserve({ person, guild }: Asker, estimate: number): Promise<Reservation | null> {
    const day = this.today();
    const { perPerson, perServer, inAll } = this.allowance;
    const accounts: (readonly [TokenAccount, number])[] = [
      ...(person === null ? [] : ([[{ kind: 'person', id: person }, perPerson]] as const)),
      ...(guild === null ? [] : ([[{ kind: 'server', id: guild }, perServer]] as const)),
      [{ kind: 'all', id: '' }, inAll],
    ];
    if (accounts.some(([account, most]) => this.usedBy(account) + estimate > most)) return null;
    // Kept at once: what is being written when the process is killed counts too.
    for (const [account] of accounts) this.add(day, account, estimate);
    let settled = false;
    return {
      settle: async (tokens) => {
        if (settled) return;
        settled = true;
        if (tokens !== estimate) for (const [account] of accounts) this.add(day, account, tokens - estimate);
      },
    };
  }

  /** Begins anew when the day is another one. */
  private today(): string {
    const day = new Date(this.now()).toISOString().slice(0, 10);
    if (day !== this.day) this.used.clear();
    this.day = day;
    return day;
  }

  private usedBy(account: TokenAccount): number {
    const key = keyOf(account);
    const known = this.used.get(key);
    if (known !== undefined) return known;
    const kept = this.tryLedger((ledger) => ledger.used(this.day, account)) ?? 0;
    this.used.set(key, kept);
    return kept;
  }

  private add(day: string, account: TokenAccount, tokens: number): void {
    if (day === this.day) this.used.set(keyOf(account), Math.max(0, this.usedBy(account) + tokens));
    this.tryLedger((ledger) => ledger.add(day, account, tokens));
  }

  /** A ledger that fails (a full disk) must not cost the answer. */
  private tryLedger<Result>(work: (ledger: TokenLedger) => Result): Result | null {
    try {
      return this.ledger && work(this.ledger);
    } catch (error) {
      this.onLedgerError(error);
      return null;
    }
  }
}

function keyOf({ kind, id }: TokenAccount): string {
  return `${kind} ${id}`;
}
