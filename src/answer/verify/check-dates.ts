import { attributions } from './cues.js';
import { turning } from './negations.js';
import { fold } from './other-names.js';
import type { Proof } from './proof.js';
import type { ReadDate } from './read-dates.js';
import { findCues, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

/** What "early", "late" and the seasons may mean by the month. */
const partMonths: Readonly<Record<string, readonly number[]>> = {
  early: [1, 2, 3, 4],
  mid: [5, 6, 7, 8],
  late: [9, 10, 11, 12],
  spring: [3, 4, 5, 6],
  summer: [6, 7, 8, 9],
  autumn: [9, 10, 11, 12],
  winter: [12, 1, 2, 3],
};
/** What must not be put in the place of the other. */
const opposed: Readonly<Record<string, readonly string[]>> = {
  before: ['after', 'since'],
  after: ['before', 'until', 'by'],
  since: ['before', 'until'],
  until: ['since', 'after'],
  by: ['after', 'since'],
  h1: ['h2'],
  h2: ['h1'],
};

/** Every date of a claim must be one that a quote says, or that follows from the day of its article. */
export function checkDates(claim: ReadText, proof: Proof): Objection[] {
  const objections: Objection[] = [];
  const object = (found: string, reason: string) => objections.push({ kind: 'date', found, reason });
  const quoted = proof.quotes.flatMap(({ read }) => read.dates);
  for (const date of claim.dates) {
    const found = claim.text.slice(date.start, date.end);
    if (date.relative !== null && date.year === null) {
      // "Business Today" is a name.
      if (
        date.relative !== 'weekday' &&
        /^\p{Lu}/u.test(found) &&
        date.start > 0 &&
        proof.quotes.some(({ read }) => read.text.includes(found))
      )
        continue;
      // Said in so many words: ‘phones "next year"’.
      if (
        /["“«‘']$/u.test(claim.text.slice(0, date.start)) &&
        proof.quotes.some(({ read }) => new RegExp(`["“«‘']${found}["”»’',]`, 'iu').test(read.text))
      )
        continue;
      // "The report of that month" is the quote's own.
      if (/^当[年月日]/u.test(found) && proof.quotes.some(({ read }) => read.text.includes(found))) continue;
      // "It fell on a Saturday" tells of no certain one.
      if (
        date.relative === 'weekday' &&
        /(?:on a|en|un|era|是在?|为)\s?$/u.test(claim.text.slice(0, date.start)) &&
        proof.quotes.some(
          ({ read }) =>
            read.dates.some(({ relative }) => relative === 'weekday') &&
            (read.language !== claim.language || read.text.toLowerCase().includes(found.toLowerCase())),
        )
      )
        continue;
      // Whoever reads the answer reads it on another day.
      if (
        date.relative !== 'year-ago' ||
        !quoted.some(({ relative }) => relative === 'year-ago' || relative === 'last-year' || relative === 'time-ago')
      )
        object(found, `"${found}" must be a date`);
      continue;
    }
    const matching = quoted.filter(
      (other) =>
        isSame(date, other) &&
        // "A year before" is told of the other half of a comparison: the claim must have both.
        (other.relative !== 'year-ago' || comparesYears(claim, quoted)) &&
        !isOtherQuarter(date, quoted),
    );
    if (matching.length > 0) {
      if (isOnlyOfReport(date, claim, proof)) {
        object(found, `the quotes have ${found} for the report, not for what it tells`);
        continue;
      }
      const wrong = wrongRelation(claim, date, matching, proof);
      if (wrong !== null) object(`${wrong} ${found}`, `the quotes do not say "${wrong}" of ${found}`);
      continue;
    }
    if (!isOfArticle(date, claim, proof) && !isReckoned(date, proof) && !isOfWeek(date, claim, quoted))
      object(found, `no quote has the date ${found}`);
  }
  return objections;
}

/** Whether a claim has dates of two years, one of which a quote says outright. */
function comparesYears({ dates }: ReadText, quoted: readonly ReadDate[]): boolean {
  const years = new Set(dates.flatMap(({ year }) => (year === null ? [] : [year])));
  return (
    years.size > 1 && quoted.some(({ year, relative }) => relative !== 'year-ago' && year !== null && years.has(year))
  );
}

const onlyThen = /(?<!\p{L})only (?:in|on|from|at|after)(?!\p{L})|(?<!\p{L})(?:solo|sólo) en(?!\p{L})|才/iu;

/** "The first quarter of 2014", where the quotes have another quarter of that year. */
function isOtherQuarter({ quarter, year }: ReadDate, quoted: readonly ReadDate[]): boolean {
  const said = quoted.filter((other) => other.year === year && other.quarter !== null);
  return quarter !== null && said.length > 0 && !said.some((other) => other.quarter === quarter);
}

/** Whether the other date is this one, perhaps more precisely. */
function isSame(own: ReadDate, other: ReadDate): boolean {
  if (own.year !== null && own.year !== other.year) return false;
  if (own.month !== null && own.month !== other.month) return false;
  if (own.day !== null && own.day !== other.day) return false;
  if (own.quarter !== null && other.quarter !== null && own.quarter !== other.quarter) return false;
  return true;
}

function wrongRelation(claim: ReadText, date: ReadDate, matching: readonly ReadDate[], proof: Proof): string | null {
  for (const relation of date.relations) {
    if (matching.some(({ relations }) => relations.has(relation))) continue;
    // "Not before mid-2027" is until then, or after.
    const isNotBefore =
      relation === 'before' && turning.test(claim.text.slice(Math.max(0, date.start - 50), date.start));
    if (isNotBefore && matching.some(({ relations }) => ['until', 'after', 'since'].some((one) => relations.has(one))))
      continue;
    // "Did not do so until July" for "only in July".
    if (
      relation === 'until' &&
      turning.test(claim.text.slice(Math.max(0, date.start - 70), date.start)) &&
      proof.quotes.some(({ read }) => onlyThen.test(read.text))
    )
      continue;
    // A week is early or late in its month as the day of writing is.
    if (matching.some(({ relative }) => relative?.endsWith('-week') === true)) continue;
    // "The first half" is not in a report of March of the second half.
    const otherHalf = ({ h1: 'h2', h2: 'h1' } as Readonly<Record<string, string>>)[relation];
    if (otherHalf && date.month === null && matching.some(({ relations }) => relations.has(otherHalf))) return relation;
    const months = partMonths[relation];
    if (months !== undefined) {
      // "Late March" is said of a month: only a day of it is early or late.
      const fits = matching.some(({ month, day, quarter }) => {
        if (date.month !== null) return day !== null && partOfMonth(day) === relation;
        if (month !== null) return months.includes(month);
        return quarter !== null && months.includes(quarter * 3 - 1);
      });
      if (!fits) return relation;
      continue;
    }
    const against = opposed[relation] ?? [];
    const hasOpposite = matching.every(({ relations }) => [...relations].some((other) => against.includes(other)));
    const hasNone = matching.every(({ relations }) => ![...relations].some((other) => other in opposed));
    if (hasOpposite || (hasNone && (relation === 'before' || relation === 'after' || relation === 'until')))
      return relation;
  }
  // What the quote says of the whole time must not become its opposite by leaving the word out.
  const lost = ['before', 'after'].find(
    (relation) => matching.every(({ relations }) => relations.has(relation)) && date.relations.size === 0,
  );
  return lost === undefined ? null : `without "${lost}"`;
}

/** A quote that tells of one day and was written on another: without a report the claim must not take the second. */
function isOnlyOfReport(date: ReadDate, claim: ReadText, proof: Proof): boolean {
  if (date.month === null || findCues(claim, attributions).length > 0) return false;
  if (asOf.test(claim.text.slice(0, date.start))) return false;
  const isReport = (read: ReadText, { start }: ReadDate) =>
    findCues(read, attributions).some((cue) => cue.end <= start && start - cue.end <= 6);
  const having = proof.quotes.filter(({ read }) => read.dates.some((other) => isSame(date, other)));
  return having.every(
    ({ read }) =>
      read.dates.every((other) => !isSame(date, other) || isReport(read, other)) &&
      read.dates.some((other) => other.month !== null && !isSame(date, other) && !isReport(read, other)),
  );
}

/** "In the week of 8 September" for "this week". */
function isOfWeek(
  { year, month, day, start, end }: ReadDate,
  { text }: ReadText,
  quoted: readonly ReadDate[],
): boolean {
  return (
    day !== null &&
    /week|semana|周/iu.test(text.slice(Math.max(0, start - 40), end + 12)) &&
    quoted.some((other) => other.relative?.endsWith('-week') === true && other.year === year && other.month === month)
  );
}

/** "Two days later" than a day that a quote says. */
function isReckoned({ year, month, day }: ReadDate, proof: Proof): boolean {
  if (year === null || month === null || day === null) return false;
  const wanted = Date.UTC(year, month - 1, day);
  return proof.quotes.some(({ read }) =>
    read.dates.some((said) =>
      read.amounts.some(({ value, monthsEach, kind, end }) => {
        if (said.year === null || said.month === null || said.day === null) return false;
        if (kind !== 'count' || monthsEach === null || monthsEach >= 1) return false;
        const days = value * Math.round(monthsEach * 30.4);
        const sign = /^\s?(?:days?|weeks?) (?:earlier|before)|^\s?días antes|^天(?:之)?前/iu.test(read.text.slice(end))
          ? -1
          : 1;
        return Date.UTC(said.year, said.month - 1, said.day + sign * days) === wanted;
      }),
    ),
  );
}

const asOf = /(?:as of|at the time|a fecha de|截至|截止)\s*\p{L}*\s*$/iu;

function partOfMonth(day: number): string {
  if (day <= 10) return 'early';
  return day <= 20 ? 'mid' : 'late';
}

/** "Gizmochina reported in June 2022": a date beside the name of the paper, where it says something. */
export function isOfPaper({ start, end }: ReadDate, claim: ReadText, publisher: string): boolean {
  const name = fold(publisher.replace(/\s*[(,].*$/, ''));
  const before = fold(claim.text.slice(Math.max(0, start - 40), start));
  return (
    before.includes(name) &&
    findCues(claim, attributions).some((cue) => Math.min(Math.abs(start - cue.end), Math.abs(cue.start - end)) <= 24)
  );
}

/** The day of an article is when it says something; when it happened only where it says nothing else. */
function isOfArticle(date: ReadDate, claim: ReadText, proof: Proof): boolean {
  return proof.quotes.some(({ published, read }, index) => {
    const publisher = proof.publishers[index] ?? '';
    const [year, month, day] = published.split('-').map(Number);
    const fits =
      date.year === year && (date.month === null || date.month === month) && (date.day === null || date.day === day);
    if (!fits || date.year === null) return false;
    if (asOf.test(claim.text.slice(0, date.start))) return true;
    if (read.dates.every(({ year: said }) => said === null)) return true;
    if (isOfPaper(date, claim, publisher)) return true;
    if (date.month === null || read.dates.some(({ relative }) => relative !== null)) return false;
    // "DIGITIMES wrote in January": who wrote it says when.
    if (
      findCues(read, attributions).some(({ end }) =>
        read.dates.some(({ start, month }) => month !== null && /^ (?:in|on) $/.test(read.text.slice(end, start))),
      )
    )
      return false;
    const near = findCues(claim, attributions).some(
      ({ start, end }) => Math.min(Math.abs(start - date.end), Math.abs(date.start - end)) <= 24,
    );
    return near;
  });
}
