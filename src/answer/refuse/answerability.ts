import type { Mention } from '../../knowledge/glossary-index.js';
import { isEnglishWord } from '../../retrieval/background/background-frequencies.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { ExpectedQuestion } from '../../retrieval/rank/expected-question.js';
import { meaningOf } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { conceptFrequency } from '../../retrieval/rank/signals.js';
import type { Evidence, PassageRetriever } from '../../retrieval/retrieve-passages.js';
import { focusOf } from '../../retrieval/understand/focus.js';
import type { Concept, UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { samenessOf } from '../select/expected-sentences.js';
import { mentionsIn } from '../select/feature-context.js';
import { givesQuantity } from '../select/quantities.js';
import type { RankedSentence } from '../select/rank-sentences.js';
import { describedKinds } from '../select/sentence-adapter.js';
import { sentenceFeatureNames } from '../select/sentence-features.js';
import { expectedAnswerFeatureNames, expectedAnswerFeatures } from './expected-answer-features.js';
import type { NamedInSentence } from './offers-answer.js';
import { areCompaniesUntied } from './ties.js';
import { wordingScore } from './wording.js';

/** What the decision to answer looks at; shares and flags are 0 to 1 unless said otherwise. */
export const answerabilityFeatureNames = [
  'sentenceCoverage', // of the question by the best-ranked sentence, its title and the sentence before it
  'bestSentenceCoverage', // by any sentence
  'passageCoverage', // by the best passage with its title
  'unknownShare', // of the question's weight that no article has
  'largestGap', // weight of the most telling concept that the best passage lacks, against the most telling of all
  'namesCoverage', // of makers, entities and capitalised words by the best passage with its title
  'namesMissing', // some name of the question is in none of the first five passages
  'expected', // best match with an expected question
  'dense',
  'bm25',
  'probability', // of the best-ranked sentence
  'rankerScore', // unbounded
  'typeMatch',
  'isCrossLingual',
  'hasGlossaryName', // names something the glossary knows
  'expectedTimesCoverage',
  'contentCoverage', // of the words that are not names, by one of the five likeliest sentences with its neighbours and title
  'contentCoverageFirst', // the same for the likeliest sentence
  'contentGap', // weight of the most telling such word that none of the five has, in units of the corpus's rarest
  'firstWordCovered', // the first such word of the question, by one of the five
  'unknownWord', // weight of the most telling word that no article has, in the same units
  'numberMissing', // a number or year of the question that none of the five has
  'entityGap', // weight of the most telling carrier, agency or place that none of the five names, in the same units
  'brandUnknown', // names a maker's product or person that no article has
  'isCommand', // tells the bot to do something instead of asking
  'hasTopic', // uses words of a topic of the glossary
  'weakBoth', // little of its words in the sentences and little like an expected question
  'typeMatchAny', // one of the five likeliest sentences has something of the kind asked for
  'offSubject', // share of its weight that no article has, when it names nothing and no topic of the glossary
  'modelMissing', // a model ("OnePlus 16") whose two words stand together in none of the evidence
  'jointCoverage', // of all the question by the best one of the five likeliest sentences with its neighbours and title
  'jointNameGap', // weight of the most telling name that this one lacks, in the same units
  'properNameGap', // weight of the most telling capitalised word, known to no glossary, that none of the five has
  'strangeWord', // a word that neither the articles nor English knows
  'namesApart', // names two things or more, and no passage names them all, or none says what ties them; a comparison has none
  'quantityMissing', // asks for a number of something, and none of the five has such a number
  'meaningJoint', // of all the question by the best of the five with its neighbours and title, near words counted
  'meaningContent', // the same of the words that are not names
  'meaningContentFirst', // by the likeliest sentence alone, with its title
  'meaningSentence', // of all the question by the best of the five alone, with its title
  'meaningGap', // weight of the most telling such word, less what the best of the five has near it, in the same units
  'meaningGapAny', // the same with all of the five together
  'focus', // how near the five come to the thing that is asked for by name; 1 where none is named
  'focusGap', // its weight, less what they have near it, in the same units
  'quantityMeaning', // best coverage among those of the five that give a number of the kind asked for; 1 when none is
  'superlativeMissing', // asks for the most or the best of something, and none of the five tells of any such
  'typedMeaning', // best coverage among those of the five that have something of the kind asked for
  'gist',
  'expectedOfFirst', // match of an expected question of the likeliest sentence's article
  'asksHowTo', // wants instructions or advice
  'asksAmount',
  'asksPerson',
  'asksReason',
  'asksYesNo',
  ...expectedAnswerFeatureNames,
  'wording', // whether sources on the subject answer questions put like it, in log odds
  'wordingForeign', // the same where question and articles do not share a language, 0 elsewhere
] as const;
export type AnswerabilityFeatureName = (typeof answerabilityFeatureNames)[number];

/** What deciding needs beside the question and what was found for it. */
export interface AnswerabilityContext {
  readonly isCrossLingual: boolean;
  /** Whether the glossary is about this corpus. */
  readonly hasGlossary: boolean;
  /** `wordingScore` of the question. */
  readonly wording: number;
  readonly namedIn: (sentence: SentenceView) => NamedInSentence;
  /** Ids of all that the glossary knows in a sentence. */
  readonly idsIn: (sentence: SentenceView) => ReadonlySet<string>;
}

export function answerabilityContext(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: UnderstoodQuestion,
): AnswerabilityContext {
  return {
    isCrossLingual: retriever.isCrossLingual(question),
    hasGlossary: retriever.hasGlossary,
    wording: retriever.hasGlossary ? wordingScore(question) : 0,
    idsIn: (sentence) => new Set(mentionsIn(index, sentence).map(({ id }) => id)),
    namedIn: (sentence) => {
      const words = (wanted: (mention: Mention) => boolean) =>
        mentionsIn(index, sentence)
          .filter(wanted)
          .flatMap(({ start, end }) =>
            sentence.text
              .slice(start, end)
              .toLowerCase()
              .split(/[^\p{L}\p{N}&+-]+/u),
          );
      return {
        words: new Set(words((mention) => mention.by !== 'person')),
        persons: words((mention) => mention.by === 'person'),
      };
    },
  };
}

export function answerabilityFeatures(
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
  ranked: readonly RankedSentence[],
  { isCrossLingual, wording, namedIn, idsIn }: AnswerabilityContext,
): Record<AnswerabilityFeatureName, number> {
  const { concepts } = question;
  const top = ranked[0];
  const total = Math.max(
    1e-6,
    concepts.reduce((sum, concept) => sum + concept.idf, 0),
  );
  const most = Math.max(1e-6, ...concepts.map((concept) => concept.idf));
  const coveredBy = (concept: Concept, item: Evidence) =>
    Math.max(
      conceptFrequency(concept, item.view.positions).weight,
      conceptFrequency(concept, item.titlePositions).weight,
    );
  const share = (item: Evidence, list: readonly Concept[]) => {
    const weight = list.reduce((sum, concept) => sum + concept.idf, 0);
    return weight > 0 ? list.reduce((sum, concept) => sum + concept.idf * coveredBy(concept, item), 0) / weight : 1;
  };
  const first = evidence.slice(0, 5);
  const best = first.reduce<Evidence | null>((a, b) => (a && share(a, concepts) >= share(b, concepts) ? a : b), null);
  const gaps = best ? concepts.filter((concept) => coveredBy(concept, best) < 0.5) : concepts;
  const names = concepts.filter(
    (concept) => concept.kind === 'maker' || concept.kind === 'entity' || concept.isCapitalised,
  );
  const feature = (name: (typeof sentenceFeatureNames)[number]) =>
    top?.candidate.features[sentenceFeatureNames.indexOf(name)] ?? 0;
  const sentenceCoverage = Math.max(feature('pairCoverage'), feature('coverage'));
  const expected = Math.max(0, ...first.map((item) => item.parts.expected));
  const unknownShare =
    concepts.filter((concept) => !concept.isKnown).reduce((sum, concept) => sum + concept.idf, 0) / total;
  const neighbourhoods = ranked.slice(0, 5).map(neighbourhood);
  const content = concepts.filter((concept) => concept.kind !== 'maker' && concept.kind !== 'entity');
  const contentWeight = content.reduce((sum, concept) => sum + concept.idf, 0);
  const contentCoverages = neighbourhoods.map((positions) =>
    contentWeight > 0
      ? content.reduce((sum, concept) => sum + concept.idf * weightIn(concept, positions), 0) / contentWeight
      : 1,
  );
  const isCovered = (concept: Concept) => neighbourhoods.some((positions) => weightIn(concept, positions) >= 0.5);
  const uncovered = content.filter((concept) => !isCovered(concept));
  const rarest = 8;
  return {
    sentenceCoverage,
    bestSentenceCoverage: Math.max(0, ...ranked.map(({ candidate }) => candidate.coverage)),
    passageCoverage: best ? share(best, concepts) : 0,
    unknownShare,
    largestGap: Math.max(0, ...gaps.map((concept) => concept.idf)) / most,
    namesCoverage: best ? share(best, names) : 0,
    namesMissing: names.some((concept) => !first.some((item) => coveredBy(concept, item) >= 0.5)) ? 1 : 0,
    expected,
    dense: Math.max(0, ...first.map((item) => item.parts.dense)),
    bm25: Math.max(0, ...first.map((item) => item.parts.bm25)),
    probability: top?.probability ?? 0,
    rankerScore: top?.score ?? 0,
    typeMatch: feature('typeMatch'),
    isCrossLingual: isCrossLingual ? 1 : 0,
    hasGlossaryName: question.makers.length + question.entities.length > 0 ? 1 : 0,
    expectedTimesCoverage: expected * sentenceCoverage,
    contentCoverage: Math.max(0, ...contentCoverages),
    contentCoverageFirst: contentCoverages[0] ?? 0,
    contentGap: Math.max(0, ...uncovered.map((concept) => concept.idf)) / rarest,
    firstWordCovered: content[0] === undefined || isCovered(content[0]) ? 1 : 0,
    unknownWord: Math.max(0, ...content.filter((concept) => !concept.isKnown).map((concept) => concept.idf)) / rarest,
    entityGap:
      Math.max(
        0,
        ...concepts.filter((concept) => concept.kind === 'entity' && !isCovered(concept)).map((concept) => concept.idf),
      ) / rarest,
    brandUnknown: concepts.some((concept) => !concept.isSurfaceKnown) ? 1 : 0,
    isCommand: commandPattern.test(question.text) && !asksSomething.test(question.text) ? 1 : 0,
    hasTopic: question.topics.length > 0 ? 1 : 0,
    weakBoth: (1 - Math.max(0, ...contentCoverages)) * (1 - expected),
    typeMatchAny: ranked
      .slice(0, 5)
      .some(({ candidate }) => (candidate.features[sentenceFeatureNames.indexOf('typeMatch')] ?? 0) > 0)
      ? 1
      : 0,
    offSubject: question.makers.length + question.entities.length + question.topics.length === 0 ? unknownShare : 0,
    modelMissing: isModelMissing(question, evidence) ? 1 : 0,
    ...jointFeatures(concepts, neighbourhoods, rarest),
    properNameGap:
      Math.max(
        0,
        ...uncovered
          .filter((concept) => concept.isCapitalised && !question.text.trimStart().startsWith(concept.surface))
          .map((concept) => concept.idf),
      ) / rarest,
    strangeWord: content.some(
      (concept) =>
        !concept.isKnown &&
        /^\p{Script=Latin}{3,}/u.test(concept.surface) &&
        !isEnglishWord(concept.surface.toLowerCase()),
    )
      ? 1
      : 0,
    namesApart: areNamesApart(question, evidence) || areCompaniesUntied(question, ranked, idsIn) ? 1 : 0,
    quantityMissing: isQuantityMissing(question, ranked.slice(0, 5)) ? 1 : 0,
    ...meaningFeatures(question, ranked.slice(0, 5), rarest),
    gist: Math.max(0, ...first.map((item) => item.parts.gist)),
    expectedOfFirst: top?.candidate.evidence.parts.expected ?? 0,
    asksHowTo: howToPattern.test(question.text) ? 1 : 0,
    asksAmount: feature('asksAmount'),
    asksPerson: feature('asksPerson'),
    asksReason: feature('asksReason'),
    asksYesNo: feature('asksYesNo'),
    ...expectedAnswerFeatures(question, evidence, ranked, namedIn),
    wording,
    wordingForeign: isCrossLingual ? wording : 0,
    numberMissing: content.some((concept) => /^\p{N}/u.test(concept.surface) && !isCovered(concept)) ? 1 : 0,
  };
}

const howToPattern =
  /\bhow (?:do|can|should|to|would) (?:i|you|we|one)\b|\bhow to\b|\b(?:best|better|worth (?:it|buying)|recommend)\b|c[oó]mo (?:puedo|se puede|hago|instal|desbloque)|怎么(?:用|装|安装|刷|设置)|如何(?:用|安装|设置)|推荐/iu;

const superlative =
  /\b(?:most|best|largest|biggest|highest|lowest|cheapest|fastest|smallest|worst|least|first|last|top|leading|\p{L}{3,}est|number one)\b|m[aá]s|mejor|peor|最/iu;

/** The best coverage of the question by a sentence that also gives a number of the kind asked for. */
function quantityMeaning(
  question: UnderstoodQuestion,
  sentences: readonly RankedSentence[],
  coverages: readonly number[],
): number {
  const given = sentences.map(({ candidate }) => givesQuantity(question, candidate.sentence));
  if (given.includes(null)) return 1;
  return Math.max(0, ...given.map((gives, index) => (gives ? (coverages[index] ?? 0) : 0)));
}

/** How far the likeliest sentences say what the question says when words of a near meaning count. */
function meaningFeatures(question: UnderstoodQuestion, sentences: readonly RankedSentence[], rarest: number) {
  const meaning = meaningOf(question.concepts);
  const { concepts } = question;
  const isContent = (concept: Concept) => concept.kind !== 'maker' && concept.kind !== 'entity';
  const share = (matches: Float32Array, wanted: (concept: Concept) => boolean) => {
    let matched = 0;
    let total = 0;
    for (const [index, concept] of concepts.entries()) {
      if (!wanted(concept)) continue;
      total += concept.idf;
      matched += concept.idf * (matches[index] ?? 0);
    }
    return total > 0 ? matched / total : 1;
  };
  const gap = (matches: Float32Array) =>
    Math.max(
      0,
      ...concepts.map((concept, index) => (isContent(concept) ? concept.idf * (1 - (matches[index] ?? 0)) : 0)),
    ) / rarest;
  const around = sentences.map((sentence) => meaning.matches(neighbourhood(sentence)));
  const alone = sentences.map(({ candidate }) =>
    meaning.matches([candidate.sentence.positions, candidate.evidence.titlePositions]),
  );
  const together = new Float32Array(concepts.length);
  for (const matches of around)
    for (const [index, value] of matches.entries()) together[index] = Math.max(together[index] ?? 0, value);
  const focus = focusOf(question);
  const focusIndex = focus ? concepts.indexOf(focus) : -1;
  const focusMatch = focusIndex < 0 ? 1 : Math.max(0, ...alone.map((matches) => matches[focusIndex] ?? 0));
  const all = () => true;
  return {
    meaningJoint: Math.max(0, ...around.map((matches) => share(matches, all))),
    meaningContent: Math.max(0, ...around.map((matches) => share(matches, isContent))),
    meaningContentFirst: alone[0] ? share(alone[0], isContent) : 0,
    meaningSentence: Math.max(0, ...alone.map((matches) => share(matches, all))),
    meaningGap: around.length > 0 ? Math.min(...around.map(gap)) : 1,
    meaningGapAny: gap(together),
    focus: focusMatch,
    focusGap: focus ? (focus.idf * (1 - focusMatch)) / rarest : 0,
    quantityMeaning: quantityMeaning(
      question,
      sentences,
      alone.map((matches) => share(matches, all)),
    ),
    superlativeMissing:
      superlative.test(question.text) && !sentences.some(({ candidate }) => superlative.test(candidate.sentence.text))
        ? 1
        : 0,
    typedMeaning: Math.max(
      0,
      ...sentences.map(({ candidate }, index) =>
        (candidate.features[sentenceFeatureNames.indexOf('typeMatch')] ?? 0) > 0
          ? share(around[index] ?? together, all)
          : 0,
      ),
    ),
  };
}

/** From this on, an expected question is the question itself. @see SignalScores */
const surelyAsked = 0.6;
/** From this on, one that ties the same names together shows that they belong together. */
const alikeEnough = 0.55;

/**
 * A question that ties two names together is answered only where some passage, with its title, has both, or where an
 * article is expected to answer that very question.
 */
function areNamesApart(question: UnderstoodQuestion, evidence: readonly Evidence[]): boolean {
  const names = question.concepts.filter(
    (concept) => concept.kind === 'maker' || (concept.kind === 'entity' && !describedKinds.has(concept.entityKind)),
  );
  if (question.intent.isComparison || new Set(names.map((concept) => concept.id)).size < 2) return false;
  if (evidence.some((item) => item.parts.asked >= surelyAsked)) return false;
  const isTied = ({ terms }: ExpectedQuestion) =>
    names.every(({ alternatives }) => alternatives.some((other) => other.terms.every((term) => terms.includes(term))));
  const isExpected = ({ expected }: Evidence) => {
    const same = samenessOf(question, expected);
    return expected.some((other, index) => (same[index] ?? 0) >= alikeEnough && isTied(other));
  };
  if (evidence.some(isExpected)) return false;
  return !evidence.some((item) =>
    names.every((concept) => weightIn(concept, [item.view.positions, item.titlePositions]) >= 0.4),
  );
}

/** What has one of these may ask something beside its orders. */
const asksSomething =
  /[?？¿]|\b(?:what|which|who|whom|whose|when|where|why|how)\b|(?:什么|哪|谁|何时|为什么|怎么|多少|吗)|\b(?:qu[eé]|qui[eé]n|cu[aá]ndo|d[oó]nde|c[oó]mo|cu[aá]l)\b/iu;

/** Asks for something to be made or acted out: nothing that articles could answer. */
const commandPattern =
  /^(?:please |pls |now |ok(?:ay)?,? |can you |could you |hey,? )*(?:ignore|disregard|forget|pretend|act as|role-?play|imagine|repeat|print|output|write|compose|draft|generate|create|draw|translate|summari[sz]e this|solve|calculate|code|recommend|sing|tell (?:me )?a |give me a recipe|you are now|from now on|system\s*:|assistant\s*:|ignora|olvida|escribe|traduce|finge|act[uú]a como)|\b(?:system prompt|your (?:instructions|prompt|rules)|previous instructions|jailbreak|DAN)\b|^(?:请)?(?:忽略|假装|扮演|写一|翻译|重复|输出|画)|系统提示/i;

/** Whether a word of the question with a digit ("16", "V5") stands behind a word that it follows nowhere in the evidence. */
function isModelMissing(question: UnderstoodQuestion, evidence: readonly Evidence[]): boolean {
  return question.terms.some((term, index) => {
    const before = question.terms[index - 1];
    if (before === undefined || !/\p{N}/u.test(term) || /^(?:19|20)\d{2}$/.test(term) || /\p{N}/u.test(before))
      return false;
    return !evidence.some((item) => {
      const after = item.view.positions.get(term) ?? [];
      return item.view.positions.get(before)?.some((position) => after.includes(position + 1)) === true;
    });
  });
}

/** How much of the whole question stands in one place, and the most telling name that is not there. */
function jointFeatures(
  concepts: readonly Concept[],
  neighbourhoods: readonly (readonly Positions[])[],
  rarest: number,
): { jointCoverage: number; jointNameGap: number } {
  const isName = (concept: Concept) => concept.kind === 'maker' || concept.kind === 'entity';
  const total = Math.max(
    1e-6,
    concepts.reduce((sum, concept) => sum + concept.idf, 0),
  );
  let best = { jointCoverage: 0, jointNameGap: 1 };
  for (const positions of neighbourhoods) {
    const jointCoverage =
      concepts.reduce((sum, concept) => sum + concept.idf * weightIn(concept, positions), 0) / total;
    const missing = concepts.filter((concept) => isName(concept) && weightIn(concept, positions) < 0.4);
    const jointNameGap = Math.max(0, ...missing.map((concept) => concept.idf)) / rarest;
    if (jointCoverage - jointNameGap > best.jointCoverage - best.jointNameGap) best = { jointCoverage, jointNameGap };
  }
  return best;
}

/** Whether a number of something is asked for, and no sentence has a number that could be of it. */
function isQuantityMissing(question: UnderstoodQuestion, sentences: readonly RankedSentence[]): boolean {
  const given = sentences.map(({ candidate }) => givesQuantity(question, candidate.sentence));
  return !given.includes(null) && !given.includes(true);
}

type Positions = ReadonlyMap<string, readonly number[]>;

function weightIn(concept: Concept, layers: readonly Positions[]): number {
  return Math.max(0, ...layers.map((positions) => conceptFrequency(concept, positions).weight));
}

/** The terms around a sentence: its own, those of the sentences beside it, and its title. */
function neighbourhood({ candidate }: RankedSentence): Positions[] {
  const { evidence, index } = candidate;
  const beside = [index - 1, index, index + 1].flatMap(
    (position) => evidence.view.sentences[position]?.positions ?? [],
  );
  return [...beside, evidence.titlePositions];
}
