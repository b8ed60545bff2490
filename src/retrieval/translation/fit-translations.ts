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
  /** The places of those that are asked. */
  readonly asked: Uint16Array;
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
  const pairs = pairUp(documents, numbers.size);
  let probabilities = new Float32Array(pairs.targets.length).fill(1);
  for (let round = 0; round <= rounds; round += 1) {
    const expected = new Float32Array(probabilities.length);
    // The first round shares each term out by how often the others are there, whatever the background.
    for (const document of documents) expect(document, probabilities, round === 0 ? null : background, expected);
    probabilities = shares(expected, pairs);
  }
  return { terms: [...numbers.keys()], background, ...likely(pairs, probabilities) };
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
  const asked = questions.map((terms) => Uint16Array.from(new Set(terms), (term) => places.get(term) as number));
  return {
    words: [...counts.keys()].map(numberOf),
    counts: values,
    total: values.reduce((sum, count) => sum + count, 0),
    questions: asked,
    asked: Uint16Array.from(new Set(asked.flatMap((question) => [...question]))),
    pairs: new Uint32Array(),
  };
}

/** The pairs of terms that some sentence brings together, source after source. */
interface Pairs {
  /** Where the pairs of each source begin; one more for the end. */
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
}

/** Finds the pairs, and tells the documents where theirs stand. */
function pairUp(documents: readonly Document[], termCount: number): Pairs {
  const occurrences: { document: Document; row: number }[][] = Array.from({ length: termCount }, () => []);
  for (const document of documents) {
    const size = document.words.length;
    document.pairs = new Uint32Array(size * size);
    for (const [row, word] of document.words.entries()) occurrences[word]?.push({ document, row });
  }
  const starts = new Uint32Array(termCount + 1);
  const targets: number[] = [];
  const placeOf = new Int32Array(termCount).fill(-1);
  for (const [source, places] of occurrences.entries()) {
    const start = targets.length;
    for (const { document, row } of places) {
      const { words, asked, pairs } = document;
      for (const column of asked) {
        const target = words[column] as number;
        // What another source left there lies before this one's pairs.
        if ((placeOf[target] as number) < start) placeOf[target] = targets.push(target) - 1;
        pairs[row * words.length + column] = placeOf[target] as number;
      }
    }
    starts[source + 1] = targets.length;
  }
  return { starts, targets: Uint32Array.from(targets) };
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
function shares(expected: Float32Array, { starts }: Pairs): Float32Array<ArrayBuffer> {
  const found = new Float32Array(expected.length);
  for (let source = 0; source + 1 < starts.length; source += 1) {
    const [start, end] = [starts[source] as number, starts[source + 1] as number];
    let sum = 0;
    for (let pair = start; pair < end; pair += 1) sum += expected[pair] as number;
    if (sum > 0) for (let pair = start; pair < end; pair += 1) found[pair] = (expected[pair] as number) / sum;
  }
  return found;
}

/** The translations worth remembering. */
function likely({ starts, targets }: Pairs, probabilities: Float32Array) {
  const kept: number[] = [];
  const keptStarts = new Uint32Array(starts.length);
  for (let source = 0; source + 1 < starts.length; source += 1) {
    const end = starts[source + 1] as number;
    for (let pair = starts[source] as number; pair < end; pair += 1)
      if ((probabilities[pair] as number) >= leastProbability) kept.push(pair);
    keptStarts[source + 1] = kept.length;
  }
  return {
    starts: keptStarts,
    targets: Uint32Array.from(kept, (pair) => targets[pair] as number),
    probabilities: Float32Array.from(kept, (pair) => probabilities[pair] as number),
  };
}
