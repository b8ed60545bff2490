import type { TextRange } from '../../text/sentences.js';
import { findSaidDates } from '../overview/said-dates.js';
import { findRelativeDates, monthNames, monthOf, toPublished, yearsOfMonth } from './relative-dates.js';

/** A date as far as a text says it; what it leaves out is null. */
export interface ReadDate extends TextRange {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** What is said of the time beside it: before or after, early or late. */
  readonly relations: ReadonlySet<string>;
  /** 1 to 4 where the quarter is said with it. */
  readonly quarter: number | null;
  /** The id of a relative date ("yesterday"), which holds only beside the day of its article. */
  readonly relative: string | null;
}

const dayAndMonth = new RegExp(
  `(?<![\\p{N}.,])(\\d{1,2})(?:st|nd|rd|th|º)?(?: de| of)? (${monthNames})(?!\\p{L}| (?:de )?\\d{4})`,
  'giu',
);
const monthAndDay = new RegExp(
  `(?<!\\p{L})(${monthNames}) (\\d{1,2})(?:st|nd|rd|th)?(?![\\p{N}\\p{L}]|,? \\d{4})`,
  'giu',
);
const hanMonth = /(?<![\d年])(?<!年\s?)(\d{1,2})月(?:(\d{1,2})[日号])?(?!份额)/gu;
/** "May" is a month only behind a word of time, "march" never when written small. */
const bareMonth = new RegExp(
  `(?<!\\p{L})(?:in|for|since|until|by|of|early|late|mid|from|at least|least|to|and|before|after|en|desde|hasta|de|a|antes de|para|through|during|last|this|next|every|its|their)[ -](${monthNames})(?!\\p{L}| (?:de )?\\d|, \\d{4})`,
  'giu',
);

const twoDays = new RegExp(
  `(?<![\\p{N}.,])(\\d{1,2})(?= (?:and|or|to|y|o|al?)(?: el)? \\d{1,2}(?: de)? (${monthNames}),? (?:de )?(\\d{4})(?!\\d))`,
  'giu',
);
const twoHanDays = /(\d{4})年(\d{1,2})月\d{1,2}日?[和、至到及](\d{1,2})日/gu;
const monthOfYear = new RegExp(
  `(?<!\\p{L})(${monthNames})(?= (?:and|to|through|until|or|y|a|hasta|o) (?:${monthNames}),? (?:de )?(\\d{4})(?!\\d))`,
  'giu',
);

/** Between the word of a relation and its date: "before [the end of] 2019". */
const partOfTime =
  '(?:the\\s|about\\s|around\\s|early\\s(?:in\\s)?|late\\s(?:in\\s)?|mid-?\\s?|(?:the\\s)?(?:\\p{L}+\\s)?(?:end|beginning|start|middle|spring|summer|autumn|fall|winter|quarter|half)\\s(?:of\\s)?|(?:el|los|las|la|finales|principios|mediados|verano|primavera|otoño|invierno)\\s(?:de\\s)?)?';
/** The words of a relation, as they stand before a date. */
const relating = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})\\s+${partOfTime}$`, 'iu');

const relations: readonly (readonly [id: string, before: RegExp, after: RegExp | null])[] = [
  [
    'before',
    relating('before|prior to|ahead of|earlier than|antes de(?:l)?|anterior(?:es)? a|previ[oa]s? a'),
    /^\s*(?:之前|以前|前(?!后))/u,
  ],
  ['after', relating('after|later than|following|después de(?:l)?|tras'), /^\s*(?:之后|以后|后)/u],
  ['since', relating('since|from|desde|a partir de'), /^\s*(?:以来|起)/u],
  [
    'until',
    relating(
      '(?:until|till|up to|(?<=days, |year |later |instance )to|(?<=from .{4,30})to|hasta)(?:\\s+(?:at least|al menos))?',
    ),
    /^\s*(?:为止)/u,
  ],
  ['by', /(?<!\p{L})(?:by|para)\s+(?:the\s)?(?:\p{L}+\s(?:of\s)?)?$/iu, null],
  [
    'early',
    /(?<!\p{L})(?:early(?: in)?|(?:the )?(?:beginning|start) of|(?:principios|comienzos|inicios) de)[\s-]+$/iu,
    /^\s*(?:年初|初|上旬)/u,
  ],
  [
    'mid',
    /(?<!\p{L})(?:mid|middle of|mediados de)[\s-]+$/iu,
    /^\s*(?:年中|中旬|中(?!国|美|方|兴|文|期|间|央|芯|东|心))/u,
  ],
  [
    'late',
    /(?<!\p{L})(?:late(?: in)?|finished|ended|closed|(?:the )?end of|year-end|(?:finales|fines|final) de)[\s-]+$/iu,
    /^\s*(?:年底|年末|底|末|下旬|ended|drew to|was ending)/u,
  ],
  [
    'h1',
    /(?:first (?:half|six months)|primer semestre|primera mitad|primeros seis meses)(?: (?:of|in|de|del))?\s*$/iu,
    /^\s*(?:年)?(?:的)?(?:上半年|前六个月|前6个月)/u,
  ],
  [
    'h2',
    /(?:(?:second half|last six months)|segundo semestre|segunda mitad|últimos seis meses)(?: (?:of|in|de|del))?\s*$/iu,
    /^\s*(?:年)?(?:的)?(?:下半年|后六个月|最后六个月)/u,
  ],
  ['spring', /(?<!\p{L})(?:spring(?: of)?|primavera de)\s+$/iu, /^\s*春/u],
  ['summer', /(?<!\p{L})(?:summer(?: of)?|verano de)\s+$/iu, /^\s*夏/u],
  ['autumn', /(?<!\p{L})(?:autumn(?: of)?|fall of|otoño de)\s+$/iu, /^\s*秋/u],
  ['winter', /(?<!\p{L})(?:winter(?: of)?|invierno de)\s+$/iu, /^\s*冬/u],
];

/**
 * The dates of a text in reading order.
 * @param published Of the article that a quote is from: what it says beside that day is then known. Null for a claim.
 */
export function readDates(text: string, published: string | null): ReadDate[] {
  const found: ReadDate[] = [];
  /** All that one place of a text may mean. */
  const addEach = (
    range: TextRange,
    relative: string | null,
    dates: readonly {
      readonly year: number | null;
      readonly month: number | null;
      readonly day: number | null;
      readonly quarter?: number | null;
      readonly season?: string | null;
    }[],
  ) => {
    if (found.some((other) => other.start < range.end && other.end > range.start)) return;
    const relations = relationsOf(text, range);
    for (const { year, month, day, quarter, season } of dates)
      found.push({
        ...range,
        year,
        month,
        day,
        relative,
        relations: season ? new Set([...relations, season]) : relations,
        quarter: quarter ?? quarterOf(text, range),
      });
  };
  const add = (
    range: TextRange,
    year: number | null,
    month: number | null,
    day: number | null,
    relative: string | null,
  ) => addEach(range, relative, [{ year, month, day }]);
  for (const { date, start, end } of findSaidDates(text)) {
    const [year, month, day] = date.split('-').map(Number);
    add({ start, end }, year ?? null, month ?? null, day ?? null, null);
  }
  // Years on both sides of a dash, and those that a maker's name stands before.
  for (const match of text.matchAll(
    /(?<![\p{N}$€£¥₹#.,])(?:19|20)\d{2}(?![\p{N}%]|[.,]\d|\s?(?:%|percent|units|phones|people|million|mAh|元|台|部|名|项|多|余|家|人|个|款|件|所|种))/gu,
  ))
    add(rangeOf(match), Number(match[0]), null, null, null);
  // "On 20 and 21 January 2026", "1月20日和21日".
  for (const match of text.matchAll(twoDays)) {
    const start = match.index;
    add(
      { start, end: start + (match[1] ?? '').length },
      Number(match[3]),
      monthOf(match[2] ?? ''),
      Number(match[1]),
      null,
    );
  }
  for (const match of text.matchAll(twoHanDays)) {
    const end = match.index + match[0].length;
    const [, year, month, day] = match;
    add({ start: end - (day ?? '').length - 1, end }, Number(year), Number(month), Number(day), null);
  }
  // "Between June and September 2018": the first is of the same year.
  for (const match of text.matchAll(monthOfYear))
    add(
      { start: match.index, end: match.index + (match[1] ?? '').length },
      Number(match[2]),
      monthOf(match[1] ?? ''),
      null,
      null,
    );
  const written = published === null ? null : toPublished(published);
  const addMonth = (range: TextRange, month: number, day: number | null) => {
    if (month < 1 || month > 12) return;
    if (written === null) add(range, null, month, day, null);
    else
      addEach(
        range,
        null,
        yearsOfMonth(month, written, text, range).map((year) => ({ year, month, day })),
      );
  };
  for (const { id, start, end, dates } of findRelativeDates(text, written)) {
    // "In 2021 … a year earlier" may be told from that year.
    const told =
      id === 'year-ago' && written !== null
        ? found.flatMap(({ year, relative }) =>
            year === null || relative !== null ? [] : [{ year: year - 1, month: null, day: null }],
          )
        : [];
    if (told.length > 0) addEach({ start, end }, id, [...dates, ...told]);
    else if (dates.length === 0) add({ start, end }, null, null, null, id);
    else addEach({ start, end }, id, dates);
  }
  // "The Xiaomi 14 may get": the month is written with a capital.
  for (const match of text.matchAll(dayAndMonth))
    if (!/^(?:may|march)$/.test(match[2] ?? '')) addMonth(rangeOf(match), monthOf(match[2] ?? ''), Number(match[1]));
  for (const match of text.matchAll(monthAndDay)) addMonth(rangeOf(match), monthOf(match[1] ?? ''), Number(match[2]));
  for (const match of text.matchAll(hanMonth))
    addMonth(rangeOf(match), Number(match[1]), match[2] === undefined ? null : Number(match[2]));
  for (const match of text.matchAll(bareMonth)) {
    const name = match[1] ?? '';
    if (/^(?:may|march)$/.test(name)) continue;
    const start = match.index + match[0].length - name.length;
    addMonth({ start, end: start + name.length }, monthOf(name), null);
  }
  return found.sort((a, b) => a.start - b.start);
}

function rangeOf(match: RegExpMatchArray): TextRange {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

const quarters: readonly (readonly [RegExp, RegExp])[] = [
  ['first|Q1|primer', '[第]?一季度'],
  ['second|Q2|segundo', '[第]?二季度'],
  ['third|Q3|tercer', '[第]?三季度'],
  ['fourth|last|final|Q4|cuarto|último', '[第]?四季度'],
].map(([latin, han]) => [
  new RegExp(`(?<!\\p{L})(?:${latin})(?: (?:quarter|three months|trimestre))?(?:,? (?:of|in|de|del))?\\s*$`, 'iu'),
  new RegExp(`^\\s?的?(?:${han})`, 'u'),
]);
const quarterBefore = /(?:quarter|three months|trimestre|Q[1-4])(?:,? (?:of|in|de|del))?\s*$/iu;

function quarterOf(text: string, { start, end }: TextRange): number | null {
  const before = text.slice(Math.max(0, start - 32), start);
  const after = text.slice(end, end + 8);
  const found = quarters.findIndex(
    ([leading, trailing]) => (quarterBefore.test(before) && leading.test(before)) || trailing.test(after),
  );
  return found < 0 ? null : found + 1;
}

function relationsOf(text: string, { start, end }: TextRange): ReadonlySet<string> {
  const before = text.slice(Math.max(0, start - 32), start);
  const after = text.slice(end, end + 6);
  // "Following the January 2026 reorganisation" tells of the matter, not of the month.
  const isOfMatter = /(?:the|its|their|la|el|su)\s$/iu.test(before) && /^ \p{Ll}{3}/u.test(text.slice(end, end + 4));
  return new Set(
    relations.flatMap(([id, leading, trailing]) =>
      (leading.test(before) && !isOfMatter) || trailing?.test(after) === true ? [id] : [],
    ),
  );
}
