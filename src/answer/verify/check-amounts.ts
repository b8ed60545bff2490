import { checkExchanged } from './check-exchanged.js';
import { quantifiers } from './cues.js';
import { checkOwners, isNameDigits } from './number-owners.js';
import type { Proof } from './proof.js';
import type { Amount } from './read-amounts.js';
import { findCues, hasUnit, type ReadText } from './read-text.js';
import { isBetweenDates, isProvenAmount } from './same-amount.js';
import type { Objection } from './verification.js';

/** Every number of a claim must be one of the quotes, of the same kind, and of the same name. */
export function checkAmounts(claim: ReadText, proof: Proof): Objection[] {
  const objections: Objection[] = [];
  const quotedText = proof.quotes.map(({ read }) => read.text).join(' ');
  for (const amount of claim.amounts) {
    const found = claim.text.slice(amount.start, amount.end);
    if (proof.quotes.some(({ read }) => isProvenAmount(amount, read, claim)) || isBetweenQuotes(amount, proof))
      continue;
    if (amount.kind === 'count' && amount.value === 2 && bothSaid.test(quotedText)) continue;
    // "Its 2014 phones": a year that was read as a count.
    if (amount.kind === 'count' && /^(?:19|20)\d{2}$/.test(found) && isYearOf(Number(found), proof)) continue;
    // The digits of a name such as "Section 232", or of a year that was not read as one.
    if (
      amount.kind === 'count' &&
      /^\d+$/.test(found) &&
      // "A 7-nanometre chip" is not the Pad 7.
      !/^-\p{L}{3}/u.test(claim.text.slice(amount.end)) &&
      isNameDigits(found, quotedText)
    )
      continue;
    if (amount.kind === 'ordinal' && isOtherwiseOrdinal(amount.value, quotedText)) continue;
    objections.push({
      kind: 'number',
      found,
      reason: `no quote has ${found}${amount.bound ? ` (${amount.bound})` : ''}`,
    });
  }
  if (objections.length === 0) objections.push(...checkOwners(claim, proof));
  if (objections.length === 0) objections.push(...checkExchanged(claim, proof));
  objections.push(...checkQuantifiers(claim, proof), ...checkNotOnly(claim, proof));
  if (objections.length === 0) objections.push(...checkNarrowing(claim, proof));
  return objections;
}

function isYearOf(year: number, proof: Proof): boolean {
  return proof.quotes.some(({ read }) => new RegExp(`(?<!\\d)${year}(?!\\d)`).test(read.text));
}

/** The time from what one quote tells to what another does. */
function isBetweenQuotes(amount: Amount, proof: Proof): boolean {
  const dates = proof.quotes.flatMap(({ read }) => read.dates);
  return proof.quotes.length > 1 && isBetweenDates(amount, { dates });
}

const bothSaid =
  /(?<!\p{L})(?:every (?:second|other)|cada dos|both|amb[oa]s|either|neither|pair|respectively)(?!\p{L})|双方|两/iu;

/** "Led" is first, "runner-up" second. */
function isOtherwiseOrdinal(value: number, text: string): boolean {
  if (value === 1)
    return /(?<!\p{L})(?:led|leads?|leading|top|largest|biggest|at first|begin\p{L}*|initial\p{L}*|debut\p{L}*|before any|lider\p{L}+|January|1 )(?!\p{L})|居首|领先|最大|率先/iu.test(
      text,
    );
  if (value === 2) return /(?<!\p{L})(?:runner-up|next|latter)(?!\p{L})|其次/iu.test(text);
  return false;
}

/** "Not only to some" says the opposite of "to some only". */
function checkNotOnly(claim: ReadText, proof: Proof): Objection[] {
  const found = notOnly.exec(claim.text)?.[0];
  if (found === undefined || proof.quotes.some(({ read }) => notOnly.test(read.text))) return [];
  const isOnly = ({ read }: Proof['quotes'][number]) =>
    findCues(read, quantifiers).some(({ id }) => id === 'only') || limiting.test(read.text);
  if (!proof.quotes.some(isOnly)) return [];
  return [{ kind: 'negation', found, reason: 'the quotes say that it is only so' }];
}

const notOnly =
  /(?<!\p{L})(?:not (?:\p{L}+ )?(?:only|solely|just|exclusively)|no (?:\p{L}+ )?(?:sólo|solo|solamente|únicamente))(?!\p{L})|不(?:只|仅|单)|并非只|没有(?:只|仅)/iu;
const limiting =
  /(?<!\p{L})(?:(?:limited|confined|restricted) to|nothing (?:but|except)|no \p{L}+ (?:but|except)|limitad[oa]s? a)(?!\p{L})|限于|只限/iu;

/** "Only through Amazon" must not become "through Amazon". */
function checkNarrowing(claim: ReadText, proof: Proof): Objection[] {
  const onlyCues = quantifiers.filter(({ id }) => id === 'only');
  if (findCues(claim, onlyCues).length > 0 || impliedBy.only?.test(claim.text) === true) return [];
  for (const { read } of proof.quotes) {
    for (const cue of findCues(read, onlyCues)) {
      const scope = read.units.filter(({ start, end }) => start >= cue.end && end <= cue.end + 40).slice(0, 2);
      const amounts = read.amounts.filter(({ start }) => start >= cue.end && start <= cue.end + 12);
      const isSaid =
        (scope.length > 0 && scope.every((unit) => hasUnit(claim, unit))) ||
        amounts.some(({ value }) => claim.amounts.some((own) => own.value === value));
      const found = read.text.slice(cue.start, cue.end);
      if (isSaid && !/not $/i.test(read.text.slice(0, cue.start)))
        return [{ kind: 'number', found, reason: `the quotes say "${found}", the claim leaves it out` }];
    }
  }
  return [];
}

const impliedBy: Readonly<Record<string, RegExp>> = {
  all: /(?<!\p{L})(?:fully|finish\p{L}*|partial\p{L}*|in full|each|any|no|long|since|none|always|complete\p{L}*|full|whole|entire|total|cad[ao]|tod[oa]s?|ningun\p{L}+)(?!\p{L})|所有|全|每/iu,
  most: /(?<!\p{L})(?:(?:larger|greater|bigger) part|bulk|main\p{L}*|chief\p{L}*|largely|above all|most of all|primar\p{L}*|especially|particularly|rather than|principal\p{L}*|majority)(?!\p{L})|主要|大多/iu,
  only: /(?<!\p{L})(?:not .{1,80} until|left|all that|nothing else|remain\p{L}*|fewer|no more than|restrict\p{L}*|exclusive\p{L}*|limited to|one|single|alone|sole\p{L}*|no other|not .{1,30} any|no .{1,30} (?:but|except|other than)|except|just|nothing but)(?!\p{L})|独家|仅|只|剩/iu,
  both: /(?<!\p{L})(?:and|two|as well as|either|y|dos)(?!\p{L})|和|与|两/iu,
  many: /(?<!\p{L})(?:many|several|flood|crowd\p{L}*|number of|host of|dozens?|hundreds?|thousands?|millions?|much|lot|\d{3,}|varios|numeros\p{L}+)(?!\p{L})|多|众/iu,
  few: /(?<!\p{L})(?:some|several|largely|few|handful|hardly|limited|rare\p{L}*|scarce\p{L}*|small|little)(?!\p{L})|少|寥/iu,
  superlative:
    /(?<!\p{L})(?:most|top|first|led|leading|main|\p{L}+est|ahead of|as well as possible|máxim\p{L}+|más|mayor(?:es)?|menor(?:es)?|mejor(?:es)?|peor(?:es)?)(?!\p{L})|最|首/iu,
};

const laterPlace = /(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d(?:nd|rd|th))[ -]$/iu;

/** A claim must not say "all", "only" or "largest" where the quotes do not. */
function checkQuantifiers(claim: ReadText, proof: Proof): Objection[] {
  const said = new Set(proof.quotes.flatMap(({ read }) => findCues(read, quantifiers).map(({ id }) => id)));
  const text = proof.quotes.map(({ read }) => read.text).join(' ');
  return findCues(claim, quantifiers).flatMap(({ id, start, end }) => {
    if (said.has(id) || impliedBy[id]?.test(text) === true) return [];
    const found = claim.text.slice(start, end);
    // "Only 15" and "every second" belong to a number, which was looked at as one.
    if (
      claim.amounts.some((amount) =>
        amount.start < end ? amount.end > start : id === 'only' && amount.start - end < 8,
      )
    )
      return [];
    // "Not entirely", "not all" say less than the quotes, which the negation is looked at for.
    if (id === 'all' && /(?<!\p{L})(?:not|no|never)(?: \p{L}+)?\s+$|不$/iu.test(claim.text.slice(0, start))) return [];
    // "Fourth-largest" is a place in an order, which the ordinal answers for.
    if (id === 'superlative' && laterPlace.test(claim.text.slice(0, start))) return [];
    // "The most popular" is no quantity.
    const isRank = id === 'superlative' || (id === 'most' && /^\s(?!of )\p{Ll}+(?! of)/u.test(claim.text.slice(end)));
    return [{ kind: isRank ? 'unsupported' : 'number', found, reason: `no quote says "${found}"` } as const];
  });
}
