/** A date that a text says, as precisely as it says it. */
export interface SaidDate {
  /** YYYY, YYYY-MM or YYYY-MM-DD; a day that exists, from 1990 to 2100. */
  readonly date: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const firstYear = 1990;
const lastYear = 2100;

const months = [
  'january|jan|enero|ene',
  'february|feb|febrero',
  'march|mar|marzo',
  'april|apr|abril|abr',
  'may|mayo',
  'june|jun|junio',
  'july|jul|julio',
  'august|aug|agosto|ago',
  'september|sept|sep|septiembre|setiembre',
  'october|oct|octubre',
  'november|nov|noviembre',
  'december|dec|diciembre|dic',
].map((names) => new RegExp(`^(?:${names})$`));

const month = '(?<!\\p{L})(\\p{L}{3,10})\\.?';
const joint = '(?:\\s+(?:de|del|of))?';
/** A day, or the first of a run of days. */
const day = '(\\d{1,2})(?:st|nd|rd|th|\\.?º)?';
const run = '(?:\\s*[-–—]\\s*\\d{1,2})?';
const year = '(\\d{4})(?![\\p{L}\\p{N}]|[.,/-]\\d)';

/** Tried at each place in this order; each gives its year, month and day by the positions listed. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly parts: readonly [year: number, month: number, day: number];
}[] = [
  { pattern: /(?<![\d-])(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])/gu, parts: [1, 2, 3] },
  { pattern: /(?<!\d)(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?/gu, parts: [1, 2, 3] },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}.,])${day}${run}${joint}\\s+${month},?${joint}\\s+${year}`, 'giu'),
    parts: [3, 2, 1],
  },
  { pattern: new RegExp(`${month}\\s+${day}${run},?\\s+${year}`, 'giu'), parts: [3, 1, 2] },
  { pattern: new RegExp(`${month},?${joint}\\s+${year}`, 'giu'), parts: [2, 1, 0] },
];

/** A year alone is one only where the words around say so: "2000 shops" is none. */
const bareYear = new RegExp(`(?<![\\p{N}$€£¥₹#.,])${year}`, 'gu');
const timeWord =
  /(?:(?<!\p{L})(?:in|by|since|until|till|during|through|throughout|before|after|year|early|late|mid|spring|summer|autumn|fall|winter|quarter|half|beginning|end|start|middle|fin|finales|principios|mediados|comienzos|inicios|año|en|desde|hasta|durante|primavera|verano|otoño|invierno|[QH][1-4])[\s-]+(?:of |de |del |the year |el año )?|\()$/iu;
const joiningWord = /(?<!\p{L})(?:of|and|to|from|or|between|for|de|del|y|a|o|entre)\s+$/iu;
const ofSomething =
  /^(?:\s+(?:units?|phones?|shops?|stores?|people|employees|workers|jobs|dollars?|euros?|yuan|patents?|devices?|handsets?|cities|articles?|words?|times|unidades|teléfonos|móviles|tiendas|personas|empleados|dólares|euros|yuanes|patentes)(?!\p{L})|\s?(?:%|mAh|mm|MHz|GHz|kg|nits?)|\s*[部台个家名万亿美元])/iu;

/**
 * Finds the dates that a text in English, Spanish or Chinese says with their year, in reading order. What is out of
 * range ("31 February 2018", "2018年13月") is no date.
 */
export function findSaidDates(text: string): SaidDate[] {
  const found: SaidDate[] = [];
  const taken: { start: number; end: number }[] = [];
  const isFree = (start: number, end: number) => !taken.some((range) => range.start < end && range.end > start);
  const take = (start: number, end: number, date: string | null) => {
    taken.push({ start, end });
    if (date !== null) found.push({ date, start, end });
  };
  for (const { pattern, parts } of forms) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const [yearText, monthText, dayText] = parts.map((position) => (position === 0 ? undefined : match[position]));
      const monthNumber = monthText === undefined ? null : readMonth(monthText);
      // "until 2018" looks like a month and its year; the year is read below.
      if (Number.isNaN(monthNumber) || !isFree(start, end)) continue;
      take(start, end, toDate(Number(yearText), monthNumber, dayText === undefined ? null : Number(dayText)));
    }
  }
  for (const match of text.matchAll(bareYear)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!isFree(start, end)) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    const after = text.slice(end, end + 16);
    const isYear =
      timeWord.test(before) || (joiningWord.test(before) && !ofSomething.test(after)) || /^['’]s\s/.test(after);
    if (isYear) take(start, end, toDate(Number(match[1]), null, null));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 1 to 12 for a month's name, its number as it stands for digits, not a number for any other word. */
function readMonth(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const position = months.findIndex((names) => names.test(text.toLowerCase()));
  return position < 0 ? Number.NaN : position + 1;
}

function toDate(yearNumber: number, monthNumber: number | null, dayNumber: number | null): string | null {
  if (yearNumber < firstYear || yearNumber > lastYear) return null;
  if (monthNumber === null) return String(yearNumber);
  if (monthNumber < 1 || monthNumber > 12) return null;
  const toMonth = `${yearNumber}-${String(monthNumber).padStart(2, '0')}`;
  if (dayNumber === null) return toMonth;
  const daysInMonth = new Date(Date.UTC(yearNumber, monthNumber, 0)).getUTCDate();
  return dayNumber >= 1 && dayNumber <= daysInMonth ? `${toMonth}-${String(dayNumber).padStart(2, '0')}` : null;
}
