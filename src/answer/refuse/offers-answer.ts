import { isEnglishWord } from '../../retrieval/background/background-frequencies.js';
import { meaningOf } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import type { AnswerKind } from '../../retrieval/understand/answer-kind.js';
import { focusOf } from '../../retrieval/understand/focus.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { countedNear, peopleCounted } from '../select/quantities.js';

/** What a sentence names, by the glossary. */
export interface NamedInSentence {
  /** Lowercase words of its makers, products, carriers, agencies and so on; no persons'. */
  readonly words: ReadonlySet<string>;
  /** Lowercase words of the persons that the glossary knows. */
  readonly persons: readonly string[];
}

const months = 'january|february|march|april|may|june|july|august|september|october|november|december';
const monthWord = new RegExp(`^(?:${months})$`);
const datePattern = new RegExp(
  `\\b(?:${months}|(?:19|20)\\d\\d|spring|summer|autumn|winter|quarter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b`,
  'giu',
);
const moneyPattern =
  /[$€£¥₹]\s?\d|\d[\d.,]*\s*(?:million|billion|thousand)?\s*(?:dollars?|euros?|yuan|cents?|pounds?|rupees)|\bfree\b|at no (?:device )?cost/iu;
const sharePattern = /\d\s*(?:%|percent|per cent)|percentage point|\b(?:half|thirds?|quarters?) of\b/iu;
const durationPattern =
  /(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|half|a|several)[\s-]*(?:and a half )?(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|decades?)|since|until|between|from .* to/iu;
const measurePattern =
  /(?<![\p{L}\d])(?!(?:19|20)\d\d(?!\d))\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|half|quarter)\b/iu;
const reasonPattern =
  /\b(?:because|due to|owing to|reasons?|in order to|so that|to avoid|therefore|thus|as a result|led to|caused?|causes|result(?:ed|s)? (?:in|from)|fear\p{L}*|concern\p{L}*|worr\p{L}+|why|purpose|motivat\p{L}+|prevent\p{L}*|blam\p{L}+|attribut\p{L}+|thanks to|argu\p{L}+|explain\p{L}*|justif\p{L}+|grounds?|after|amid|over (?:its|the|their|a)|since(?! (?:\d|january|february|march|april|may|june|july|august|september|october|november|december))|to (?:make|get|reach|protect|keep|help|win|let|build|cut|gain|allow)|as \p{L}+ (?:had|was|were|would|could))\b/iu;
const placeWords = new Set('in at from near to of into across the and for outside'.split(' '));

/** Names in a sentence, as runs of capitalised words that the question does not have. */
function newNames(
  question: ReadonlySet<string>,
  { tokens, text }: SentenceView,
): { readonly words: readonly string[]; readonly index: number }[] {
  const names: { words: string[]; index: number }[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, token] of tokens.entries()) {
    const isName =
      token.isCapitalised &&
      !token.isStopword &&
      !monthWord.test(token.word) &&
      (index > 0 || !isEnglishWord(token.word) || tokens[1]?.isCapitalised === true);
    if (!isName) continue;
    const before = tokens[index - 1];
    const run = names.at(-1);
    // A comma or "'s" between two names parts them.
    if (run && last === index - 1 && before && /^[\s.&-]*$/.test(text.slice(before.end, token.start)))
      run.words.push(token.word);
    else names.push({ words: [token.word], index });
    last = index;
  }
  return names.filter(({ words }) => !words.every((word) => question.has(bare(word))));
}

function bare(word: string): string {
  return word.replace(/['’]s?$/, '');
}

/**
 * How far a sentence offers an expression of the kind that a question asks for and does not itself contain, 0 to 1:
 * another date, an amount of money, a number of the thing counted, a person's name. 1 where no such kind is asked for.
 */
export function offersAnswer(
  question: UnderstoodQuestion,
  kind: AnswerKind,
  sentence: SentenceView,
  source: ReadonlySet<string>,
  named: NamedInSentence,
): number {
  const { text } = sentence;
  const asked = () => new Set(question.text.toLowerCase().match(/[\p{L}\p{N}&+-]+/gu) ?? []);
  switch (kind) {
    case 'count': {
      const counted = focusOf(question);
      if (counted === null) return measurePattern.test(text) ? 1 : 0;
      const meaning = meaningOf(question.concepts);
      const concept = question.concepts.indexOf(counted);
      const people = peopleCounted(counted);
      return Math.sqrt(countedNear(sentence, (term) => (people.includes(term) ? 1 : meaning.nearness(concept, term))));
    }
    case 'money':
      return moneyPattern.test(text) ? 1 : 0;
    case 'share':
      return sharePattern.test(text) ? 1 : 0;
    case 'duration':
      return durationPattern.test(text) ? 1 : 0;
    case 'measure':
      return measurePattern.test(text) ? 1 : 0;
    case 'reason':
      return reasonPattern.test(text) ? 1 : 0;
    case 'date': {
      const lowered = question.text.toLowerCase();
      return (text.match(datePattern) ?? []).some((date) => !lowered.includes(date.toLowerCase())) ? 1 : 0;
    }
    case 'person': {
      const words = asked();
      if (named.persons.some((name) => !words.has(name))) return 1;
      const names = newNames(words, sentence).filter(
        (name) => !name.words.every((word) => source.has(bare(word)) || named.words.has(bare(word))),
      );
      if (names.some((name) => name.words.filter((word) => !named.words.has(bare(word))).length > 1)) return 1;
      return names.some((name) => name.index > 0) ? 0.5 : 0;
    }
    case 'organisation':
    case 'choice':
      return newNames(asked(), sentence).some((name) => !name.words.every((word) => source.has(bare(word)))) ? 1 : 0;
    case 'place':
      return newNames(asked(), sentence).some(
        ({ words, index }) =>
          placeWords.has(sentence.tokens[index - 1]?.word ?? '') && !words.every((word) => named.words.has(bare(word))),
      )
        ? 1
        : 0;
    default:
      return 1;
  }
}
