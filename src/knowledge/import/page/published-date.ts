import { PublishedDate } from '../../article.js';

const months = new Map(
  [
    ['january', 'jan', 'enero', 'ene'],
    ['february', 'feb', 'febrero'],
    ['march', 'mar', 'marzo'],
    ['april', 'apr', 'abril', 'abr'],
    ['may', 'mayo'],
    ['june', 'jun', 'junio'],
    ['july', 'jul', 'julio'],
    ['august', 'aug', 'agosto', 'ago'],
    ['september', 'sept', 'sep', 'septiembre', 'setiembre'],
    ['october', 'oct', 'octubre'],
    ['november', 'nov', 'noviembre'],
    ['december', 'dec', 'diciembre', 'dic'],
  ].flatMap((names, index) => names.map((name) => [name, String(index + 1).padStart(2, '0')] as const)),
);
const monthName = [...months.keys()].sort((a, b) => b.length - a.length).join('|');
const year = '(?<year>(?:19|20)\\d\\d)';
const month = `(?<month>${monthName})\\.?`;
const day = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?';

/** From the most to the least precise; what a longer form holds, a shorter one would cut. */
const forms: readonly RegExp[] = [
  /(?<year>(?:19|20)\d\d)[-/.](?<month>[01]?\d)[-/.](?<day>[0-3]?\d)(?!\d)/,
  /(?<year>(?:19|20)\d\d)\s*年\s*(?<month>[01]?\d)\s*月\s*(?<day>[0-3]?\d)\s*日/,
  new RegExp(`\\b${day}\\s+(?:de\\s+)?${month}(?:\\s+(?:de|del)\\s+|,?\\s+)${year}\\b`, 'i'),
  new RegExp(`\\b${month}\\s+${day},?\\s+${year}\\b`, 'i'),
  new RegExp(`\\b${day}-${month}-${year}\\b`, 'i'),
  /(?<year>(?:19|20)\d\d)\s*年\s*(?<month>[01]?\d)\s*月/,
  /^(?<year>(?:19|20)\d\d)[-/.](?<month>[01]?\d)$/,
  new RegExp(`\\b${month}\\s+(?:de\\s+|del\\s+)?${year}\\b`, 'i'),
  /^(?<year>(?:19|20)\d\d)$/,
];

/**
 * Reads a date as people and programs write it, keeping its precision: the day as its publisher wrote it, whatever the
 * time zone.
 * @returns YYYY, YYYY-MM or YYYY-MM-DD; null when there is none, or it lies in the future.
 * @param today The day after which no story can have been published.
 */
export function readDate(text: string, today: Date): string | null {
  // Eight digits, as in DC metadata.
  const compact = /^(20\d\d|19\d\d)([01]\d)([0-3]\d)(?:\d{4,6}\D.*|\d{4,6}|\D.*)?$/.exec(text.trim());
  const plain = compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : text.trim();
  for (const form of forms) {
    const groups = form.exec(plain)?.groups;
    if (!groups?.year) continue;
    const monthPart =
      groups.month === undefined ? null : (months.get(groups.month.toLowerCase()) ?? groups.month.padStart(2, '0'));
    const parts = [groups.year, monthPart, groups.day?.padStart(2, '0')].filter(
      (part) => part !== null && part !== undefined,
    );
    const parsed = PublishedDate.safeParse(parts.join('-'));
    if (parsed.success && parsed.data <= tomorrow(today)) return parsed.data;
  }
  return null;
}

/** A date in an address such as /2018/03/27/ or /2018/03/. */
export function readAddressDate(address: string, today: Date): string | null {
  const match = /[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])(?:[/_-]?(0[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)/.exec(address);
  return match ? readDate([match[1], match[2], match[3]].filter(Boolean).join('-'), today) : null;
}

/** Somewhere it is already the next day. */
function tomorrow(today: Date): string {
  return new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10);
}
