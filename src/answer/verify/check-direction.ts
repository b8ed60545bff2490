import type { TextRange } from '../../text/sentences.js';
import { directions } from './cues.js';
import { turning } from './negations.js';
import { findOpposites } from './opposites.js';
import type { Proof } from './proof.js';
import { clauseAt, type FoundCue, findCues, oncePerText, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

/** Cues and words that have an opposite. */
const directionsOf = oncePerText((read): readonly FoundCue[] => [
  ...findCues(read, directions),
  ...findOpposites(read),
]);

const [base, pole] = [(id: string) => id.slice(0, -2), (id: string) => id.slice(-1)];

/** More must not become less, nor rose fell. */
export function checkDirection(claim: ReadText, proof: Proof): Objection[] {
  const own = directionsOf(claim);
  for (const cue of own) {
    if (isAgainstNumbers(claim, cue)) {
      const found = claim.text.slice(cue.start, cue.end);
      return [{ kind: 'direction', found, reason: `its own numbers are against "${found}"` }];
    }
    const others = proof.quotes.flatMap(({ read }) =>
      directionsOf(read)
        .filter(({ id }) => base(id) === base(cue.id))
        .map((other) => ({ ...other, read })),
    );
    if (others.length === 0) continue;
    const nearest = best(claim, cue, others);
    if (nearest.length === 0 || nearest.some(({ id }) => pole(id) === pole(cue.id))) continue;
    const ownPoles = new Set(own.filter(({ id }) => base(id) === base(cue.id)).map(({ id }) => pole(id)));
    if (ownPoles.size === 2 && (!isOfMeasure(cue) || new Set(others.map(({ id }) => pole(id))).size === 2)) continue;
    if (isTurned(claim, cue) !== nearest.some((other) => isTurned(other.read, other))) continue;
    if (
      base(cue.id) === 'place' &&
      !hasSameOrder(
        namedPartOf(claim, cue),
        nearest.map(({ read }) => read),
      )
    )
      continue;
    if (base(cue.id) === 'permit' && nearest.some(({ read }) => lifted.test(read.text))) continue;
    if (
      base(cue.id) === 'presence' &&
      proof.quotes.some(({ read }) => findCues(read, directions).some(({ id }) => id === cue.id))
    )
      continue;
    if (base(cue.id) === 'trade') continue;
    const found = claim.text.slice(cue.start, cue.end);
    return [{ kind: 'direction', found, reason: `the quotes say the opposite of "${found}"` }];
  }
  return [];
}

/** What can be more and less at once, each of something else. */
const isOfMeasure = (cue: FoundCue) => ['change', 'place', 'price'].includes(base(cue.id));

/** "3 percent, ahead of another with 5". */
function isAgainstNumbers(claim: ReadText, cue: FoundCue): boolean {
  if (base(cue.id) !== 'place') return false;
  const shares = claim.amounts.filter(({ kind }) => kind === 'percent');
  const before = shares.filter(({ end }) => end <= cue.start).at(-1);
  const after = shares.find(({ start }) => start >= cue.end);
  if (!before || !after || cue.start - before.end > 60 || after.start - cue.end > 40) return false;
  return pole(cue.id) === '+' ? before.value < after.value : before.value > after.value;
}

const lifted =
  /(?<!\p{L})(?:lift\p{L}*|freed|free of|remov\p{L}+|levant\p{L}+|liber\p{L}+|end\p{L}*|until|hasta)(?!\p{L})|解除|移出|移除/iu;

function isTurned(read: ReadText, { start }: FoundCue): boolean {
  return turning.test(read.text.slice(Math.max(clauseAt(read, start).start, start - 24), start));
}

/** Of the cues of the quotes, those in the clause that shares most with the clause of the claim's. */
function best<Found extends FoundCue & { readonly read: ReadText }>(
  claim: ReadText,
  cue: FoundCue,
  others: readonly Found[],
): Found[] {
  const own = clauseAt(claim, cue.start);
  // A word of a list is of what stands right beside it.
  const isListed = cue.id.startsWith('opposite');
  const beside = (read: ReadText, { start, end }: TextRange) => [
    ...read.units.filter((unit) => unit.end <= start).slice(-3),
    ...read.units.filter((unit) => unit.start >= end).slice(0, 3),
  ];
  const units = isListed
    ? beside(claim, cue)
    : claim.units.filter(({ start, end }) => start >= own.start && end <= own.end);
  const amounts = claim.amounts.filter(({ start }) => start >= own.start && start < own.end);
  const scored = others.map((other) => {
    const clause = extentOf(other, others);
    const inside = isListed
      ? beside(other.read, other)
      : other.read.units.filter(({ start, end }) => start >= clause.start && end <= clause.end);
    const shared = units.filter((unit) =>
      inside.some((candidate) => candidate.keys.some((key) => unit.keys.includes(key))),
    ).length;
    const numbers = other.read.amounts.filter(
      ({ start, value, kind }) =>
        start >= clause.start &&
        start < clause.end &&
        kind !== 'ordinal' &&
        amounts.some((amount) => amount.value === value),
    ).length;
    return { other, score: shared + 3 * numbers };
  });
  const highest = Math.max(...scored.map(({ score }) => score));
  // A word of a list must be of the same matter: its part of the sentence shares something.
  if (isListed && highest === 0) return [];
  // Where the word itself stands nearly as near, that is what the claim has from there.
  const least = isListed ? highest / 2 : highest;
  return scored.filter(({ score }) => (score >= least && score > 0) || score === highest).map(({ other }) => other);
}

/** What stands in the clause of a cue. */
function partOf(read: ReadText, { start: place }: FoundCue): Pick<ReadText, 'units'> {
  const clause = clauseAt(read, place);
  return { units: read.units.filter(({ start, end }) => start >= clause.start && end <= clause.end) };
}

/** The same, or the whole where a clause has only one of the two that are set against each other: "…, behind Apple". */
function namedPartOf(read: ReadText, cue: FoundCue): Pick<ReadText, 'units'> {
  const part = partOf(read, cue);
  const names = new Set(part.units.filter(({ isName }) => isName).flatMap(({ keys }) => keys));
  names.delete('m:market');
  return names.size > 1 ? part : read;
}

/** As far as a word goes on: "Motorola grew by 83 percent, Apple by 53, while LG lost 35". */
function extentOf<Found extends FoundCue & { readonly read: ReadText }>(
  cue: Found,
  others: readonly Found[],
): TextRange {
  const { start, end } = clauseAt(cue.read, cue.start);
  const next = others.find((other) => other.read === cue.read && other.start > cue.start);
  return { start, end: next ? Math.max(end, clauseAt(next.read, next.start).start) : end };
}

function hasSameOrder(claim: Pick<ReadText, 'units'>, quotes: readonly ReadText[]): boolean {
  const order = ({ units }: Pick<ReadText, 'units'>) => [
    ...new Set(units.filter(({ isName, keys }) => isName && keys[0] !== 'm:market').map(({ keys }) => keys[0])),
  ];
  const own = order(claim);
  return quotes.some((quote) => {
    const shared = order(quote).filter((key) => own.includes(key));
    return shared.length < 2 || own.filter((key) => shared.includes(key))[0] === shared[0];
  });
}
