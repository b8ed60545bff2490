/**
 * The letters, small and without accents, that a match of a pattern can begin with; null where that cannot be told.
 * @param source Alternatives of words and groups as the cues write them; looking behind and ahead is passed over.
 */
export function firstLetters(source: string): ReadonlySet<string> | null {
  const letters = new Set<string>();
  for (const alternative of alternativesOf(source)) if (!collect(alternative, letters)) return null;
  return letters;
}

/** @returns Whether all ways to begin are known. */
function collect(sequence: string, letters: Set<string>): boolean {
  let rest = sequence;
  for (;;) {
    if (rest === '') return false;
    if (/^\(\?(?:<?[=!])/.test(rest)) {
      rest = rest.slice(groupEnd(rest));
      continue;
    }
    if (rest.startsWith('(?:')) {
      const end = groupEnd(rest);
      for (const inner of alternativesOf(rest.slice(3, end - 1))) if (!collect(inner, letters)) return false;
      rest = rest.slice(end);
    } else {
      const first = /^\p{L}/u.exec(rest)?.[0];
      if (first === undefined) return false;
      letters.add(plainLetter(first));
      rest = rest.slice(first.length);
    }
    if (!/^[?*{]/.test(rest)) return true;
    if (!rest.startsWith('?')) return false;
    rest = rest.slice(1);
  }
}

export function plainLetter(letter: string): string {
  return letter.normalize('NFD').charAt(0).toLowerCase();
}

function alternativesOf(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  let isInSet = false;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (character === '[') isInSet = true;
    else if (character === ']') isInSet = false;
    else if (isInSet) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) {
      found.push(source.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, source.slice(start)];
}

/** Where the group that a pattern begins with ends. */
function groupEnd(source: string): number {
  let depth = 0;
  let isInSet = false;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (character === '[') isInSet = true;
    else if (character === ']') isInSet = false;
    else if (isInSet) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return source.length;
}
