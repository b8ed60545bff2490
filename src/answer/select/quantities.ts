import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { focusOf } from '../../retrieval/understand/focus.js';
import type { Concept, UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { stemWord } from '../../text/analyze.js';

const amountOf =
  '(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|half|a (?:third|quarter))';
const kindsOfQuantity: readonly (readonly [question: RegExp, answer: RegExp])[] = [
  [
    /\b(?:percent(?:age)?|what (?:market )?share|share of)\b|\b(?:how (?:much|high|big)|what)\b.*\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b(?! free)|porcentaje|cu[aá]nto.*arancel|百分之几|份额|关税.*(?:多少|多高)|多少.*关税/i,
    /\d\s*(?:%|percent|per cent|por ciento)|百分之|percentage point/i,
  ],
  [
    /\bhow much\b.*\b(?:pay|paid|cost|costs|spend|spent|worth|fine|fined|price|charge|charged|sell|sold|go for|owe|money|invest|lose|lost|budget|borrow)\b|\bhow expensive\b|\bwhat (?:price|fine|penalty|amount)\b|\b(?:price tag|salary)\b|cu[aá]nto (?:cuesta|cost|pag|val)|qu[eé] precio|多少钱|价格|罚款多少/i,
    /[$€£¥₹]\s?\d|\d[\d.,]*\s*(?:million|billion|thousand)?\s*(?:dollars?|euros?|yuan|cents?|pounds?|rupees)|美元|\bfree\b|at no (?:device )?cost/i,
  ],
  [
    /\bhow long\b|cu[aá]nto tiempo|多久|多长时间/i,
    new RegExp(
      `${amountOf}[\\s-]*(?:and a half )?(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|decades?)|since|until|between|from .* to`,
      'i',
    ),
  ],
  [
    /\bhow (?:big|large|heavy|tall|thick|fast|loud|thin)\b(?!.*\b(?:share|fine|market|bill|penalty|role|threat|deal|loss|team|staff|order|investment|increase|tariff)\b)/i,
    /\d[\d.,]*[\s-]*(?:mah|inch|inches|mm|cm|gb|tb|mp|megapixels?|grams?|g|kg|hz|ghz|watts?|w|square|percent|per cent|%|million|billion|people|units|dollars)\b/i,
  ],
];
const countedPattern = /\bhow many\b|cu[aá]nt[oa]s|多少(?!钱)|几(?:个|家|款|台|部|名|人)/iu;

const numberWords = new Set(
  'one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million billion half several none no'.split(
    ' ',
  ),
);
const monthWord =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|quarter|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)$/;

/** Who asks how many people is told by a number of any of these. */
const peopleTerms: readonly string[] = [
  'people person persons employee employees staff worker workers user users customer customers buyer buyers member members engineer engineers visitor visitors fan fans',
].flatMap((words) => words.split(' ').map((word) => stemWord(word, 'en')));

/** Index terms of whoever may be counted where people are asked for; none where something else is. */
export function peopleCounted(counted: Concept): readonly string[] {
  return /^(?:people|persons?)$/i.test(counted.surface) ? peopleTerms : [];
}

/**
 * Whether a sentence has a number of the kind that is asked for: money for "how much did it pay", a share for "what
 * percentage", a number beside the noun for "how many phones". Null when no such thing is asked.
 */
export function givesQuantity(question: UnderstoodQuestion, sentence: SentenceView): boolean | null {
  const kind = kindsOfQuantity.find(([asked]) => asked.test(question.text));
  if (kind) return kind[1].test(sentence.text);
  if (!countedPattern.test(question.text)) return null;
  const counted = focusOf(question);
  if (!counted) return null;
  const numbers = sentence.tokens.flatMap((_, index) => (isCount(sentence, index) ? [index] : []));
  const wanted = new Set([...counted.alternatives.flatMap(({ terms }) => terms), ...peopleCounted(counted)]);
  return sentence.tokens.some(
    ({ term }, index) =>
      wanted.has(term) && numbers.some((number) => number >= index - 4 && number <= index + 3 && number !== index),
  );
}

const joining = new Set(['and', 'or', 'of', 'the', 'its', 'their', 'such']);
const unitOfOther = /^(?:percent|per|dollars?|euros?|yuan|rupees|cents?|pounds?|quarter|million|billion)$/;

/**
 * How near in meaning to a thing counted the word is that a sentence gives a number of, 0 to 1; 0 where it gives none.
 * @param nearness Of an index term to what is counted, 0 to 1.
 */
export function countedNear(sentence: SentenceView, nearness: (term: string) => number): number {
  const { tokens, text } = sentence;
  let best = 0;
  for (const [index, token] of tokens.entries()) {
    if (!isCount(sentence, index) || /[$€£¥₹]\s?$/u.test(text.slice(0, token.start))) continue;
    // "2 million phones" counts phones; "2 million dollars" and "30 percent" count nothing.
    const unit = tokens[/^(?:million|billion)$/.test(tokens[index + 1]?.word ?? '') ? index + 2 : index + 1];
    if (unit && unitOfOther.test(unit.word)) continue;
    for (let place = Math.max(0, index - 1); place <= index + 4 && place < tokens.length; place += 1) {
      const near = tokens[place];
      if (!near || place === index) continue;
      if (!near.isStopword) best = Math.max(best, nearness(near.term));
      // "325 phones to its employees" counts no employees.
      else if (place > index && !joining.has(near.word)) break;
    }
  }
  return best;
}

/** Whether a word counts something: a number that is no year, no day of a month and no part of a model's name. */
function isCount({ tokens }: SentenceView, index: number): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (numberWords.has(token.word)) return true;
  if (!/^\p{N}[\p{N}.,]*$/u.test(token.word) || /^(?:19|20)\d{2}$/.test(token.word)) return false;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (monthWord.test(before?.word ?? '') || monthWord.test(after?.word ?? '')) return false;
  const isNamed = index > 1 && before?.isCapitalised === true && !before.isStopword;
  return !isNamed || token.word.length > 3;
}
