import { beforeEach, describe, expect, test } from 'vitest';
import {
  type Reservation,
  TokenBudget,
  type TokenBudgetOptions,
  type TokenLedger,
} from '../../../src/answer/generate/token-budget.js';
import { Memory } from '../../../src/discord/memory/memory.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const allowance = { perPerson: 100, perServer: 150, inAll: 220 };
const alice = { person: 'alice', guild: 'phones' };
const bob = { person: 'bob', guild: 'phones' };
let now: number;

beforeEach(() => {
  now = Date.UTC(2026, 0, 15, 23, 59);
});

const budgetWith = (options: TokenBudgetOptions = {}) => new TokenBudget(allowance, { now: () => now, ...options });
const use = async (budget: TokenBudget, asker: typeof alice, tokens: number): Promise<Reservation | null> => {
  const reservation = await budget.reserve(asker, tokens);
  await reservation?.settle(tokens);
  return reservation;
};

describe('a token budget', () => {
  test('keeps to each allowance, and takes nothing where one is used up', async () => {
    const budget = budgetWith();
    expect(await use(budget, alice, 100)).not.toBeNull();
    expect(await use(budget, alice, 1)).toBeNull();
    expect(await use(budget, bob, 51)).toBeNull();
    expect(await use(budget, bob, 50)).not.toBeNull();
    const carol = { person: 'carol', guild: 'others' };
    expect(await use(budget, carol, 71)).toBeNull();
    expect(await use(budget, carol, 70)).not.toBeNull();
    expect(await budget.reserve({ person: null, guild: null }, 1)).toBeNull();
  });

  test('counts what was set aside until the true figure is known, once', async () => {
    const budget = budgetWith();
    const reservation = await budget.reserve(alice, 80);
    expect(await budget.reserve(alice, 30)).toBeNull();
    await reservation?.settle(10);
    await reservation?.settle(0);
    expect(await budget.reserve(alice, 91)).toBeNull();
    const second = await budget.reserve(alice, 90);
    await second?.settle(120);
    expect(await budget.reserve(alice, 1)).toBeNull();
  });

  test('is free again on the next day, by UTC, also of what is settled only then', async () => {
    const budget = budgetWith();
    const late = await budget.reserve(alice, 100);
    expect(await budget.reserve(alice, 1)).toBeNull();
    now += 60_000;
    expect(await use(budget, alice, 40)).not.toBeNull();
    await late?.settle(500);
    expect(await use(budget, alice, 60)).not.toBeNull();
    expect(await use(budget, alice, 1)).toBeNull();
  });

  test('goes on where its ledger fails, and tells so', async () => {
    const errors: unknown[] = [];
    const full = () => {
      throw new Error('the disk is full');
    };
    const ledger: TokenLedger = { used: full, add: full };
    const budget = budgetWith({ ledger, onLedgerError: (error) => errors.push(error) });
    expect(await use(budget, alice, 100)).not.toBeNull();
    expect(await use(budget, alice, 1)).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('a token budget kept in the memory', () => {
  /** As after a restart. */
  async function reopened<Result>(
    folder: string,
    work: (budget: TokenBudget, memory: Memory) => Promise<Result>,
  ): Promise<Result> {
    const memory = Memory.open(folder, () => now);
    try {
      return await work(budgetWith({ ledger: memory.tokenLedger }), memory);
    } finally {
      memory.close();
    }
  }

  test('is still used up after a restart, and free on the next day', async () => {
    const folder = makeFolder();
    await reopened(folder, (budget) => use(budget, alice, 100));
    await reopened(folder, async (budget) => {
      expect(await budget.reserve(alice, 1)).toBeNull();
      expect(await budget.reserve(bob, 51)).toBeNull();
      expect(await use(budget, bob, 50)).not.toBeNull();
    });
    await reopened(folder, async (budget) => {
      expect(await budget.reserve({ person: 'carol', guild: null }, 71)).toBeNull();
    });
    now += 60_000;
    await reopened(folder, async (budget) => expect(await use(budget, alice, 100)).not.toBeNull());
  });

  test('counts an answer that the end of the process broke off', async () => {
    const folder = makeFolder();
    await reopened(folder, (budget) => budget.reserve(alice, 100));
    await reopened(folder, async (budget) => expect(await budget.reserve(alice, 1)).toBeNull());
  });

  test('is no way to more for whoever has everything erased, as long as the process lives', async () => {
    const folder = makeFolder();
    await reopened(folder, async (budget, memory) => {
      await use(budget, alice, 100);
      expect(memory.forget('alice')).toBe(1);
      expect(memory.personalData('alice').modelTokens).toEqual([]);
      expect(await budget.reserve(alice, 1)).toBeNull();
    });
    await reopened(folder, async (budget) => expect(await budget.reserve(alice, 1)).not.toBeNull());
  });
});
