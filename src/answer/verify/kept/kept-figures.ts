import { isOfPaper } from '../check-dates.js';
import type { Proof } from '../proof.js';
import { type Amount, isPronoun } from '../read-amounts.js';
import type { ReadDate } from '../read-dates.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasPhrase } from './word-forms.js';

const counts: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
};

/** Small numbers in words, which are not read as numbers everywhere. */
export function keptCounts(claim: ReadText, proof: Proof): Objection[] {
  if (claim.language === 'zh') return keptMeasured(claim, proof);
  const list = counts[claim.language];
  for (const { word, start, end } of claim.tokens) {
    const value = list.indexOf(word) + 2;
    if (value === 2 && isPronoun(claim.text, { start, end })) continue;
    if (value < 2 || proof.quotes.some(({ read }) => hasPhrase(read.text, word))) continue;
    const isSaid = proof.quotes.some(({ read }) =>
      // "The 7 Pro" counts nothing.
      read.amounts.some((amount) => amount.value === value && !/^ \p{Lu}/u.test(read.text.slice(amount.end))),
    );
    if (!isSaid && !claim.amounts.some((amount) => amount.kind === 'ordinal' && amount.value === value))
      return [{ kind: 'number', found: word, reason: `no quote says "${word}"` }];
  }
  return [];
}

/** "Seven cities" are not in a quote of the 7 Pro. */
function keptMeasured({ text, amounts }: ReadText, { quotes }: Proof): Objection[] {
  for (const { value, start, end, kind } of amounts) {
    if (kind !== 'count' || !/^[个家款名部台座位]/u.test(text.slice(end))) continue;
    const same = quotes.flatMap(({ read }) =>
      read.amounts.filter((amount) => amount.value === value).map((amount) => ({ read, amount })),
    );
    if (same.length > 0 && same.every(({ read, amount }) => /^ ?\p{Lu}/u.test(read.text.slice(amount.end))))
      return [{ kind: 'number', found: text.slice(start, end), reason: `no quote counts ${text.slice(start, end)}` }];
  }
  return [];
}

const jointly =
  /(?<!\p{L})(?:jointly|together|combined|between them|juntos|juntas|en conjunto|conjuntamente|entre (?:ambos|los dos))(?!\p{L})|合计|共同|总共|加起来/iu;
const each = /(?<!\p{L})(?:each|apiece|cada un[oa])(?!\p{L})|各占|各自|分别/iu;
const places =
  /第(?:[一二三四五六七八九十]+|\d+)(?=\P{L}|(?!季|财季|个|代|次)\p{L}|$)|(?<!\p{L})(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?![ -](?:fiscal )?(?:quarter|half|generation))(?!\p{L})|(?<!\p{L})(?:primer|segund|tercer|cuart|quint|sext|séptim|octav|noven|décim)[oa]?(?! (?:trimestre|semestre|generación))(?!\p{L})/giu;

/** "The second-largest" is not "the largest". */
const lower =
  /(?<!\p{L})(?:second|third|fourth|fifth|sixth)[- ](?:largest|biggest|highest|most)|(?<!\p{L})(?:segund|tercer|cuart|quint|sext)[oa]? mayor|第[二三四五六]大/iu;
const superlative =
  /(?<!(?:second|third|fourth|fifth|sixth)[- ])(?<!\p{L})(?:largest|biggest)(?!\p{L})|(?<!(?:segund|tercer|cuart|quint|sext)[oa]? )(?<!\p{L})(?:el|la) mayor(?!\p{L})|最大/iu;

/** "The third place" is not in a quote of the third quarter, and what two have together neither has. */
export function keptPlaces({ text }: ReadText, { quotes }: Proof): Objection[] {
  const object = (found: string): Objection[] => [{ kind: 'number', found, reason: `no quote says "${found}" of it` }];
  const share = each.exec(text)?.[0];
  if (share !== undefined && quotes.some(({ read }) => jointly.test(read.text) && !each.test(read.text)))
    return object(share);
  const most = superlative.exec(text)?.[0];
  const isLower = ({ read }: Proof['quotes'][number]) => lower.test(read.text) && !superlative.test(read.text);
  if (most !== undefined && !lower.test(text) && quotes.every(isLower)) return object(most);
  for (const [place] of text.matchAll(places)) {
    const isOther = ({ read }: Proof['quotes'][number]) =>
      read.text.toLowerCase().includes(place.toLowerCase()) &&
      ![...read.text.matchAll(places)].some(([other]) => other.toLowerCase() === place.toLowerCase());
    if (quotes.every(isOther)) return object(place);
  }
  return [];
}

/** "13 of the 16". */
const partsOf = ({ text, amounts }: ReadText) =>
  amounts.flatMap(({ value: part, end }, index) => {
    const next = amounts[index + 1];
    const isPart = next && /^ (?:out of|of|de)(?: the| los| las| its| sus)? $/u.test(text.slice(end, next.start));
    return isPart && part < next.value ? [{ part, whole: next.value }] : [];
  });

/** Nothing is worked out: each number is one of a quote, in digits or words. */
export function keptNumbers(claim: ReadText, proof: Proof): Objection[] {
  const parts = proof.quotes.flatMap(({ read }) => partsOf(read));
  const whole = parts.find(
    ({ part, whole: all }) =>
      claim.amounts.some(({ value }) => value === all) && !claim.amounts.some(({ value }) => value === part),
  );
  if (whole)
    return [{ kind: 'number', found: String(whole.whole), reason: `the quotes say ${whole.part} of ${whole.whole}` }];
  const quoted = proof.quotes.flatMap(({ read, title }) => [...read.amounts, ...title.amounts]);
  const months = (amount: Amount) => amount.value * (amount.monthsEach ?? 0);
  const texts = proof.quotes.map(({ read, title }) => `${read.text} ${title.text}`);
  for (const amount of claim.amounts) {
    const { value, kind, start, end } = amount;
    const found = claim.text.slice(start, end);
    // "Two years" are not in a quote of two sides and half a year.
    const isOtherTime =
      amount.monthsEach !== null &&
      quoted.some(({ monthsEach }) => monthsEach !== null) &&
      !quoted.some((other) => Math.abs(months(other) - months(amount)) < 0.1);
    const same = quoted.filter((other) => other.value === value);
    // "Twice a year" for "once in two years".
    const isTaken =
      kind === 'count' &&
      amount.monthsEach === null &&
      same.length > 0 &&
      same.every(({ monthsEach }) => monthsEach !== null);
    if (isTaken) return [{ kind: 'number', found, reason: `the quotes have ${found} of a time` }];
    if (isOtherTime) return [{ kind: 'number', found, reason: `no quote has ${found} of that time` }];
    const isOfKind = (other: Amount) => kind !== 'percent' || other.kind !== 'ordinal';
    if (
      quoted.some((other) => other.value === value && isOfKind(other)) ||
      texts.some((text) => hasPhrase(text, found))
    )
      continue;
    if (kind === 'ordinal') continue;
    return [{ kind: 'number', found, reason: `no quote has ${found}` }];
  }
  return [];
}

/** What stands beside a share that tells whether it is how much there is, or how much more or less. */
const levelAhead =
  /(?:(?<!\p{L})(?:to|at|of|al|hasta el|en un)\s(?:about |nearly |almost |over |just )?|[至到占达为]约?)$/iu;
const stepAhead =
  /(?:(?<!\p{L})(?:by|in)\s(?:about |nearly |almost |over |just )?|(?<!\p{L})(?:un|en)\s(?:casi )?|了约?)$/iu;
const stepBehind = /^ ?(?:below|above|less|more|higher|lower|fewer|(?:por )?(?:debajo|encima)|menos|más)(?!\p{L})/iu;

function isStep({ text }: ReadText, { start, end }: Amount): boolean | null {
  const ahead = text.slice(Math.max(0, start - 14), start);
  if (stepBehind.test(text.slice(end)) || stepAhead.test(ahead)) return true;
  return levelAhead.test(ahead) ? false : null;
}

/** "Rose to 9 percent" is not "rose by 9 percent". */
export function keptSteps(claim: ReadText, { quotes }: Proof): Objection[] {
  for (const amount of claim.amounts) {
    const own = amount.kind === 'percent' ? isStep(claim, amount) : null;
    if (own === null) continue;
    const theirs = quotes.flatMap(({ read }) =>
      read.amounts
        .filter(({ kind, value }) => kind === 'percent' && value === amount.value)
        .map((other) => isStep(read, other)),
    );
    if (theirs.length > 0 && theirs.every((other) => other === !own)) {
      const found = claim.text.slice(amount.start, amount.end);
      return [{ kind: 'number', found, reason: `the quotes say ${found} of something else` }];
    }
  }
  return [];
}

const nearby = /[次翌][年月日]|[当同][年月日](?!本)|[前上]一年|[后下]一?年/u;

/** A claim takes its days from the quotes themselves, where these say any. */
export function keptDates(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => read.dates).filter(({ relative }) => relative === null);
  if (quoted.length === 0) return [];
  const object = ({ start, end }: ReadDate): Objection[] => {
    const found = claim.text.slice(start, end);
    return [{ kind: 'date', found, reason: `no quote has the date ${found}` }];
  };
  const [near] = nearby.exec(claim.text) ?? [];
  const others = proof.quotes.flatMap(({ read }) => read.text.match(nearby) ?? []);
  if (near && others.length > 0 && !others.includes(near) && !others.some((other) => claim.text.includes(other)))
    return [{ kind: 'date', found: near, reason: `the quotes say "${others[0]}"` }];
  const own = claim.dates.filter(({ year, relative }) => year !== null && relative === null);
  const matches = own.map((date) => quoted.filter((other) => isPartOf(date, other)));
  for (const [index, date] of own.entries()) {
    if (matches[index]?.length !== 0) continue;
    const isOfArticle = proof.quotes.some(
      ({ published }, quote) =>
        published.startsWith(writtenAs(date)) && isOfPaper(date, claim, proof.publishers[quote] ?? ''),
    );
    if (!isOfArticle) return object(date);
  }
  // "The announcement of March 2026 says that it comes in 2026": one date of the quotes for two, and another left out.
  const isLeftOut = quoted.some((other) => !matches.some((list) => list.includes(other)));
  const twice = own.find(
    ({ month }, index) =>
      month === null &&
      isLeftOut &&
      matches[index]?.length === 1 &&
      matches.some((list, place) => place !== index && list.length === 1 && list[0] === matches[index]?.[0]),
  );
  return twice ? object(twice) : [];
}

/** Whether a date is the other one, perhaps less precisely. */
const isPartOf = ({ year, month, day }: ReadDate, other: ReadDate) =>
  other.year === year && (month === null || other.month === month) && (day === null || other.day === day);

const writtenAs = ({ year, month, day }: ReadDate) =>
  [year, month, day].flatMap((part) => (part === null ? [] : [String(part).padStart(2, '0')])).join('-');
