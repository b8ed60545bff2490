import type { TextRange } from '../../text/sentences.js';

/** A day, month, quarter or year; what is left open is null. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly quarter: number | null;
  readonly season: string | null;
}

/** A time that is told from the day of writing, with what it may mean: none where that day is not known well enough. */
export interface RelativeDate extends TextRange {
  readonly id: string;
  readonly dates: readonly CalendarDate[];
}

/** The day an article was published, as precisely as it is known. */
export interface Published {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

export function toPublished(published: string): Published | null {
  const [year, month, day] = published.split('-').map(Number);
  if (year === undefined || Number.isNaN(year) || published === '') return null;
  return { year, month: month ?? null, day: day ?? null };
}

const ofYear = (year: number, more: Partial<CalendarDate> = {}): CalendarDate => ({
  year,
  month: null,
  day: null,
  quarter: null,
  season: null,
  ...more,
});

function ofDay(time: number): CalendarDate {
  const date = new Date(time);
  return ofYear(date.getUTCFullYear(), { month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

const dayLength = 86_400_000;

function timeOf({ year, month, day }: Published): number | null {
  return month === null || day === null ? null : Date.UTC(year, month - 1, day);
}

/** Days from the one of writing. */
function shiftDays(published: Published, days: number): readonly CalendarDate[] {
  const time = timeOf(published);
  return time === null ? [] : [ofDay(time + days * dayLength)];
}

function shiftMonths({ year, month }: Published, months: number): readonly CalendarDate[] {
  if (month === null) return [];
  const moved = year * 12 + month - 1 + months;
  return [ofYear(Math.floor(moved / 12), { month: (moved % 12) + 1 })];
}

/** The months that a week so many weeks away has days of. */
function shiftWeeks(published: Published, weeks: number): readonly CalendarDate[] {
  const time = timeOf(published);
  if (time === null) return weeks === 0 ? shiftMonths(published, 0) : [];
  const monday = time - weekday(time) * dayLength + weeks * 7 * dayLength;
  return [monday, monday + 6 * dayLength].map((day) => ({ ...ofDay(day), day: null }));
}

/** 0 for Monday. */
const weekday = (time: number) => (new Date(time).getUTCDay() + 6) % 7;

const months: readonly string[] = [
  'january|enero',
  'february|febrero',
  'march|marzo',
  'april|abril',
  'may|mayo',
  'june|junio',
  'july|julio',
  'august|agosto',
  'september|septiembre|setiembre',
  'october|octubre',
  'november|noviembre',
  'december|diciembre',
];
/** All names of months, for a pattern. */
export const monthNames = months.join('|');
/** 1 to 12. */
export const monthOf = (name: string): number =>
  months.findIndex((names) => names.split('|').includes(name.toLowerCase())) + 1;

/** What is told beside it of whether a time is still to come. */
type Tense = 'past' | 'future' | null;

/**
 * The days that the name of a weekday may mean: the last one, or the next one where it is still to come.
 * @param week Told with it: -1 "last", 0 "this", 1 "next".
 */
function daysNamed(published: Published, name: number, week: number | null, isOfWeek: boolean, tense: Tense) {
  const time = timeOf(published);
  if (time === null) return [];
  const ofWeek = (weeks: number) => time + (name - weekday(time) + weeks * 7) * dayLength;
  const back = (weekday(time) - name + 7) % 7;
  const last = time - back * dayLength;
  const next = last + 7 * dayLength;
  const times = new Set<number>();
  if (isOfWeek) times.add(ofWeek(week ?? 0));
  else if (week === -1) times.add(back === 0 ? last - 7 * dayLength : last).add(ofWeek(-1));
  else if (week === 1) times.add(next).add(ofWeek(1));
  else {
    times.add(last);
    if (week === 0) times.add(ofWeek(0));
    if (tense === 'future') times.add(next);
  }
  return [...times].map(ofDay);
}

/** What stands right before a place, at most so many characters of it. */
const justBefore = (text: string, start: number, length: number) => text.slice(Math.max(0, start - length), start);

const future =
  /(?<!\p{L})(?:will|would|shall|to(?= be| \p{L}+ (?:on|in|from|until))|going to|set for|due|scheduled|slated|planned|takes? effect|begin(?:s|ning)?|start(?:s|ing)?|from|until|till|before|by|no later than|next|comes? into|opens?|expires?|expire|runs? out|ends|hasta|antes de(?:l)?|a partir de(?:l)?|próxim[oa]|para(?! el (?:primer|segundo|tercer|cuarto))|desde|previst[oa]s?|\p{L}{2,}(?:ará|erá|irá|drá|brá|arán|erán|irán|drán|brán|aría|ería|iría|dría)n?)(?!\p{L})|goes? (?:on|to)|launche?s|arrives|ships|debuts|hits|sale a la venta|llega|se lanza|estrena|si(?! bien)|unless|if|如果|若|将|会|拟|计划|预计|定于|截至|直到/iu;
const past =
  /(?<!\p{L})(?:was|were|had|did|been|has|have|(?!unlocked|based|limited|united|listed)\p{L}{3,}ed|sold|fell|rose|grew|lost|won|told|said|made|took|began|left|came|got|held|met|cut|since|fue|fueron|ha|han|había|habían|desde|\p{L}{2,}(?:ó|aron|ieron|aba|aban|ía|ían)|vendió)(?!\p{L})|了|曾|已|过|自/iu;

/** How a time is told, by the words before it in its part of the sentence, and right behind it. */
function tenseOf(text: string, start: number, end: number): Tense {
  const before = justBefore(text, start, 80)
    .split(/[,;，；。：]/)
    .at(-1);
  const near = justBefore(text, start, 28);
  if (/(?:until|till|before|by|from|hasta|antes de(?:l)?|a partir de(?:l)?|截至|直到)\s*(?:\p{L}+ ){0,3}$/iu.test(near))
    return 'future';
  if (/^(?:之?前|起|开始|为止)/u.test(text.slice(end))) return /[将会拟须]/u.test(before ?? '') ? 'future' : null;
  if (before !== undefined && future.test(before))
    return past.test(before) && !/will|would|将/iu.test(before) ? null : 'future';
  if (before !== undefined && past.test(before)) return 'past';
  return null;
}

/** The years that a month told without one may be of. */
export function yearsOfMonth(month: number, published: Published, text: string, range: TextRange): readonly number[] {
  const { year, month: now } = published;
  if (now === null) return [year];
  const tense = tenseOf(text, range.start, range.end);
  if (month <= now) return tense !== 'past' && month < now ? [year, year + 1] : [year];
  if (tense === 'future') return [year];
  // A story may be dated some days before the paper it stands in.
  if (tense === 'past') return month === now + 1 ? [year - 1, year] : [year - 1];
  return [year - 1, year];
}

const numberWords: readonly string[] = [
  'an?|one|una?|一',
  'two|dos|两|二',
  'three|tres|三',
  'four|cuatro|四',
  'five|cinco|五',
  'six|seis|六',
  'seven|siete|七',
  'eight|ocho|八',
  'nine|nueve|九',
  'ten|diez|十',
];
const toNumber = (word: string) =>
  /^\d+$/.test(word)
    ? Number(word)
    : numberWords.findIndex((names) => new RegExp(`^(?:${names})$`, 'iu').test(word)) + 1;
const count = `\\d{1,2}|${numberWords.join('|')}`;
const latinWord = (pattern: string) => `(?<!\\p{L})(?:${pattern})(?!\\p{L})`;

const englishDays = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const spanishDays = 'lunes|martes|miércoles|jueves|viernes|sábado|domingo';
const hanDays = '一二三四五六日';
const dayNumber = (name: string) => {
  const low = name.toLowerCase();
  const english = englishDays.split('|').indexOf(low);
  if (english >= 0) return english;
  const spanish = spanishDays.split('|').indexOf(low);
  return spanish >= 0 ? spanish : Math.max(hanDays.indexOf(low === '天' ? '日' : low), 0);
};

const seasons: Readonly<Record<string, string>> = {
  spring: 'spring|primavera',
  summer: 'summer|verano',
  autumn: 'autumn|fall|otoño',
  winter: 'winter|invierno',
};
const seasonNames = Object.values(seasons).join('|');
const seasonOf = (name: string) =>
  Object.entries(seasons).find(([, names]) => new RegExp(`^(?:${names})$`, 'iu').test(name))?.[0] ?? null;

const quarterNames: readonly string[] = [
  'first|q1|primer|一',
  'second|q2|segundo|二',
  'third|q3|tercer|三',
  'fourth|q4|cuarto|四',
];
const quarterOf = (name: string) =>
  quarterNames.findIndex((names) => new RegExp(`^(?:${names})$`, 'iu').test(name)) + 1;

/** Of the quarters with this number the last that was over, and the one that has begun or is still to come. */
function quartersNamed({ year, month }: Published, quarter: number, tense: Tense): readonly CalendarDate[] {
  if (month === null) return [ofYear(year, { quarter }), ofYear(year - 1, { quarter })];
  const isOver = month > quarter * 3;
  const hasBegun = month > quarter * 3 - 3;
  const years = new Set<number>();
  if (isOver) years.add(year);
  else years.add(year - 1);
  if (!isOver && (hasBegun || tense === 'future')) years.add(year);
  if (isOver && tense === 'future') years.add(year + 1);
  if (!isOver && tense === 'future' && !hasBegun) years.delete(year - 1);
  return [...years].map((one) => ofYear(one, { quarter }));
}

/** Halves are told by their quarters: a claim says the year. */
function halfNamed({ year, month }: Published, half: number, tense: Tense): readonly CalendarDate[] {
  if (month === null) return [ofYear(year), ofYear(year - 1)];
  const isOver = half === 1 && month > 6;
  if (isOver) return tense === 'future' ? [ofYear(year), ofYear(year + 1)] : [ofYear(year)];
  const hasBegun = half === 1 || month > 6;
  if (tense === 'future') return [ofYear(year)];
  return hasBegun ? [ofYear(year), ofYear(year - 1)] : [ofYear(year - 1), ofYear(year)];
}

interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  /** What the pattern is made of. */
  readonly latin: string;
  readonly han: string;
  readonly read: (published: Published, match: RegExpExecArray, tense: () => Tense) => readonly CalendarDate[];
}

const rule = (id: string, latin: string, han: string, read: Rule['read']): Rule => ({
  id,
  latin,
  han,
  pattern: new RegExp([...(latin === '' ? [] : [latinWord(latin)]), ...(han === '' ? [] : [han])].join('|'), 'giu'),
  read,
});

const weekWord = (word: string | undefined): number | null => {
  if (word === undefined) return null;
  if (/^(?:last|past|pasado|上+)$/i.test(word)) return -1;
  return /^(?:next|coming|próximo|下)$/i.test(word) ? 1 : 0;
};

const rules: readonly Rule[] = [
  rule('yesterday', 'yesterday|last night|ayer|anoche', '昨天|昨日|昨晚', (published) => shiftDays(published, -1)),
  rule(
    'today',
    'today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:mañana|tarde|noche)',
    '今天|今日|今晨|今晚',
    (published) => shiftDays(published, 0),
  ),
  rule('tomorrow', 'tomorrow|(?<=\\p{L} )mañana(?! de)', '明天|明日', (published) => shiftDays(published, 1)),
  rule(
    'weekday',
    `(?:(?:(?<english>last|past|this|next|coming) )?(?<day>${englishDays}))|(?:el |este |del |al )?(?:(?<spanish>pasado|próximo|este) )?(?<día>${spanishDays})(?: (?<behind>pasado|próximo|que viene))?`,
    '(?<week>上上?|下|本|这)?(?:个)?(?:周|星期|礼拜)(?<han>[一二三四五六日天])',
    (published, { groups = {} }, tense) => {
      const name = groups.day ?? groups.día ?? groups.han ?? '';
      const week =
        groups.behind === 'que viene' ? 1 : weekWord(groups.english ?? groups.spanish ?? groups.behind ?? groups.week);
      return daysNamed(published, dayNumber(name), week, groups.week !== undefined, tense());
    },
  ),
  rule(
    'last-week',
    'last week|(?:la )?semana pasada|la pasada semana',
    '上周(?![一二三四五六日天])|上星期(?![一二三四五六日天])',
    (published) => shiftWeeks(published, -1),
  ),
  rule(
    'this-week',
    'this week|esta semana',
    '本周(?![一二三四五六日天])|这周|本星期(?![一二三四五六日天])',
    (published) => shiftWeeks(published, 0),
  ),
  rule(
    'next-week',
    'next week|(?:la )?(?:semana que viene|próxima semana|semana próxima)',
    '下周(?![一二三四五六日天])|下星期(?![一二三四五六日天])',
    (published) => shiftWeeks(published, 1),
  ),
  rule(
    'month-of-year',
    `(?<month>${monthNames})(?: (?<date>\\d{1,2}))?(?:,? (?:of )?| (?:de(?:l)? )(?:el )?)(?<when>last year|this year|next year|año pasado|este año|próximo año)|(?<which>last|next) (?<bare>${monthNames})|(?<mes>${monthNames}) (?<behind>pasado|próximo)`,
    '(?<han>去年|今年|明年|同年)(?<num>\\d{1,2})月(?:(?<day>\\d{1,2})[日号])?',
    (published, { groups = {} }) => {
      const month =
        groups.num === undefined ? monthOf(groups.month ?? groups.bare ?? groups.mes ?? '') : Number(groups.num);
      const { year, month: now } = published;
      const when = groups.when ?? groups.han ?? groups.which ?? groups.behind ?? '';
      const said = groups.day ?? groups.date;
      const day = said === undefined ? null : Number(said);
      if (/^(?:last|pasado)$/i.test(when))
        return [ofYear(month < (now ?? 13) ? year : year - 1, { month }), ofYear(year - 1, { month })];
      if (/^(?:next|próximo)$/i.test(when))
        return [ofYear(month > (now ?? 0) ? year : year + 1, { month }), ofYear(year + 1, { month })];
      const shift = /last|pasado|去/iu.test(when) ? -1 : /next|próximo|明/iu.test(when) ? 1 : 0;
      return [ofYear(year + shift, { month, day })];
    },
  ),
  rule('last-month', 'last month|(?:el )?mes pasado|el pasado mes', '上个月|上月', (published) =>
    shiftMonths(published, -1),
  ),
  rule('this-month', 'this month|este mes', '本月|这个月|当月', (published) => shiftMonths(published, 0)),
  rule('next-month', 'next month|(?:el )?(?:mes próximo|próximo mes|mes que viene)', '下个月|下月', (published) =>
    shiftMonths(published, 1),
  ),
  rule(
    'year-ago',
    'a year (?:ago|earlier|before)|(?:the )?year before|the same (?:quarter|period|month|time) (?:of )?last year|hace un año|un año antes|el año anterior',
    '一年前|上年|同比|去年同期',
    ({ year }) => [ofYear(year - 1)],
  ),
  rule('last-year', 'last year|(?:el )?(?:año pasado|pasado año)', '去年', ({ year }) => [ofYear(year - 1)]),
  rule('before-last', '(?:the )?year before last|hace dos años', '前年', ({ year }) => [ofYear(year - 2)]),
  rule(
    'this-year',
    'this year|(?:of|in) the year to date|este (?:año|ejercicio|curso)|(?:lo que va|en lo que va) de año',
    '今年|本年',
    ({ year }) => [ofYear(year)],
  ),
  rule('next-year', 'next year|(?:el )?(?:año próximo|próximo año|año que viene)', '明年', ({ year }) => [
    ofYear(year + 1),
  ]),
  rule(
    'time-ago',
    `(?<count>${count}) (?<unit>days?|weeks?|months?|years?) ago|hace (?<cuenta>${count}) (?<unidad>días?|semanas?|mes(?:es)?|años?)`,
    `(?<![一二三四五六七八九十百千几数\\d])(?<many>${count})(?<han>天|周|个月|年)(?:之)?前`,
    (published, { groups = {} }) => {
      const times = toNumber(groups.count ?? groups.cuenta ?? groups.many ?? '');
      const unit = groups.unit ?? groups.unidad ?? groups.han ?? '';
      if (/^(?:d|天)/i.test(unit)) return shiftDays(published, -times);
      if (/^(?:w|s|周)/i.test(unit)) return shiftWeeks(published, -times);
      if (/^(?:m|个月)/i.test(unit)) return shiftMonths(published, -times);
      return [ofYear(published.year - times)];
    },
  ),
  rule(
    'season',
    `(?:(?:(?<which>this|last|next|the coming) )(?<season>${seasonNames}))|(?:(?<este>este|esta|el próximo|la próxima|el pasado|la pasada) )(?<estación>${seasonNames})`,
    '',
    ({ year }, { groups = {} }) => {
      const which = groups.which ?? groups.este ?? '';
      const season = seasonOf(groups.season ?? groups.estación ?? '');
      if (/last|pasad/i.test(which)) return [ofYear(year - 1, { season }), ofYear(year, { season })];
      if (/next|coming|próxim/i.test(which)) return [ofYear(year + 1, { season }), ofYear(year, { season })];
      return [ofYear(year, { season })];
    },
  ),
  rule(
    'quarter',
    `(?:the |el |del |al )?(?<quarter>first|second|third|fourth|primer|segundo|tercer|cuarto) (?:fiscal |financial |calendar )?(?:quarter|trimestre)(?!,? (?:of|in|de|del) (?:fiscal |its |the year )?(?:\\d{4}|last|this|next|año (?:pasado|próximo)|pasado|próximo|este)|,? \\d{4})|(?<short>q[1-4])(?! (?:of )?\\d{4}|\\s?['’]?\\d)`,
    '(?<!年(?:的)?第?)(?:(?<!年(?:的)?)第)?(?<han>[一二三四])季度',
    (published, { groups = {} }, tense) =>
      quartersNamed(published, quarterOf(groups.quarter ?? groups.short ?? groups.han ?? ''), tense()),
  ),
  rule(
    'last-quarter',
    '(?:the )?(?:last|previous|past) quarter(?!,? (?:of|in) (?:\\d|last|this|next)|,? \\d)|el (?:último trimestre|trimestre pasado|pasado trimestre)(?! (?:de|del) )',
    '上(?:一)?(?:个)?季度',
    ({ year, month }) => {
      if (month === null) return [ofYear(year), ofYear(year - 1)];
      const current = Math.ceil(month / 3);
      return current === 1 ? [ofYear(year - 1, { quarter: 4 })] : [ofYear(year, { quarter: current - 1 })];
    },
  ),
  rule(
    'half',
    '(?:the )?(?<half>first|second) half(?! (?:of|in) (?!the year)| \\d{4})|(?:el )?(?<mitad>primer|segundo) semestre(?! (?:de|del) (?!año(?! (?:pasado|próximo))))',
    '(?<!年(?:的)?)(?<han>[上下])半年',
    (published, { groups = {} }, tense) =>
      halfNamed(published, /first|primer|上/i.test(groups.half ?? groups.mitad ?? groups.han ?? '') ? 1 : 2, tense()),
  ),
  rule(
    'of-year',
    '(?:the )?(?:(?:early|mid|late)(?:-| in the )year|(?:beginning|start|middle|end) of the year|year[- ]end)|(?:a )?(?:principios|mediados|finales) de año',
    '(?<![\\d年])年[初中底末]',
    (published, match, tense) => {
      const isLate = /end|late|finales|底|末/iu.test(match[0]);
      const { year } = published;
      return isLate && tense() !== 'future' ? [ofYear(year), ofYear(year - 1)] : [ofYear(year)];
    },
  ),
];

/** One look for all of them: few texts have any. */
const unnamed = (sources: readonly string[]) =>
  sources
    .filter((source) => source !== '')
    .join('|')
    .replaceAll(/\?<[a-zíñó]+>/giu, '?:');
const anyRelative = new RegExp(
  `${latinWord(unnamed(rules.map(({ latin }) => latin)))}|${unnamed(rules.map(({ han }) => han))}`,
  'iu',
);

/** A weekday beside its date says nothing of its own: "Monday, 8 January 2018", but not "on Monday 23 charges". */
const besideDate = new RegExp(
  `^,? (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?(?: (?:of|de))? )?(?:${monthNames}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\\p{L})|^,? the \\d{1,2}(?:st|nd|rd|th)|^[（(,，]?\\d{1,2}[日月]`,
  'iu',
);
const behindDate = /\d{1,2}(?:st|nd|rd|th)?[,)]? ?[(（]?$|\d{1,2}[日号][（(，]?$|\d{4},? ?\(?$/u;

/**
 * Times that are told from the day of writing, in reading order.
 * @param published Null for a text of which that day is not known: then nothing is resolved.
 */
export function findRelativeDates(text: string, published: Published | null): RelativeDate[] {
  if (!anyRelative.test(text)) return [];
  const found: RelativeDate[] = [];
  for (const { id, pattern, read } of rules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (id === 'weekday' && (besideDate.test(text.slice(end)) || behindDate.test(justBefore(text, start, 12))))
        continue;
      // A quarter or half of its own year is read with that year.
      if (published === null && ['quarter', 'half', 'of-year', 'last-quarter'].includes(id)) continue;
      if (published === null && id === 'time-ago' && /\p{Script=Han}/u.test(match[0])) continue;
      found.push({
        id,
        start,
        end,
        dates: published === null ? [] : read(published, match as RegExpExecArray, () => tenseOf(text, start, end)),
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
