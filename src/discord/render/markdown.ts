import { toDisplayLine } from '../../text/display.js';

/**
 * Makes a text from a source or a person safe inside a Discord message: it shows as written, formats nothing, links
 * nothing, mentions nobody. One line; invisible and direction-turning characters are left out.
 */
export function escapeMarkdown(text: string): string {
  return (
    toDisplayLine(text)
      .replace(/[\\*_~`|[\]<@]/g, '\\$&')
      // Addresses link by themselves, and names between colons become pictures.
      .replace(/:(?=\/\/|[\w+\\-]+:)/g, '\\:')
      // Invitations link without "https" as well.
      .replace(/(discord(?:app)?)\.(gg|com|me)\b/gi, '$1\\.$2')
      // Headings, quotes, lists and small print count at the start of a line only.
      .replace(/^(\s*)([#>+-])/, '$1\\$2')
      .replace(/^(\s*\d+)\./, '$1\\.')
  );
}

/** Cuts at a word so that the escaped text has at most `maximum` characters, then escapes. */
export function escapeWithin(text: string, maximum: number): string {
  let allowed = maximum;
  for (;;) {
    const escaped = escapeMarkdown(cutAtWord(text, allowed));
    if (escaped.length <= maximum) return escaped;
    allowed = Math.floor((allowed * maximum) / escaped.length) - 1;
  }
}

/** An address for a masked link; null when it is not one of the web. */
export function linkTarget(url: string): string | null {
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
    return parsed.href.replace(/[()<>\s[\]\\*_~`|]/g, (character) =>
      character === '_' ? '_' : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
  } catch {
    return null;
  }
}

/** A title that leads to its address, or the title alone when the address is of no use. */
export function linkTo(title: string, url: string): string {
  const target = linkTarget(url);
  const label = escapeWithin(title, 140) || 'source';
  return target === null || target.length > 400 ? label : `[${label}](${target})`;
}

/** Cuts plain text to a length, at a word where there is one; what is cut ends in "…". Never halves a character. */
export function cutAtWord(text: string, maximum: number): string {
  const line = toDisplayLine(text);
  if (line.length <= maximum) return line;
  let cut = line.slice(0, maximum - 1);
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  const space = cut.search(/\s\S*$/);
  // Chinese has no spaces, and a very long word is better halved than lost.
  const atWord = space > maximum * 0.6 ? cut.slice(0, space) : cut;
  return `${atWord.replace(/[\s,;:，、；：]+$/u, '')}…`;
}
