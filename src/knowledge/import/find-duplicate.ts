import { estimateSimilarity, type MinHashSignature, minHash } from '../../text/min-hash.js';
import { comparableAddress } from './address.js';

/** Texts that share this much of their wording are one text. Jaccard similarity of three-word runs, 0 to 1. */
const nearlyIdentical = 0.7;

export interface Duplicate {
  readonly id: string;
  readonly by: 'address' | 'text';
}

/** Remembers the articles of a folder, to tell whether one that comes is already there. */
export class DuplicateFinder {
  private readonly byAddress = new Map<string, string>();
  private readonly signatures: { readonly id: string; readonly signature: MinHashSignature }[] = [];

  add(article: { readonly id: string; readonly url: string; readonly text: string }): void {
    this.byAddress.set(comparableAddress(article.url), article.id);
    this.signatures.push({ id: article.id, signature: minHash(article.text) });
  }

  /** @param addresses All addresses the text is known under. */
  find(text: string, addresses: readonly string[]): Duplicate | null {
    for (const address of addresses) {
      const id = this.byAddress.get(comparableAddress(address));
      if (id !== undefined) return { id, by: 'address' };
    }
    const signature = minHash(text);
    for (const known of this.signatures) {
      if (estimateSimilarity(signature, known.signature) >= nearlyIdentical) return { id: known.id, by: 'text' };
    }
    return null;
  }
}
