import { readFileSync } from 'node:fs';

/** How many passages the background counts come from; the file's first line says what they are. */
export const backgroundPassageCount = 34_656;
/** Words that occur in fewer than three background passages are not listed: what such a word counts as. */
const unlistedCount = 1;

interface BackgroundFrequencies {
  /** In how many background passages an English stem occurs. */
  readonly byStem: ReadonlyMap<string, number>;
  /** English word forms: a question's word among them is not a typing error. */
  readonly words: ReadonlySet<string>;
}

let loaded: BackgroundFrequencies | null = null;

function load(): BackgroundFrequencies {
  if (loaded) return loaded;
  const source = readFileSync(new URL('./english-document-frequencies.tsv', import.meta.url), 'utf8');
  const byStem = new Map<string, number>();
  const words = new Set<string>();
  for (const line of source.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [word = '', count, stem = word] = line.split('\t');
    words.add(word);
    byStem.set(stem, Math.min(backgroundPassageCount, (byStem.get(stem) ?? 0) + Number(count)));
  }
  loaded = { byStem, words };
  return loaded;
}

/**
 * In how many of `backgroundPassageCount` general English passages a stem occurs. A few hundred articles on one
 * subject cannot tell a telling word from a common one ("said" looks rarer than "patent"); these counts can.
 */
export function backgroundFrequency(stem: string): number {
  return load().byStem.get(stem) ?? unlistedCount;
}

/** Whether a lowercase word is listed English. */
export function isEnglishWord(word: string): boolean {
  return load().words.has(word);
}
