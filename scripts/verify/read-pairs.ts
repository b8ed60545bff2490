import { readFileSync } from 'node:fs';
import { StatesideError } from '../../src/error.js';
import { Pair } from './pair.js';

/** Reads pairs that are written down as such. @throws {StatesideError} Names the line that does not fit. */
export function readPairs(path: string, origin: 'hard' | 'draft'): Pair[] {
  const pairs: Pair[] = [];
  let quotes: Pair['quotes'] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('> ')) {
      quotes = line
        .slice(2)
        .split(' > ')
        .map((quote) => {
          const fields = quote.split(' | ');
          // Behind the text may stand the language of its translation, and this.
          const [other, translated] = fields.length === 7 ? fields.splice(5) : [];
          // Of hand-written quotes it does not matter who published them.
          const publisher = fields.length > 4 ? fields.splice(2, 1)[0] : 'The Paper';
          const [language, published, title, text] = fields;
          const translation = translated === undefined ? {} : { translation: { text: translated, language: other } };
          return { text, title, publisher, published, language, ...translation } as Pair['quotes'][number];
        });
      continue;
    }
    const [label, language, claim] = line.split(' | ');
    const parsed = Pair.safeParse({ id: `${origin}-${pairs.length}`, language, claim, quotes, label, origin });
    if (!parsed.success)
      throw new StatesideError(`Cannot read "${path}": line ${index + 1} is no pair`, {
        remedy:
          'write "label | language | claim" below a line "> language | published | [publisher |] title | text [| language | translation]"',
      });
    pairs.push(parsed.data);
  }
  return pairs;
}
