import { RecentCache } from '../../recent-cache.js';
import { stripDiacritics } from '../../text/analyze.js';
import { oncePerText } from './read-text.js';

/** Names and quotes are compared again and again. */
const folded = new RecentCache<string, string>(4_096);

export function fold(text: string): string {
  return folded.getOrMake(text, () => foldAnew(text));
}

const foldAnew = (text: string) =>
  ` ${stripDiacritics(text)
    .toLowerCase()
    // "支持5G网络": a name in Latin letters stands alone among Chinese ones.
    .replace(/(?<=\p{Script=Han})(?=[\p{Script=Latin}\p{N}])|(?<=[\p{Script=Latin}\p{N}+])(?=\p{Script=Han})/gu, ' ')
    .replace(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim()} `;
export const isHan = (text: string) => /\p{Script=Han}/u.test(text);
export const hasDigit = (text: string) => /\p{N}/u.test(text);

/** "7nm", "512GB": a number with its unit. */
const measured = /^\d+(?:nm|gb|tb|mp|mhz|ghz|mah|hz|w|mm)$/i;

/** Capitalised words inside the sentence and model numbers, where the glossary does not know them. */
export const otherNames = oncePerText((claim): readonly { surface: string; start: number }[] => {
  const ranges = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts];
  const found: { surface: string; start: number }[] = [];
  const months =
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|q[1-4]|chinese|china|american|americans|america|us|usa|i|ee|uu|ipo|ceo|cfo|gb|tb|mhz|ghz|mah|mp|ai|ia|tv|it|eu|uk|r&d|sim|pr|hq|vp|ids?|occidente)$/i;
  const firstStart = claim.tokens[0]?.start ?? 0;
  for (const token of claim.tokens) {
    const surface = claim.text.slice(token.start, token.end);
    if (ranges.some(({ start, end }) => start < token.end && end > token.start)) continue;
    if (
      isHan(surface) ||
      months.test(surface.replace(/(?<=\p{Lu})s$/u, '')) ||
      measured.test(surface) ||
      // "KEY2": what its letters and digits name together is looked for below.
      /^\p{N}/u.test(claim.text.slice(token.end)) ||
      (surface.length < 2 && !hasDigit(surface))
    )
      continue;
    const isModel = /\p{N}/u.test(surface) && /\p{Script=Latin}/u.test(surface);
    const isInner =
      token.isCapitalised && token.start > firstStart && !/[.!?“"«‘(]\s*$/.test(claim.text.slice(0, token.start));
    const isLatinInChinese = claim.language === 'zh' && token.isCapitalised;
    if (isModel || isLatinInChinese || (isInner && !(token.isStopword && surface !== surface.toUpperCase())))
      found.push({ surface: surface.replace(/['’]s$/, ''), start: token.start });
  }
  // "6T", "S25": digits and letters that the words above were split at.
  for (const match of claim.text.matchAll(
    /(?<![\p{Script=Latin}\p{N}])(?:\p{Script=Latin}{1,5}-?\d{1,4}(?:\p{Script=Latin}{0,3}|\+)|\d{1,4}(?!st|nd|rd|th|GB|gb|mm|GHz|(?<=[12]\d\d0)s\b)\p{Script=Latin}{1,3})(?![\p{Script=Latin}\p{N}])/gu,
  )) {
    const range = { start: match.index, end: match.index + match[0].length };
    const isInside = [...claim.mentions, ...claim.dates].some(
      ({ start, end }) => start <= range.start && end >= range.end,
    );
    if (!isInside && !months.test(match[0]) && !measured.test(match[0]))
      found.push({ surface: match[0], start: match.index });
  }
  return found;
});

/** Names that the glossary does not have, the first word of the sentence among them: it may be one. */
export const namesBeside = oncePerText((read): readonly { id: string; owner: string; start: number; end: number }[] => {
  if (read.language === 'zh') return [];
  const [first] = read.tokens;
  const isKnown =
    !first ||
    [...read.mentions, ...read.places, ...read.dates].some(({ start, end }) => start < first.end && end > first.start);
  const names = otherNames(read)
    .filter(({ surface }) => /^\p{Lu}\p{Ll}{2}/u.test(surface))
    .map(({ surface, start }) => ({ surface, start }));
  if (!isKnown && first.isCapitalised && !first.isStopword && first.end - first.start > 2)
    names.unshift({ surface: read.text.slice(first.start, first.end).replace(/['’]s?$/, ''), start: first.start });
  return names
    .filter(({ surface, start }) => !/^ ?\d/.test(read.text.slice(start + surface.length)))
    .map(({ surface, start }) => ({ id: fold(surface), owner: fold(surface), start, end: start + surface.length }));
});
