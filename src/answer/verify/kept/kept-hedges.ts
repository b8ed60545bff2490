import { impliedModalities } from '../answering-cues.js';
import { modalityCues } from '../check-modality.js';
import { isDrawnFrom, type Proof, unitsAfter } from '../proof.js';
import { clauseAt, findCues, type ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { isNamedSo, orderingIn } from './kept-words.js';
import { pairsShared } from './sides.js';
import { hasPhrase, hasWordOf, isInThisForm } from './word-forms.js';

const toCome: ReadonlySet<string> = new Set([
  'future',
  'intention',
  'expectation',
  'promise',
  'possibility',
  'could',
  'condition',
  'request',
  'obligation',
  'likelihood',
  'proposal',
  'purpose',
]);
const planNoun = /^(?:plans?|planes)$/iu;
const wished: ReadonlySet<string> = new Set(['expectation', 'intention']);
const unasked: ReadonlySet<string> = new Set(['would', 'attribution', 'interest']);

/** Each word of being unsure, planning or asking must be one of a quote, and of its words must be kept what it is of. */
export function keptHedges(claim: ReadText, proof: Proof): Objection[] {
  const own = findCues(claim, modalityCues);
  const ownIds = new Set(own.map(({ id }) => id));
  const quoted = proof.quotes.flatMap(({ read }) =>
    [
      ...findCues(read, modalityCues),
      ...findCues(read, impliedModalities).filter(({ id }) => read.language !== 'zh' && wished.has(id)),
    ].map((cue) => ({ ...cue, read })),
  );
  const ids = new Set(quoted.map(({ id }) => id));
  const texts = proof.quotes.map(({ read }) => read.text);
  const intentions = quoted
    .filter(({ id }) => id === 'intention')
    .map(({ read, start, end }) => read.text.slice(start, end));
  for (const { id, start, end } of own) {
    const said = claim.text.slice(start, end).toLowerCase();
    // "Submitted a plan" is not "intended to submit".
    const isOfNoun = id === 'intention' && !/^plan/u.test(said) && intentions.every((word) => planNoun.test(word));
    if (unasked.has(id) || (ids.has(id) && !isOfNoun) || texts.some((text) => hasPhrase(text, said))) continue;
    if (id === 'future' && ids.has('would')) continue;
    if (said === '所谓' && isNamedSo(proof)) continue;
    if (orderingIn(claim, proof).some(({ index }) => index <= start && start - index <= 1)) continue;
    return [{ kind: 'modality', found: said, reason: `no quote says "${said}"` }];
  }
  for (const { read } of proof.quotes) {
    // "就X征求意见": what is asked about stands before.
    const [said, what = ''] = /就([^，。；]{6,})(?:征求意见|征询)/u.exec(read.text) ?? [];
    if (said && !/征求|征询|询问|意见|提议|提案/u.test(claim.text) && pairsShared(what, claim.text) * 2 > what.length)
      return [{ kind: 'modality', found: said.slice(0, 20), reason: 'the quotes only say that it was asked about' }];
  }
  for (const { id, start, end, read } of quoted) {
    // That somebody confirmed it may be left out.
    if ((unasked.has(id) && id !== 'would') || id === 'confirmation' || ownIds.has(id)) continue;
    // What would be may be told as what is to be, in several ways.
    if (id === 'would' && own.some((cue) => toCome.has(cue.id))) continue;
    const said = read.text.slice(start, end);
    if (hasPhrase(claim.text, said)) continue;
    if (id === 'future' && ownIds.has('would')) continue;
    const clause = clauseAt(read, start);
    // "Which was expected for March": what is expected may be no more than a day.
    const isOfDay = read.dates.some(
      (date) =>
        date.start >= end &&
        date.start - end <= 45 &&
        date.month !== null &&
        claim.dates.some(({ year, month }) => year === date.year && month === date.month) &&
        proof.quotes.every((quote) =>
          quote.read.dates.every((other) => other === date || other.year !== date.year || other.month !== date.month),
        ),
    );
    if (isOfDay)
      return [{ kind: 'modality', found: said, reason: `the quotes say "${said}", the claim is surer than that` }];
    // The Spanish "a" is no word of its own.
    const inClause = unitsAfter(read, end, clause.end, 3)
      .filter(({ word }) => word !== 'a')
      .slice(0, 2);
    // "Querían que …": what is wanted stands in the next.
    const [first, second] =
      inClause.length > 0 || read.language === 'zh' ? inClause : unitsAfter(read, end, end + 70, 2);
    if (!first || !hasWordOf(claim.units, first) || (second && !hasWordOf(claim.units, second))) continue;
    // One word tells enough only of what would be done.
    if (!second && (id !== 'would' || first.start - end > 2)) continue;
    if (!isDrawnFrom(claim, first, read, clause, proof) && !isInThisForm(claim, first, proof)) continue;
    return [{ kind: 'modality', found: said, reason: `the quotes say "${said}", the claim is surer than that` }];
  }
  return [];
}
