import { type Translations, termCounts } from './translation-model.js';

/** A sentence and the questions that it answers, each as its terms. */
export interface AnsweredSentence {
  readonly sentence: readonly string[];
  readonly questions: readonly (readonly string[])[];
}

/** Rounds of expectation maximisation after the first; more fit the questions that are there, not those to come. */
const rounds = 2;
/** How often a term of a question is owed to no other term. */
const nullShare = 0.2;
/** Translations less likely than this are forgotten. */
const leastProbability = 0.002;
/** Learned from at most so many questions, of sentences spread evenly. */
const maximumQuestions = 20_000;
/** Of one sentence so many terms, and so many questions: what is longer is not like a sentence and its questions. */
const maximumTerms = 200;
const maximumQuestionsOfOne = 60;
/** What a term counts that stands in sentences only, beside 1 for each question that has another. */
const unaskedCount = 0.01;

/** A sentence as numbers: its terms, how often each is there, and the terms of each question as places among them. */
interface Document {
  readonly words: readonly number[];
  readonly counts: Float32Array;
  readonly total: number;
  readonly questions: readonly Uint16Array[];
  /** Where the translations of each word into each that is asked stand in the table, word after word. */
  pairs: Uint32Array;
}

/**
 * Learns which terms translate into which: each question from the other questions that its sentence answers and from
 * the sentence, by expectation maximisation (IBM model 1; Brown, Della Pietra, Della Pietra and Mercer 1993).
 */
export function fitTranslations(sentences: readonly AnsweredSentence[]): Translations {
  const numbers = new Map<string, number>();
  const numberOf = (term: string) => {
    const known = numbers.get(term) ?? numbers.size;
    numbers.set(term, known);
    return known;
  };
  const documents = sample(sentences).map((sentence) => layOut(sentence, numberOf));
  const asked = new Float64Array(numbers.size).fill(unaskedCount);
  for (const { words, questions } of documents)
    for (const question of questions)
      for (const place of question) {
        const word = words[place] as number;
        asked[word] = (asked[word] as number) + 1;
      }
  const all = asked.reduce((sum, count) => sum + count, 0);
  const background = Float32Array.from(asked, (count) => count / all);
  const { sources, targets } = pairUp(documents, numbers.size);
  let probabilities = new Float32Array(sources.length).fill(1);
  for (let round = 0; round <= rounds; round += 1) {
    const expected = new Float32Array(sources.length);
    // The first round shares each term out by how often the others are there, whatever the background.
    for (const document of documents) expect(document, probabilities, round === 0 ? null : background, expected);
    probabilities = shares(expected, sources, numbers.size);
  }
  return { terms: [...numbers.keys()], background, ...likely(sources, targets, probabilities, numbers.size) };
}

function sample(sentences: readonly AnsweredSentence[]): AnsweredSentence[] {
  const answered = sentences.filter(({ questions }) => questions.length > 0);
  const count = answered.reduce((sum, { questions }) => sum + questions.length, 0);
  const step = Math.max(1, Math.ceil(count / maximumQuestions));
  return answered.filter((_, index) => index % step === 0);
}

function layOut(sentence: AnsweredSentence, numberOf: (term: string) => number): Document {
  const questions = sentence.questions.slice(0, maximumQuestionsOfOne);
  const counts = termCounts(sentence.sentence.slice(0, maximumTerms), questions);
  const places = new Map([...counts.keys()].map((term, place) => [term, place]));
  const values = Float32Array.from(counts.values());
  return {
    words: [...counts.keys()].map(numberOf),
    counts: values,
    total: values.reduce((sum, count) => sum + count, 0),
    questions: questions.map((terms) => Uint16Array.from(new Set(terms), (term) => places.get(term) as number)),
    pairs: new Uint32Array(),
  };
}

/** Numbers each pair of terms that some sentence brings together, and tells the documents. */
function pairUp(documents: readonly Document[], termCount: number): { sources: Uint32Array; targets: Uint32Array } {
  const sources: number[] = [];
  const targets: number[] = [];
  const numbers = new Map<number, number>();
  for (const document of documents) {
    const { words, questions } = document;
    const isAsked = new Uint8Array(words.length);
    for (const question of questions) for (const place of question) isAsked[place] = 1;
    const pairs = new Uint32Array(words.length * words.length);
    for (const [row, source] of words.entries())
      for (const [column, target] of words.entries()) {
        if (isAsked[column] === 0) continue;
        const key = source * termCount + target;
        let number = numbers.get(key);
        if (number === undefined) {
          number = sources.push(source) - 1;
          targets.push(target);
          numbers.set(key, number);
        }
        pairs[row * words.length + column] = number;
      }
    document.pairs = pairs;
  }
  return { sources: Uint32Array.from(sources), targets: Uint32Array.from(targets) };
}

/** Adds what each term of a document's questions owes to each other term. */
function expect(
  { words, counts, total, questions, pairs }: Document,
  probabilities: Float32Array,
  background: Float32Array | null,
  expected: Float32Array,
): void {
  const size = words.length;
  const shares = new Float32Array(size);
  for (const question of questions) {
    const rest = Math.max(1, total - question.length);
    for (let row = 0; row < size; row += 1) shares[row] = (counts[row] as number) / rest;
    for (const place of question) shares[place] = Math.max(0, (shares[place] as number) - 1 / rest);
    for (const column of question) {
      let sum = 0;
      if (background) {
        for (let row = 0; row < size; row += 1)
          sum += (shares[row] as number) * (probabilities[pairs[row * size + column] as number] as number);
        sum = (1 - nullShare) * sum + nullShare * (background[words[column] as number] as number);
      } else sum = 1;
      if (sum <= 0) continue;
      for (let row = 0; row < size; row += 1) {
        const share = shares[row] as number;
        if (share === 0) continue;
        const pair = pairs[row * size + column] as number;
        expected[pair] = (expected[pair] as number) + (share * (probabilities[pair] as number)) / sum;
      }
    }
  }
}

/** The share of each translation among those of its term. */
function shares(expected: Float32Array, sources: Uint32Array, termCount: number): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(termCount);
  for (let pair = 0; pair < sources.length; pair += 1) {
    const source = sources[pair] as number;
    sums[source] = (sums[source] as number) + (expected[pair] as number);
  }
  return expected.map((value, pair) => value / Math.max(1e-9, sums[sources[pair] as number] as number));
}

/** The translations worth remembering, term after term. */
function likely(sources: Uint32Array, targets: Uint32Array, probabilities: Float32Array, termCount: number) {
  const starts = new Uint32Array(termCount + 1);
  for (let pair = 0; pair < sources.length; pair += 1) {
    if ((probabilities[pair] as number) < leastProbability) continue;
    const source = sources[pair] as number;
    starts[source + 1] = (starts[source + 1] as number) + 1;
  }
  for (let term = 0; term < termCount; term += 1)
    starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
  const next = starts.slice();
  const kept = {
    targets: new Uint32Array(starts[termCount] as number),
    probabilities: new Float32Array(starts[termCount] as number),
  };
  for (let pair = 0; pair < sources.length; pair += 1) {
    if ((probabilities[pair] as number) < leastProbability) continue;
    const source = sources[pair] as number;
    const place = next[source] as number;
    next[source] = place + 1;
    kept.targets[place] = targets[pair] as number;
    kept.probabilities[place] = probabilities[pair] as number;
  }
  return { starts, ...kept };
}
