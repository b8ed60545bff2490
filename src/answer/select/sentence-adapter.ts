import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { meaningOf } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { asksTheSame } from '../../retrieval/rank/same-question.js';
import { conceptFrequency } from '../../retrieval/rank/signals.js';
import { focusOf } from '../../retrieval/understand/focus.js';
import { type UnderstoodQuestion, wantsNewest } from '../../retrieval/understand/understand-question.js';
import { askedOften, expectedOfSentence } from './expected-sentences.js';
import { givesQuantity } from './quantities.js';
import { type SentenceCandidate, type SentenceFeatureName, sentenceFeatureNames } from './sentence-features.js';

/**
 * What a corpus with a glossary and dates tells beyond words: these few features correct the trees, which were learned
 * on encyclopaedia paragraphs that have neither.
 */
export const adapterFeatureNames = [
  'otherMaker',
  'makerMissing', // neither sentence nor title names any of the question's makers
  'entities', // share of the question's carriers, agencies and the like that the sentence names
  'otherEntity', // names another of the same kind instead: T-Mobile where AT&T was asked about
  'topics',
  'expected',
  'currencyWanted', // how current the article is, as far as the sentence says the question, for one about now or the future
  'entityMissing', // neither sentence nor title names any of the question's carriers, shops, places
  'reasonGiven',
  'quantityGiven', // a number of the kind asked for
  'leadSentence', // the first of its article, for a question about now or the future
  'asked', // how surely its article is expected to answer the very question
  'expectedHere', // what an expected question asks that is like the question
  'focus', // how near it comes to the thing that the question asks for by name
  'meaning', // share of the question that it says, near words counted, with its title
  'otherMarket', // names another market and not this one, for a question about this one
  'leansOnBefore', // a word of its beginning points back to what was said before
  'leadOfBroad', // the first of its article, for a question that says little beside names
  'leadExpected', // the first of its article, as far as the article is expected to answer
  'onReporting', // tells who reported and how, not what happened
  'askedHere', // how surely it is known to answer the very question
  'likelihood', // how likely the question is of it, by the words of all that it answers and their translations
  'askedOften', // how often it is asked for, whatever the question; a logarithm
] as const;

/** Kinds of entities that an article may well mean without naming them: "lawmakers" for Congress. */
export const describedKinds: ReadonlySet<string | null> = new Set(['agency', 'list', 'law']);

/** Words that need the sentence before them, as far into a sentence as they still do. */
const leaningPattern =
  /\b(?:therefore|thereby|thus|hence|then|also|too|as well|however|nevertheless|by contrast|instead|meanwhile|likewise|moreover|furthermore|such an?|these|those)\b|adem[aá]s|tambi[eé]n|por (?:eso|tanto)|sin embargo|此外|因此|另外|同时/iu;
const leaningReach = 90;

/** Of a report, not of what it reports. */
const reportingPattern =
  /\b(?:examined|described|discussed) in an article\b|\barticle by\b|^(?:other |some |several )?(?:outlets|reports|accounts|sources|stories|media)\b|\bbased (?:its|his|her|their)\b.{0,30}\b(?:account|report|story)\b|\b(?:column|article|report|coverage|story|text|account)\b(?: of [^,]{0,20})? (?:itself|mentions?|names|gives|does|did|contains|is silent|takes)\b|\bas far as it could be read\b|\bthat was read\b|^no source\b/iu;

/** How a sentence speaks, whatever is asked: worked out once for each. */
const manners = new WeakMap<SentenceView, { readonly leansOnBefore: boolean; readonly onReporting: boolean }>();

function mannerOf(sentence: SentenceView) {
  let manner = manners.get(sentence);
  if (!manner) {
    manner = {
      leansOnBefore: leaningPattern.test(sentence.text.slice(0, leaningReach)),
      onReporting: reportingPattern.test(sentence.text),
    };
    manners.set(sentence, manner);
  }
  return manner;
}

const isWord = ({ kind }: UnderstoodQuestion['concepts'][number]) => kind === 'word' || kind === 'synonym';

export interface AdapterContext {
  /** How current the candidate's article is, 0 to 1. */
  readonly currency: number;
  /** Ids of the entities that the candidate's sentence names. */
  readonly entities: readonly string[];
  readonly namesMarket: boolean;
  readonly namesOtherMarket: boolean;
  /** The kind of an entity, for example carrier. */
  readonly kindOf: (entityId: string) => string;
}

export function adapterFeatures(
  question: UnderstoodQuestion,
  candidate: SentenceCandidate,
  context: AdapterContext,
): Float32Array {
  const { sentence, evidence, features } = candidate;
  const feature = (name: SentenceFeatureName) => features[sentenceFeatureNames.indexOf(name)] ?? 0;
  const isIn =
    (positions: ReadonlyMap<string, readonly number[]>) => (concept: UnderstoodQuestion['concepts'][number]) =>
      conceptFrequency(concept, positions).frequency > 0;
  const makers = question.concepts.filter((concept) => concept.kind === 'maker');
  const entities = question.concepts.filter((concept) => concept.kind === 'entity');
  const wantsNew = wantsNewest(question);
  const manner = mannerOf(sentence);
  const isLead = candidate.index === 0 && evidence.passage.start < 4;
  const meaning = meaningOf(question.concepts);
  const focus = focusOf(question);
  const matches = meaning.matches([sentence.positions, evidence.titlePositions]);
  const said = meaning.shareOf(matches);
  const expectations = expectedOfSentence(question, evidence.expected, sentence);
  const isMissing = (names: readonly UnderstoodQuestion['concepts'][number][]) =>
    names.length > 0 &&
    !names.some((concept) => isIn(sentence.positions)(concept) || isIn(evidence.titlePositions)(concept));
  const values: Record<(typeof adapterFeatureNames)[number], number> = {
    otherMaker: feature('otherMaker') * (feature('ownMaker') > 0 ? 0 : 1),
    makerMissing: isMissing(makers) ? 1 : 0,
    entities: entities.length > 0 ? entities.filter(isIn(sentence.positions)).length / entities.length : 0,
    otherEntity: question.entities.some(
      (wanted) =>
        !context.entities.includes(wanted) &&
        context.entities.some(
          (named) => !question.entities.includes(named) && context.kindOf(named) === context.kindOf(wanted),
        ),
    )
      ? 1
      : 0,
    topics: evidence.parts.topics,
    expected: evidence.parts.expected,
    currencyWanted: wantsNew ? context.currency * said : 0,
    entityMissing: isMissing(entities.filter(({ entityKind }) => !describedKinds.has(entityKind))) ? 1 : 0,
    reasonGiven: feature('asksReason') * feature('hasReasonWord'),
    quantityGiven: givesQuantity(question, sentence) === true ? 1 : 0,
    leadSentence: wantsNew && isLead ? 1 : 0,
    asked: evidence.parts.asked,
    expectedHere: expectations.here,
    focus: focus ? (meaning.matches([sentence.positions])[question.concepts.indexOf(focus)] ?? 0) : 0,
    meaning: said,
    otherMarket:
      context.namesOtherMarket &&
      !context.namesMarket &&
      question.wording.includes('<market>') &&
      !question.concepts.some(({ entityKind }) => entityKind === 'place')
        ? 1
        : 0,
    leansOnBefore: manner.leansOnBefore ? 1 : 0,
    leadOfBroad: isLead ? 1 / (1 + question.concepts.filter(isWord).length) : 0,
    leadExpected: isLead ? evidence.parts.expected : 0,
    onReporting: manner.onReporting ? 1 : 0,
    askedHere: asksTheSame(expectations.answers),
    likelihood: evidence.likelihoods[candidate.index]?.share ?? 0,
    askedOften: askedOften(evidence.expected, sentence),
  };
  return Float32Array.from(adapterFeatureNames, (name) => values[name]);
}

/** Our questions were written evenly over the articles and cannot tell how often each sentence is asked for. */
export const unfittedFeature: (typeof adapterFeatureNames)[number] = 'askedOften';

/** What we believe before seeing our few questions; the fit moves away from it only as far as they insist. */
export const adapterPrior: readonly number[] = adapterFeatureNames.map(
  (name) =>
    ({
      otherMaker: -2.4,
      makerMissing: -1.3,
      entities: 0.4,
      otherEntity: -0.6,
      topics: 0.2,
      expected: 0.5,
      currencyWanted: 1.2,
      entityMissing: -1.5,
      reasonGiven: 0.3,
      quantityGiven: 0.8,
      leadSentence: 0.3,
      asked: 1,
      expectedHere: 1.5,
      focus: 0.3,
      meaning: 0.5,
      otherMarket: -1,
      leansOnBefore: -0.4,
      leadOfBroad: 0.5,
      leadExpected: 0.6,
      onReporting: -0.6,
      askedHere: 1.5,
      likelihood: 6,
      askedOften: 0.6,
    })[name],
);

const AdapterFile = z.object({
  features: z.array(z.string()),
  coefficients: z.array(z.number()),
  /** What the trees' score counts beside: they are surer of themselves on their own subject than on ours. */
  treeWeight: z.number(),
});

let loaded: z.infer<typeof AdapterFile> | null = null;

/** The trees' score as far as it counts, with what the adapter adds. Fitted by `npm run fit` on our own fit half. */
export function adaptedScore(treeScore: number, features: Float32Array): number {
  if (!loaded) {
    const file = AdapterFile.parse(
      JSON.parse(readFileSync(new URL('./sentence-adapter.json', import.meta.url), 'utf8')),
    );
    if (file.features.join() !== adapterFeatureNames.join())
      throw new Error('Cannot rank sentences: sentence-adapter.json was fitted on other features; run "npm run fit"');
    loaded = file;
  }
  let score = loaded.treeWeight * treeScore;
  for (const [index, coefficient] of loaded.coefficients.entries()) score += coefficient * (features[index] ?? 0);
  return score;
}
