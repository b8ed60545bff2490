import type { Language } from '../../text/language.js';
import { type AnswerType, readIntent } from './intent.js';

/**
 * The kind of expression that would answer a question (the expected answer type of Hovy, Gerber, Hermjakob, Junk and
 * Lin 2000, and of Li and Roth 2002), finer than the intent that ranking uses: a refusal hangs on whether such an
 * expression is there at all. `open` for questions that any sentence may answer.
 */
export type AnswerKind =
  | 'count'
  | 'money'
  | 'share'
  | 'duration'
  | 'measure'
  | 'date'
  | 'reason'
  | 'person'
  | 'organisation'
  | 'place'
  | 'choice'
  | 'whether'
  | 'open';

const roles =
  'person|man|woman|people|ceo|executives?|boss|founders?|authors?|reporters?|journalists?|analysts?|judges?|senators?|lawmakers?|congress(?:man|woman)|politicians?|representatives?|officials?|president|secretary|minister|lawyers?|attorneys?|prosecutors?|lobbyists?|managers?|leaders?|spokes(?:person|man|woman)|engineers?|designers?|coordinators?|governors?|members?';
const organisations =
  'compan(?:y|ies)|makers?|brands?|carriers?|organi[sz]ations?|agenc(?:y|ies)|firms?|schools?|universit(?:y|ies)|banks?|funds?|shops?|stores?|supermarkets?|retailers?|dealers?|distributors?|operators?|networks?|newspapers?|outlets?|groups?|suppliers?|manufacturers?|vendors?|courts?|departments?|websites?|sites?|magazines?|teams?|committees?|chains?|rivals?';
const places =
  'countr(?:y|ies)|cit(?:y|ies)|states?|places?|towns?|regions?|markets?|count(?:y|ies)|districts?|streets?|offices?';
const opening = "^(?:\\W*[\\p{L}’']+\\W+){0,2}";

/** In English; the first that fits. */
const kinds: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'reason',
    /\bwhy\b|\bhow come\b|\bwhat(?:['’]s| is| was| were| are)? the (?:reasons?|cause|motives?|rationale)\b|\bwhat (?:caused|made|led|prompted)\b/iu,
  ],
  ['count', /\bhow many\b|\bnumber of\b|\bhead ?count\b/iu],
  [
    'share',
    /\bwhat (?:\p{L}+ ){0,2}(?:percent(?:age)?|share|part|portion|slice|proportion)\b|\bhow (?:big|large|high)\b.*\bshare\b|\bpercent(?:age)?\b|\bhow much of\b/iu,
  ],
  [
    'money',
    /\bhow much (?:is|are|was|were)\b(?!.*\b(?:tariffs?|dut(?:y|ies)|taxe[sd]?|share|of)\b)|\bhow much\b.*\b(?:get|got|pay|paid|pays|costs?|spen[dt]|spending|worth|fined?|priced?|charged?|charges|sell|sold|go(?:ing)? for|owe|money|invest\p{L}*|lose|lost|budget|borrow\p{L}*|earn|earned|make|raise|rent|want|wanted|asking)\b|\bhow expensive\b|\bwhat\b.*\b(?:costs?|charged?|price|rent|salary|fees?|budget|revenue|profits?|sum|damages|severance|bonus|royalty|penalty|fine|income|wages?|valuation)\b|\bwhat (?:do|does|did)\b.*\b(?:pay|earn|charge|spend)\b/iu,
  ],
  ['duration', /\bhow (?:long|soon)\b/iu],
  ['measure', /\bhow (?:much|big|large|heavy|tall|thick|fast|thin|far|old|high|low|often|deep|wide)\b/iu],
  [
    'date',
    new RegExp(
      `${opening}when\\b|\\b(?:since|until|till?|by|from) when\\b|\\b(?:what|which|on what|in which) (?:year|date|day|month|quarter)\\b`,
      'iu',
    ),
  ],
  ['person', new RegExp(`\\bwho(?:m|se|['’]s)?\\b|\\b(?:what|which) (?:\\p{L}+ ){0,2}(?:${roles})\\b`, 'iu')],
  ['organisation', new RegExp(`\\b(?:what|which) (?:\\p{L}+ ){0,2}(?:${organisations})\\b`, 'iu')],
  ['place', new RegExp(`\\bwhere\\b|\\b(?:what|which) (?:\\p{L}+ ){0,2}(?:${places})\\b`, 'iu')],
  [
    'whether',
    /^\W*(?:(?:so|and|but|ok|okay|hey|well|yo|bro|lol|lmao|still)\W+)?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b/iu,
  ],
  ['choice', /\bwhich\b/iu],
  // What stands without any question word.
  ['money', /\b(?:prices?|costs?)\b(?! (?:gap|hike|cut|war|range|class|limit|cap)s?\b)/iu],
  ['date', /\b(?:launch|release) (?:date|day|window)\b/iu],
];

/**
 * Reads from the form of a question which kind of expression would answer it. The other languages tell fewer kinds
 * apart than English: those of their intent, and what amounts are of.
 */
export function answerKindOf(question: string, language: Language): AnswerKind {
  if (language === 'en') return kinds.find(([, pattern]) => pattern.test(question))?.[0] ?? 'open';
  const { answerType } = readIntent(question, language);
  return (
    (answerType === 'amount' ? amountKinds[language].find(([, pattern]) => pattern.test(question))?.[0] : undefined) ??
    kindsOfTypes[answerType]
  );
}

/** What amounts are of; the first that fits. */
const amountKinds: Readonly<Record<'es' | 'zh', readonly (readonly [AnswerKind, RegExp])[]>> = {
  es: [
    ['share', /porcentaje|cuota|proporci|participaci/iu],
    ['duration', /cu[aá]nto (?:tiempo|dur|tard)|cu[aá]nt[oa]s (?:a[nñ]os|meses|d[ií]as|semanas|horas)/iu],
    [
      'money',
      /cu[aá]nto (?:\p{L}+ )?(?:cuesta|cost|val|pag|cobr|gast|dinero|invirti|perdi|gan)|precio|multa|sueldo|cu[aá]nt[oa]s (?:d[oó]lares|euros|millones de d[oó]lares)/iu,
    ],
    ['count', /cu[aá]nt[oa]s/iu],
  ],
  zh: [
    ['share', /份额|比例|百分之|占比|占(?:了)?多少|几成/u],
    ['duration', /多久|多长时间|几(?:年|天|个月|周|小时)/u],
    [
      'money',
      /多少(?:钱|美元|美金|元|块|亿美元)|价格|价钱|售价|何价|卖多少|罚(?:款|了)?多少|罚款|年薪|市值|营收|股价/u,
    ],
    ['count', /(?:几|多少)(?:个|部|台|款|家|名|位|人|次|项|座|种|件|员工|用户|手机|万)/u],
  ],
};

const kindsOfTypes: Readonly<Record<AnswerType, AnswerKind>> = {
  person: 'person',
  organisation: 'organisation',
  date: 'date',
  amount: 'measure',
  place: 'place',
  reason: 'reason',
  choice: 'choice',
  'yes-no': 'whether',
  manner: 'open',
  thing: 'open',
  other: 'open',
};

/** Kinds that a writer may ask for in place of each other: "what price" and "how much". */
const families: readonly (readonly AnswerKind[])[] = [
  ['money', 'measure', 'count', 'share'],
  ['person', 'organisation', 'choice'],
  ['choice', 'open'],
  ['date', 'duration'],
];

/** Whether two questions may ask for the same kind of thing. */
export function asksAlike(a: AnswerKind, b: AnswerKind): boolean {
  return a === b || families.some((family) => family.includes(a) && family.includes(b));
}

/** Kinds of which a writer often asks for one and means another. */
const loose: ReadonlySet<AnswerKind> = new Set(['open', 'whether', 'choice']);

/** Whether one question surely wants another kind of thing than the other: a number of phones, not whether they are sold. */
export function asksApart(question: AnswerKind, other: AnswerKind): boolean {
  if (question === 'open' || (loose.has(question) && loose.has(other))) return false;
  // "Which phones were sold" may be told apart from "who bought", if not from "which carriers".
  return !asksAlike(question, other) || (question === 'person' && other === 'choice');
}
