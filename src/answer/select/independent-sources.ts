import { groupSources, printSource, type SourcePrint } from '../../knowledge/source-groups.js';
import type { PassageStore } from '../../retrieval/passage-store.js';

/** Articles are looked at once; more than these are looked at again. */
const rememberedPrints = 2_000;

/** Tells which of the articles at hand are independent of each other; looks only at those an answer may use. */
export class IndependentSources {
  private readonly prints = new Map<string, SourcePrint>();

  constructor(private readonly store: Pick<PassageStore, 'article'>) {}

  /** @returns For each article the number of its group: equal where one is a copy of the other or retells its story. */
  async group(articleIds: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const prints: SourcePrint[] = [];
    for (const id of new Set(articleIds)) {
      const print = this.prints.get(id) ?? (await this.read(id));
      if (print) prints.push(print);
    }
    return groupSources(prints);
  }

  /** How many of the articles count on their own. */
  async count(articleIds: Iterable<string>): Promise<number> {
    return new Set((await this.group(articleIds)).values()).size;
  }

  private async read(id: string): Promise<SourcePrint | null> {
    const article = await this.store.article(id);
    if (!article) return null;
    if (this.prints.size >= rememberedPrints) this.prints.clear();
    const print = printSource(article);
    this.prints.set(id, print);
    return print;
  }
}
