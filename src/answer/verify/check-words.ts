import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import {
  attribution,
  attributions,
  type Cue,
  causality,
  hardNegation,
  modalities,
  quantifiers,
  softNegations,
} from './cues.js';
import { isInflected, isLight, isNear } from './like-words.js';
import type { Proof } from './proof.js';
import { clauseAt, findCues, hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** Above this share of content words that no quote has, a claim says something of its own. */
const maximumShare = 0.5;
/** The same where at least three names, dates or numbers of it are proven. */
const maximumAnchoredShare = 0.67;
/** So few may always be the claim's own. */
const freeWords = 1;
/** For a claim in another language than its quotes, of the words that can be compared. */
const maximumForeignShare = 0.7;

const deciding: readonly Cue[] = [hardNegation, ...softNegations, ...modalities, attribution, ...quantifiers];
export const priceWords =
  /^(?:costs?|prices?|priced|charg(?:e|es|ed)|paid|pays?|worth|costaba|cuesta|cost(?:ó|aron)|precio|售价|价格)$/iu;

/** Content words that no quote supports. */
export function checkWords(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const sameLanguage = proof.quotes.some(({ read }) => read.language === claim.language);
  const isSame = (unit: Unit) =>
    hasUnit({ keys: proof.wideKeys }, unit) || (sameLanguage && proof.quotes.some((quote) => isInflected(unit, quote)));
  const isSupported = (unit: Unit) =>
    isSame(unit) || (claim.language === 'en' && proof.quotes.some((quote) => isNear(unit, quote)));
  // Capitalised words are names, which are checked as such; the first word is one when it is no ordinary word.
  const isProper = ({ start, keys }: Unit) =>
    /^\p{Lu}/u.test(claim.text.slice(start, start + 2)) &&
    (start > (claim.tokens[0]?.start ?? 0) || !keys.some((key) => key.startsWith('g:')));
  // What is said by a word that decides a sentence is looked at elsewhere; a price is said by its sum.
  const decided = findCues(claim, deciding);
  const hasPrice = claim.amounts.some(({ kind }) => kind === 'money');
  const isDecided = ({ word, start, end }: Unit) =>
    decided.some((cue) => cue.start <= start && cue.end >= end) || (hasPrice && priceWords.test(word));
  const units = claim.units.filter((unit) => !unit.isName && !isLight(unit) && !isProper(unit) && !isDecided(unit));
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
  const met = claim.units.filter((unit) => !unit.isName && !isProper(unit) && isSupported(unit)).length;
  const core = claim.units.filter(
    (unit) => !unit.isName && !isProper(unit) && !isLight(unit) && isSupported(unit),
  ).length;
  const figures = claim.dates.length + claim.amounts.length;
  // Words of every report are something only beside figures.
  const isUnmet = core === 0 && (anchors < 3 || met === 0);
  const isStrange = sameLanguage
    ? (comparable.length > 0 || anchors === 0) &&
      (isUnmet || (anchors === 0 && (supported < 2 || lacking.length * 3 > comparable.length)))
    : (anchors === 0 && supported < 2) || (met === 0 && figures === 0);
  if (isStrange)
    return [{ kind: 'unsupported', found: claim.text.slice(0, 60), reason: 'no quote says anything of it' }];
  const object = (reason: string): Objection[] => [
    { kind: 'unsupported', found: lacking.map(({ word }) => word).join(' '), reason },
  ];
  const maximum = !sameLanguage ? maximumForeignShare : anchors >= 3 ? maximumAnchoredShare : maximumShare;
  const isFree =
    !sameLanguage || (anchors >= 3 && (supported > 1 || met > 2)) ? words <= 2 * freeWords : words <= freeWords;
  // Of another language: names, days and numbers are compared better than words.
  const isWellAnchored = !sameLanguage && anchors >= 3 && words <= 4;
  if (!isFree && !isWellAnchored && share > maximum)
    return object(`no quote supports ${lacking.map(({ word }) => `"${word}"`).join(', ')}`);
  const [alone] = claim.clauses.filter((clause) => isAlone(claim, clause, isSame, !sameLanguage));
  if (alone) return object(`no quote supports "${claim.text.slice(alone.start, alone.end).trim()}"`);
  if (lacking.length === 0) return [];
  // A subject of its own that the quotes do not touch: "because of patents".
  const known = new Set(
    proof.quotes.flatMap(({ read, title }) => [...topicsOf(read, glossary), ...topicsOf(title, glossary)]),
  );
  const strange = glossary.findTopics(claim.text, claim.language).filter((topic) => !known.has(topic));
  if (strange.length > 0 && topicWordsLack(strange, lacking, glossary, claim, isSupported))
    return object(`no quote is about ${strange.join(', ')}`);
  return [];
}

const knownTopics = new WeakMap<ReadText, readonly string[]>();

/** Looked for once in each quote. */
function topicsOf(read: ReadText, glossary: GlossaryIndex): readonly string[] {
  let topics = knownTopics.get(read);
  if (!topics) {
    topics = glossary.findTopics(read.text, read.language);
    knownTopics.set(read, topics);
  }
  return topics;
}

/** A part of a claim of which the quotes have nothing at all: no word, name, date or number. */
function isAlone(
  claim: ReadText,
  clause: TextRange,
  isSupported: (unit: Unit) => boolean,
  isForeign: boolean,
): boolean {
  const inside = ({ start, end }: TextRange) => start >= clause.start && end <= clause.end;
  if ([...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts].some(inside)) return false;
  // Who reports it is looked at as a name.
  const said = claim.text.slice(clause.start, clause.end);
  if (/^[\s,;]*(?:according to|según|as reported by|per)(?!\p{L})/iu.test(said)) return false;
  if (findCues(claim, attributions).some((cue) => inside(cue)) && said.length < 60) return false;
  const units = claim.units.filter((unit) => inside(unit) && !isLight(unit));
  // A reason is short.
  const isReason = causality.pattern.test(claim.text.slice(clause.start, clause.start + 12));
  causality.pattern.lastIndex = 0;
  const least = claim.language === 'zh' ? 6 : isReason ? 2 : 3;
  // Of another language, a word that is in no group cannot be compared.
  const known = isForeign ? units.filter(({ keys }) => keys.some((key) => key.startsWith('g:'))).length : units.length;
  return units.length >= least && known >= (isForeign ? 2 : least) && !units.some(isSupported);
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

/** Whether the part of the claim around a word has anything that the quotes have. */
function supportedNear(claim: ReadText, unit: Unit, isSupported: (unit: Unit) => boolean): boolean {
  const clause = clauseAt(claim, unit.start);
  const anchors = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts];
  if (anchors.some(({ start, end }) => start >= clause.start && end <= clause.end)) return true;
  return claim.units.some(
    (other) =>
      !other.isName && other.start >= clause.start && other.end <= clause.end && !isLight(other) && isSupported(other),
  );
}
