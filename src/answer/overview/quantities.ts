import type { TextRange } from '../../text/sentences.js';

/** A number that a text says of something. */
export interface Quantity {
  readonly value: number;
  readonly kind: 'percent' | 'money' | 'count';
  /** "over 5" is from 5 up, "under 5" to 5 down. */
  readonly bound: 'over' | 'under' | null;
  readonly start: number;
  readonly end: number;
}

const multipliers: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  cien: 100,
  mil: 1e3,
  millón: 1e6,
  millones: 1e6,
  百: 100,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  亿: 1e8,
};
const words: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const spelled = Object.keys(words);
const latinWords = spelled.filter((word) => /^\w/.test(word)).join('|');
const hanWords = spelled.filter((word) => !/^\w/.test(word)).join('');

const scale = 'hundred|thousand|million|billion|trillion|cien|mil millones|mil|millones|millón|百万|百|千|万|亿';
const percentSign = '%|％|percent\\b|per cent\\b|percentage points?\\b|por ciento(?!\\p{L})';
const currency =
  '(?:US )?dollars?\\b|euros?\\b|yuan\\b|rupees?\\b|pounds?\\b|dólares(?!\\p{L})|euros(?!\\p{L})|yuanes(?!\\p{L})|rupias(?!\\p{L})|libras(?!\\p{L})|美元|元|欧元|卢比|英镑';
/** "5G", "6T" and "X9" are names, "$14.99" and "12 GB" are not. */
const pattern = new RegExp(
  `(百分之)?([$€£¥₹])?(?:(?<![\\p{Script=Latin}\\p{N}.-]|\\p{N},)(\\d+(?:[.,]\\d+)*)(?!\\d)(?:(bn|tn|mn|m)(?![A-Za-z])|(?![A-Za-z]))|(?<!\\p{L})(${latinWords})(?!\\p{L})|([${hanWords}])(?=[个家台部款名位次年种项倍国州人条座只支张所间轮期点]|大(?:运营商|手机|厂商|品牌|公司|市场|电信)|${scale}))(?:\\s?(${scale})(?![\\p{Script=Latin}]))?(?:\\s?(${percentSign})|(?:\\s(?:de\\s)?|)(${currency}))?`,
  'giu',
);
/** The other end of a range. */
const rangeEnd = new RegExp(
  `^\\s?(?:y|a|to|and|o|or|[-–~]|至|到)\\s?(?<currency>[$€£¥₹])?\\d[\\d.,]*(?:\\s?(?<scale>${scale})(?![\\p{Script=Latin}]))?(?:\\s?(?<percent>${percentSign}))?`,
  'iu',
);
const shortScales: Readonly<Record<string, string>> = { bn: 'billion', tn: 'trillion', mn: 'million', m: 'million' };
const over =
  /(?:\b(?:more than|over|above|at least|exceed(?:s|ed|ing)?)|(?<!\p{L})(?:más de|al menos|superior a)|超过|至少|多于)\s*(?:a )?[$€£¥₹]?$/iu;
const under =
  /(?:\b(?:less than|under|below|fewer than|at most|up to|at or below|nearly|almost)|(?<!\p{L})(?:menos de|hasta|como máximo|casi)|不到|低于|少于|至多|近)\s*(?:a )?[$€£¥₹]?$/iu;

/**
 * Finds the numbers that a text in English, Spanish or Chinese says of something, in reading order.
 * @param names Ranges that are dates or names: the digits in them count nothing.
 */
export function findQuantities(text: string, names: readonly TextRange[]): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, chinesePercent, sign, digits, short, latinWord, hanWord, said, percent, currencyName] = match;
    const start = match.index;
    const end = start + whole.length;
    // "10m" without a currency is a length.
    if (short !== undefined && sign === undefined) continue;
    // "Between 1.2 and 1.3 billion dollars": what is said behind the second holds for the first.
    const range = said === undefined && percent === undefined ? rangeEnd.exec(text.slice(end)) : null;
    const multiplier = shortScales[short ?? ''] ?? said ?? range?.groups?.scale;
    if (names.some((name) => name.start < end && name.end > start)) continue;
    const base =
      digits === undefined
        ? words[(latinWord ?? hanWord ?? '').toLowerCase()]
        : // "1.618 billion" is no thousands.
          /^\d+\.\d+$/.test(digits) &&
            /^(?:billion|trillion|million|bn|tn|mn|m|百万|千万|万|亿)$/i.test(multiplier ?? '')
          ? Number(digits)
          : readDigits(digits);
    if (base === undefined || !Number.isFinite(base)) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    found.push({
      value: Number((base * factorOf(multiplier)).toPrecision(12)),
      kind:
        (percent ?? range?.groups?.percent) !== undefined || chinesePercent !== undefined
          ? 'percent'
          : (sign ?? currencyName ?? range?.groups?.currency) !== undefined
            ? 'money'
            : 'count',
      bound: over.test(before) ? 'over' : under.test(before) ? 'under' : null,
      start,
      end,
    });
  }
  return found;
}

function factorOf(multiplier: string | undefined): number {
  if (multiplier === undefined) return 1;
  return multiplier
    .toLowerCase()
    .split(' ')
    .reduce((product, word) => product * (multipliers[word] ?? 1), 1);
}

/** "1,500" and "1.500" are 1500, "13.1" and "13,1" are not. */
function readDigits(digits: string): number {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,]/g, ''));
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(digits)) return Number(digits.replace(/,/g, ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return Number(digits.replace(/\./g, '').replace(',', '.'));
  return Number(digits.replace(',', '.'));
}
