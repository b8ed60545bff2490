import { isNearCopy, printText, type TextPrint } from '../../text/near-copy.js';
import { comparableAddress } from './address.js';

export interface Duplicate {
  readonly id: string;
  readonly by: 'address' | 'text';
}

/** Remembers the articles of a folder, to tell whether one that comes is already there. */
export class DuplicateFinder {
  private readonly byAddress = new Map<string, string>();
  private readonly prints: { readonly id: string; readonly print: TextPrint }[] = [];

  add(article: { readonly id: string; readonly url: string; readonly text: string }): void {
    this.byAddress.set(comparableAddress(article.url), article.id);
    this.prints.push({ id: article.id, print: printText(article.text) });
  }

  /** @param addresses All addresses the text is known under. */
  find(text: string, addresses: readonly string[]): Duplicate | null {
    for (const address of addresses) {
      const id = this.byAddress.get(comparableAddress(address));
      if (id !== undefined) return { id, by: 'address' };
    }
    const print = printText(text);
    const copy = this.prints.find((known) => isNearCopy(print, known.print));
    return copy ? { id: copy.id, by: 'text' } : null;
  }
}
