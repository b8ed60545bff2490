import type { TextRange } from '../../../text/sentences.js';
import { isLight } from '../like-words.js';
import { type Negation, negationsOf } from '../negations.js';
import { isHan } from '../other-names.js';
import { isDrawnFrom, type Proof, unitsAfter } from '../proof.js';
import { clauseAt, type ReadText, type Unit } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasWordOf, isInThisForm, isSameWord } from './word-forms.js';

/** What a negation is of: the words behind it. Of Chinese pairs only those that are words. */
const denied = ({ read, start, end }: Negation) => {
  const count = read.language === 'zh' ? 12 : 4;
  // The Spanish "a" is no word of its own.
  const behind = (until: number) =>
    unitsAfter(read, end, until, count).filter((unit) => unit.word.length > 1 && !(isHan(unit.word) && isLight(unit)));
  // "Those without a licence were banned": what is done to them is not without.
  const until = /^(?:without|sin)$/iu.test(read.text.slice(start, end))
    ? (auxiliary.exec(read.text.slice(end))?.index ?? 999)
    : 999;
  const inClause = behind(Math.min(clauseAt(read, start).end, end + until));
  return inClause.length > 0 ? inClause : behind(end + 40);
};

/** What is done stands behind it. */
const modal = /^(?:pued[ea]n?|podrían?|deb(?:en?|ían?|erían?)|can|could|may|might|must|should|would|will)$/u;

const auxiliary =
  /(?<!\p{L})(?:is|are|was|were|has|had|have|do|does|did|will|would|can|could|may|might|must|es|son|era|eran|fue|fueron|ha|han|había|habían|está|están)(?!\p{L})/iu;

const amountBehind = ({ read, start, end }: Negation) =>
  read.amounts.find((amount) => amount.start >= end && amount.end <= clauseAt(read, start).end)?.value;

/** Whether two negations are of the same: the first word behind the one is among those behind the other. */
function isSameDenial(own: Negation, other: Negation): boolean {
  const [mine, theirs] = [denied(own), denied(other)];
  const headOf = (list: readonly Unit[]) => list.find(({ word }) => !modal.test(word)) ?? list[0];
  const [first, firstToo] = [headOf(mine), headOf(theirs)];
  // "Was not halved": what is denied may be a number.
  const number = first ? undefined : amountBehind(own);
  if (number !== undefined) return amountBehind(other) === number;
  if (!first || !firstToo) return true;
  // Chinese puts what it is done to, or by whom, before the word that is denied.
  if (own.read.language === 'zh') return mine.slice(0, 6).some((unit) => hasWordOf(theirs, unit));
  return hasWordOf(theirs, first) || hasWordOf(mine, firstToo);
}

/** "No longer" is a "not", whatever else it says. */
const isNot = ({ isHard, read, start, end }: Negation) =>
  isHard || /^(?:no longer|ya no)$/iu.test(read.text.slice(start, end));

/** The maker: "founded Nothing", "Nothing was founded". */
const isNothing = ({ read, start, end }: Negation) =>
  read.text.slice(start, end) === 'Nothing' &&
  (start > 0 || /^(?:['’]s| (?:was|is) founded)/u.test(read.text.slice(end)));

/** Each "not" of the claim must be one of a quote, of the same words, and the other way round. */
export function keptDenials(claim: ReadText, proof: Proof): Objection[] {
  const theirs = proof.quotes.flatMap(({ read }) =>
    negationsOf(read).filter((negation) => isNot(negation) && !isNothing(negation)),
  );
  const left = new Set(theirs);
  const object = (found: string, reason: string): Objection[] => [{ kind: 'negation', found, reason }];
  for (const own of negationsOf(claim)) {
    if (!isNot(own)) continue;
    const common = (other: Negation) => denied(other).filter((unit) => hasWordOf(denied(own), unit)).length;
    const [best] = [...left]
      .filter((other) => isOfSaidBefore(other) || isSameDenial(own, other))
      .sort((a, b) => common(b) - common(a));
    if (best) left.delete(best);
    else if (!theirs.some((other) => isSameDenial(own, other) && isNegatedTwice(own, other)))
      return object(claim.text.slice(own.start, own.end), 'the claim denies what the quotes say');
  }
  const turned = deniedHereOnly(claim, proof, theirs);
  if (turned) return object(claim.text.slice(turned.start, turned.end), 'the quotes deny what the claim says');
  for (const other of left) {
    const clause = clauseAt(other.read, other.start);
    const [first, second] = unitsAfter(other.read, other.end, clause.end, 2);
    const isOfVerb = !/^(?:without|sin|无|rather|instead|en)/iu.test(other.read.text.slice(other.start, other.end));
    if (isOfVerb && first && !hasWordOf(claim.units, first) && isNearlyAllSaid(claim, other.read, clause))
      return object(other.read.text.slice(other.start, other.end), 'the quotes deny what the claim says');
    if (!first || !hasWordOf(claim.units, first) || (second && !hasWordOf(claim.units, second))) continue;
    // "Band 20 of Europe and not a band of the US": the word stands where nothing is denied as well.
    const places = other.read.units.filter((unit) => unit.word === first.word).length;
    if (places > 1 && !isDrawnFrom(claim, second ?? first, other.read, clause, proof)) continue;
    if (!isDrawnFrom(claim, first, other.read, clause, proof) && !isInThisForm(claim, first, proof)) continue;
    return object(other.read.text.slice(other.start, other.end), 'the quotes deny what the claim says');
  }
  return [];
}

/** "Is not among the five" and "is one of the five": nearly all of a part is there but what is denied, and no denial. */
function isNearlyAllSaid(claim: ReadText, read: ReadText, part: TextRange): boolean {
  if (negationsOf(claim).length > 0) return false;
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  // "Did not last, as it was halved": the claim may be of the other part.
  const others = read.units.filter((unit) => !inside(unit) && !unit.isName);
  if (others.length > 2 && others.filter((unit) => hasWordOf(claim.units, unit)).length * 10 >= others.length * 8)
    return false;
  const units = read.units.filter((unit) => inside(unit) && unit.keys[0] !== 'm:market');
  const figures = [...read.dates, ...read.amounts].filter(inside);
  const met =
    units.filter((unit) => hasWordOf(claim.units, unit)).length +
    figures.filter((one) => claim.text.includes(read.text.slice(one.start, one.end))).length;
  return met >= 3 && met * 10 >= (units.length + figures.length) * 7;
}

/** "Whereas Verizon did not": what it did not do is said before. */
const isOfSaidBefore = ({ read, start, end }: Negation) =>
  (/(?<!\p{L})(?:did|do|does|had|has|have|was|were|is|are) $/u.test(read.text.slice(0, start)) &&
    /^\s*(?:[,;.]|$)/u.test(read.text.slice(end))) ||
  /^ lo hac/u.test(read.text.slice(end));

/** "And Huawei gained a foothold", where the quotes have that nowhere but behind a "not". */
function deniedHereOnly(claim: ReadText, { quotes }: Proof, theirs: readonly Negation[]): Unit | undefined {
  const scope = new Set(negationsOf(claim).flatMap(denied));
  if (scope.size === 0) return undefined;
  const scopes = new Set(theirs.flatMap(denied));
  const isDeniedEverywhere = (unit: Unit) =>
    quotes.every(({ read }) => read.units.every((one) => scopes.has(one) || !isSameWord(one, unit)));
  const words = theirs.flatMap((other) => denied(other).slice(0, 1)).filter(isDeniedEverywhere);
  return claim.units.find((own) => !scope.has(own) && hasWordOf(words, own) && hasWordOf([...scope], own));
}

/** "Neither … nor" of one is "not … and not" of the other. */
const isNegatedTwice = (own: Negation, other: Negation) =>
  /^(?:neither|nor|ni|tampoco)$/i.test(own.read.text.slice(own.start, own.end)) ||
  /^(?:neither|nor|ni|tampoco)$/i.test(other.read.text.slice(other.start, other.end));
