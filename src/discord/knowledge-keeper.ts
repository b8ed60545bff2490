import type { Engine } from '../answer/engine.js';
import { StatesideError } from '../error.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import type { PassageStore } from '../retrieval/passage-store.js';
import type { RejectedFile } from '../retrieval/update-index.js';

/** One opened state of the articles. */
export interface Knowledge {
  readonly engine: Engine;
  readonly store: PassageStore;
  readonly glossary: GlossaryIndex;
  readonly areBriefs: boolean;
  readonly articleCount: number;
  readonly rejected: readonly RejectedFile[];
  readonly openedAt: Date;
  close(): Promise<void>;
}

interface Holding {
  readonly knowledge: Knowledge;
  users: number;
  isRetired: boolean;
}

/** Holds the knowledge that answers are taken from, and exchanges it for a newer state while answering goes on. */
export class KnowledgeKeeper {
  private reloading: Promise<Knowledge> | null = null;
  /** Whether somebody asked for a reload that is not done. */
  private isAsked = false;

  private constructor(
    private readonly open: () => Promise<Knowledge>,
    private holding: Holding,
  ) {}

  static async open(open: () => Promise<Knowledge>): Promise<KnowledgeKeeper> {
    return new KnowledgeKeeper(open, { knowledge: await open(), users: 0, isRetired: false });
  }

  /** For a look that does not wait for anything. */
  get current(): Knowledge {
    return this.holding.knowledge;
  }

  /** Whether a reload that somebody asked for is running. */
  get isReloading(): boolean {
    return this.isAsked;
  }

  /** Runs work on one state, which stays open until the work is done. */
  async use<T>(work: (knowledge: Knowledge) => Promise<T>): Promise<T> {
    const { holding } = this;
    holding.users += 1;
    try {
      return await work(holding.knowledge);
    } finally {
      holding.users -= 1;
      await closeIfUnused(holding);
    }
  }

  /**
   * Reads what changed in the folder and answers from it from then on.
   * @throws {StatesideError} When such a reload is running, or the new state cannot be opened; the old one stays.
   */
  async reload(): Promise<Knowledge> {
    if (this.isAsked)
      throw new StatesideError('Cannot reload: a reload is running already', { remedy: 'wait for it to finish' });
    this.isAsked = true;
    try {
      return await this.reloadInTurn();
    } finally {
      this.isAsked = false;
    }
  }

  /** The same, after a reload that is running. */
  async reloadInTurn(): Promise<Knowledge> {
    while (this.reloading) await this.reloading.catch(() => {});
    this.reloading = this.open();
    try {
      const knowledge = await this.reloading;
      const old = this.holding;
      this.holding = { knowledge, users: 0, isRetired: false };
      old.isRetired = true;
      await closeIfUnused(old);
      return knowledge;
    } finally {
      this.reloading = null;
    }
  }

  async close(): Promise<void> {
    await this.reloading?.catch(() => {});
    this.holding.isRetired = true;
    await closeIfUnused(this.holding);
  }
}

async function closeIfUnused(holding: Holding): Promise<void> {
  if (holding.isRetired && holding.users === 0) await holding.knowledge.close();
}
