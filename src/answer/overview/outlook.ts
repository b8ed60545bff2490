import type { SearchFilters } from '../../retrieval/passage-store.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { Answered, Claim } from '../answer.js';
import { CitationList, textOf } from '../cite.js';
import { staleNotices } from '../notices.js';
import type { OverviewContext } from './overview-context.js';
import { chooseByTopic, hurdleChoice, hurdleTopics } from './prospects.js';

/** Claims in an outlook; where few hurdles are known, each may have a second. */
const maximumClaims = 8;
const fewClaims = 5;

const outlookWords =
  /\b(?:prospects?|outlook|chances?|hurdles?|obstacles?|barriers?|future)\b|(?<!\p{L})(?:futuro|porvenir|perspectivas|posibilidades|obst[aá]culos|barreras)(?!\p{L})|前景|未来|障碍|机会|阻碍/iu;
/** What such a question may say beside: any other word makes it one about something in particular. */
const neutralWords =
  /^(?:fac|keep|kept|block|out|back|big|great|main|major|chief|stand|hold|look|good|real|fair|phone|smartphone|handset|market|next|current|still|overall|present|broad|long|term|year|come|coming|enfrent|principal|mayor|grande|actual|mercado|m[oó]vil|tel[eé]fono|pr[oó]xim|面临|手机|市场|最大|主要|目前|如何|怎样|样|大的|临|未来|景|的)/iu;
const openTypes: ReadonlySet<string> = new Set(['thing', 'manner', 'other']);

/** Whether a question is openly about how one maker's chances stand as a whole: none of "will it …?" or "its patents". */
export function asksOutlook(question: UnderstoodQuestion): boolean {
  const { text, intent, concepts, makers, topics, entities, dates } = question;
  const isOpen = openTypes.has(intent.answerType) && !intent.isComparison;
  const isWhole = makers.length === 1 && topics.length === 0 && entities.length === 0 && dates.length === 0;
  return (
    isOpen &&
    isWhole &&
    (intent.asksProspects || outlookWords.test(text)) &&
    concepts.every(({ kind, surface }) => kind === 'maker' || outlookWords.test(surface) || neutralWords.test(surface))
  );
}

/**
 * A maker's prospects as an answer, hurdle after hurdle.
 * @returns Null when the question is another one, or the articles know nothing of it.
 */
export async function answerOutlook(
  context: OverviewContext,
  question: UnderstoodQuestion,
  filters: SearchFilters | undefined,
): Promise<Answered | null> {
  const [maker] = question.makers;
  if (maker === undefined || !asksOutlook(question)) return null;
  const options = { language: question.language, ...(filters ? { filters } : {}) };
  const chosen = await chooseByTopic(context, maker, hurdleTopics(context), options, hurdleChoice);
  const known = [...chosen.values()].filter((evidence) => evidence.length > 0).length;
  const list = new CitationList(context.index.store);
  const claims: Claim[] = [];
  for (const evidence of chosen.values()) {
    for (const { sentence } of evidence.slice(0, known < fewClaims ? 2 : 1)) {
      if (claims.length >= maximumClaims || list.covers(sentence)) continue;
      claims.push(...(await list.citeAlone(sentence)));
    }
  }
  const { citations, asOf } = list;
  if (asOf === null) return null;
  return {
    kind: 'answered',
    mode: 'extractive',
    asOf,
    text: textOf(claims),
    claims,
    citations,
    notices: staleNotices(asOf, context.today(), question.language),
  };
}
