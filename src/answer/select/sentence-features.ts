import { isEnglishWord } from '../../retrieval/background/background-frequencies.js';
import type { QuestionMeaning } from '../../retrieval/rank/meaning.js';
import type { PassageView, SentenceView } from '../../retrieval/rank/passage-view.js';
import { conceptFrequency, coverage, gramCoverage, wordPairs } from '../../retrieval/rank/signals.js';
import type { Evidence } from '../../retrieval/retrieve-passages.js';
import type { AnswerType } from '../../retrieval/understand/intent.js';
import type { Concept, UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { analyze } from '../../text/analyze.js';
import { gramCounts } from '../../text/grams.js';

/** What the sentence ranker looks at, in the order of its input. Shares and flags are 0 to 1 unless said otherwise. */
export const sentenceFeatureNames = [
  'coverage', // of the question's concepts by this sentence, by how telling they are
  'coverageToBest', // divided by the best sentence's of all candidates
  'coverageToPassageBest',
  'previousCoverage',
  'nextCoverage',
  'pairCoverage', // of this sentence and the one before it together
  'passageCoverage',
  'headingCoverage', // by title and heading
  'namesCoverage', // of the capitalised concepts
  'rarestMatched',
  'secondRarestMatched',
  'rarestInPassage',
  'unmatchedCount', // concepts missing in sentence, heading and passage
  'matchedCount',
  'grams',
  'gramsToBest',
  'pairs',
  'longestRun', // question words in a row, stopwords included, divided by the question's length
  'dense',
  'denseToBest',
  'meaning', // coverage with near words counted
  'meaningToBest',
  'meaningAround', // the same by this sentence, those beside it and the heading together
  'gist', // likeness of the sentence as a whole, by vectors of general English
  'gistToBest',
  'passageScore', // divided by the best passage's
  'passageRank', // 0 for the first
  'passageMargin', // by how much the passage leads the next, for the first passage
  'expected',
  'position', // number of sentences before it in the passage
  'relativePosition',
  'length', // in content terms
  'startsWithPronoun',
  'isQuestion',
  'hasNewNumber', // a number that is not in the question
  'newNumberCount',
  'hasYear',
  'hasMoneyOrPercent',
  'hasNewName', // a capitalised word, not first, that is not in the question
  'newNameCount',
  'hasReasonWord',
  'typeMatch', // something of the kind the question asks for
  'typeDistance', // words between it and the nearest concept of the question, 1 when adjacent, towards 0
  'otherMaker', // names a maker that the question does not, while the question names one
  'ownMaker',
  'sameDate',
  'asksAmount',
  'asksDate',
  'asksPerson',
  'asksPlace',
  'asksReason',
  'asksYesNo',
  'asksThing',
  'conceptCount',
  'isCrossLingual',
] as const;
export type SentenceFeatureName = (typeof sentenceFeatureNames)[number];

/** A sentence that may answer, with what the ranker sees of it. */
export interface SentenceCandidate {
  readonly evidence: Evidence;
  readonly sentence: SentenceView;
  /** Its place in the passage. */
  readonly index: number;
  readonly features: Float32Array;
  /** Named for `:why` and for the decision not to answer. */
  readonly coverage: number;
}

export interface FeatureContext {
  readonly idfOf: (term: string) => number;
  readonly gramIdf: (bucket: number) => number;
  /** In the same space as the question's embedding. */
  readonly embeddingOf: (sentence: SentenceView) => Float32Array;
  readonly questionEmbedding: Float32Array;
  /** The question's words with their near ones, and what a sentence is about as a whole. */
  readonly meaning: QuestionMeaning;
  readonly gistOf: (sentence: SentenceView) => Float32Array | null;
  readonly isCrossLingual: boolean;
  /** Ids of the makers that a sentence names. */
  readonly makersIn: (sentence: SentenceView) => readonly string[];
}

const monthPattern =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b|[0-9]{1,2}\s*月/i;
const yearPattern = /(?<!\d)(?:1[0-9]|20)\d{2}(?!\d)/;
const datePattern = new RegExp(
  `${monthPattern.source}|${yearPattern.source}|\\b(?:century|decade|siglo|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter)\\b|世纪|年`,
  'i',
);
const numberPattern =
  /(?<![\p{L}])\p{N}+(?:[.,]\p{N}+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|millones|mitad|tercio)\b|[一二三四五六七八九十百千万亿两]+(?=[个名位年月日次人种家台部万亿%])|百分之/giu;
const moneyOrPercentPattern =
  /[$€£¥₹%]|\b(?:percent|per cent|por ciento|dollars?|euros?|pounds?|yuan|rupees|million|billion|trillion|millones|dólares)\b|百分之|美元|欧元|亿|万/i;
const reasonPattern =
  /\b(?:because|due to|owing to|reasons?|in order to|so that|to avoid|therefore|thus|since|as a result|led to|caused?|result(?:ed|s)? (?:in|from)|fear(?:s|ed|ing)?|concerns?|worr(?:y|ies|ied)|why|for the purpose|motivat\w+|prevent\w*|blam\w+|attribut\w+|porque|debido|a causa|motivo|razón|para evitar|por lo que|ya que)\b|因为|由于|因此|所以|原因|以便|导致|为了/i;
const pronounPattern =
  /^(?:["'“‘(]?)(?:he|she|it|they|this|these|that|those|his|her|their|its|such|both|here|there|however|also|but|and|moreover|furthermore|in addition|él|ella|ellos|ellas|esto|esta|este|estas|estos|eso|esa|ese|su|sus|sin embargo|además|pero)\b|^[“"]?(?:他|她|它|他们|她们|它们|这|那|此|其|该|但|然而|而且|此外|另外)/i;
const placePattern = /\b(?:in|at|from|near|to|of|into|across|en|de|desde)\s+(?:the\s+|la\s+|el\s+)?\p{Lu}\p{L}+/u;

const leaningWords = new Set(
  'he she it they him them él ella ellos ellas esto eso dicho dicha dichos dichas'.split(' '),
);
/** These point back only near the start: later they mostly stand for something in the sentence itself. */
const leaningOpeners = new Set(
  'his her its their this these those such latter former su sus este esta estos estas ese esa esos esas'.split(' '),
);
const hanLeaning = /^[^，。；]{0,6}?(?:他|她|它|他们|她们|它们|这(?!样)|该|其(?!中)|此)/u;
/** Within this many words a pronoun is taken to stand for something said before, unless a name comes first. */
const leaningDistance = 7;
/** A sentence of fewer content terms says too little alone. */
const clippedTerms = 4;

/** Whether a sentence goes on from the one before it: opens with a pronoun or pointer. */
export function goesOn(sentence: SentenceView): boolean {
  return lookOf(sentence).startsWithPronoun;
}

/** Whether a sentence makes no sense without the one before it: led by a pronoun or pointer, or clipped. */
export function leansOnPrevious(sentence: SentenceView): boolean {
  if (goesOn(sentence)) return true;
  if (/\p{Script=Han}/u.test(sentence.text.slice(0, 12))) return hanLeaning.test(sentence.text);
  if (sentence.positions.size < clippedTerms) return true;
  for (const [index, token] of sentence.tokens.slice(0, leaningDistance).entries()) {
    if (leaningWords.has(token.word) || (index < 3 && leaningOpeners.has(token.word))) return true;
    // A name before the pronoun is what the pronoun stands for. Every first word is capitalised: it must be no common one.
    if (token.isCapitalised && !token.isStopword && (index > 0 || !isEnglishWord(token.word))) return false;
  }
  return false;
}

/** All sentences of the given passages, with their features. */
export function sentenceCandidates(
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
  context: FeatureContext,
): SentenceCandidate[] {
  const { concepts } = question;
  const byIdf = [...concepts].sort((a, b) => b.idf - a.idf);
  const names = concepts.filter((concept) => concept.isCapitalised);
  const questionGrams = gramCounts(question.text);
  const loweredQuestion = question.text.toLowerCase();
  const questionTokens = analyze(question.text, question.language);
  const questionWords = new Set(questionTokens.map((token) => token.word));
  const wordRun = questionTokens.map((token) => token.term);
  const topScore = evidence[0]?.score ?? 1;
  const margin = topScore > 0 ? (topScore - (evidence[1]?.score ?? 0)) / topScore : 0;
  const type = question.intent.answerType;
  const raw = evidence.flatMap((item, rank) => {
    const headingPositions = headingPositionsOf(item);
    const headingCoverage = coverage(concepts, headingPositions);
    const passageCoverage = coverage(concepts, item.view.positions);
    const coverages = item.view.sentences.map((sentence) => coverage(concepts, sentence.positions));
    const passageBest = Math.max(1e-6, ...coverages);
    return item.view.sentences.map((sentence, index) => {
      const own = coverages[index] ?? 0;
      const previous = item.view.sentences[index - 1];
      const next = item.view.sentences[index + 1];
      const tokensOfInterest = typeTokens(type, sentence, questionWords);
      const matchedTokens = matchedTokenIndexes(concepts, sentence);
      const look = lookOf(sentence);
      const newNumbers = look.numbers.filter((number) => !loweredQuestion.includes(number));
      const newNames = namesOf(sentence, questionWords);
      const makers = question.makers.length > 0 ? context.makersIn(sentence) : [];
      const values: Record<SentenceFeatureName, number> = {
        coverage: own,
        coverageToBest: 0,
        coverageToPassageBest: own / passageBest,
        previousCoverage: coverages[index - 1] ?? 0,
        nextCoverage: coverages[index + 1] ?? 0,
        pairCoverage: previous ? unionCoverage(concepts, sentence, previous) : own,
        passageCoverage,
        headingCoverage,
        namesCoverage: names.length > 0 ? coverage(names, sentence.positions) : 1,
        rarestMatched: matches(byIdf[0], sentence),
        secondRarestMatched: matches(byIdf[1], sentence),
        rarestInPassage: byIdf[0] && conceptFrequency(byIdf[0], item.view.positions).frequency > 0 ? 1 : 0,
        unmatchedCount: concepts.filter(
          (concept) =>
            conceptFrequency(concept, item.view.positions).frequency === 0 &&
            conceptFrequency(concept, headingPositions).frequency === 0,
        ).length,
        matchedCount: concepts.filter((concept) => conceptFrequency(concept, sentence.positions).frequency > 0).length,
        grams: gramCoverage(questionGrams, sentence.grams, context.gramIdf),
        gramsToBest: 0,
        pairs: wordPairs(question, sentence.positions, context.idfOf),
        longestRun: longestRun(wordRun, sentence) / Math.max(1, wordRun.length),
        dense: Math.max(0, dot(context.questionEmbedding, context.embeddingOf(sentence))),
        denseToBest: 0,
        meaning: context.meaning.coverage([sentence.positions]),
        meaningToBest: 0,
        meaningAround: context.meaning.coverage([
          sentence.positions,
          ...(previous ? [previous.positions] : []),
          ...(next ? [next.positions] : []),
          headingPositions,
        ]),
        gist: context.meaning.gist(context.gistOf(sentence)),
        gistToBest: 0,
        passageScore: topScore > 0 ? item.score / topScore : 0,
        passageRank: rank,
        passageMargin: rank === 0 ? margin : 0,
        expected: item.parts.expected,
        position: index,
        relativePosition: index / Math.max(1, item.view.sentences.length - 1),
        length: sentence.positions.size,
        startsWithPronoun: look.startsWithPronoun ? 1 : 0,
        isQuestion: look.isQuestion ? 1 : 0,
        hasNewNumber: newNumbers.length > 0 ? 1 : 0,
        newNumberCount: newNumbers.length,
        hasYear: look.hasYear ? 1 : 0,
        hasMoneyOrPercent: look.hasMoneyOrPercent ? 1 : 0,
        hasNewName: newNames > 0 ? 1 : 0,
        newNameCount: newNames,
        hasReasonWord: look.hasReasonWord ? 1 : 0,
        typeMatch: tokensOfInterest.length > 0 ? 1 : 0,
        typeDistance: closeness(tokensOfInterest, matchedTokens),
        otherMaker: makers.some((maker) => !question.makers.includes(maker)) ? 1 : 0,
        ownMaker:
          question.makers.length > 0
            ? question.makers.filter((maker) => makers.includes(maker)).length / question.makers.length
            : 0,
        sameDate: question.dates.some(
          (date) => sentence.text.includes(date.slice(0, 4)) || item.article.published.startsWith(date),
        )
          ? 1
          : 0,
        asksAmount: type === 'amount' ? 1 : 0,
        asksDate: type === 'date' ? 1 : 0,
        asksPerson: type === 'person' || type === 'organisation' ? 1 : 0,
        asksPlace: type === 'place' ? 1 : 0,
        asksReason: type === 'reason' || type === 'manner' ? 1 : 0,
        asksYesNo: type === 'yes-no' || type === 'choice' ? 1 : 0,
        asksThing: type === 'thing' || type === 'other' ? 1 : 0,
        conceptCount: concepts.length,
        isCrossLingual: context.isCrossLingual ? 1 : 0,
      };
      return { item, sentence, index, values };
    });
  });
  const best = (name: SentenceFeatureName) => Math.max(1e-6, ...raw.map(({ values }) => values[name]));
  const bestCoverage = best('coverage');
  const bestGrams = best('grams');
  const bestDense = best('dense');
  const bestMeaning = best('meaning');
  const bestGist = best('gist');
  return raw.map(({ item, sentence, index, values }) => {
    values.coverageToBest = values.coverage / bestCoverage;
    values.gramsToBest = values.grams / bestGrams;
    values.denseToBest = values.dense / bestDense;
    values.meaningToBest = values.meaning / bestMeaning;
    values.gistToBest = values.gist / bestGist;
    return {
      evidence: item,
      sentence,
      index,
      features: Float32Array.from(sentenceFeatureNames, (name) => values[name]),
      coverage: values.coverage,
    };
  });
}

const headings = new WeakMap<PassageView, Map<string, number[]>>();

/** Terms of a passage's title and heading, read once. */
function headingPositionsOf({ article, passage, view }: Evidence): Map<string, number[]> {
  let positions = headings.get(view);
  if (!positions) {
    const tokens = analyze(`${article.title} ${passage.heading}`, article.language);
    positions = new Map(tokens.map((token) => [token.term, [0]]));
    headings.set(view, positions);
  }
  return positions;
}

/** What a sentence looks like, whatever is asked. */
interface Look {
  readonly numbers: readonly string[];
  readonly startsWithPronoun: boolean;
  readonly isQuestion: boolean;
  readonly hasYear: boolean;
  readonly hasMoneyOrPercent: boolean;
  readonly hasReasonWord: boolean;
}

const looks = new WeakMap<SentenceView, Look>();

/** What a sentence looks like, worked out once. */
export function lookOf(sentence: SentenceView): Look {
  let look = looks.get(sentence);
  if (!look) {
    const { text } = sentence;
    look = {
      numbers: numbersOf(text),
      startsWithPronoun: pronounPattern.test(text),
      isQuestion: /[?？]["”’]?$/.test(text),
      hasYear: yearPattern.test(text),
      hasMoneyOrPercent: moneyOrPercentPattern.test(text),
      hasReasonWord: reasonPattern.test(text),
    };
    looks.set(sentence, look);
  }
  return look;
}

function matches(concept: Concept | undefined, sentence: SentenceView): number {
  return concept ? conceptFrequency(concept, sentence.positions).weight : 0;
}

function unionCoverage(concepts: readonly Concept[], a: SentenceView, b: SentenceView): number {
  let matched = 0;
  let total = 0;
  for (const concept of concepts) {
    total += concept.idf;
    matched +=
      concept.idf *
      Math.max(conceptFrequency(concept, a.positions).weight, conceptFrequency(concept, b.positions).weight);
  }
  return total > 0 ? matched / total : 0;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] ?? 0);
  return sum;
}

/** Length of the longest stretch of question words that occurs, in the same order and unbroken, in the sentence. */
function longestRun(words: readonly string[], sentence: SentenceView): number {
  const tokens = sentence.tokens;
  let best = 0;
  let previous = new Uint16Array(tokens.length + 1);
  for (const word of words) {
    const current = new Uint16Array(tokens.length + 1);
    for (let index = 0; index < tokens.length; index += 1) {
      if (tokens[index]?.term === word) {
        const run = (previous[index] ?? 0) + 1;
        current[index + 1] = run;
        if (run > best) best = run;
      }
    }
    previous = current;
  }
  return best;
}

function numbersOf(text: string): string[] {
  return [...text.matchAll(numberPattern)].map((match) => match[0].toLowerCase());
}

function namesOf(sentence: SentenceView, questionWords: ReadonlySet<string>): number {
  let count = 0;
  for (const [index, token] of sentence.tokens.entries()) {
    if (index > 0 && token.isCapitalised && !token.isStopword && !questionWords.has(token.word)) count += 1;
  }
  return count;
}

/** Indexes of tokens that are of the kind asked for and not in the question. */
function typeTokens(type: AnswerType, sentence: SentenceView, questionWords: ReadonlySet<string>): number[] {
  const found: number[] = [];
  for (const [index, token] of sentence.tokens.entries()) {
    if (questionWords.has(token.word)) continue;
    const text = token.word;
    let fits = false;
    if (type === 'amount') fits = /^\p{N}/u.test(text) || numberWord.test(text);
    else if (type === 'date') fits = datePattern.test(text);
    else if (type === 'person' || type === 'organisation')
      fits = token.isCapitalised && !token.isStopword && (index > 0 || sentence.tokens[1]?.isCapitalised === true);
    else if (type === 'place') fits = token.isCapitalised && index > 0 && placePattern.test(sentence.text);
    else if (type === 'reason') fits = reasonPattern.test(text);
    if (fits) found.push(index);
  }
  if (type === 'reason' && found.length === 0 && lookOf(sentence).hasReasonWord) found.push(0);
  if (found.length === 0 && /\p{Script=Han}/u.test(sentence.text)) {
    const pattern =
      type === 'amount' ? numberPattern : type === 'date' ? datePattern : type === 'reason' ? reasonPattern : null;
    if (pattern && sentence.text.search(pattern) >= 0) found.push(0);
  }
  return found;
}

const numberWord =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|millones|mitad|tercio)s?$/;

function matchedTokenIndexes(concepts: readonly Concept[], sentence: SentenceView): number[] {
  return concepts.flatMap((concept) =>
    concept.alternatives.flatMap((alternative) =>
      alternative.terms.flatMap((term) => sentence.positions.get(term) ?? []),
    ),
  );
}

function closeness(interesting: readonly number[], matched: readonly number[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const a of interesting) for (const b of matched) nearest = Math.min(nearest, Math.abs(a - b));
  return Number.isFinite(nearest) ? 1 / (1 + nearest / 4) : 0;
}
