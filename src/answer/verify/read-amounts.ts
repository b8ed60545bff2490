import type { TextRange } from '../../text/sentences.js';
import { findQuantities } from '../overview/quantities.js';

/** A number that a text says, in digits or words. */
export interface Amount extends TextRange {
  readonly value: number;
  readonly kind: 'percent' | 'points' | 'money' | 'count' | 'ordinal' | 'factor';
  readonly currency: string | null;
  readonly bound: 'over' | 'under' | null;
}

const units =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const spanishUnits =
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const spanishTens = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  cien: 100,
  mil: 1e3,
  millones: 1e6,
};
const alternatives = (words: readonly string[]) => words.join('|');
const english = new RegExp(
  `(?<!\\p{L})(?:(${alternatives(tens)})(?:[- ](${alternatives(units.slice(0, 9))}))?|(${alternatives(units.slice(12))}))(?: (hundred|thousand|million|billion))?(?!\\p{L})`,
  'giu',
);
const spanish = new RegExp(
  `(?<!\\p{L})(?:(${alternatives(spanishTens)})(?: y (${alternatives(spanishUnits.slice(0, 9))}))?|(${alternatives(spanishUnits.slice(12))}))(?: (mil|millones))?(?!\\p{L})`,
  'giu',
);
const round = /(?<!\p{L})(?:a|an|un)\s(hundred|thousand|million|billion|dozen|millón|centenar)(?!\p{L})/giu;
const hanNumber =
  /(百分之)?([一二两三四五六七八九十百千零]{2,}|(?<=百分之)[一二三四五六七八九十])|([一二三四五六七八九])成/gu;
const hanDigits = '零一二三四五六七八九';

const fractions: readonly (readonly [RegExp, number])[] = [
  [/(?<!\p{L}|first |second )half(?! of (?:the year|\d)|\p{L})|(?<!\p{L})(?:la )?mitad(?!\p{L})|一半|半数/giu, 50],
  [
    /(?<!\p{L})(?:a|one)[ -]third(?!\p{L})(?! of (?:all )?launch)|(?<!\p{L})(?:un|una) (?:tercio|tercera parte)|三分之一/giu,
    33.3,
  ],
  [/(?<!\p{L})two[ -]thirds|(?<!\p{L})dos (?:tercios|terceras partes)|三分之二/giu, 66.7],
  [/(?<!\p{L})(?:a|one)[ -]quarter of(?! \d)|(?<!\p{L})(?:un cuarto|una cuarta parte)|四分之一/giu, 25],
  [/(?<!\p{L})three[ -]quarters of|(?<!\p{L})tres cuart[oa]s/giu, 75],
  [/(?<!\p{L})one in five|(?<!\p{L})uno de cada cinco|五分之一/giu, 20],
];
const factors: readonly (readonly [RegExp, number])[] = [
  [
    /(?<!\p{L})(?:double[ds]?|doubling|twice|twofold|duplic\p{L}+|el doble)(?!\p{L})|翻倍|翻番|翻了一番|两倍|一倍/giu,
    2,
  ],
  [/(?<!\p{L})(?:triple[ds]?|tripling|threefold|triplic\p{L}+|el triple)(?!\p{L})|三倍/giu, 3],
];

const ordinals: readonly (readonly [RegExp, number])[] = [
  ['first|1st|primer[oa]?s?|Q1', '第一(?!时间|财经)|首次|首个|首款|首家|首季|一季度', 1],
  ['second(?! amendment)|2nd|segund[oa]s?|Q2', '第二|二季度', 2],
  ['(?<!two |two-|a |one |one-)third(?!s)|3rd|tercer[oa]?s?(?! part)|Q3', '第三(?!方)|三季度', 3],
  ['fourth|4th|cuart[oa]s?(?! part)|Q4|last quarter|último trimestre', '第四|四季度|最后一个季度', 4],
  ['fifth|5th|quint[oa]s?', '第五', 5],
  ['sixth|6th|sext[oa]s?', '第六', 6],
  ['seventh|7th|séptim[oa]s?', '第七', 7],
  ['eighth|8th|octav[oa]s?', '第八', 8],
  ['ninth|9th|noven[oa]s?', '第九', 9],
  ['tenth|10th|décim[oa]s?', '第十', 10],
].map(([latin, han, value]) => [
  new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${latin})(?![\\p{Script=Latin}\\p{N}])|${han}`, 'giu'),
  value as number,
]);

const currencies: readonly (readonly [RegExp, string])[] = [
  [/€|euros?|欧元/iu, 'EUR'],
  [/£|pounds?|libras?|英镑/iu, 'GBP'],
  [/₹|rupees?|rupias?|卢比/iu, 'INR'],
  [/yuan|yuanes|人民币|RMB|(?<!美|欧|日)元/iu, 'CNY'],
  [/\$|dollars?|dólares|美元/iu, 'USD'],
];

/** The numbers of a text in reading order. @param names Ranges of dates and names: digits in them count nothing. */
export function readAmounts(written: string, names: readonly TextRange[]): Amount[] {
  // A space between thousands as a comma, so that offsets stay.
  const text = written.replace(/(?<=(?<![\d.,])\d{1,3})[ \u00a0\u202f](?=\d{3}(?!\d))/g, ',');
  const found: Amount[] = [];
  const isFree = ({ start, end }: TextRange) =>
    !names.some((name) => name.start < end && name.end > start) &&
    !found.some((other) => other.start < end && other.end > start);
  const add = (match: RegExpMatchArray, value: number, kind: Amount['kind']) => {
    const start = match.index ?? 0;
    const range = { start, end: start + match[0].length };
    if (isFree(range)) found.push({ ...range, value, kind, currency: null, bound: null });
  };
  for (const [pattern, value] of fractions) for (const match of text.matchAll(pattern)) add(match, value, 'percent');
  for (const [pattern, value] of factors) for (const match of text.matchAll(pattern)) add(match, value, 'factor');
  for (const [pattern, value] of ordinals) for (const match of text.matchAll(pattern)) add(match, value, 'ordinal');
  for (const match of text.matchAll(english)) {
    const [, ten, unit, teen, scale] = match.map((word) => word?.toLowerCase());
    const base = teen
      ? units.indexOf(teen) + 1
      : (tens.indexOf(ten ?? '') + 2) * 10 + (unit ? units.indexOf(unit) + 1 : 0);
    add(match, base * (scales[scale ?? ''] ?? 1), percentAfter(text, match) ?? 'count');
  }
  for (const match of text.matchAll(spanish)) {
    const [, ten, unit, teen, scale] = match.map((word) => word?.toLowerCase());
    const base = teen
      ? spanishUnits.indexOf(teen) + 1
      : (spanishTens.indexOf(ten ?? '') + 3) * 10 + (unit ? spanishUnits.indexOf(unit) + 1 : 0);
    add(match, base * (scales[scale ?? ''] ?? 1), percentAfter(text, match) ?? 'count');
  }
  for (const match of text.matchAll(round)) {
    const word = match[1]?.toLowerCase() ?? '';
    add(
      match,
      word === 'dozen' ? 12 : word === 'millón' ? 1e6 : word === 'centenar' ? 100 : (scales[word] ?? 1),
      'count',
    );
  }
  for (const match of text.matchAll(hanNumber)) {
    if (match[3] !== undefined) add(match, hanDigits.indexOf(match[3]) * 10, 'percent');
    else add(match, readHan(match[2] ?? ''), match[1] === undefined ? 'count' : 'percent');
  }
  for (const quantity of findQuantities(text, names)) {
    if (!isFree(quantity)) continue;
    const said = text.slice(quantity.start, quantity.end);
    const isPoints =
      /point|punto/iu.test(said) ||
      /^\s?(?:个百分点|percentage points?|puntos porcentuales)/iu.test(text.slice(quantity.end));
    found.push({
      start: quantity.start,
      end: quantity.end,
      value: quantity.value,
      kind: isPoints ? 'points' : quantity.kind,
      currency: quantity.kind === 'money' ? (currencies.find(([pattern]) => pattern.test(said))?.[1] ?? null) : null,
      bound: quantity.bound ?? boundAfter(text.slice(quantity.end, quantity.end + 24)),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "300 dollars or less", "300美元以下". */
function boundAfter(after: string): 'over' | 'under' | null {
  if (/^\s?(?:以下|以内|or less|or under|o menos)/iu.test(after)) return 'under';
  return /^\s?(?:以上|or more|or over|o más)/iu.test(after) ? 'over' : null;
}

function percentAfter(text: string, match: RegExpMatchArray): 'percent' | null {
  const after = text.slice((match.index ?? 0) + match[0].length);
  return /^\s(?:percent|per cent|por ciento)(?!\p{L})/iu.test(after) ? 'percent' : null;
}

/** "二十五" is 25, "三千七百" 3,700. */
function readHan(digits: string): number {
  let total = 0;
  let current = 0;
  for (const character of digits) {
    const factor = character === '十' ? 10 : character === '百' ? 100 : character === '千' ? 1000 : 0;
    if (factor > 0) {
      total += (current || 1) * factor;
      current = 0;
    } else current = character === '两' ? 2 : hanDigits.indexOf(character);
  }
  return total + current;
}
