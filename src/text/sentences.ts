/** A half-open range of UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Longer sentences are cut at a space (or anywhere, when there is none), so that no quote is a wall of text. */
export const maximumSentenceLength = 700;

const abbreviations = new Set(
  'mr mrs ms dr prof sr jr st mt no nos vs v etc inc ltd co corp llc fig figs al ed eds vol pp p ch sec approx est dept gov gen col lt capt sgt rep reps sen sens hon rev pres jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun e.g i.e cf ca c b d u.s u.k u.n e.u a.m p.m ph.d d.c b.c a.d m.d op cit viz ave blvd rd dra srta sra ud uds pág núm ej aprox ee uu art arts av'.split(
    ' ',
  ),
);
/** What often follows a country's name as part of one name. */
const institutions = new Set(
  'Administration Ambassador Army Attorney Circuit Commerce Congress Constitution Court Customs Department District Embassy Government House Justice Marine Marshals Navy Patent Postal President Representative Representatives Secretary Senate Senator State Supreme Trade Treasury'.split(
    ' ',
  ),
);
const closers = `"'”’»)]】」』）》〉`;
const spaces = /\s|\u200b|\ufeff/;

/**
 * Splits `text.slice(start, end)` into sentences: trimmed, in order, not overlapping; only white space lies between
 * them. A blank line ends a sentence. Knows abbreviations, initials, decimals and closing quotation marks in English and Spanish, and the full-width
 * marks of Chinese. Runs in time linear in the length.
 */
export function splitSentences(text: string, start = 0, end = text.length): TextRange[] {
  const sentences: TextRange[] = [];
  let from = skipSpace(text, start, end);
  let position = from;
  while (position < end) {
    const character = text[position] ?? '';
    if (character === '\n' && isBlankLine(text, position + 1, end)) {
      pushRange(text, sentences, from, position);
      from = skipSpace(text, position, end);
      position = from;
      continue;
    }
    if (!isTerminator(character)) {
      position += 1;
      continue;
    }
    let after = position + 1;
    while (after < end && isTerminator(text[after] ?? '')) after += 1;
    while (after < end && closers.includes(text[after] ?? '')) after += 1;
    // A footnote mark such as [3] belongs to the sentence before it.
    after +=
      /^(?:\[[^\]\s]{1,24}(?: [^\]\s]{1,24})?\])+/.exec(text.slice(after, Math.min(end, after + 80)))?.[0].length ?? 0;
    if (endsSentence(text, from, position, after, end)) {
      pushRange(text, sentences, from, after);
      from = skipSpace(text, after, end);
      position = from;
    } else {
      position = after;
    }
  }
  pushRange(text, sentences, from, end);
  return sentences;
}

/** Whether nothing but spaces stands from here to the next line break: a paragraph ends, and a sentence with it. */
function isBlankLine(text: string, from: number, end: number): boolean {
  let index = from;
  while (index < end && text[index] !== '\n' && spaces.test(text[index] ?? '')) index += 1;
  return index < end && text[index] === '\n';
}

function isTerminator(character: string): boolean {
  return (
    character === '.' || character === '!' || character === '?' || character === '…' || isWideTerminator(character)
  );
}

function isWideTerminator(character: string): boolean {
  return character === '。' || character === '！' || character === '？' || character === '｡';
}

function endsSentence(text: string, from: number, position: number, after: number, end: number): boolean {
  const character = text[position] ?? '';
  if (after >= end) return true;
  if (isWideTerminator(character)) return true;
  if (!spaces.test(text[after] ?? '')) return false;
  const nextStart = skipSpace(text, after, end);
  if (nextStart >= end) return true;
  const next = text.slice(nextStart, nextStart + 3);
  const startsLikeSentence = /^["'“‘«([¿¡—–-]*[\p{Lu}\p{N}\p{Script=Han}]/u.test(next) || /^["“«¿¡]/.test(next);
  if (character !== '.' && character !== '…') return startsLikeSentence || /^\p{Ll}/u.test(next) === false;
  if (!startsLikeSentence) return false;
  if (character === '…') return true;
  if (text[position + 1] !== undefined && after > position + 1) return true;
  const wordStart = lastWordStart(text, from, position);
  const word = text
    .slice(wordStart, position)
    .toLowerCase()
    .replace(/^[("'“‘«[]+/, '');
  // An initial, unless what follows can be no surname: "the Moto G. The commission …".
  if (/^\p{L}$/u.test(word) && text[position - 1] === text[position - 1]?.toUpperCase())
    return opensSentence.test(text.slice(nextStart, nextStart + 12));
  if (abbreviations.has(word))
    return isUsuallySentenceFinal(word) && startsNewSentence(text.slice(nextStart, nextStart + 24));
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return false;
  return true;
}

const opensSentence =
  /^(?:The|This|That|These|Those|It|Its|He|She|They|There|In|On|At|By|For|From|An?|But|And|As|Una?|En|Por|Con)\s/;

/** "U.S." or "p.m." end a sentence about as often as not; a following capitalised word decides. */
function isUsuallySentenceFinal(word: string): boolean {
  return word === 'a.m' || word === 'p.m' || word === 'etc' || word === 'inc' || word === 'u.s' || word === 'u.k';
}

/** Not so "Commerce Department" (more capitals), "Department of Commerce" or "Senate passed" after "U.S.". */
function startsNewSentence(following: string): boolean {
  const word = /^(\p{Lu}\p{Ll}+) (?!\p{Lu}|(?:of|and|for) )/u.exec(following)?.[1];
  return word !== undefined && !institutions.has(word);
}

function lastWordStart(text: string, from: number, position: number): number {
  let index = position;
  // Abbreviations are short: looking further back would make an unbroken line cost quadratic time.
  const limit = Math.max(from, position - 24);
  while (index > limit && !spaces.test(text[index - 1] ?? '')) index -= 1;
  return index;
}

function skipSpace(text: string, from: number, end: number): number {
  let index = from;
  while (index < end && spaces.test(text[index] ?? '')) index += 1;
  return index;
}

function pushRange(text: string, sentences: TextRange[], from: number, to: number): void {
  let end = to;
  while (end > from && spaces.test(text[end - 1] ?? '')) end -= 1;
  let start = from;
  while (end - start > maximumSentenceLength) {
    const cut = cutPosition(text, start, start + maximumSentenceLength);
    sentences.push({ start, end: cut });
    start = skipSpace(text, cut, end);
  }
  if (end > start) sentences.push({ start, end });
}

function cutPosition(text: string, start: number, limit: number): number {
  for (let index = limit; index > start + maximumSentenceLength / 2; index -= 1) {
    if (spaces.test(text[index] ?? '')) {
      let cut = index;
      while (cut > start && spaces.test(text[cut - 1] ?? '')) cut -= 1;
      return cut;
    }
  }
  // Never cut a surrogate pair in two.
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
