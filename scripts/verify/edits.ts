import type { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import type { Language } from '../../src/text/language.js';

/** A false claim made of a true one. */
export interface Edited {
  readonly kind: 'number' | 'date' | 'name' | 'negation' | 'modality' | 'direction' | 'unsupported';
  readonly claim: string;
}

type Rule = readonly [pattern: RegExp, replacement: string];

const rules: Readonly<Record<'negation' | 'modality' | 'direction', Readonly<Record<Language, readonly Rule[]>>>> = {
  negation: {
    en: [
      [/\bwould not\b/, 'would'],
      [/\bdid not\b/, 'did'],
      [/\bdoes not\b/, 'does'],
      [/\bhas no plans\b/, 'has plans'],
      [/\bwas not\b/, 'was'],
      [/\bneither (.+?) nor\b/, 'both $1 and'],
      [/\blacked both\b/, 'had both'],
      [/\bnot (the plain)\b/, 'also $1'],
      [/\brather than\b/, 'as well as'],
      [/\bidentified nobody\b/, 'identified everybody'],
      [/\bdenied being\b/, 'admitted being'],
      [/\b(was|were|is|are) (?!not|no\b)/, '$1 not '],
      [/\bmay (?!\d)/, 'may not '],
      [/\bwould (?!not)/, 'would not '],
      [/\bwill (?!not)/, 'will not '],
      [/\bgave up\b/, 'did not give up'],
      [/\bgave\b/, 'did not give'],
      [/\breached\b/, 'did not reach'],
      [/\bannounced\b/, 'did not announce'],
      [/\bsettled\b/, 'did not settle'],
      [/\bsold\b/, 'did not sell'],
      [/\bbans\b/, 'does not ban'],
      [/\b(put|cut)\b/, 'did not $1'],
      [/\bwent on sale\b/, 'did not go on sale'],
      [/\bcame from\b/, 'did not come from'],
      [/\bpassed\b/, 'did not pass'],
      [/\basked\b/, 'did not ask'],
      [/\brose\b/, 'did not rise'],
      [/\bgrew\b/, 'did not grow'],
      [/\bshipped\b/, 'did not ship'],
      [/\b(had|has) (?!no\b|not\b)/, '$1 not '],
      [/\bowed\b/, 'did not owe'],
      [/\branked\b/, 'did not rank'],
      [/\bcovers\b/, 'does not cover'],
      [/\btook\b/, 'did not take'],
      [/\bcounted\b/, 'did not count'],
      [/\bled\b/, 'did not lead'],
      [/\bdropped\b/, 'did not drop'],
    ],
    es: [
      [/ no recomendarían (.+) ni de /, ' recomendarían $1 y de '],
      [/ no (?=tenía|tiene|respondió|aparecen)/, ' '],
      [/ no identificaban a nadie/, ' identificaban a todos'],
      [/ rehusó /, ' aceptó '],
      [/ se negó a /, ' accedió a '],
      [/ rechaza /, ' admite '],
      [/ desmintió /, ' confirmó '],
      [/ carecía de /, ' contaba con '],
      [/ y no el /, ' y también el '],
      [/ y no a sus /, ' y a sus '],
      [
        / (había|habían|abriría|compró|envió|tenía|abandonó|podrían|podría|recortó|eran|vendería|quedó|sustituyó|están|llegaría|puso|se limitaba|ofreció|habría|suministraron|iban|se modificó|regaló|está|pidieron|tomó|respaldó|iba|debió|dio|prohíbe|supuso|fueron|procesaron|lideró|se redujeron|renunció) /,
        ' no $1 ',
      ],
    ],
    zh: [
      [/没有获得/, '获得了'],
      [/拒绝评论/, '评论了'],
      [/否认/, '承认'],
      [/不会向/, '会向'],
      [/缺乏运营商/, '拥有运营商'],
      [/而没有提供/, '也提供了'],
      [/没有进入美国市场的计划/, '有进入美国市场的计划'],
      [/无法识别/, '可以识别'],
      [/拒绝不在/, '接受不在'],
      [/放弃了/, '没有放弃'],
      [
        /(收购了|出货约|排名第|占美国|更换了|支持2021|领先苹果|卖给了|裁减了|开卖|禁止进口|增长13|合计占|取得Inter|从五角|将登陆|只销售|曾遭|归功于|要求商务部|已停止)/,
        '没有$1',
      ],
    ],
  },
  modality: {
    en: [
      [/\bmight be\b/, 'is'],
      [/\bmay have leaked\b/, 'leaked'],
      [/\bexpected (.{0,25})to sell\b/, 'sold $1'],
      [/\bsaid they would\b/, 'said they might'],
      [/\bwould arrive\b/, 'might arrive'],
      [/\bwould open\b/, 'might open'],
      [/\bwould focus\b/, 'might focus'],
      [/\bwas due to end\b/, 'may have ended'],
      [/\bsuspected\b/, 'confirmed'],
      [/\bdoes not currently plan to\b/, 'will not'],
      [/\bwould be able\b/, 'might be able'],
      [/\bwould have raised\b/, 'has raised'],
      [/\bwould come\b/, 'might come'],
      [/\bwas lifted\b/, 'may be lifted'],
      [/\b(was|were) (?=\p{L}+ed\b)/u, 'may have been '],
      [/\bgave up\b/, 'plans to give up'],
      [/\bwent on sale\b/, 'will go on sale'],
      [/\bgave\b/, 'might give'],
      [/\bcut\b/, 'may cut'],
      [/\bput\b/, 'might have put'],
      [/\brose\b/, 'is expected to rise'],
      [/\bgrew\b/, 'is expected to grow'],
      [/\bpassed\b/, 'will pass'],
      [/\breached\b/, 'may have reached'],
      [/\bsettled\b/, 'could settle'],
      [/\bbans\b/, 'may ban'],
      [/\bsold\b/, 'plans to sell'],
      [/\bcovers\b/, 'might cover'],
      [/\bshipped\b/, 'may have shipped'],
      [/\bowed\b/, 'perhaps owed'],
      [/\btook\b/, 'wants to take'],
      [/\branked\b/, 'possibly ranked'],
    ],
    es: [
      [/ podría ser /, ' es '],
      [/ pudieron filtrarse quizá /, ' se filtraron '],
      [/ calculaba (.{0,20})que vendería /, ' vendió $1'],
      [/ abriría /, ' podría abrir '],
      [/ llegaría /, ' podría llegar '],
      [/ recomendarían /, ' quizá recomendarían '],
      [/ habría subido /, ' ha subido '],
      [/ iba a terminar /, ' quizá termine '],
      [/ tiene actualmente planes /, ' tendrá planes '],
      [
        / (había comprado|envió|abandonó|recortó|quedó|sustituyó|puso|ofreció|tomó|respaldó|regaló|supuso|lideró|renunció|dio) /,
        ' quizá $1 ',
      ],
    ],
    zh: [
      [/可能是/, '就是'],
      [/可能泄露/, '已经泄露'],
      [/预计，/, '确认，'],
      [/将在几个月内/, '可能在几个月内'],
      [/将把重点/, '可能把重点'],
      [/后将登陆/, '后可能登陆'],
      [/不会向/, '可能不会向'],
      [/猜测/, '证实'],
      [/估计/, '确认'],
      [/(收购了|出货约|放弃了|更换了|开卖|支持2021|裁减了|领先美国|卖给了|取得Inter|排名第)/, '可能$1'],
    ],
  },
  direction: {
    en: [
      [/\bmore than\b/, 'less than'],
      [/(\d) percent more\b/, '$1 percent fewer'],
      [/\bmore expensive\b/, 'cheaper'],
      [/\brose\b/, 'fell'],
      [/\bgrew\b/, 'shrank'],
      [/\bshrank\b/, 'grew'],
      [/\blower\b/, 'higher'],
      [/\bahead of\b/, 'behind'],
      [/\bbehind\b/, 'ahead of'],
      [/\braised\b/, 'reduced'],
      [/\baffordable\b/, 'expensive'],
      [/\bgrowth\b/, 'decline'],
    ],
    es: [
      [/ un 36 % más/, ' un 36 % menos'],
      [/por delante de/, 'por detrás de'],
      [/inferiores/, 'superiores'],
      [/ creció /, ' cayó '],
      [/ se redujeron /, ' aumentaron '],
      [/ crecimiento /, ' descenso '],
      [/asequibles/, 'caros'],
      [/ más caro/, ' más barato'],
    ],
    zh: [
      [/增长(?=\d)/, '下降'],
      [/低5%/, '高5%'],
      [/高于/, '低于'],
      [/领先/, '落后'],
      [/减少7/, '增长7'],
      [/上涨约/, '下降约'],
      [/平价的/, '昂贵的'],
      [/更贵的/, '更便宜的'],
    ],
  },
};

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
  const words: readonly Rule[] = [
    [/\bsix\b/, 'nine'],
    [/\bfourth\b/, 'second'],
    [/\bfirst quarter\b/, 'third quarter'],
    [/\bthird quarter\b/, 'second quarter'],
    [/\bsecond quarter\b/, 'fourth quarter'],
    [/\bthree big\b/, 'four big'],
    [/\bfive months\b/, 'eight months'],
    [/ seis agencias/, ' nueve agencias'],
    [/ cuarto puesto/, ' segundo puesto'],
    [/ primer trimestre/, ' tercer trimestre'],
    [/ tercer trimestre/, ' segundo trimestre'],
    [/六家/, '九家'],
    [/第一季度/, '第三季度'],
    [/第四季度/, '第二季度'],
    [/第四，/, '第二，'],
  ];
  const rule = words.find(([pattern]) => pattern.test(claim));
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
