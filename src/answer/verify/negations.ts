import { denials } from './cues.js';
import { isLight, isNear } from './like-words.js';
import { unitsAfter, unitsBefore } from './proof.js';
import { clauseAt, type FoundCue, findCues, hasUnit, oncePerText, type ReadText, type Unit } from './read-text.js';

/** A negation with the words that it is of. */
export interface Negation extends FoundCue {
  readonly scope: readonly Unit[];
  readonly isHard: boolean;
  readonly read: ReadText;
}

/** These deny what stands before them. */
const ofSubject = /^(?:absent|missing|unavailable|ausentes?)$/i;
const objects = /^(?:nothing|nobody|none|nada|nadie)$/i;
/** In reading order. */
export const negationsOf = oncePerText(readNegations);

function readNegations(read: ReadText): Negation[] {
  const found = findCues(read, denials);
  // "Neither … nor" and the Spanish "no … nadie" deny once.
  const isRepeated = (cue: FoundCue) =>
    // "Before any phone", and "without phones and without tablets".
    (/^ning/i.test(read.text.slice(cue.start)) &&
      /(?:antes de|sin) que [^,.]{0,24}$/iu.test(read.text.slice(Math.max(0, cue.start - 40), cue.start))) ||
    (/(?:,|(?<!\p{L})(?:and|or|y|o)) $/iu.test(read.text.slice(0, cue.start)) &&
      found.some(
        (other) =>
          other.end < cue.start &&
          cue.start - other.end < 60 &&
          /^(?:without|sin)$/i.test(read.text.slice(cue.start, cue.end)) &&
          read.text.slice(other.start, other.end) === read.text.slice(cue.start, cue.end),
      )) ||
    (/^(?:nor$|nada|nadie|nunca|jamás|ning|ni$|tampoco)/i.test(read.text.slice(cue.start, cue.end)) &&
      found.some(
        (other) =>
          other.id === 'not' &&
          !/^ning/i.test(read.text.slice(other.start, other.end)) &&
          other.end <= cue.start &&
          cue.start - other.end < 160 &&
          // "No recomendó que nadie comprara" denies twice.
          !/(?<!\p{L})que(?!\p{L})/iu.test(read.text.slice(other.end, cue.start)),
      ));
  // "No, it found no evidence": the sentence says by itself what it denies.
  const isReply = (cue: FoundCue) =>
    cue.start === 0 && found.length > 1 && /^(?:no|不|没有)[,，]/iu.test(read.text.slice(0, cue.end + 1));
  return found
    .filter((cue) => !isRepeated(cue) && !isReply(cue))
    .filter(
      (cue, index) =>
        !found.some(
          (other, place) =>
            place !== index &&
            // "Keep it off the list" denies once.
            ((other.start < cue.start && other.end > cue.start) ||
              (holds(other, cue) && (!holds(cue, other) || place < index))),
        ),
    )
    .map((cue) => {
      const clause = clauseAt(read, cue.start);
      // "Was not sold by most carriers", in Chinese: what is denied may stand behind who did not do it.
      const isPassive = read.text.startsWith('被', cue.end);
      const behind = unitsAfter(read, cue.end, clause.end, isPassive ? 14 : 4);
      const after = isPassive ? [...behind.slice(-2), ...behind.slice(0, 2)] : behind;
      const said = read.text.slice(cue.start, cue.end);
      // "Found no evidence" denies the finding.
      const verb =
        read.language === 'en' && /^(?:no|none|nothing|nobody|neither)$/i.test(said)
          ? unitsBefore(read, cue.start, clause.start, 1).filter(
              ({ end }) => read.text.slice(end, cue.start).trim() === '',
            )
          : [];
      return {
        ...cue,
        read,
        isHard: cue.id === 'not',
        scope:
          after.length === 0 || objects.test(said) || ofSubject.test(said)
            ? [...unitsBefore(read, cue.start, clause.start, 3), ...after]
            : [...verb, ...after],
      };
    });
}

function holds(outer: FoundCue, inner: FoundCue): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** What turns the word that follows into its opposite. */
export const turning = /(?<!\p{L})(?:not|no|never|nor|without|n['’]t|nunca|sin|ni)(?!\p{L})|没|不|未|无法/iu;

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
/** What follows these did not come about. */
export const denying: ReadonlySet<string> = new Set([
  'deny',
  'refuse',
  'fail',
  'unable',
  'lack',
  'avoid',
  'stop',
  'ban',
]);
/** These say "not" as well, where the languages are the same. */
export const answering: ReadonlySet<string> = new Set(['ban', 'withdraw', 'leave']);

/** A word that says no by itself, such as "refused". */
export function isStrong({ id }: Negation): boolean {
  return strongIds.has(id);
}

/** "Neither … nor" denies two things. */
export const isTwofold = ({ read, start, end }: Negation) =>
  /^(?:neither|ni)$/i.test(read.text.slice(start, end)) ||
  (/^no[t]?$/i.test(read.text.slice(start, end)) &&
    /^[^.;]{1,110}(?<!\p{L})(?:ni|nor)(?!\p{L})/iu.test(read.text.slice(end)));

/** Whether one negation is what the other is of: "did not fail to". */
export function isGoverned(negations: readonly Negation[]): boolean {
  const [first, second] = [...negations].sort((a, b) => a.start - b.start);
  if (first === undefined || second === undefined || second.start - first.end >= 12) return false;
  // "Contains no licences, nor any payment" denies two things.
  return !/[,;，；、]|(?<!\p{L})(?:and|or|nor|y|o|ni)(?!\p{L})|也|和/iu.test(
    first.read.text.slice(first.end, second.start),
  );
}

/** "Never more than 5 percent" says how much. */
export function isOfBound({ end, isHard }: Negation, { amounts, text }: ReadText): boolean {
  return (
    isHard &&
    amounts.some(
      (amount) =>
        amount.start >= end &&
        amount.start - end < 50 &&
        /^[^,.;\d]*(?<!\p{L})(?:more than|over|above|exceed\p{L}*|más de)\s(?:an? |una? )?$/iu.test(
          text.slice(end, amount.start),
        ),
    )
  );
}

/** "Rejected the claims as inaccurate" denies once. */
export function isSaidAgain({ id, end }: Negation, negations: readonly Negation[], { text }: ReadText): boolean {
  return (
    (id === 'refuse' || id === 'deny') &&
    negations.some(
      (other) =>
        other.id === 'lacking' && other.start > end && /^[^,;.]{0,60} as $/iu.test(text.slice(end, other.start)),
    )
  );
}

/** With a "not" in one text what the other says without one. */
const put: readonly (readonly [denied: RegExp, said: RegExp])[] = [
  [
    /no (?:coincid|concuerd)\p{L}+|(?:not|n['’]t) (?:agree|match|coincide)|不一致/iu,
    /(?<!\p{L})(?:differ|diverg|disagree|vary|varied|discrep|difier)\p{L}*|at odds|不同|分歧/iu,
  ],
  [
    /no (?:aclar|precis|especific|detall)\p{L}+|没有(?:说明|明确|透露)|未(?:说明|明确)|(?:not|n['’]t) (?:say|specify|state|clarify|make clear)/iu,
    /le(?:ft|aves?|aving) (?:\p{L}+ ){0,3}open|unclear|dej\p{L}+ abiert/iu,
  ],
  [
    /没有?(?:多大|太多|多少)|no (?:\p{L}+ ){0,2}much[oa]s?|(?:not|n['’]t) (?:\p{L}+ ){0,2}much|no great/iu,
    /(?<!\p{L})(?:little|poc[oa]s?)(?!\p{L})|不大/iu,
  ],
  [/qued\p{L}+ sin/iu, /(?<!\p{L})lost|los(?:e|es|ing)(?!\p{L})/iu],
  [
    /不能|不得|无法|(?<!\p{L})no (?:se )?pued\p{L}+|no podr\p{L}+|cannot|can['’]t|may not|may neither|(?:can|may|will) (?:get|receive|have) no|get no/iu,
    /clos(?:ed|es) to|(?<!\p{L})(?:block(?:s|ed|ing)?|bars?|barred|bans?|banned|forbid|forbade|prohibit|exclu)\p{L}*|禁止|不再/iu,
  ],
  [
    /(?:cannot|can['’]t|no pued\p{L}+|无法|不能)[^.;]{0,90}(?:without|sin(?!\p{L})|没有|离开)/iu,
    /(?<!\p{L})(?:need|requir|necesit|must|depend)\p{L}*/iu,
  ],
  [
    /(?<!\p{L})not (?:the|its|his|their|an?)(?!\p{L})/iu,
    /(?<!\p{L})(?:distint|diferent|otr[oa])\p{L}*|other than|不同|以外|非/iu,
  ],
  [
    /(?<!\p{L})(?:sin|without)(?!\p{L})|没有|无/iu,
    /(?<=\p{L})-free(?!\p{L})|(?<!\p{L})un(?:branded|locked|listed)(?!\p{L})|libre de|免/u,
  ],
  [/(?<!\p{L})(?:never|nunca)(?!\p{L})|从未|从来没/iu, /first time|primera vez|首次|第一次/iu],
  // "Non-reciprocal", not "non-US".
  [/(?<!\p{L})(?:sin|without|no)(?!\p{L})|没有|无|非/iu, /(?<!\p{L})non-(?!profit)\p{Ll}{5,}/u],
  [
    /(?<!\p{L})no (?:[\p{L}\p{N}]+ ){1,9}(?:más|ning\p{L}+) (?:\p{L}+ ){0,3}(?:que|salvo|excepto)(?!\p{L})|除了?.{1,20}[之以]外/iu,
    /(?<!\p{L})(?:no [\p{L}\p{N}]+ but|only|except|other than)(?!\p{L})/iu,
  ],
  [
    /(?<!\p{L})(?:without|sin)(?!\p{L})|未经/iu,
    /(?<!\p{L})(?:unless|only with|a menos que|salvo que|solo con|need|requir|necesit)\p{L}*|除非|须/iu,
  ],
  [
    /(?<!\p{L})no (?:\p{L}+ )?(?:cost|charge|fee)s?(?!\p{L})/iu,
    /(?<!\p{L})(?:free|gratis|gratuit\p{L}+|sin coste)(?!\p{L})|免/iu,
  ],
  [
    /no se sab(?:e|ía)|(?:is|are) not known|不得而知|尚?不清楚/iu,
    /(?:not|n['’]t) known|unknown|(?:not|n['’]t) (?:reveal|say|disclose|tell|show)|no (?:revel|dic|dij)\p{L}+/iu,
  ],
  [
    /sin (?:\p{L}+ )?public\p{L}+|未公布|未公开|(?:not|n['’]t) published/iu,
    /(?<!\p{L})(?:unpublished|undisclosed)(?!\p{L})/iu,
  ],
  [
    /毫无根据|没有根据|sin (?:fundamento|base)|without (?:any )?(?:basis|foundation|merit)/iu,
    /(?<!\p{L})(?:unfounded|baseless|groundless|infundad)\p{L}*/iu,
  ],
  [/no cumpl\p{L}+|不符合|未达到|(?:not|n['’]t) meet/iu, /fail(?:s|ed)? (?:its|the|their)|f(?:all|ell) short/iu],
  [/fail(?:s|ed)? (?:its|the|their)|f(?:all|ell) short/iu, /no cumpl\p{L}+|不符合|未达到|(?:not|n['’]t) meet/iu],
  [
    /(?<!\p{L})no (?:[\p{L}\p{N}]+ ){1,10}hasta(?!\p{L})|直到.{1,20}才/iu,
    /(?<!\p{L})only (?:in|on|from|at|after)(?!\p{L})/iu,
  ],
  [/不高|不贵|not expensive|no (?:son )?car[oa]s?/iu, /inexpensive|cheap|low-cost|barat\p{L}+/iu],
  [/rather than|instead of/iu, /(?<!\p{L})(?:whereas|while|mientras|frente a)(?!\p{L})|而/iu],
  [/用不上|不能用|无法使用|without|no puede\p{L}* usar/iu, /ke(?:ep|eps|pt) [^,;.]{1,45} off/iu],
  [/(?:not|n['’]t|no) [^,;.]{0,25}(?:before|antes de)|(?:早于|之前)/iu, /until|hasta|unsettled/iu],
];

/** Whether two texts say the same, one of them with a "not": "does not agree" and "differs". */
export function isPutWithout(denied: string, said: string): boolean {
  return put.some(([one, other]) => one.test(denied) && other.test(said));
}

const ending =
  /(?<!\p{L})(?:end(?:s|ed|ing)?|ceas\p{L}+|stop\p{L}*|expir\p{L}*|laps\p{L}*|r[au]n out|finish\p{L}*|conclud\p{L}+|termin\p{L}+|acab\p{L}+|pus(?:o|ieron) fin|venc\p{L}+|caduc\p{L}+)(?!\p{L})|结束|终止|终结|到期|期满|届满/iu;

/** Whether a word such as "ended" is put with another that says so in the other text. */
export function isSameEnd({ read, start, end, isHard }: Negation, said: string): boolean {
  return !isHard && ending.test(read.text.slice(start, end)) && ending.test(said);
}

/** Ways to end something, and ways to say no. */
const kin: readonly ReadonlySet<string>[] = [
  new Set(['stop', 'suspend', 'withdraw', 'leave', 'drop']),
  new Set(['lift', 'withdraw', 'drop']),
  new Set(['deny', 'refuse']),
  new Set(['fail', 'unable', 'lacking']),
];

/** Whether two negations are ways to say the same. */
export function isKin(a: Negation, b: Negation): boolean {
  return kin.some((ids) => ids.has(a.id) && ids.has(b.id));
}

/** Who refuses does not lift. */
export function isOfKind({ id }: Negation, other: Negation): boolean {
  const refuses = (one: string) => ['refuse', 'deny', 'fail', 'unable'].includes(one);
  return !((id === 'lift' && refuses(other.id)) || (other.id === 'lift' && refuses(id)));
}

/** Common verbs, but what a "not" may be of. */
export const predicate =
  /^(?:sells?|selling|sold|found|finds?|gave|gives?|came|comes?|took|takes?|made|makes?|went|goes|vend\p{L}+|销售)$/iu;

/** Words that can be met again in the other text. */
export function comparable(units: readonly Unit[], isForeign: boolean): readonly Unit[] {
  return units.filter(
    (unit) =>
      !unit.isName &&
      (!isLight(unit) || predicate.test(unit.word)) &&
      (!isForeign || unit.keys.some((key) => key.startsWith('g:'))),
  );
}

/** Whether two negations have something in common of what they are of, as far as that can be seen. */
export function isOfLike(own: Negation, other: Negation, isForeign: boolean): boolean {
  if (isForeign) {
    const known = comparable(other.scope, true);
    return known.length === 0 || known.some((unit) => hasUnit(own.read, unit));
  }
  if (own.scope.length === 0 || other.scope.length === 0) return true;
  return own.scope.some(
    (unit) =>
      other.scope.some(({ keys }) => keys.some((key) => unit.keys.includes(key))) ||
      isNear(unit, { read: { ...other.read, units: [...other.scope] } }),
  );
}
