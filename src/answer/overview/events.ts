import { yearsOf } from '../../retrieval/rank/signals.js';
import { firstNamed, makersIn, type ReadSentence, tellsOfSources } from './read-sentence.js';

/** A sentence that states something that happened. */
export interface Event {
  readonly sentence: ReadSentence;
  /** When it happened, as precisely as is known: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly date: string;
  /** Larger is more of an event. */
  readonly score: number;
}

/** Set by reading the timelines of every maker of the shipped articles. */
const weights = {
  happened: 1,
  /** Says how things stood at a time. */
  stands: 0.4,
  /** By how precisely the sentence says when: not at all, the year, the month, the day. */
  dated: [-0.4, 0.1, 0.4, 0.6],
  /** Of the words of the article's title: what an article is about is its event. */
  title: 1,
  plan: -0.4,
  opinion: -1.8,
  state: -0.5,
  tellsOfSources: -0.8,
  namesOther: -0.2,
  notFirst: -0.3,
} as const;
/** Less is no event. */
const leastScore = 1.4;

/** What happened elsewhere, in an article that is about the market, is left out. */
const leastMarket = 0.2;

/** What makers, carriers, courts and agencies do, once. In Spanish the form of the verb tells. */
const happened =
  /\b(?:launched|started|began|opened|closed|shut|sold|bought|acquired|agreed|signed|settled|sued|dropped|abandoned|gave (?:up|away)|stopped|ended|halted|suspended|banned|blocked|barred|prohibited|lifted|removed|added (?:\S.{0,60}? )?to|(?:put|placed) \S.{0,60}? (?:on|onto|off|under)|was put|were put|went onto|took (?:off|down|over|\S+ (?:off|down))|joined|struck|fined|paid|pleaded|ruled|filed|revoked|expired|ran out|announced|presented|unveiled|introduced|released|(?<!newly |recently )entered|used \S.{0,60} to announce|left (?:the|again)|withdrew|laid off|won|lost|approved|obtained|certified|completed|cancelled|merged|rejoined|became|voted|passed|designated|blacklisted|vacated|overturned|reached an? (?:deal|agreement|settlement)|invited|promised|(?<!\bthe )denied|dismissed|rejected|refused|confirmed|urged|demanded|brought|admitted|fell under|came out|pulled out|cut|shrank|moved|raised|lowered|regained|made its way|parted|failed to|has no plans?|have no plans?|had no plans?|is off)\b|(?<!\p{L})\p{L}{2,}(?:ó|aron|ieron|yeron|jeron)(?!\p{L})|宣布|推出|发布|禁止|起诉|收购|签署|停止|退出|进入|列入|批准|取消|放弃|解除|撤销|和解|否认|脱离/iu;
/** What a maker's own people say of its plans is an event of its own. */
const declares =
  /\b(?:said|told|wrote|declared|clarified|stated|made plain)\b|(?<!\p{L})(?:dijo|escribió|declaró|afirmó)(?!\p{L})|表示|称|说/iu;
const plan =
  /\b(?:plans? to|planned|intends?|intended|aims?|aimed|hopes?|hoped|wishe[sd]|wants?|wanted|meant to|due to|will|would|could|expected|was to|were to)\b|(?<!\p{L})(?:planea\w*|prevé\w*|espera\w*|quiere\w*|quería\w*)(?!\p{L})|计划|打算|希望|预计|将/iu;
const opinion =
  /\b(?:might|should|obstacle|question of|predicted|forecasts?|judged|considered|believed|thought|argued|suspected|likely|probably|perhaps|regarded|described|remarked|noted|recalled|explained|warned|cautioned|called|claimed|according to|estimated|rumoured|leaks?|guessed|attributed|credited|traced|emphasised)\b|(?<!\p{L})(?:podría\w*|quizás?|probablemente|según|opin\w+|consider\w+|predij\w+|advirti\w+)(?!\p{L})|可能|也许|认为|预测|据称|或许|警告/iu;
/** How things stood at a time, not what changed then. */
const state = /^(?:As of|By|At that time)\b|\b(?:by|as of) (?:early |late |mid-)?(?:\p{Lu}\p{Ll}+ )?\d{4}\b/u;
/** What is said on a date, before the date: the date of the telling, not of what is told. */
const telling =
  /(?:said|says|told|wrote|writes|reported|reports|noted|stated|remarked|recalled|recounted|added|explained|observed|showed|relaying \p{L}+|citing \p{L}+|coverage|account|article|item|post|dijo|escribió|informó|señaló|según)(?:\s+[\p{L}’']+){0,4}?\s+(?:in|on|of|en|el|de)\s+(?:early |late |mid-|principios de |finales de )?$/iu;
const inOrOn =
  /(?:\b(?:in|on)|(?<!\p{L})(?:en|el)|在|于)\s*(?:the )?(?:early |late |mid-|(?:first|second|third|fourth|last) (?:quarter|half|months?) of |spring |summer |autumn |winter )?$/iu;
const asOfThen = /\b(?:by|since|from|after|as of|for)\s+(?:the end of |early |late |mid-)?$/iu;
/** Of something else than what the sentence states: its cause, or what it is compared with. */
const aside =
  /\b(?:because|after|following|compared with|than|who|which|whose)\b[^,;]*$|(?<!\p{L})(?:porque|después|tras|comparad[oa])(?!\p{L})[^,;]*$|因为|之后/iu;
const notYet = /\b(?:before|until|till)\s+(?:the end of |early |late |mid-)?$|(?<!\p{L})(?:antes de|hasta)\s+$/iu;

/**
 * Reads a sentence as an event of a maker; null when it is none, or not one in the market.
 * @param today YYYY-MM-DD
 * @param withStates Also sentences that say how things stood at a time, such as a share of the market.
 */
export function readEvent(maker: string, sentence: ReadSentence, today: string, withStates: boolean): Event | null {
  const { text } = sentence.sentence;
  const row = firstNamed(sentence);
  const makers = makersIn(sentence);
  if (!sentence.standsAlone || (!row.includes(maker) && makers.length > row.length + 1)) return null;
  const happens = happened.test(text) || declaresPlan(maker, sentence);
  const isState = withStates && sentence.dates.length > 0;
  if (sentence.relevance.market < leastMarket || (!happens && !isState)) return null;
  const { published } = sentence.article;
  // A statement of fact may be newer than its article's date says, a plan or an opinion not.
  const said = eventDate(sentence, plan.test(text) || isOpinion(text) ? published : today);
  // "opened some years before 2018": it is not known when.
  if (said === null && sentence.dates.some(({ start }) => notYet.test(textBefore(sentence, start)))) return null;
  const precision = said === null ? 0 : said.split('-').length;
  const score =
    (happens ? weights.happened : weights.stands) +
    (weights.dated[precision] ?? 0) +
    sentence.relevance.market +
    weights.title * sentence.titleShare +
    (plan.test(text) ? weights.plan : 0) +
    (isOpinion(text) ? weights.opinion : 0) +
    (state.test(text) ? weights.state : 0) +
    (tellsOfSources(sentence) ? weights.tellsOfSources : 0) +
    (row.includes(maker) ? 0 : weights.notFirst) +
    (row.length < makers.length ? weights.namesOther : 0);
  return score >= leastScore ? { sentence, date: said ?? published, score } : null;
}

/**
 * The date that a sentence gives to what it states, if any.
 * @param by Later dates are still to come.
 */
function eventDate(sentence: ReadSentence, by: string): string | null {
  const { published } = sentence.article;
  const [best] = sentence.dates
    .map(({ date, start }, position) => ({ date, position, before: textBefore(sentence, start) }))
    .filter(({ date, before }) => isReached(date, by) && !notYet.test(before))
    .map(({ date, position, before }) => {
      // A year after the article's date may be one that was only looked forward to.
      const isAhead = date.length === 4 && !isReached(date, published);
      return { date, position, rank: isAhead ? 5 : dateRank(before) };
    })
    .sort((a, b) => a.rank - b.rank || b.date.length - a.date.length || a.position - b.position);
  return best?.date ?? null;
}

function textBefore({ sentence: { text } }: ReadSentence, position: number): string {
  return text.slice(Math.max(0, position - 60), position);
}

/** Whether a sentence states something that happened once, at the only date it says. */
export function happensAt(sentence: ReadSentence): boolean {
  const [said, other] = sentence.dates;
  if (said === undefined || other !== undefined || !happened.test(sentence.sentence.text)) return false;
  return dateRank(textBefore(sentence, said.start)) <= 1;
}

/** The likeliest kind of date first: of the event, then of a state, of the telling, of something else. */
function dateRank(before: string): number {
  if (telling.test(before)) return 3;
  if (aside.test(before)) return 4;
  if (asOfThen.test(before)) return 2;
  return inOrOn.test(before) ? 0 : 1;
}

function isOpinion(text: string): boolean {
  // Written small, "may" is no month.
  return opinion.test(text) || /\bmay\b|^(?:How|What|Why|Whether)\b/.test(text);
}

function declaresPlan(maker: string, { mentions, sentence: { text } }: ReadSentence): boolean {
  const isOwnPerson = mentions.some(({ kind, id, by }) => kind === 'maker' && id === maker && by === 'person');
  return isOwnPerson && plan.test(text) && declares.test(text);
}

/** Whether a date had come, at least in part, by another. */
export function isReached(date: string, by: string): boolean {
  return date.slice(0, by.length) <= by.slice(0, date.length) || yearsOf(date) <= yearsOf(by);
}
