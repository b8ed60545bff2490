import type { Language } from '../../text/language.js';

/** What kind of thing would answer a question. */
export const answerTypes = [
  'person',
  'organisation',
  'date',
  'amount',
  'place',
  'reason',
  'manner',
  'choice',
  'thing',
  'yes-no',
  'other',
] as const;
export type AnswerType = (typeof answerTypes)[number];

export interface Intent {
  readonly answerType: AnswerType;
  /** Asks how things stand now: newer evidence wins. */
  readonly asksNow: boolean;
  /** Asks what will happen: the newest word on it is the answer. */
  readonly asksFuture: boolean;
  readonly isComparison: boolean;
  /** Asks for all there is: more sentences are given. */
  readonly wantsMore: boolean;
  /** Asks how a maker's chances stand as a whole. */
  readonly asksProspects: boolean;
}

const answerTypePatterns: Record<Language, readonly (readonly [AnswerType, RegExp])[]> = {
  en: [
    [
      'reason',
      /\b(?:why|how come|what (?:is|was|were|are) the (?:reasons?|cause|motives?)|for what reason|what (?:caused|made|led|prompted|stopp?ed|stops|kept|keeps|prevent(?:ed|s)))\b/i,
    ],
    [
      'amount',
      /\bhow (?:many|much|big|large|high|tall|long|old|far|fast|deep|wide|often|expensive|heavy)\b|\bwhat (?:percentage|percent|share|number|price|amount|proportion|fraction|age|fine|penalty|rate|tariff)\b|\bwhat (?:is|was|were) the (?:\w+ ){0,2}(?:percentage|share|number|price|population|total|cost|rate|size|length|area|score)\b|\bcost\b/i,
    ],
    [
      'date',
      /\bwhen\b|\b(?:what|which|in what|in which) (?:year|date|day|month|century|decade|time|season|era|period)\b|\bsince when\b|\bhow soon\b|\bsince what year\b/i,
    ],
    [
      'person',
      /\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|king|queen|president|ceo|executive|author|scientist|player|actor|lawmaker|senator|judge|analyst)s?\b|\bwhat (?:is|was) the name of the (?:person|man|woman)\b/i,
    ],
    [
      'organisation',
      /\b(?:what|which) (?:company|companies|maker|makers|brand|brands|carrier|carriers|organi[sz]ation|agency|agencies|firm|firms|team|university|school|party|group|network|operator|retailer|store|chain|newspaper|outlet|publisher)\b/i,
    ],
    [
      'place',
      /\bwhere\b|\b(?:what|which|in what|in which) (?:country|countries|city|cities|state|states|place|region|continent|location|town|market|markets|river|island|area)\b/i,
    ],
    ['choice', /\bor\b.*\?|\bwhether\b/i],
    ['manner', /\bhow\b/i],
    [
      'yes-no',
      /^(?:so |and |but |ok |hey |well )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|am|isn't|aren't|doesn't|don't|didn't|won't|can't)\b/i,
    ],
    ['thing', /\b(?:what|which|name)\b/i],
  ],
  es: [
    [
      'reason',
      /por qu[eé]|a qu[eé] se deb|cu[aá]l(?:es)? (?:es|fue|son|fueron) (?:la|el|las|los) (?:raz|motivo|causa)/i,
    ],
    [
      'amount',
      /cu[aá]nt[oa]s?|qu[eé] (?:porcentaje|cantidad|n[uú]mero|precio|cuota|proporci|multa|arancel)|cu[aá]l (?:es|era|fue) (?:el|la) (?:porcentaje|cantidad|n[uú]mero|precio|cuota|poblaci|coste|tasa|cifra)/i,
    ],
    ['date', /cu[aá]ndo|(?:en |de |desde )?qu[eé] (?:a[nñ]o|fecha|d[ií]a|mes|siglo|d[eé]cada|[eé]poca)/i],
    ['person', /qui[eé]n(?:es)?|qu[eé] (?:persona|presidente|rey|reina|jugador|actor|directiv)/i],
    [
      'organisation',
      /(?:qu[eé]|cu[aá]l(?:es)?) (?:compa[nñ][ií]a|empresa|marca|operador|organizaci|agencia|equipo|universidad|fabricante|tienda|cadena)/i,
    ],
    ['place', /d[oó]nde|(?:en )?qu[eé] (?:pa[ií]s|ciudad|estado|lugar|regi[oó]n|continente|isla|r[ií]o)/i],
    ['manner', /c[oó]mo|de qu[eé] (?:manera|forma)/i],
    ['thing', /qu[eé]|cu[aá]l(?:es)?/i],
    [
      'yes-no',
      /^[¿\s]*(?:es|son|fue|eran|est[aá]n?|ha|han|puede|puedo|pueden|va|van|vende|venden|sigue|siguen|hay|tiene|tienen|se)(?!\p{L})/iu,
    ],
  ],
  zh: [
    ['reason', /为什么|为何|为啥|什么原因|原因是|怎么会|何以/],
    ['amount', /多少|几(?!乎)|多大|多高|多长|多久|百分之|比例|份额是|价格是|价钱|何价|罚款/],
    ['date', /什么时候|何时|哪一?年|哪一?天|哪个?月|几月|几时|什么时间|哪个世纪|多早|年份|日期/],
    ['person', /谁|哪位|何人|哪个人|什么人|哪些人/],
    [
      'organisation',
      /哪(?:家|些|个)?(?:公司|机构|运营商|组织|厂商|品牌|学校|大学|团队|球队|零售商)|什么(?:公司|机构|组织|品牌)/,
    ],
    ['place', /哪里|哪儿|何处|哪(?:个|些)?(?:国家|城市|地方|州|地区|省|岛|大陆)|什么(?:地方|国家|城市)/],
    ['manner', /怎么|怎样|如何/],
    ['choice', /还是/],
    ['yes-no', /吗|是否|能不能|会不会|有没有|是不是|可不可以/],
    ['thing', /什么|哪|何/],
  ],
};

// Accented letters are no word characters to \b, so the Spanish alternatives look for letters instead.
const nowPattern =
  /\b(?:now|nowadays|current(?:ly)?|today|still|latest|newest|recent(?:ly)?|most recent|these days|at the moment|right now|as of (?:now|today)|so far|this year|anymore|any ?more|yet|lately|up to date)\b|(?<!\p{L})(?:ahora|actualmente|actual(?:es)?|hoy|todav[ií]a|a[uú]n|[uú]ltim[oa]s?|reciente(?:mente)?|sigue[n]?|este a[nñ]o|a d[ií]a de hoy)(?!\p{L})|现在|目前|如今|当前|最新|最近|仍然?|还在|依然|今年|至今|眼下/iu;
/** Asks in the present tense how something is, which may have changed. */
const presentPattern =
  /^(?:so |and |but |ok |hey |well )?(?:is|are|does|do|can|has|have|isn't|aren't|doesn't|don't)\b|\b(?:who|which|where|what|how (?:big|large|many|much|high)(?: \p{L}+){0,2}) (?:is|are|does|do|has|have|owns?|makes?|sells?|leads?)\b|^[¿\s]*(?:es|est[aá]n?|son|hay|tiene|tienen|vende|venden|puede|puedo)(?!\p{L})/iu;
const futurePattern =
  /\b(?:will|going to|gonna|plans? to|planning|ever|when (?:is|are|does|do|can)|future|prospects?|chances?|likely|expect(?:ed)?|coming)\b|(?<!\p{L})(?:va[n]? a|vender[aá]n?|llegar[aá]n?|vendr[aá]n?|lanzar[aá]n?|entrar[aá]n?|planea[n]?|piensa[n]?|futuro|perspectivas|habr[aá]|cu[aá]ndo (?:se )?(?:llega|entra|lanza|sale|viene|vend[ea]|empieza|podr[eé]|podemos)n?)(?!\p{L})|^(?!.*(?:[了过曾被]|的[？?]?$))[^年]*(?:什么时候|何时|几时)|(?<![国员协机社议大])会(?![议员])|将|计划|打算|未来|前景|有望|准备/iu;
const comparisonPattern =
  /\b(?:compare[ds]?|comparison|versus|vs\.?|difference between|differ(?:s|ed)? from|better than|more than .* than|or .* (?:first|more|better|bigger|larger|sooner|earlier|worse)|which of|both .* and)\b|(?<!\p{L})(?:compara[r]?|frente a|diferencia entre|comparado)(?!\p{L})|比较|相比|对比|区别|和.*哪(?:个|家)|与.*哪(?:个|家)/iu;
const morePattern =
  /\b(?:tell me everything|everything (?:about|you know)|all (?:you know|about|the details)|in detail|full story|overview|summar(?:y|i[sz]e)|history of|timeline)\b|(?<!\p{L})(?:todo lo que|cu[eé]ntame todo|en detalle|resumen|historia de)(?!\p{L})|所有|全部|详细|一切|来龙去脉|总结|概述/iu;
const prospectsPattern =
  /\b(?:prospects?|outlook|chances?|hurdles?|obstacles?|barriers?|future in the)\b|(?<!\p{L})(?:perspectivas|posibilidades|obst[aá]culos|barreras|futuro)(?!\p{L})|前景|障碍|机会|阻碍|未来/iu;

/** Reads from the form of a question what would answer it. Rules only: no list of subjects. */
export function readIntent(question: string, language: Language): Intent {
  const answerType = answerTypePatterns[language].find(([, pattern]) => pattern.test(question))?.[0] ?? 'other';
  return {
    answerType,
    asksNow: nowPattern.test(question) || presentPattern.test(question),
    asksFuture: futurePattern.test(question),
    isComparison: comparisonPattern.test(question),
    wantsMore: morePattern.test(question),
    asksProspects: prospectsPattern.test(question),
  };
}
