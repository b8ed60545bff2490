import type { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import type { Language } from '../../src/text/language.js';
import { numberWords, type Rule, rules } from './edit-rules.js';

/** A false claim made of a true one. */
export interface Edited {
  readonly kind: 'number' | 'date' | 'name' | 'negation' | 'modality' | 'direction' | 'unsupported';
  readonly claim: string;
}

const additions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ', because of a dispute over patents',
    ', and the White House praised the decision',
    ', which made it the most popular brand among teenagers',
    ', after its battery had caught fire on an aeroplane',
  ],
  es: [
    ', debido a una disputa sobre patentes',
    ', y la Casa Blanca elogió la decisión',
    ', lo que la convirtió en la marca preferida de los adolescentes',
    ', tras incendiarse su batería en un avión',
  ],
  zh: ['，原因是专利纠纷', '，白宫对此表示赞赏', '，因此成为青少年最喜爱的品牌', '，此前其电池曾在飞机上起火'],
};

const monthNames: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
};

/** Everything that can be made wrong in a claim, one thing at a time; the same each time it is called. */
export function editsOf(
  claim: string,
  language: Language,
  quotes: string,
  glossary: GlossaryIndex,
  salt: number,
): Edited[] {
  const edits: Edited[] = [];
  const add = (kind: Edited['kind'], edited: string) => {
    if (edited !== claim && !edits.some((other) => other.claim === edited)) edits.push({ kind, claim: edited });
  };
  for (const kind of ['negation', 'modality', 'direction'] as const) {
    const found = rules[kind][language].filter(([pattern]) => pattern.test(claim));
    for (const [pattern, replacement] of found.slice(0, 1)) add(kind, claim.replace(pattern, replacement));
  }
  for (const edited of numberEdits(claim, quotes, salt)) add('number', edited);
  for (const edited of dateEdits(claim, language, quotes, salt)) add('date', edited);
  for (const edited of nameEdits(claim, language, quotes, glossary, salt)) add('name', edited);
  const addition = additions[language][salt % additions[language].length] ?? '';
  add('unsupported', claim.replace(/[.。]?$/, `${addition}${language === 'zh' ? '。' : '.'}`));
  return edits;
}

/** A share, sum or count exchanged for another one. */
function numberEdits(claim: string, quotes: string, salt: number): string[] {
  const numbers = [
    ...claim.matchAll(
      /(?<![\p{L}\p{N}.,-])\d+(?:[.,]\d+)?(?=\s?(?:%|percent|por ciento|million|millones|billion|dollars|dólares|employees|votes|votos|months|customers|clientes|GB|亿|万|部|票|美元|家|\s?000))|(?<=\$)\d+(?:\.\d+)?/gu,
    ),
  ];
  const picked = numbers[salt % Math.max(1, numbers.length)];
  const edits: string[] = [];
  if (picked) {
    const [digits] = picked;
    const changed = [
      String(Number(digits.replace(',', '.')) + 3 + (salt % 5)),
      String(Math.round(Number(digits.replace(',', '.')) * 2.5 + 1)),
    ].find((value) => !quotes.includes(value));
    if (changed) edits.push(claim.slice(0, picked.index) + changed + claim.slice(picked.index + digits.length));
  }
  const rule = numberWords.find(([pattern]) => pattern.test(claim));
  if (rule) edits.push(claim.replace(rule[0], rule[1]));
  return edits;
}

function dateEdits(claim: string, language: Language, quotes: string, salt: number): string[] {
  const edits: string[] = [];
  const years = [...claim.matchAll(/(?<!\d)20[0-3]\d(?!\d)/g)];
  const year = years[salt % Math.max(1, years.length)];
  if (year) {
    const shifted = [1, -1, 2, -2, 3]
      .map((step) => String(Number(year[0]) + step))
      .find((value) => !quotes.includes(value));
    if (shifted) edits.push(claim.slice(0, year.index) + shifted + claim.slice(year.index + 4));
  }
  if (language === 'zh') {
    const month = /年(\d{1,2})月/.exec(claim);
    if (month) edits.push(claim.replace(month[0], `年${(Number(month[1]) % 12) + 1}月`));
  } else {
    const names = monthNames[language];
    const month = names.findIndex((name) => claim.includes(`${name} `) && (language === 'es' || !/may\b/.test(name)));
    if (month >= 0) {
      const other =
        [3, 5, 7].map((step) => names[(month + step) % 12] ?? '').find((name) => !quotes.includes(name)) ?? '';
      if (other) edits.push(claim.replace(names[month] ?? '', other));
      // One that the quotes say of something else.
      const english = monthNames.en;
      const quoted = english.findIndex(
        (name, place) =>
          place !== month &&
          new RegExp(`\\b${name} \\d{4}|\\d ${name}`).test(quotes) &&
          !claim.includes(names[place] ?? name),
      );
      if (quoted >= 0) edits.push(claim.replace(names[month] ?? '', names[quoted] ?? ''));
    }
  }
  const part: readonly Rule[] = [
    [/\bearly (?=20)/, 'late '],
    [/\blate (?=20)/, 'early '],
    [/principios de/, 'finales de'],
    [/finales de/, 'principios de'],
    [/年初/, '年底'],
    [/年底/, '年初'],
  ];
  const rule = part.find(([pattern]) => pattern.test(claim));
  if (rule) edits.push(claim.replace(rule[0], rule[1]));
  return edits;
}

const others: Readonly<Record<string, readonly string[]>> = {
  maker: ['huawei', 'oneplus', 'xiaomi', 'zte', 'motorola', 'tcl', 'oppo', 'realme', 'meizu', 'coolpad'],
  carrier: ['verizon', 'att', 't-mobile'],
  retailer: ['walmart', 'best-buy', 'amazon'],
  agency: ['fcc', 'pentagon', 'commerce', 'treasury', 'justice'],
};

/** A maker, carrier, shop or agency exchanged for another of its kind. */
function nameEdits(claim: string, language: Language, quotes: string, glossary: GlossaryIndex, salt: number): string[] {
  const quoted = new Set(glossary.findMentions(quotes).map(({ id }) => id));
  const kindOf = (id: string) =>
    glossary.makerIds.has(id) ? 'maker' : (glossary.file.entities.find((entity) => entity.id === id)?.kind ?? '');
  const mentions = glossary
    .findMentions(claim)
    .filter(({ id, by }) => others[kindOf(id)] !== undefined && by === 'name');
  const nameOf = (id: string) => {
    const names =
      glossary.file.makers.find((entry) => entry.id === id)?.names ??
      glossary.file.entities.find((entry) => entry.id === id)?.names;
    return names?.[language][0] ?? names?.en[0] ?? id;
  };
  const edits: string[] = [];
  for (const step of [0, 1]) {
    const mention = mentions[(salt + step) % Math.max(1, mentions.length)];
    if (!mention || edits.length > 1) continue;
    const choices = (others[kindOf(mention.id)] ?? []).filter((id) => !quoted.has(id));
    const other = choices[(salt + step) % Math.max(1, choices.length)];
    if (other) edits.push(claim.slice(0, mention.start) + nameOf(other) + claim.slice(mention.end));
  }
  return [...new Set(edits)];
}
