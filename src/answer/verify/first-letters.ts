/** So many letters of a word decide which patterns are tried on it: fewer let too many through. */
export const prefixLength = 6;

/** A way to begin: its letters, and whether nothing more can be told after them. */
interface Beginning {
  readonly letters: string;
  readonly isEnd: boolean;
}

/**
 * What a match of a pattern can begin with: up to six letters, small and without accents, fewer where what follows
 * cannot be told; null where it may begin with anything.
 * @param source Alternatives of words and groups as the cues write them; looking behind and ahead is passed over.
 */
export function firstLetters(source: string): ReadonlySet<string> | null {
  const letters = new Set(beginningsOf(source).map((beginning) => beginning.letters));
  return letters.has('') ? null : letters;
}

/** No Chinese character comes before it, no Latin letter of ours after it. */
export const firstHan = 0x2e80;
/** So many Chinese characters do the same. */
const hanPrefixLength = 2;

/** The first letters of the word at a place of a text, as firstLetters() writes them, or its first Chinese characters. */
export function prefixAt(text: string, place: number): string {
  if (text.charCodeAt(place) >= firstHan)
    return /^\p{Script=Han}*/u.exec(text.slice(place, place + hanPrefixLength))?.[0] ?? '';
  const letters = /^\p{Script=Latin}+/u.exec(text.slice(place, place + 2 * prefixLength))?.[0] ?? '';
  return plain(letters).slice(0, prefixLength);
}

function beginningsOf(source: string): Beginning[] {
  return alternativesOf(source).flatMap(sequenceBeginnings);
}

function sequenceBeginnings(sequence: string): Beginning[] {
  let rest = sequence;
  let found: Beginning[] = [{ letters: '', isEnd: false }];
  while (rest !== '' && found.some(({ isEnd }) => !isEnd)) {
    if (/^\(\?(?:<?[=!])/.test(rest)) {
      rest = rest.slice(groupEnd(rest));
      continue;
    }
    let next: Beginning[];
    if (rest.startsWith('(?:')) {
      const end = groupEnd(rest);
      next = beginningsOf(rest.slice(3, end - 1));
      rest = rest.slice(end);
    } else {
      const letters = /^(?:\p{L}|\[\p{L}+\])/u.exec(rest)?.[0];
      next =
        letters === undefined
          ? [{ letters: '', isEnd: true }]
          : [...letters.replace(/[[\]]/g, '')].map((letter) => ({ letters: plain(letter), isEnd: false }));
      rest = letters === undefined ? '' : rest.slice(letters.length);
    }
    const quantifier = /^(?:[?*+]|\{[^}]*\})/.exec(rest)?.[0] ?? '';
    rest = rest.slice(quantifier.length);
    if (quantifier !== '' && quantifier !== '?') next = next.map(({ letters }) => ({ letters, isEnd: true }));
    if (/^(?:[?*]|\{0)/.test(quantifier)) next = [...next, { letters: '', isEnd: false }];
    found = joined(found, next);
  }
  return found;
}

function joined(first: readonly Beginning[], second: readonly Beginning[]): Beginning[] {
  const all = new Map<string, Beginning>();
  for (const one of first)
    for (const other of one.isEnd ? [{ letters: '', isEnd: true }] : second) {
      const letters = (one.letters + other.letters).slice(0, prefixLength);
      const isEnd = other.isEnd || letters.length === prefixLength;
      all.set(`${letters}${isEnd}`, { letters, isEnd });
    }
  return [...all.values()];
}

const plain = (letters: string) => letters.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The signs of a pattern that open, close or part groups, with how deep they lie; none that is escaped or in a set. */
function* groupSigns(
  source: string,
): Generator<{ readonly sign: string; readonly index: number; readonly depth: number }> {
  let depth = 0;
  let isInSet = false;
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index] ?? '';
    if (sign === '\\') index += 1;
    else if (sign === '[') isInSet = true;
    else if (sign === ']') isInSet = false;
    else if (!isInSet && /[()|]/.test(sign)) {
      if (sign === '(') depth += 1;
      if (sign === ')') depth -= 1;
      yield { sign, index, depth };
    }
  }
}

function alternativesOf(source: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const { sign, index, depth } of groupSigns(source)) {
    if (sign !== '|' || depth !== 0) continue;
    found.push(source.slice(start, index));
    start = index + 1;
  }
  return [...found, source.slice(start)];
}

/** Where the group that a pattern begins with ends. */
function groupEnd(source: string): number {
  for (const { sign, index, depth } of groupSigns(source)) if (sign === ')' && depth === 0) return index + 1;
  return source.length;
}
