import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import type { Language } from './language.js';
import { isStopword } from './stopwords.js';

/** One word (or, in Chinese, one pair of neighbouring characters) of a text. */
export interface Token {
  /** The indexed form: lowercase, compatibility-normalised, without diacritics, stemmed. */
  readonly term: string;
  /** The lowercase form before stemming. */
  readonly word: string;
  /** UTF-16 offsets in the analysed text. */
  readonly start: number;
  readonly end: number;
  readonly isStopword: boolean;
  readonly isCapitalised: boolean;
}

/** All loops have an end: a line of millions of letters without a space would overflow the matcher's stack. */
const wordPattern =
  /\p{Script=Han}{1,4096}|(?<!(?!\p{Script=Han})[\p{L}\p{N}])\p{Script=Latin}-\p{Script=Latin}{2,256}|[\p{Script=Latin}\p{M}]{1,256}(?:&[\p{Script=Latin}]{1,256}){1,16}|\p{N}{1,256}(?:[.,]\p{N}{1,256}){0,16}|(?:(?!\p{Script=Han})[\p{L}\p{M}]){1,256}(?:['’](?:(?!\p{Script=Han})[\p{L}\p{M}]){1,256}){0,16}/gu;

const stemCaches: Record<'en' | 'es', Map<string, string>> = { en: new Map(), es: new Map() };
const stemCacheLimit = 100_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range begins there
const isAscii = /^[\u0000-\u007f]*$/;

/** Removes accents and other marks after compatibility decomposition: "Núñez" → "Nunez". */
export function stripDiacritics(text: string): string {
  // Most words have none.
  if (isAscii.test(text)) return text;
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

/** English words that the rules would make one with a word of another meaning: "founded" with "found". */
const apart: ReadonlyMap<string, string> = new Map(
  [
    ['founder', 'founded founding'],
    ['news', 'news'],
    ['important', 'important importance importantly'],
    ['general', 'general generally'],
    ['internation', 'international internationally'],
    ['organiz', 'organization organizations organisation organisations'],
    ['experiment', 'experiment experiments experimental'],
    ['universal', 'universal universally'],
    ['publicat', 'publication publications'],
    ['severe', 'severe severely'],
  ].flatMap(([stem = '', words = '']) => words.split(' ').map((word) => [word, stem] as const)),
);

/** Stems one lowercase word with the Snowball rules of its language; Chinese is returned unchanged. */
export function stemWord(word: string, language: Language): string {
  if (language === 'zh') return word;
  const cache = stemCaches[language];
  const known = cache.get(word);
  if (known !== undefined) return known;
  const isPlain = /^[a-záéíóúüñ'’-]+$/.test(word);
  let stem = word;
  if (isPlain) {
    // Possessives carry nothing: "Huawei's" is "Huawei".
    const bare = word.replace(/['’](s)?$/, '');
    stem = language === 'en' ? (apart.get(bare) ?? stemEnglish(bare)) : stemSpanish(bare);
    if (stem.length === 0) stem = bare;
  }
  stem = stripDiacritics(stem.replace(/['’]/g, '')).replace(/\s+/g, '');
  if (cache.size >= stemCacheLimit) cache.clear();
  cache.set(word, stem);
  return stem;
}

/**
 * Splits a text into tokens in reading order. Latin words are stemmed; a run of Chinese characters becomes its
 * overlapping pairs (the standard indexing unit where words are not spaced; Nie, Gao, Zhang and Zhou 2000), or the
 * single character when it stands alone.
 */
export function analyze(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0];
    const start = match.index;
    if (/^\p{Script=Han}/u.test(raw)) {
      pushHanTokens(tokens, raw, start);
      continue;
    }
    // A few letters decompose into several words (U+FDFA): a term never holds a space.
    let word = raw.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    if (/^\p{N}/u.test(word)) word = word.replace(/,(?=\p{N}{3}(?:\D|$))/gu, '');
    const latinLanguage = language === 'zh' ? 'en' : language;
    const first = raw.codePointAt(0) ?? 0;
    const term = stemWord(word, latinLanguage);
    // Marks without a letter leave nothing to index.
    if (term === '') continue;
    tokens.push({
      term,
      word,
      start,
      end: start + raw.length,
      isStopword: isStopword(word.replace(/’/g, "'"), latinLanguage),
      isCapitalised: /^\p{Lu}/u.test(String.fromCodePoint(first)),
    });
  }
  return tokens;
}

function pushHanTokens(tokens: Token[], raw: string, start: number): void {
  const characters = [...raw];
  let offset = start;
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const next = characters[index + 1];
    if (next !== undefined || characters.length === 1) {
      const pair = character + (next ?? '');
      tokens.push({
        term: pair,
        word: pair,
        start: offset,
        end: offset + pair.length,
        isStopword:
          isStopword(pair, 'zh') || (next !== undefined && isStopword(character, 'zh') && isStopword(next, 'zh')),
        isCapitalised: false,
      });
    }
    offset += character.length;
  }
}

/** The content terms of a text (stopwords left out), in reading order, with repeats. */
export function contentTerms(text: string, language: Language): string[] {
  return analyze(text, language)
    .filter((token) => !token.isStopword)
    .map((token) => token.term);
}
