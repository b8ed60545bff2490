import { readFileSync } from 'node:fs';
import { StatesideError } from '../../src/error.js';
import type { Language } from '../../src/text/language.js';

export interface TrueBlock {
  readonly article: string;
  /** First words of each quote. */
  readonly quotes: readonly string[];
  readonly claims: readonly { readonly language: Language; readonly text: string }[];
}

/** Reads the hand-written file of honest claims. @throws {StatesideError} Names the line that does not fit. */
export function readTrueClaims(path: string): TrueBlock[] {
  const blocks: { article: string; quotes: string[]; claims: { language: Language; text: string }[] }[] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const claim = /^(en|es|zh): (.+)$/.exec(line);
    if (claim) {
      blocks.at(-1)?.claims.push({ language: claim[1] as Language, text: claim[2] ?? '' });
      continue;
    }
    const [article = '', ...quotes] = line.split(' | ');
    if (quotes.length === 0)
      throw new StatesideError(`Cannot read "${path}": line ${index + 1} is neither a quote nor a claim`, {
        remedy: 'write "article | first words of the quote" or "en: claim"',
      });
    blocks.push({ article, quotes, claims: [] });
  }
  return blocks;
}
