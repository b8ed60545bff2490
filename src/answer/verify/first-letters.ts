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
