import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { asksOfTie, companiesOf } from '../../retrieval/understand/several-companies.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { RankedSentence } from '../select/rank-sentences.js';

/** So many likely sentences are looked at. */
const inspected = 3;
/** What a sentence says that tells what two companies have to do with each other. */
const tieSaid =
  /\b(?:own(?:s|ed|ers?|ership)?|belongs?|belonged|parent|subsidiar(?:y|ies)|sub-?brands?|sisters?|brands? of|its \p{L}+ brand|part of|associate[sd]?|acqui\p{L}+|bought|buyers?|sold (?:(?:its|the)\b|(?:\p{L}+ ){0,3}to\b)|sale of|shares in|stakes?|holdings?|merge[sd]?|independen\p{L}+|split|spun|under (?!\$|\d)|ties|related|linked|links?|partners?\p{L}*|licen[cs]e\p{L}*|suppl\p{L}+|same (?:company|group))\b|propi\p{L}+|pertenec\p{L}+|filial|matriz|marcas?|vendi\p{L}+|compr[aó]|participaci|独立|收购|出售|子公司|母公司|品牌|旗下|股份|持股|控股|属于|关系|合作/iu;

/**
 * Whether a question asks what two companies have to do with each other and none of the likeliest sentences tells of
 * both together: that both are on the same list, say, is no tie.
 * @param idsIn What of the glossary a sentence names.
 */
export function areCompaniesUntied(
  question: UnderstoodQuestion,
  ranked: readonly RankedSentence[],
  idsIn: (sentence: SentenceView) => ReadonlySet<string>,
): boolean {
  if (!asksOfTie(question)) return false;
  const companies = companiesOf(question);
  return !ranked
    .slice(0, inspected)
    .some(
      ({ candidate: { sentence } }) =>
        tieSaid.test(sentence.text) && companies.filter((company) => idsIn(sentence).has(company)).length > 1,
    );
}
