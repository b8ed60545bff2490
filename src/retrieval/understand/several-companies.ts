import type { UnderstoodQuestion } from './understand-question.js';

/** Says that two are compared, and nothing about either. */
const comparingWord =
  /^(?:compar\p{L}*|versus|vs|differ(?:s|ed|ent|ence|ences)?|diferencias?|frente|比较|相比|对比|区别)$/iu;

/** What stands between names in a row. */
const listing =
  /^[\s,;/&、，]*(?:(?:and|or|vs\.?|versus|nor|y|e|o|u|ni|和|与|跟|或|或者|还是|及)(?![\p{Script=Latin}]))?\s*$/iu;

/** Of a tie between companies. */
const tyingWord =
  /\b(?:related|relations?(?:hip)?|connected|connection|ties|same company|(?<!\b(?:my|your|his|her|its|our|their) )own(?:s|ed)?|belongs?|subsidiary|parent|sub-?brand|sister)\b|relaci[oó]n|mism[ao] (?:empresa|compa[nñ][ií]a|grupo)|pertenece|filial|submarca|关系|关联|联系|同一家|子公司|子品牌|旗下|属于/iu;

/** What companies are tied to rather than to each other. */
const stateWord =
  /\b(?:government|state|beijing|military|army|party|congress)\b|(?<!\p{L})(?:gobierno|estado chino|ej[eé]rcito|partido|pek[ií]n)(?!\p{L})|政府|军|党|国家|国企|北京/iu;

/** Names companies to choose from. */
const choiceWord = /\bor\b|(?<!\p{L})o(?!\p{L})|还是/iu;

/** Glossary ids of the makers and other firms that a question names. */
export function companiesOf({ makers, concepts }: UnderstoodQuestion): readonly string[] {
  const firms = concepts.flatMap(({ id, entityKind }) => (id !== null && entityKind === 'firm' ? id : []));
  return [...new Set([...makers, ...firms])];
}

/** Whether a question asks what several companies have to do with each other. */
export function asksOfTie(question: UnderstoodQuestion): boolean {
  const { text, intent } = question;
  const isOfTie = tyingWord.test(text) && !stateWord.test(text) && !choiceWord.test(text);
  return isOfTie && !intent.isComparison && companiesOf(question).length > 1;
}

/** Whether a question asks the same of several makers, side by side or in a row: not what they have to do with each other. */
export function asksOfEach(question: UnderstoodQuestion): boolean {
  const { text, intent, concepts, makers } = question;
  if (makers.length < 2) return false;
  if (intent.isComparison) return true;
  if (asksOfTie(question)) return false;
  const places = concepts
    .filter(({ kind }) => kind === 'maker')
    .map(({ surface }) => ({ start: text.indexOf(surface), end: text.indexOf(surface) + surface.length }))
    .sort((a, b) => a.start - b.start);
  return places.slice(1).every(({ start }, index) => listing.test(text.slice(places[index]?.end ?? 0, start)));
}

/** The part of a comparison that asks about one maker. */
export function aboutMaker(question: UnderstoodQuestion, maker: string): UnderstoodQuestion {
  return {
    ...question,
    makers: [maker],
    concepts: question.concepts.filter((concept) =>
      concept.kind === 'maker' ? concept.id === maker : !comparingWord.test(concept.surface),
    ),
  };
}
