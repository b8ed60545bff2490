import { meaningOf } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import type { Evidence } from '../../retrieval/retrieve-passages.js';
import { type AnswerKind, answerKindOf, asksAlike, asksApart } from '../../retrieval/understand/answer-kind.js';
import { focusOf } from '../../retrieval/understand/focus.js';
import type { Concept, UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { expectedOfSentence } from '../select/expected-sentences.js';
import type { RankedSentence } from '../select/rank-sentences.js';
import { type NamedInSentence, offersAnswer } from './offers-answer.js';

/** Shares are 0 to 1, gaps in units of the weight of the corpus's rarest words, counts in sixths. */
export const expectedAnswerFeatureNames = [
  'offeredCoverage', // best coverage of the question by a sentence that offers an answer of the kind asked for
  'offeredFirst', // how far the likeliest sentence offers one
  'offeredLoss', // by how much the best coverage without that condition is higher
  'offeredBest', // how far the sentence of the best coverage offers one
  'namedCoverage', // offeredCoverage by a sentence that, with its title, has every name of the question
  'datedCoverage', // offeredCoverage by a sentence of the times that the question names
  'strictCoverage', // by one that has both
  'offeredAny', // how far any of them does
  'askedCoverage', // best coverage where words that only say what is asked for count as said by an answer of that kind
  'askedCoverageFirst', // the same by the likeliest sentence
  'askedGap', // weight of the most telling word that such a sentence and those beside it lack
  'ownGap', // weight of the two most telling ordinary words that the best sentence itself lacks
  'expectedAlike', // best match with an expected question that asks for the same kind of thing
  'expectedAlikeFirst', // the same in the article of the likeliest sentence
  'expectedApart', // by how much the best match of any kind is higher
  'expectedGap', // weight of the most telling word that the best such expected question lacks
  'answersFirst', // how far a question that the likeliest sentence is known to answer is the question
  'answersAny', // the same of any of them
  'answersAlikeFirst', // how far a question of the same kind that the likeliest sentence is known to answer is the question
  'likelihoodFirst', // how likely the question is of the likeliest sentence
  'likelihoodAny', // the same of any of them
  'likelihoodLoss', // by how much the likeliest of all passages is higher
  'likelihoodGap', // the most telling of its terms that none of them makes likelier
  'likelihoodGapFirst', // the same of the likeliest sentence
  'likelihoodKind', // how likely such a thing is wanted of any of them
  'likelihoodKindFirst', // the same of the likeliest
  'missingCount', // what offeredCoverage lacks where a number of things is asked for; 0 elsewhere
  'missingMoney',
  'missingPerson',
  'missingReason',
  'missingDate',
  'missingChoice',
  'missingOrganisation',
  'missingWhether', // what the best coverage lacks where the question wants yes or no
  'leastMatched', // least match among the question's telling words by the best sentence with those beside it
  'matchedConcepts', // by the best sentence
  'matchedWords', // the same without names
  'unmatchedConcepts', // by the best sentence with those beside it
] as const;
export type ExpectedAnswerFeatureName = (typeof expectedAnswerFeatureNames)[number];

/** Where no article expects a question. */
const unlikely = { share: 0, kind: 0, gap: 0 };
const inspected = 5;
const rarest = 8;
const tellingIdf = 2.5;
/** How far an answer of the kind asked for says the word that asks for it: "city" in "which city". */
const askedWeight = 0.8;

const moneyWords = new Set(
  'cost costs price priced pay paid pays charge charged charges sell sold worth money fee fees go going want asking bill'.split(
    ' ',
  ),
);
const askingWords = new Set(
  'percentage percent share part number amount date day year month reason name names'.split(' '),
);

/** Whether the likeliest sentences hold an answer of the kind asked for, and whether articles are known to answer such. */
export function expectedAnswerFeatures(
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
  ranked: readonly RankedSentence[],
  namedIn: (sentence: SentenceView) => NamedInSentence,
): Record<ExpectedAnswerFeatureName, number> {
  const { concepts } = question;
  const kind = answerKindOf(question.text, question.language);
  const isTyped = kind !== 'open' && kind !== 'whether';
  const meaning = meaningOf(concepts);
  const isWord = (concept: Concept) => concept.kind === 'word' || concept.kind === 'synonym';
  const asked = askedConcepts(question, kind);
  const times = timesOf(question);
  const views = ranked.slice(0, inspected).map(({ candidate }) => {
    const { sentence, evidence: item, index } = candidate;
    const offered = offersAnswer(question, kind, sentence, wordsOf(item.article), namedIn(sentence));
    const beside = [index - 1, index, index + 1].flatMap((place) => item.view.sentences[place]?.positions ?? []);
    const own = meaning.matches([sentence.positions]);
    const { answers, answersAlike } = expectedOfSentence(question, item.expected, sentence);
    const alone = meaning.matches([sentence.positions, item.titlePositions]);
    const around = meaning.matches([...beside, item.titlePositions]);
    const settled = (matches: Float32Array) =>
      isTyped && offered >= 0.5
        ? matches.map((value, concept) => (asked.has(concept) ? Math.max(value, askedWeight) : value))
        : matches;
    const gaps = (matches: Float32Array, wanted: (concept: Concept, index: number) => boolean) =>
      concepts
        .map((concept, place) => (wanted(concept, place) ? concept.idf * (1 - (matches[place] ?? 0)) : 0))
        .sort((a, b) => b - a);
    const words = concepts.filter(isWord);
    const isNamed = concepts.every((concept, place) => !isName(question, concept) || (alone[place] ?? 0) >= 0.4);
    const isDated = times.every((time) => time.test(sentence.text));
    return {
      answers,
      answersAlike,
      likelihood: item.likelihoods[index] ?? unlikely,
      isNamed,
      isDated,
      offered,
      coverage: meaning.shareOf(alone),
      askedCoverage: meaning.shareOf(settled(alone)) * offered,
      askedGap: ((gaps(settled(around), isWord)[0] ?? 0) + (isTyped && offered < 0.5 ? rarest / 2 : 0)) / rarest,
      ownGap:
        gaps(own, (concept, place) => isWord(concept) && !asked.has(place))
          .slice(0, 2)
          .reduce((sum, gap) => sum + gap, 0) /
        (2 * rarest),
      leastMatched: Math.min(
        1,
        ...concepts.map((concept, place) => (concept.idf > tellingIdf ? (around[place] ?? 0) : 1)),
      ),
      matchedConcepts: concepts.filter((_, place) => (own[place] ?? 0) >= 0.5).length / 6,
      matchedWords: words.filter((concept) => (own[concepts.indexOf(concept)] ?? 0) >= 0.5).length / 6,
      unmatchedConcepts: concepts.filter((_, place) => (around[place] ?? 0) < 0.4).length / 6,
    };
  });
  const most = (value: (view: (typeof views)[number]) => number) => Math.max(0, ...views.map(value));
  const least = (value: (view: (typeof views)[number]) => number) =>
    views.length > 0 ? Math.min(...views.map(value)) : 1;
  const coverage = most((view) => view.coverage);
  const offeredCoverage = most((view) => view.coverage * view.offered);
  const best = views.find((view) => view.coverage === coverage);
  const lack = (wanted: AnswerKind) => (kind === wanted ? 1 - offeredCoverage : 0);
  return {
    offeredCoverage,
    offeredFirst: views[0]?.offered ?? 0,
    offeredLoss: coverage - offeredCoverage,
    offeredBest: best?.offered ?? 0,
    namedCoverage: most((view) => (view.isNamed ? view.coverage * view.offered : 0)),
    datedCoverage: most((view) => (view.isDated ? view.coverage * view.offered : 0)),
    strictCoverage: most((view) => (view.isNamed && view.isDated ? view.coverage * view.offered : 0)),
    offeredAny: most((view) => view.offered),
    askedCoverage: most((view) => view.askedCoverage),
    askedCoverageFirst: views[0]?.askedCoverage ?? 0,
    askedGap: least((view) => view.askedGap),
    ownGap: least((view) => view.ownGap),
    ...expectedFeatures(question, kind, evidence, ranked),
    answersFirst: views[0]?.answers ?? 0,
    answersAny: most((view) => view.answers),
    answersAlikeFirst: views[0]?.answersAlike ?? 0,
    likelihoodFirst: views[0]?.likelihood.share ?? 0,
    likelihoodAny: most((view) => view.likelihood.share),
    likelihoodLoss:
      Math.max(0, ...evidence.map((item) => item.parts.likelihood)) - most((view) => view.likelihood.share),
    likelihoodGap: least((view) => view.likelihood.gap),
    likelihoodGapFirst: views[0]?.likelihood.gap ?? 1,
    likelihoodKind: most((view) => view.likelihood.kind),
    likelihoodKindFirst: views[0]?.likelihood.kind ?? 0,
    missingCount: lack('count'),
    missingMoney: lack('money'),
    missingPerson: lack('person'),
    missingReason: lack('reason'),
    missingDate: lack('date'),
    missingChoice: lack('choice'),
    missingOrganisation: lack('organisation'),
    missingWhether: kind === 'whether' ? 1 - coverage : 0,
    leastMatched: most((view) => view.leastMatched),
    matchedConcepts: most((view) => view.matchedConcepts),
    matchedWords: most((view) => view.matchedWords),
    unmatchedConcepts: least((view) => view.unmatchedConcepts),
  };
}

/** Whether a concept is a name: of a maker, of what else the glossary knows, or a capitalised word inside the question. */
function isName({ text }: UnderstoodQuestion, concept: Concept): boolean {
  if (concept.kind === 'maker' || concept.kind === 'entity') return true;
  return concept.isCapitalised && !text.trimStart().startsWith(concept.surface);
}

const quarters: readonly (readonly [asked: RegExp, said: RegExp])[] = [
  [/\bq1\b|\bfirst quarter\b/iu, /\bq1\b|\bfirst quarter\b/iu],
  [/\bq2\b|\bsecond quarter\b/iu, /\bq2\b|\bsecond quarter\b/iu],
  [/\bq3\b|\bthird quarter\b/iu, /\bq3\b|\bthird quarter\b/iu],
  [/\bq4\b|\b(?:fourth|last) quarter\b/iu, /\bq4\b|\bfourth quarter\b/iu],
];

/** The years and quarters that a question names, as what a sentence about them says. */
function timesOf({ text, dates }: UnderstoodQuestion): readonly RegExp[] {
  return [
    ...[...new Set(dates.map((date) => date.slice(0, 4)))].map((year) => new RegExp(`(?<!\\d)${year}(?!\\d)`)),
    ...quarters.flatMap(([asked, said]) => (asked.test(text) ? [said] : [])),
  ];
}

/** Places of the concepts that only say what is asked for. */
function askedConcepts(question: UnderstoodQuestion, kind: AnswerKind): ReadonlySet<number> {
  const focus = focusOf(question);
  return new Set(
    question.concepts.flatMap((concept, place) => {
      const words = concept.surface.toLowerCase().split(/\s+/);
      const isAsked =
        concept === focus ||
        words.some((word) => askingWords.has(word)) ||
        (kind === 'money' && words.some((word) => moneyWords.has(word)));
      return isAsked ? [place] : [];
    }),
  );
}

/** How near the question comes to what the articles are expected to answer. */
function expectedFeatures(
  question: UnderstoodQuestion,
  kind: AnswerKind,
  evidence: readonly Evidence[],
  ranked: readonly RankedSentence[],
) {
  const meaning = meaningOf(question.concepts);
  const first = ranked[0]?.candidate.evidence.article.id;
  const found = { any: 0, expectedAlike: 0, expectedAlikeFirst: 0, expectedGap: 1 };
  const articles = new Map(evidence.slice(0, inspected).map((item) => [item.article.id, item.expected]));
  for (const [article, expected] of articles) {
    const likenesses = meaning.likenesses(expected);
    for (const [index, other] of expected.entries()) {
      const likeness = likenesses[index] ?? 0;
      found.any = Math.max(found.any, likeness);
      if (question.language === 'en' ? !asksAlike(kind, other.asks) : asksApart(kind, other.asks)) continue;
      if (likeness > found.expectedAlike) {
        const matches = meaning.matches([new Map(other.terms.map((term) => [term, []]))]);
        found.expectedAlike = likeness;
        found.expectedGap =
          Math.max(
            0,
            ...question.concepts.map((concept, place) =>
              concept.kind === 'word' || concept.kind === 'synonym' ? concept.idf * (1 - (matches[place] ?? 0)) : 0,
            ),
          ) / rarest;
      }
      if (article === first) found.expectedAlikeFirst = Math.max(found.expectedAlikeFirst, likeness);
    }
  }
  const { any, ...features } = found;
  return { ...features, expectedApart: any - found.expectedAlike };
}

const sourceWords = new WeakMap<object, ReadonlySet<string>>();

/** Words of who published and wrote an article: named in a sentence, they attribute it and answer nothing. */
function wordsOf(article: { readonly publisher: string; readonly author: string | null }): ReadonlySet<string> {
  let words = sourceWords.get(article);
  if (!words) {
    words = new Set(`${article.publisher} ${article.author ?? ''}`.toLowerCase().match(/[\p{L}\p{N}&+-]+/gu) ?? []);
    sourceWords.set(article, words);
  }
  return words;
}
