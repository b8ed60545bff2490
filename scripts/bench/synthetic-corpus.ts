import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isStopword } from '../../src/text/stopwords.js';

const frequenciesUrl = new URL('../../src/retrieval/background/english-document-frequencies.tsv', import.meta.url);

const passagesPerArticle = 20;
const wordsPerPassage = 100;
const shortestSentence = 8;
const longestSentence = 25;

/** Subjects that articles are about: more than the embedder has directions, as in real collections. */
const topicCount = 400;
const wordsPerTopic = 120;
/** How many of a passage's words come from its article's subject, from another one, and from names made up for it. */
const mainTopicShare = 0.22;
const sideTopicShare = 0.06;
const nameShare = 0.02;
const namesPerArticle = 4;

export interface SyntheticCorpus {
  readonly knowledgeFolder: string;
  /** Each of 4 to 8 content words of one random passage. */
  readonly queries: readonly string[];
}

/** Writes articles whose words are as common as in real English and keep company by subject. Same seed, same files. */
export function writeSyntheticCorpus(
  folder: string,
  passageCount: number,
  queryCount: number,
  seed = 1,
): SyntheticCorpus {
  const random = seededRandom(seed);
  const { words, rates } = readWordRates();
  const background = weightedSampler(rates, random);
  const topics = makeTopics(words, rates, random);
  const articleCount = Math.ceil(passageCount / passagesPerArticle);
  const passages: string[] = [];
  mkdirSync(folder, { recursive: true });
  for (let article = 0; article < articleCount; article += 1) {
    const mainTopic = pick(topics, random);
    const names = Array.from({ length: namesPerArticle }, () => makeName(random));
    const paragraphs: string[] = [];
    const count = Math.min(passagesPerArticle, passageCount - passages.length);
    for (let position = 0; position < count; position += 1) {
      const sideTopic = pick(topics, random);
      const nextWord = () => {
        const share = random();
        if (share < mainTopicShare) return words[mainTopic()] ?? '';
        if (share < mainTopicShare + sideTopicShare) return words[sideTopic()] ?? '';
        if (share < mainTopicShare + sideTopicShare + nameShare) return pick(names, random);
        return words[background()] ?? '';
      };
      paragraphs.push(makeParagraph(nextWord, random));
    }
    passages.push(...paragraphs);
    const title = capitalise(Array.from({ length: 6 }, () => words[mainTopic()] ?? '').join(' '));
    const month = 1 + Math.floor(random() * 12);
    const published = `${2010 + Math.floor(random() * 16)}-${String(month).padStart(2, '0')}`;
    const name = `article-${String(article).padStart(6, '0')}`;
    writeFileSync(
      path.join(folder, `${name}.md`),
      `---\ntitle: ${JSON.stringify(title)}\npublisher: Synthetic\npublished: "${published}"\nurl: https://example.org/${name}\nlanguage: en\n---\n\n${paragraphs.join('\n\n')}\n`,
    );
  }
  const queries = Array.from({ length: queryCount }, () => makeQuery(pick(passages, random), random));
  return { knowledgeFolder: folder, queries };
}

/** Uniform numbers from 0 to below 1, the same for the same seed (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** English words with how often each is expected in one passage of about 100 words, commonest first. */
function readWordRates(): { words: string[]; rates: number[] } {
  const words: string[] = [];
  const rates: number[] = [];
  const lines = readFileSync(frequenciesUrl, 'utf8').split('\n');
  const passageCount = Number(/of (\d+) passages/.exec(lines[0] ?? '')?.[1] ?? 1);
  for (const line of lines.slice(1)) {
    const [word, count] = line.split('\t');
    if (!word || !count) continue;
    words.push(word);
    // A word drawn at this rate occurs in just that share of passages (Poisson).
    rates.push(-Math.log(1 - Math.min(0.99, Number(count) / passageCount)));
  }
  return { words, rates };
}

/** Each subject favours words of its own, neither function words nor the very rarest. */
function makeTopics(words: readonly string[], rates: readonly number[], random: () => number): (() => number)[] {
  const candidates = words.flatMap((word, index) => (index < 15_000 && !isStopword(word, 'en') ? [index] : []));
  return Array.from({ length: topicCount }, () => {
    const own = Array.from({ length: wordsPerTopic }, () => pick(candidates, random));
    const sample = weightedSampler(
      own.map((index) => Math.sqrt(rates[index] ?? 0)),
      random,
    );
    return () => own[sample()] ?? 0;
  });
}

function makeParagraph(nextWord: () => string, random: () => number): string {
  const sentences: string[] = [];
  let count = 0;
  while (count < wordsPerPassage - shortestSentence) {
    const length = shortestSentence + Math.floor(random() * (longestSentence - shortestSentence + 1));
    sentences.push(`${capitalise(Array.from({ length }, nextWord).join(' '))}.`);
    count += length;
  }
  return sentences.join(' ');
}

function makeQuery(passage: string, random: () => number): string {
  const words = [...new Set(passage.toLowerCase().match(/[a-z]+/g) ?? [])].filter((word) => !isStopword(word, 'en'));
  const count = 4 + Math.floor(random() * 5);
  const chosen: string[] = [];
  while (chosen.length < count && words.length > 0)
    chosen.push(...words.splice(Math.floor(random() * words.length), 1));
  return chosen.join(' ');
}

function makeName(random: () => number): string {
  const length = 2 + Math.floor(random() * 2);
  return capitalise(
    Array.from({ length }, () => pick([...'bdfgklmnprstvz'], random) + pick([...'aeiou'], random)).join('') +
      pick([...'lnrsx'], random),
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('Cannot pick from an empty list');
  return value;
}

/** Positions drawn in proportion to their weights. */
function weightedSampler(weights: readonly number[], random: () => number): () => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    total += weight;
    sums[index] = total;
  }
  return () => {
    const wanted = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
