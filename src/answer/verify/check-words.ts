import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { causality } from './cues.js';
import type { Proof } from './proof.js';
import { clauseAt, hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** Above this share of content words that no quote has, a claim says something of its own. */
const maximumShare = 0.5;
/** So few may always be the claim's own. */
const freeWords = 1;
/** For a claim in another language than its quotes, of the words that can be compared. */
const maximumForeignShare = 0.7;

/** Words of every report: they say nothing that would need a proof. */
const light =
  /^(?:phones?|handsets?|smartphones?|sell|sells|selling|sold|sales?|markets?|compan(?:y|ies)|products?|makers?|teléfonos?|móviles?|venta|ventas|vende[nr]?|vendió|mercado|empresa|productos?|手机|销售|市场|公司|产品|此前|之前|以前|之后|后来|before|after|antes|después|tras|also|instead|meanwhile|however|therefore|finally|later|earlier|soon|already|then|once|time|way|fact|case|matter|thing|person|people|part|side|end|kind|term|year|month|week|day|date|today|including|despite|among|several|various|different|certain|apart|far|long|high|low|whole|previously|eventually|subsequently|además|mientras|finalmente|luego|hecho|caso|vez|forma|manera|año|mes|día|parte)$/;

/** Content words that no quote supports. */
export function checkWords(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const sameLanguage = proof.quotes.some(({ read }) => read.language === claim.language);
  const isSupported = (unit: Unit) =>
    hasUnit({ keys: proof.wideKeys }, unit) || (sameLanguage && hasLikeWord(unit, proof));
  // Capitalised words are names, which are checked as such; the first word is one when it is no ordinary word.
  const isProper = ({ start, keys }: Unit) =>
    /^\p{Lu}/u.test(claim.text.slice(start, start + 2)) &&
    (start > (claim.tokens[0]?.start ?? 0) || !keys.some((key) => key.startsWith('g:')));
  const units = claim.units.filter((unit) => !unit.isName && !light.test(unit.word) && !isProper(unit));
  const comparable = sameLanguage ? units : units.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
  const lacking = comparable.filter((unit) => !isSupported(unit));
  const share = comparable.length > 0 ? lacking.length / comparable.length : 0;
  // Chinese words are counted by overlapping pairs, and of another language less can be compared.
  const words = claim.language === 'zh' || !sameLanguage ? lacking.length / 2 : lacking.length;
  // Nothing at all in common: in another language as well, something must be met again.
  const anchors =
    claim.mentions.filter(({ kind }) => kind !== 'market').length +
    claim.dates.length +
    claim.amounts.length +
    claim.places.length;
  const supported = comparable.filter(isSupported).length;
  const figures = claim.dates.length + claim.amounts.length;
  const isStrange = sameLanguage
    ? (comparable.length > 0 || anchors === 0) &&
      (supported === 0 || (anchors === 0 && (supported < 2 || lacking.length * 3 > comparable.length)))
    : (anchors === 0 && supported < 2) || (supported === 0 && figures === 0);
  if (isStrange)
    return [{ kind: 'unsupported', found: claim.text.slice(0, 60), reason: 'no quote says anything of it' }];
  const object = (reason: string): Objection[] => [
    { kind: 'unsupported', found: lacking.map(({ word }) => word).join(' '), reason },
  ];
  if (words > freeWords && share > (sameLanguage ? maximumShare : maximumForeignShare))
    return object(`no quote supports ${lacking.map(({ word }) => `"${word}"`).join(', ')}`);
  const [alone] = claim.clauses.filter((clause) => isAlone(claim, clause, isSupported));
  if (alone) return object(`no quote supports "${claim.text.slice(alone.start, alone.end).trim()}"`);
  // A subject of its own that the quotes do not touch: "because of patents".
  const known = new Set(
    proof.quotes.flatMap(({ read, title }) => [
      ...glossary.findTopics(read.text, read.language),
      ...glossary.findTopics(title.text, title.language),
    ]),
  );
  const strange = glossary.findTopics(claim.text, claim.language).filter((topic) => !known.has(topic));
  if (strange.length > 0 && lacking.length > 0 && topicWordsLack(strange, lacking, glossary, claim, isSupported))
    return object(`no quote is about ${strange.join(', ')}`);
  return [];
}

/** A part of a claim of which the quotes have nothing at all: no word, name, date or number. */
function isAlone(claim: ReadText, clause: TextRange, isSupported: (unit: Unit) => boolean): boolean {
  const inside = ({ start, end }: TextRange) => start >= clause.start && end <= clause.end;
  if ([...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts].some(inside)) return false;
  const units = claim.units.filter((unit) => inside(unit) && !light.test(unit.word));
  // A reason is short.
  const isReason = causality.pattern.test(claim.text.slice(clause.start, clause.start + 12));
  causality.pattern.lastIndex = 0;
  const least = claim.language === 'zh' ? 6 : isReason ? 2 : 3;
  return units.length >= least && !units.some(isSupported);
}

/** Whether it is the words of the topic that are lacking. */
function topicWordsLack(
  topics: readonly string[],
  lacking: readonly Unit[],
  glossary: GlossaryIndex,
  claim: ReadText,
  isSupported: (unit: Unit) => boolean,
): boolean {
  return lacking.some(
    (unit) =>
      !supportedNear(claim, unit, isSupported) &&
      glossary
        .findTopics(claim.text.slice(unit.start, unit.end), claim.language)
        .some((topic) => topics.includes(topic)),
  );
}

/** The same word with another ending: "regulatory" and "regulator". */
function hasLikeWord({ word }: Unit, proof: Proof): boolean {
  if (word.length < 5 || /\p{Script=Han}/u.test(word)) return false;
  const stem = word.slice(0, Math.max(4, word.length - 4));
  return proof.quotes.some(({ read, title }) =>
    [...read.tokens, ...title.tokens].some((token) => token.word.startsWith(stem)),
  );
}

/** Whether the part of the claim around a word has anything that the quotes have. */
function supportedNear(claim: ReadText, unit: Unit, isSupported: (unit: Unit) => boolean): boolean {
  const clause = clauseAt(claim, unit.start);
  const anchors = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts];
  if (anchors.some(({ start, end }) => start >= clause.start && end <= clause.end)) return true;
  return claim.units.some(
    (other) =>
      !other.isName &&
      other.start >= clause.start &&
      other.end <= clause.end &&
      !light.test(other.word) &&
      isSupported(other),
  );
}
