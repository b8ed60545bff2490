/** What people read, and what Discord made of the rest. */
export interface ReadText {
  /** The text without its marks. */
  readonly plain: string;
  /** What is formatted, linked or mentioned, by kind, in order. */
  readonly marks: readonly string[];
}

/** At the start of a line. */
const lineMarks: readonly (readonly [string, RegExp])[] = [
  ['quote', /^>>>\s|^>\s/],
  ['heading', /^\s*#{1,3}\s+(?=\S)/],
  ['small', /^-#\s+(?=\S)/],
  ['list', /^\s*[-*]\s+(?=\S)|^\s*\d+\.\s+(?=\S)/],
];

/** Anywhere; what is between the marks is read on. */
const inlineMarks: readonly (readonly [string, RegExp])[] = [
  ['code block', /^```[\s\S]+?```/],
  ['code', /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/],
  ['mention', /^<(?:@[!&]?|#)\d+>|^<\/[^\s:>][^:>]*:\d+>|^@(?:everyone|here)\b/],
  ['time', /^<t:-?\d+(?::\w)?>/],
  ['emoji', /^<a?:\w+:\d+>|^:[\w+-]+:/],
  ['link', /^<(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:)[^\s>]+>/i],
  ['link', /^\[((?:\\.|[^\]\\])+)\]\(\s*<?(?:https?|discord|steam):\/\/[^\s)>]+>?(?:\s+"[^"]*")?\s*\)/i],
  ['link', /^(?:https?|discord|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/i],
  ['link', /^(?:discord\.gg|discord(?:app)?\.com\/invite)\/[\w-]+/i],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['italics', /^\*(?=\S)((?:\\[\s\S]|[^*\\])+?)\*(?!\*)/],
  ['italics', /^_((?:\\[\s\S]|[^_\\])+?)_\b/],
  ['struck', /^~~((?:\\[\s\S]|[^\\])+?)~~/],
  ['spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/],
];

/**
 * Reads a message as Discord's client does, by the rules that its help page and simple-markdown state; written without
 * a look at what makes texts safe, so that each checks the other.
 */
export function readMarkdown(text: string): ReadText {
  const marks: string[] = [];
  const plain = text
    .split('\n')
    .map((line) => readInline(readLineStart(line, marks), marks))
    .join('\n');
  return { plain, marks };
}

function readLineStart(line: string, marks: string[]): string {
  let rest = line;
  for (const [kind, pattern] of lineMarks) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    marks.push(kind);
    rest = rest.slice(match[0].length);
  }
  return rest;
}

function readInline(text: string, marks: string[]): string {
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    if (escaped !== null) {
      plain += escaped[1];
      at += escaped[0].length;
      continue;
    }
    const found = inlineMarks
      .map(([kind, pattern]) => ({ kind, match: pattern.exec(rest) }))
      .find(({ match }) => match !== null);
    if (found?.match) {
      marks.push(found.kind);
      // A code's text stands in its second group; whatever has no group shows as it is.
      const inner = found.kind === 'code' ? found.match[2] : found.match[1];
      plain += inner === undefined || found.kind === 'code' ? (inner ?? found.match[0]) : readInline(inner, marks);
      at += found.match[0].length;
      continue;
    }
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    plain += character;
    at += character.length;
  }
  return plain;
}
