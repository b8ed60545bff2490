import { causes } from './cues.js';
import { isNear } from './like-words.js';
import { type Proof, unitsAfter, unitsBefore } from './proof.js';
import { clauseAt, findCues, hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** A claim must not say that one thing brought about another where the quotes do not. */
export function checkCause(claim: ReadText, proof: Proof): Objection[] {
  for (const cause of findCues(claim, causes)) {
    const inPart = unitsBefore(claim, cause.start, clauseAt(claim, Math.max(0, cause.start - 1)).start, 5);
    const clause = clauseAt(claim, cause.end);
    // "Honor, because it was sold, gained access": what came of it stands around the reason.
    const around = [
      ...unitsBefore(claim, cause.start, 0, 5),
      ...unitsAfter(claim, Math.max(clause.end, cause.end), claim.text.length, 6),
    ];
    const before = inPart.length > 0 ? inPart : around;
    const inClause = unitsAfter(claim, cause.end, clause.end, 5);
    const after = inClause.length > 0 ? inClause : unitsAfter(claim, cause.end, claim.text.length, 5);
    // "Because of their ties to China": a name is met again where the words are put differently.
    const namedAfter = claim.mentions.filter(({ start, end }) => start >= cause.end && end <= clause.end);
    const named = claim.mentions.filter(
      ({ kind, start, end }) =>
        kind !== 'market' &&
        start >= cause.end &&
        end <= Math.max(clause.end, cause.end + (claim.language === 'zh' ? 8 : 24)),
    );
    // One quote must have both what came about and what brought it about: two quotes side by side give no reason.
    const word = claim.text.slice(cause.start, cause.end).toLowerCase();
    const isSaid = proof.quotes.some(
      ({ read }) =>
        // "Its main reason was that …".
        (/^(?:because|since)$/.test(word) && givesReason.test(read.text) && isShared(read, after, claim, 0.75)) ||
        // "The committee feared": no reason for what stands before it.
        (/^fear/.test(word) && read.text.toLowerCase().includes(word) && isShared(read, after, claim, 0.75)) ||
        ((findCues(read, causes).length > 0 || (read.language !== claim.language && soThat.test(read.text))
          ? isShared(read, after, claim, leastShared(read, claim)) &&
            (read.language !== claim.language || isShared(read, before, claim, leastShared(read, claim)))
          : impliesCause.test(read.text) &&
            isShared(read, before, claim, 0.5) &&
            (isShared(read, after, claim, 0.75) ||
              (after.length < 3 &&
                namedAfter.some(({ id, kind }) =>
                  read.mentions.some((other) => other.id === id && other.kind === kind),
                )))) &&
          named.every(({ id }) => read.mentions.some((mention) => mention.id === id))),
    );
    const found = claim.text.slice(cause.start, cause.end);
    if (!isSaid)
      return [{ kind: 'unsupported', found, reason: `no quote says that one thing came of the other ("${found}")` }];
  }
  return [];
}

/** Of another language, fewer of the words can be met again. */
const leastShared = (read: ReadText, claim: ReadText) => (read.language === claim.language ? 0.5 : 0.3);

/** Whether a quote has any of these words; of another language, of those that can be compared. */
function isShared(read: ReadText, units: readonly Unit[], claim: ReadText, least: number): boolean {
  const comparable =
    read.language === claim.language ? units : units.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
  const shared = comparable.filter((unit) => hasUnit(read, unit) || isNear(unit, { read })).length;
  return comparable.length === 0 || shared >= least * Math.min(4, comparable.length);
}

const soThat = /(?<!\p{L})(?:so(?! far)|as|since|therefore|thereby|made|factor|reason)(?!\p{L})/iu;
const givesReason = /(?<!\p{L})(?:main |chief )?reason (?:[\p{L}\p{N}]+ ){0,6}was that(?!\p{L})/iu;

const impliesCause =
  /(?<!\p{L})(?:ow(?:es|ed)|set off|by (?:not )?\p{L}+ing|so|when|amid|during|in the|on the news|kept|keeps|with|as|for|after|following|since|(?:singled out|sued|fined|criticis\p{L}+|blam\p{L}+|prais\p{L}+|punish\p{L}+|accus\p{L}+|known) .{0,60}for|push\p{L}*|forc\p{L}+|makes?|made|dr[io]ves?|trigger\p{L}*|hurt|hit|burden\p{L}*|suffer\p{L}*|behind|account of|over|down to|consequence|reason|why|explain\p{L}*|traced|pressure|by order|on condition|in reply|reaction|pointing to|rested? on|tras|después de|por(?= (?:el|la|los|las|su|sus|no|falta)(?!\p{L}))|al(?= \p{L}+[aei]r(?!\p{L})))(?!\p{L})|后|之后|使|让|令|下/iu;
