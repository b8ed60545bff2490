import type { Amount } from './read-amounts.js';
import type { ReadText } from './read-text.js';

/** A fraction in words stands for a share that is so many points away. */
const fractionPoints = { hedged: 2.6, plain: 1.2 };
/** A rough or rounded number stands for one that is this share away. */
const roughShare = { hedged: 0.06, plain: 0.015, over: 0.2, under: 0.12 };

/** Whether a quote has a number of a claim: the same, one that it rounds, or one that follows from what the quote has. */
export function isProvenAmount(own: Amount, quote: ReadText, claim: ReadText): boolean {
  return (
    quote.amounts.some((other) => isSame(own, other, quote.amounts, claim.amounts)) ||
    isSameTime(own, quote) ||
    isGrowth(own, quote) ||
    isRatio(own, quote, claim) ||
    isBetweenDates(own, quote) ||
    isSum(own, quote, claim) ||
    isListed(own, quote) ||
    isRank(own, quote, claim) ||
    isOneMore(own, quote, claim) ||
    isOnly(own, quote)
  );
}

function isSame(own: Amount, other: Amount, quoted: readonly Amount[], owns: readonly Amount[]): boolean {
  if (own.currency !== null && other.currency !== null && own.currency !== other.currency) return false;
  if (!isClose(own, other)) return false;
  // Three weeks are not three months.
  if (own.monthsEach !== null && other.monthsEach !== null && own.monthsEach !== other.monthsEach) return false;
  if (own.kind === other.kind) return true;
  // "69 percent, ahead of Samsung with 14": what the second number counts is said with the first.
  if (other.kind === 'count') return quoted.some(({ kind }) => kind === own.kind) && own.kind !== 'ordinal';
  if (own.kind === 'count')
    return (
      owns.some(({ kind }) => kind === other.kind) &&
      other.kind !== 'ordinal' &&
      // "Two brands … by 2 percent": the second is the quote's.
      !owns.some(({ kind, value }) => kind === other.kind && value === own.value)
    );
  return false;
}

function isClose(own: Amount, other: Amount): boolean {
  if (own.value === other.value)
    return (
      own.bound === other.bound ||
      (own.isAbout && own.bound === null) ||
      (own.bound === null && other.isAbout && other.bound === 'under')
    );
  if (own.kind === 'ordinal' || own.kind === 'factor' || other.kind === 'ordinal') return false;
  const distance = own.value - other.value;
  if (own.isFraction || other.isFraction) {
    if (own.bound === 'over') return distance <= 0 && distance > -6;
    if (own.bound === 'under') return distance >= 0 && distance < 6;
    return Math.abs(distance) <= (own.isAbout ? fractionPoints.hedged : fractionPoints.plain);
  }
  if (
    own.kind === 'percent' &&
    Math.abs(distance) < 0.5 &&
    (own.value % 1 !== 0 || other.value % 1 !== 0) &&
    own.bound === other.bound
  )
    return true;
  // Only a rounder number may stand for one that is not: 40 for 38, never 38 for 40.
  if (significantDigits(own.value) >= significantDigits(other.value)) return false;
  const share = Math.abs(distance) / other.value;
  if (own.bound === 'over') return distance < 0 && share <= roughShare.over;
  if (own.bound === 'under') return distance > 0 && share <= roughShare.under;
  const unit = 10 ** (Math.floor(Math.log10(own.value)) - significantDigits(own.value) + 1);
  return Math.abs(distance) <= unit / 2 && share <= (own.isAbout ? roughShare.hedged : roughShare.plain);
}

function significantDigits(value: number): number {
  return String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}

/** "Three years" are 36 months, and three months a quarter. */
function isSameTime(own: Amount, quote: ReadText): boolean {
  if (own.monthsEach === null || own.kind !== 'count') return false;
  const months = own.value * own.monthsEach;
  if (months === 3 && /(?<!\p{L})(?:quarters?|trimestres?)(?!\p{L})|季度/iu.test(quote.text)) return true;
  if (months === 6 && /(?<!\p{L})half(?!\p{L})|semestre|mitad|半年/iu.test(quote.text)) return true;
  // "A day before" is one.
  if (own.value === 1 && oneOf.some(([each, pattern]) => each === own.monthsEach && pattern.test(quote.text)))
    return true;
  if (
    months === 12 &&
    /(?<!\p{L})(?:an?|the|one|per|within a|un|el) (?:year|año)(?!\p{L})|annual|一年/iu.test(quote.text)
  )
    return true;
  return quote.amounts.some(
    ({ value, monthsEach, bound }) =>
      monthsEach !== null && value * monthsEach === months && (bound === own.bound || own.isAbout),
  );
}

const oneOf: readonly (readonly [number, RegExp])[] = [
  [1 / 30.4, /(?<!\p{L})(?:an?|the next|the previous|un|el) (?:day|día)(?!\p{L})|一天|次日|前一日/iu],
  [7 / 30.4, /(?<!\p{L})(?:an?|the next|the previous|una|la) (?:week|semana)(?!\p{L})|一周/iu],
  [1, /(?<!\p{L})(?:an?|the next|the previous|un|el) (?:month|mes)(?!\p{L})|一个月/iu],
];

/** "Doubled" says that it grew by 100 percent or so. */
function isGrowth(own: Amount, quote: ReadText): boolean {
  if (own.kind !== 'factor') return false;
  return quote.amounts.some(({ kind, value }) => {
    const factor = 1 + value / 100;
    if (kind !== 'percent') return false;
    return own.bound === 'over'
      ? factor > own.value && factor < own.value + 1
      : Math.abs(factor / own.value - 1) < 0.06;
  });
}

/** "Twice that of Samsung", "halved": one number of a quote by another of its kind. */
function isRatio(own: Amount, quote: ReadText, claim: ReadText): boolean {
  if (own.kind !== 'factor' && !own.isFraction) return false;
  if (own.isFraction && !/halv|in half|a la mitad|减半/iu.test(claim.text)) return false;
  const wanted = own.kind === 'factor' ? own.value : own.value / 100;
  return quote.amounts.some((first) =>
    quote.amounts.some((second) => {
      const isAlike = first.kind === second.kind || first.kind === 'count' || second.kind === 'count';
      const isSaid = claim.amounts.some(({ value }) => value === first.value || value === second.value);
      if (first === second || !isSaid || !isAlike || first.kind === 'ordinal' || second.value === 0) return false;
      const ratio = first.value / second.value;
      if (own.bound === 'over') return ratio >= wanted && ratio < wanted * 1.25;
      if (own.bound === 'under') return ratio <= wanted && ratio > wanted * 0.8;
      return Math.abs(ratio / wanted - 1) < (own.isAbout ? 0.06 : 0.02);
    }),
  );
}

/** "Two days later": the time between two dates of a quote. */
export function isBetweenDates(own: Amount, quote: Pick<ReadText, 'dates'>): boolean {
  if (own.monthsEach === null || own.kind !== 'count') return false;
  const wanted = own.value * own.monthsEach;
  const days = quote.dates.flatMap(({ year, month, day }) =>
    year === null ? [] : [{ months: year * 12 + (month ?? 6) + ((day ?? 15) - 1) / 30.4, isExact: month !== null }],
  );
  return days.some((first) =>
    days.some(({ months, isExact }) => {
      const distance = Math.abs(first.months - months);
      if (!isExact || !first.isExact) return own.monthsEach === 12 && Math.abs(distance - wanted) < 0.5;
      return (
        Math.abs(distance - wanted) <=
        Math.max(own.monthsEach === null || own.monthsEach < 1 ? 0.02 : 0.4, own.isAbout ? wanted * 0.1 : 0)
      );
    }),
  );
}

const together =
  /(?<!\p{L})(?:together|combined|in total|in all|altogether|jointly|between them|juntos|en total|en conjunto|sumaban|suman)(?!\p{L})|合计|共计|总共|加起来|一共/iu;
const apart = /(?<!\p{L})(?:points|ahead|behind|more|less|gap|difference|puntos|diferencia)(?!\p{L})|差距|百分点/iu;

/** Two numbers of a quote added up where the claim says so, or the points between them. */
function isSum(own: Amount, quote: ReadText, claim: ReadText): boolean {
  const isTogether = together.test(claim.text);
  if (!isTogether && !(own.kind === 'points' && apart.test(claim.text))) return false;
  const terms = quote.amounts.filter(({ kind }) => kind === 'percent' || kind === 'count' || kind === 'money');
  return terms.some((first, place) =>
    terms.slice(place + 1).some((second) => {
      const value = isTogether ? first.value + second.value : Math.abs(first.value - second.value);
      return isClose(own, { ...first, value, bound: null }) && (!isTogether || first.kind === own.kind);
    }),
  );
}

/** "No more than" for "only". */
function isOnly(own: Amount, { amounts, text }: ReadText): boolean {
  return (
    own.bound === 'under' &&
    amounts.some(
      ({ value, kind, start }) =>
        value === own.value &&
        kind === own.kind &&
        /(?<!\p{L})(?:only|just|merely|solo|sólo|solamente)\s[$€£¥]?$|[仅只]有?$/iu.test(
          text.slice(Math.max(0, start - 14), start),
        ),
    )
  );
}

/** "Nine groups" where a quote has one and eight others. */
function isOneMore(own: Amount, quote: ReadText, { text }: ReadText): boolean {
  return (
    own.kind === 'count' &&
    !/(?<!\p{L})(?:other|another|further|otr[oa]s)\s$|另外?$/iu.test(
      text.slice(Math.max(0, own.start - 10), own.start),
    ) &&
    quote.amounts.some(
      ({ value, kind, end }) =>
        kind === 'count' &&
        value + 1 === own.value &&
        /^\s?(?:other|others|more|further|additional|otr[oa]s|más)(?!\p{L})|^[家个名]其他/iu.test(
          quote.text.slice(end),
        ),
    )
  );
}

/** "Fifth" where it is the fifth of a list that is in order. */
function isRank(own: Amount, quote: ReadText, claim: ReadText): boolean {
  // A quarter is no rank.
  if (
    own.kind !== 'ordinal' ||
    /^\s?(?:quarter|half|time|year|trimestre|semestre|季度|Q\d)/iu.test(claim.text.slice(own.end)) ||
    /^(?:Q|.*季度|last q|último t)/iu.test(claim.text.slice(own.start, own.end))
  )
    return false;
  const before = claim.mentions.filter(({ end }) => end <= own.start).at(-1) ?? claim.mentions[0];
  if (!before) return false;
  const isOrdered = /(?<!\p{L})(?:order|largest|top|ahead|percent|orden|mayores)(?!\p{L})|依次/iu.test(quote.text);
  const listed = quote.mentions.filter(({ kind }) => kind !== 'market');
  // Where the quote gives a rank itself, the order of its names is none.
  const isGiven = quote.amounts.some(
    ({ kind, end }) =>
      kind === 'ordinal' && !/^\s?(?:quarter|half|trimestre|semestre|季度)/iu.test(quote.text.slice(end)),
  );
  return isOrdered && !isGiven && listed[own.value - 1]?.id === before.id;
}

const name = "[\\p{Lu}\\p{N}][\\p{L}\\p{N}&.'’-]*(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}&.'’-]*){0,3}";
const list = new RegExp(`${name}(?:, (?:the |el |la )?${name})*,? (?:and|y|e) (?:the |el |la )?${name}`, 'gu');

/** "Two countries" where a quote lists two: so many names joined by commas and "and". */
function isListed(own: Amount, quote: ReadText): boolean {
  if (own.kind !== 'count' || own.value < 2 || own.value > 9 || own.monthsEach !== null) return false;
  const lists = [...quote.text.matchAll(list)].map(([said]) => said.split(/, | (?:and|y|e) /).length);
  const chinese = [
    ...quote.text.matchAll(/[\p{Script=Han}\p{Script=Latin}]+(?:、[\p{Script=Han}\p{Script=Latin}]+)+(?:和|与)/gu),
  ].map(([said]) => said.split('、').length + 1);
  return [...lists, ...chinese].includes(own.value);
}
