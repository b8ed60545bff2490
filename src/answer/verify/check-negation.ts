import { hardNegation, softNegations } from './cues.js';
import { isUsed, type Proof, unitsAfter, unitsBefore } from './proof.js';
import { clauseAt, type FoundCue, findCues, hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** A negation with the words that it is of. */
interface Negation extends FoundCue {
  readonly scope: readonly Unit[];
  readonly isHard: boolean;
}

const objects = /^(?:nothing|nobody|none|nada|nadie)$/i;

function negationsOf(read: ReadText): Negation[] {
  const found = findCues(read, [hardNegation, ...softNegations]);
  // "Neither … nor" and the Spanish "no … nadie" deny once.
  const isRepeated = (cue: FoundCue) =>
    /^(?:nor$|nada|nadie|nunca|ning|ni$|tampoco)/i.test(read.text.slice(cue.start, cue.end)) &&
    found.some((other) => other.id === 'not' && other.end <= cue.start && cue.start - other.end < 70);
  return found
    .filter((cue) => !isRepeated(cue))
    .filter(
      (cue, index) =>
        !found.some((other, place) => place !== index && holds(other, cue) && (!holds(cue, other) || place < index)),
    )
    .map((cue) => {
      const clause = clauseAt(read, cue.start);
      const after = unitsAfter(read, cue.end, clause.end, 4);
      const said = read.text.slice(cue.start, cue.end);
      return {
        ...cue,
        isHard: cue.id === 'not',
        scope:
          after.length === 0 || objects.test(said)
            ? [...unitsBefore(read, cue.start, clause.start, 3), ...after]
            : after,
      };
    });
}

function holds(outer: FoundCue, inner: FoundCue): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/**
 * Whether a claim says yes where the quotes say no. Negations that both have of the same cancel each other out; of the
 * rest, an odd number on one side and an even one on the other makes the opposite.
 */
export function checkNegation(claim: ReadText, proof: Proof): Objection[] {
  const own = negationsOf(claim);
  const others = proof.quotes.flatMap(({ read }) => negationsOf(read).map((negation) => ({ ...negation, read })));
  const isForeign = proof.quotes.some(({ read }) => read.language !== claim.language);
  const remaining = [...others];
  const unmatched: Negation[] = [];
  for (const negation of own) {
    const index = remaining.findIndex((other) => other.id === negation.id && sharesScope(negation, other, isForeign));
    if (index >= 0) remaining.splice(index, 1);
    // A word such as "left" or "ended" that the quotes put differently denies nothing by itself.
    else if (negation.isHard || (isStrong(negation) && !others.some(({ id }) => id === negation.id)))
      unmatched.push(negation);
  }
  // Of what is left of the quotes, only what is of something that the claim says.
  const dropped = remaining.filter(
    ({ id, scope, read, start, isHard }) =>
      (scope.some((unit) => hasUnit(claim, unit)) ||
        (scope.length === 0 && isUsed(claim, read, clauseAt(read, start)))) &&
      (isHard || (scope.length > 0 && strongIds.has(id))) &&
      !repeatsCue(claim, read, start),
  );
  if (unmatched.length % 2 === dropped.length % 2) return [];
  // The same said with another word: "did not comment" for "declined to comment".
  const kin = remaining.filter(
    ({ read, start, scope }) =>
      !dropped.some((one) => one.start === start && one.read === read) &&
      (isForeign || (scope.length > 0 && isUsed(claim, read, clauseAt(read, start)))),
  );
  const isSaidOtherwise = unmatched.every((one) =>
    kin.some((other) =>
      one.isHard ? isStrong(other) && !other.isHard : other.isHard || (isStrong(one) && isStrong(other)),
    ),
  );
  if (unmatched.length > 0 && isSaidOtherwise) return [];
  const [added] = unmatched;
  const [lost] = dropped;
  if (added) {
    return [
      {
        kind: 'negation',
        found: claim.text.slice(added.start, added.end),
        reason: 'the claim denies what the quotes say',
      },
    ];
  }
  if (!lost) return [];
  return [
    {
      kind: 'negation',
      found: lost.read.text.slice(lost.start, lost.end),
      reason: 'the quotes deny what the claim says',
    },
  ];
}

const strongIds: ReadonlySet<string> = new Set([
  'deny',
  'refuse',
  'lack',
  'fail',
  'stop',
  'avoid',
  'unable',
  'lift',
  'drop',
]);
function isStrong({ id }: Negation): boolean {
  return strongIds.has(id);
}

function sharesScope(a: Negation, b: Negation, isForeign: boolean): boolean {
  if (!a.isHard || isForeign) return true;
  if (a.scope.length === 0 || b.scope.length === 0) return true;
  return a.scope.some((unit) => unit.keys.some((key) => b.scope.some((other) => other.keys.includes(key))));
}

/** The word itself may stand in the claim in another form: "the ban" for "banned". */
function repeatsCue(claim: ReadText, read: ReadText, start: number): boolean {
  const unit = read.units.find((candidate) => candidate.start === start);
  return unit?.keys.some((key) => key.startsWith('t:') && claim.keys.has(key)) ?? false;
}
