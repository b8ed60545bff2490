import { readFileSync } from 'node:fs';
import { StatesideError } from '../../src/error.js';
import { Pair } from './pair.js';

/** Reads the hand-written pairs. @throws {StatesideError} Names the line that does not fit. */
export function readHardPairs(path: string): Pair[] {
  const pairs: Pair[] = [];
  let quotes: Pair['quotes'] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('> ')) {
      quotes = line
        .slice(2)
        .split(' > ')
        .map((quote) => {
          const [language, published, title, text] = quote.split(' | ');
          return { text, title, publisher: 'The Paper', published, language } as Pair['quotes'][number];
        });
      continue;
    }
    const [label, language, claim] = line.split(' | ');
    const parsed = Pair.safeParse({ id: `hard-${pairs.length}`, language, claim, quotes, label, origin: 'hard' });
    if (!parsed.success)
      throw new StatesideError(`Cannot read "${path}": line ${index + 1} is no pair`, {
        remedy: 'write "label | language | claim" below a line "> language | published | title | text"',
      });
    pairs.push(parsed.data);
  }
  return pairs;
}
