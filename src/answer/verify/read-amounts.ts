import type { TextRange } from '../../text/sentences.js';
import { findQuantities } from '../overview/quantities.js';

/** A number that a text says, in digits or words. */
export interface Amount extends TextRange {
  readonly value: number;
  readonly kind: 'percent' | 'points' | 'money' | 'count' | 'ordinal' | 'factor';
  readonly currency: string | null;
  readonly bound: 'over' | 'under' | null;
  /** "About", "some", "nearly": the number need not be exact. A fraction in words is one as well. */
  readonly isAbout: boolean;
  readonly isFraction: boolean;
  /** Of a length of time, how many months one of its unit is; null for what is none. */
  readonly monthsEach: number | null;
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
const round =
  /(?<!\p{L})(?:a|an|un)\s(hundred|thousand|million|billion|dozen|millón|centenar)(?!\p{L})|(?<!\p{L}|\d ?)(cien)(?!\p{L}| por cien)/giu;
/** How large is all that "several million" says. */
const severalOf =
  /(?<!\p{L})(?:several|a few|some|many) (hundred|thousand|million|billion)s?(?!\p{L})|(?<!\p{L})(hundred|thousand|million|billion)s(?= of(?!\p{L}))|(?<!\p{L})(?:(?:vari[oa]s|algun[oa]s|much[oa]s) )?(?<!\d |mil |un |\p{L}{3}(?:ta|ce|co|is|te|ho|ve|ez|os|es) )(cientos|miles|millones)(?= de(?!\p{L}))|[数几](百万|千万|百|千|万|亿)/giu;
const severalScales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  cientos: 100,
  miles: 1e3,
  millones: 1e6,
  百: 100,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
};
const hanNumber =
  /(百分之)?([一二两三四五六七八九十百千零]{2,}(?![赫米克瓦兆])|(?<=百分之)[一二三四五六七八九十])|([一二三四五六七八九])成/gu;
const parts = 'half third quarter fifth sixth seventh eighth ninth tenth'.split(' ');
const smallWords = 'one two three four five six seven eight nine ten'.split(' ');
const spanishParts = 'medio tercio cuarto quinto sexto séptimo octavo noveno décimo'.split(' ');
const hanDigits = '零一二三四五六七八九';
const toNumber = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  if (/^(?:an?|una?|la)$/i.test(word)) return 1;
  if (word.startsWith('十')) return 10;
  const lists = [smallWords, ['', ...spanishUnits].slice(1), [...hanDigits].slice(1)];
  return Math.max(0, ...lists.map((list) => list.indexOf(word.toLowerCase()) + 1));
};
const smallTimes =
  /(?<![\p{L}\p{N}-])(one|single|(?<=within )an?|un solo|una sola)(?= (?:day|week|month|year|more|día|semana|mes|año)(?!\p{L}))|(?<=plus )one(?!\p{L})|(?<![第年月几数后那这同某每当\p{N}])([一两二三四五六七八九十])(?=天|周|个月|年(?![代初底末度]))/giu;
const small = `${alternatives(smallWords)}|\\d{1,2}`;
const smallSpanish = `${alternatives(spanishUnits.slice(0, 10))}|\\d{1,2}`;
/** Shares that are said as parts of a whole: how many of how many. */
const fractions: readonly (readonly [RegExp, (match: RegExpMatchArray) => readonly [part: number, whole: number]])[] = [
  [
    /(?<!\p{L}|first |second )half(?!\p{L}| of (?:the year|\d)| (?:a|of a) year|-year)|(?<!\p{L}|primera |segunda )(?:la )?mitad(?!\p{L}| de (?:año|\d))|(?<!\p{L})halv(?:e|es|ed|ing)(?!\p{L})|减半|腰斩|一半|半数/giu,
    () => [1, 2],
  ],
  [
    new RegExp(
      `(?<!\\p{L})(an?|${alternatives(smallWords)})[ -](${alternatives(parts.slice(1))})s?(?!\\p{L}| of (?:all )?launch| of \\d|[ -](?:largest|biggest|place|time|year|month|in which|when|earlier|later|before|ago))`,
      'giu',
    ),
    (match) => [toNumber(match[1] ?? ''), parts.indexOf((match[2] ?? '').toLowerCase()) + 2],
  ],
  [
    new RegExp(`(?<!\\p{L})(${small}) (?:in|out of|of every|in every) (${small})(?!\\p{L}|[\\p{N}.,])`, 'giu'),
    (match) => [toNumber(match[1] ?? ''), toNumber(match[2] ?? '')],
  ],
  [
    /(?<!\p{L})every (second|third|fourth|fifth|tenth)(?! (?:year|month|quarter|week|day))(?!\p{L})/giu,
    (match) => [1, Math.max(2, parts.indexOf((match[1] ?? '').toLowerCase()) + 2)],
  ],
  [
    new RegExp(
      `(?<!\\p{L})(una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve) (${alternatives(spanishParts.slice(1))})s?(?!\\p{L}| (?:trimestre|puesto|lugar))`,
      'giu',
    ),
    (match) => [toNumber(match[1] ?? ''), spanishParts.indexOf((match[2] ?? '').toLowerCase()) + 2],
  ],
  [
    /(?<!\p{L})(una?|la|dos|tres|cuatro|nueve) (tercera|cuarta|quinta|sexta|décima)s? partes?(?!\p{L})/giu,
    (match) => [
      toNumber(match[1] ?? ''),
      spanishParts.indexOf((match[2] ?? '').toLowerCase().replace('tercera', 'tercio').replace(/a$/, 'o')) + 2,
    ],
  ],
  [
    new RegExp(`(?<!\\p{L})(${smallSpanish}) de cada (${smallSpanish})(?!\\p{L}|[\\p{N}.,])`, 'giu'),
    (match) => [toNumber(match[1] ?? ''), toNumber(match[2] ?? '')],
  ],
  [
    /([二三四五六七八九十])分之([一二三四五六七八九])/gu,
    (match) => [toNumber(match[2] ?? ''), toNumber(match[1] ?? '')],
  ],
];
const factors: readonly (readonly [RegExp, number])[] = [
  [/(?:增长|增加|上涨)(?:近|约|了|超过)?一倍/giu, 2],
  [/(?:增长|增加|上涨)(?:近|约|了|超过)?[两二]倍/giu, 3],
  [/(?:增长|增加|上涨)(?:近|约|了|超过)?三倍/giu, 4],
  [
    /(?<!\p{L})(?:double[ds]?|doubling|twice|twofold|duplic\p{L}+|el doble)(?!\p{L})|翻倍|翻番|翻了一番|两倍|一倍/giu,
    2,
  ],
  [/(?<!\p{L})(?:quadrupl\p{L}+|fourfold|cuadruplic\p{L}+|cuádruple)(?!\p{L})|四倍/giu, 4],
  [/(?<!\p{L})(?:triple[ds]?|tripling|threefold|triplic\p{L}+|el triple)(?!\p{L})|三倍/giu, 3],
];

const ordinals: readonly (readonly [RegExp, number])[] = [
  [
    '(?<!(?<!\\p{L})at )first|1st|n(?:umber|úmero) (?:one|uno)|No\\. ?1|primer[oa]?|primer[oa]s(?= \\p{N})|phase one|fase uno|Q1',
    '第一(?!时间|财经)|首次|首个|首款|首家|首季|一季度',
    1,
  ],
  [
    'second(?! amendment)|phase two|fase dos|2nd|n(?:umber|úmero) (?:two|dos)|No\\. ?2|segund[oa]s?|Q2',
    '第二|二季度',
    2,
  ],
  [
    '(?<!two |two-|a |one |one-)third(?!s)|3rd|n(?:umber|úmero) (?:three|tres)|No\\. ?3|tercer(?:[oa]|as)?(?! part)|Q3',
    '第三(?!方)|三季度',
    3,
  ],
  [
    'fourth|4th|n(?:umber|úmero) (?:four|cuatro)|No\\. ?4|cuart[oa]s?(?! part)|Q4|last quarter|último trimestre',
    '第四|四季度|最后一个季度',
    4,
  ],
  ['fifth|5th|n(?:umber|úmero) (?:five|cinco)|No\\. ?5|quint[oa]s?', '第五', 5],
  ['sixth|6th|sext[oa]s?', '第六', 6],
  ['seventh|7th|séptim[oa]s?', '第七', 7],
  ['eighth|8th|octav[oa]s?', '第八', 8],
  ['ninth|9th|noven[oa]s?', '第九', 9],
  ['tenth|10th|décim[oa]s?', '第十', 10],
].map(([latin, han, value]) => [
  new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${latin})(?![\\p{Script=Latin}\\p{N}])|${han}`, 'giu'),
  value as number,
]);

/** "13th", "puesto 13", "第13". */
const numberedPlace =
  /(?<![\p{L}\p{N}.,])(\d{1,3})(?:st|nd|rd|th|\.?[ºª])(?![\p{L}\p{N}])|(?<!\p{L})(?:puesto|posición|lugar) (\d{1,3})(?![\p{N}.,])|第(\d{1,3})(?![\d季章条部项号代届次款节])/giu;

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
  const text = written
    .replace(/(?<=(?<![\d.,])\d{1,3})[ \u00a0\u202f](?=\d{3}(?!\d))/g, ',')
    // "A 499-dollar phone"; and a comma of the keyboard between Chinese words is none of a number.
    .replace(/(?<=\d)-(?=(?:dollar|euro|percent|point|nanomet(?:re|er)|megapixel|inch|hertz)s?(?!\p{L}))/giu, ' ')
    .replace(/(?<=\p{Script=Han}),(?=\d)/gu, '，');
  const found: Amount[] = [];
  const isFree = ({ start, end }: TextRange) =>
    !names.some((name) => name.start < end && name.end > start) &&
    !found.some((other) => other.start < end && other.end > start);
  const add = (match: RegExpMatchArray, value: number, kind: Amount['kind']) => {
    const start = match.index ?? 0;
    const range = { start, end: start + match[0].length };
    if (!isFree(range)) return;
    const beside = around(text, range);
    // "Until the first quarter" says no bound of the first.
    const bound = kind === 'ordinal' ? null : beside.bound;
    found.push({ ...range, value, kind, currency: null, isFraction: false, ...beside, bound });
  };
  for (const [pattern, read] of fractions)
    for (const match of text.matchAll(pattern)) {
      const [part, whole] = read(match);
      const range = { start: match.index, end: match.index + match[0].length };
      // "From one in five" is a share, "5 of 3" is none.
      if (whole <= part || part === 0 || !isFree(range)) continue;
      const value = Math.round((1000 * part) / whole) / 10;
      found.push({ ...range, value, kind: 'percent', currency: null, isFraction: true, ...around(text, range) });
    }
  for (const match of text.matchAll(halfYear)) add(match, 6, 'count');
  for (const match of text.matchAll(measured)) add(match, Number(match[1]), 'count');
  for (const [pattern, value] of factors) for (const match of text.matchAll(pattern)) add(match, value, 'factor');
  for (const [pattern, value] of ordinals) for (const match of text.matchAll(pattern)) add(match, value, 'ordinal');
  for (const match of text.matchAll(numberedPlace)) add(match, Number(match[1] ?? match[2] ?? match[3]), 'ordinal');
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
    const word = (match[1] ?? match[2] ?? '').toLowerCase();
    add(
      match,
      word === 'dozen'
        ? 12
        : word === 'millón'
          ? 1e6
          : word === 'centenar' || word === 'cien'
            ? 100
            : (scales[word] ?? 1),
      'count',
    );
  }
  for (const match of text.matchAll(severalOf)) {
    const word = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').toLowerCase();
    add(match, 3 * (severalScales[word] ?? 1), 'count');
  }
  for (const match of text.matchAll(hanNumber)) {
    if (match[3] !== undefined) add(match, hanDigits.indexOf(match[3]) * 10, 'percent');
    else
      add(
        match,
        readHan(match[2] ?? ''),
        match[1] !== undefined
          ? 'percent'
          : /^[多余]?(?:美元|元|欧元|英镑)/u.test(text.slice(match.index + match[0].length))
            ? 'money'
            : 'count',
      );
  }
  // "One day", "a month", "十天": what a length of time is told by small words is a number too.
  for (const match of text.matchAll(smallTimes)) {
    const word = match[1] ?? match[2] ?? match[0];
    const start = match.index;
    const range = { start, end: start + word.length };
    if (!isFree(range)) continue;
    const value = /^\p{Script=Han}$/u.test(word) ? (word === '两' ? 2 : toNumber(word) || 10) : 1;
    found.push({ ...range, value, kind: 'count', currency: null, isFraction: false, ...around(text, range) });
  }
  for (const quantity of findQuantities(text, names)) {
    if (!isFree(quantity)) continue;
    // The Spanish eleven is an English word of time.
    if (/^once$/i.test(text.slice(quantity.start, quantity.end)) && !isSpanish.test(text)) continue;
    const said = text.slice(quantity.start, quantity.end);
    const isPoints =
      /point|punto/iu.test(said) ||
      /^\s?(?:个百分点|percentage points?|puntos porcentuales)/iu.test(text.slice(quantity.end));
    found.push({
      start: quantity.start,
      end: quantity.end,
      // "200 megapixels" are "2亿像素".
      value: /^[\s-]?(?:megap[ií]xel|MP(?!\p{L}))/iu.test(text.slice(quantity.end))
        ? quantity.value * 1e6
        : quantity.value,
      kind: isPoints ? 'points' : isTimes.test(text.slice(quantity.end)) ? 'factor' : quantity.kind,
      currency: quantity.kind === 'money' ? (currencies.find(([pattern]) => pattern.test(said))?.[1] ?? null) : null,
      isFraction: false,
      ...around(text, quantity),
    });
  }
  return found.filter((amount) => amount.value !== 2 || !isPronoun(text, amount)).sort((a, b) => a.start - b.start);
}

/** "The two had settled" counts nobody anew. */
export function isPronoun(text: string, { start, end }: TextRange): boolean {
  return (
    /(?<!\p{L})(?:the|los|las) $/iu.test(text.slice(0, start)) &&
    /^ (?:had|have|were|are|did|se|hab[ií]an|han|fueron|eran)(?!\p{L})/u.test(text.slice(end))
  );
}

/** "8GB" and "8 GB". */
const measured =
  /(?<![\p{Script=Latin}\p{N}.,-])(\d{1,4}(?:\.\d{1,2})?)(?=[\s-]?(?:nm|[GMT]B|[MG]?Hz|mAh)(?!\p{Script=Latin}))/gu;
const isSpanish = /(?<!\p{L})(?:el|la|los|las|de|en|del|que)(?!\p{L})/iu;
const halfYear = /(?<!\p{L})(?:half a year|half of a year|medio año)(?!\p{L})|(?<![上下\d])半年/giu;
const isTimes = /^\s?(?:times(?! in)|veces|倍)/iu;
const over =
  /(?:(?<!\p{L})(?:superior(?:es)? a|more than|(?<!(?:billion|million|dollars|euros|yuan|spread|handed|turned|took|taken|carried|all|left|sued|disputes?|lawsuits?|suits?|case|fight|row|quarrel|complaints?|concerns?|worries) )over|above|at least|no(?:t)? (?:less|fewer) than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|(?<!\p{L})past|beyond|a minimum of|super(?:a|an|ó|aron|ar|e|en|aba|aban|aría|ando)(?: (?:el|los|las))?|por encima de(?: la marca de)?(?:l| los| las| la)?|rebas\p{L}+|exced\p{L}+|mínimo de|upwards of|just over|a little over|más de|al menos|no menos de|más del|superior al)|(?<!不)超[过出]了?|至少有?(?:上升|增长|增加|下降|减少|提高|降低)?|多于|不少于|高于|超|逾|突破|最少)\s*(?:an? |the |una? |el |la |los |las )?[$€£¥₹]?$/iu;
const under =
  /(?:(?<!\p{L}|no |not )(?:less than|under|below|fewer than|at most|(?<!(?:go(?:es|ing|ne)?|went|r[io]se[sn]?|climb\p{L}*|mov\p{L}*|rais\p{L}*|push\p{L}*|increas\p{L}*) )up to|at or below|as (?:many|much|high) as|nearly|almost|just under|close to|no more than|not more than|menos del?|(?<!(?:,|subi|crec|aument|cay|baj|lleg|pas|elev|redu|desc|ascend|increment)\p{L}* )hasta|no llega(?:n|ba|ban)? al?|sin llegar al?|por debajo de(?:l| los| las| la)?|no alcanz\p{L}+(?: el)?|short of|a maximum of|máximo de|como máximo|casi|no más del?|at or below|capped at|a lo sumo|inferior(?:es)? a)|(?<!\p{L})sub-|多达|高达|最高(?:可?达)?|最多(?:可?达|可?\p{Script=Han}{1,3})?|不到|不足|未达|不满|低于|少于|至多|近|不(?:得|会|能)?超过|以内)\s*(?:an? |una? |el |la )?[$€£¥₹]?$/iu;
/** "Never more than" is at most. */
const isDenied =
  /(?<!\p{L})(?:never|not|neither|nor|none|nunca|no(?! longer)|ni|ningún|ninguno)(?!\p{L})[^.;,]{0,45}(?:more than|over|above|exceed\p{L}*|más de)\s*(?:an? |una? )?$/iu;
const about =
  /(?:(?<!\p{L})(?:about|around|roughly|some|approximately|nearly|almost|close to|just (?:under|over)|well over|a little (?:over|under)|more than|over|un[oa]s|alrededor de|cerca del?|casi|aproximadamente|en torno al?|más del?|poco (?:más|menos) del?)|约|大约|将近|接近|近|超过|大概)\s*(?:an? |una? |el |la )?[$€£¥₹]?$/iu;
const unitMonths: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:\s(?:or|to|and|o|a|y) \p{L}+|\s?[-–至到或]\s?\d+)?[\s-]?(?:years?(?!\p{L})|años?(?!\p{L})|年(?![初底末代度]))/iu,
    12,
  ],
  [
    /^(?:\s(?:or|to|and|o|a|y) [\p{L}\p{N}]+|\s?[-–至到或]\s?\d+)?[\s-]?(?:months?(?!\p{L})|mes(?:es)?(?!\p{L})|个?月)/iu,
    1,
  ],
  [/^[\s-]?(?:days?(?!\p{L})|días?(?!\p{L})|天)/iu, 1 / 30.4],
  [/^[\s-]?(?:weeks?(?!\p{L})|semanas?(?!\p{L})|周|个?星期)/iu, 7 / 30.4],
  [/^[\s-]?(?:quarters?(?!\p{L})|trimestres?(?!\p{L})|个?季度)/iu, 3],
];

/** What is said beside a number: a bound ("300 dollars or less", "300美元以下"), that it is rough, its unit of time. */
function around(text: string, { start, end }: TextRange): Pick<Amount, 'bound' | 'isAbout' | 'monthsEach'> {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  const said = text.slice(start, end);
  const boundBefore = under.test(before)
    ? 'under'
    : over.test(before) && !isMatterOf(text, start)
      ? isDenied.test(text.slice(Math.max(0, start - 60), start))
        ? 'under'
        : 'over'
      : null;
  return {
    bound: boundBefore ?? boundAfter(after),
    isAbout: about.test(before) || /^\s?(?:左右|上下|余|多(?!于))|^ or so/u.test(after),
    monthsEach: /^(?:half|medio|半年)/iu.test(said)
      ? 1
      : (unitMonths.find(([pattern]) => pattern.test(after))?.[1] ?? null),
  };
}

/** "Sued last week over four patents" says what about, not how many at least. */
function isMatterOf(text: string, start: number): boolean {
  return (
    /over\s(?:the\s)?$/iu.test(text.slice(Math.max(0, start - 10), start)) &&
    /(?<!\p{L})(?:sued?s?|lawsuits?|suits?|disputes?|complaints?|case|litigation)(?!\p{L})/iu.test(
      text.slice(Math.max(0, start - 110), start),
    ) &&
    /^\p{L}+ (?!million|billion|thousand|hundred|percent)/iu.test(text.slice(start))
  );
}

function boundAfter(after: string): 'over' | 'under' | null {
  if (
    /^(?: (?:anual(?:es)?|al año|a year|per year|después de impuestos|after tax))*\s?[项部个家台名人]?(?:[及或]?以下|以内|(?:or|and) (?:less|under|fewer)|at (?:the )?most|o (?:menos|por debajo)|como máximo)/iu.test(
      after,
    )
  )
    return 'under';
  return /^\s?[项部个家台名人]?(?:[及或]?以上|或更多|at (?:the )?least|como mínimo|[多余](?=[\p{Script=Han}])(?!于)|(?:(?:or|and) (?:more|over|above|up|higher|upwards|beyond)|upwards)(?!\p{L})|[oy] (?:más|superior(?:es)?)(?!\p{L}))/iu.test(
    after,
  )
    ? 'over'
    : null;
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
