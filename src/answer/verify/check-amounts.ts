import type { Mention } from '../../knowledge/glossary-index.js';
import { RecentCache } from '../../retrieval/rank/passage-view.js';
import type { TextRange } from '../../text/sentences.js';
import { fold, namesBeside } from './check-names.js';
import { quantifiers } from './cues.js';
import type { Proof } from './proof.js';
import type { Amount } from './read-amounts.js';
import { clauseAt, findCues, hasUnit, oncePerText, type ReadText, type Unit } from './read-text.js';
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
  objections.push(...checkQuantifiers(claim, proof));
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

const digitPatterns = new RecentCache<string, readonly [name: RegExp, amount: RegExp]>(512);

function isNameDigits(digits: string, text: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let patterns = digitPatterns.get(digits);
  if (!patterns) {
    patterns = [
      new RegExp(`\\p{Lu}[\\p{L}.&-]* (?:\\p{Lu}[\\p{L}.&-]* )?${digits}(?![\\p{N}%]|[.,]\\d)`, 'u'),
      new RegExp(`${digits}\\s?(?:%|percent|million|dollars)`, 'u'),
    ];
    digitPatterns.set(digits, patterns);
  }
  return patterns[0].test(text) && !patterns[1].test(text);
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

const owned = /, (?:the |an? )?(?:owner|parent|maker|unit|subsidiary|arm|brand) of $/iu;

/** A number and the name that it stands with, by the name that comes before it. */
const owners = oncePerText((read): readonly { amount: Amount; name: string }[] => {
  const names = read.units.filter(
    ({ isName, word, start }) =>
      (isName && !read.places.some((place) => place.start <= start && place.end > start)) ||
      (!isName &&
        !/^(?:americans?|chinese|global|worldwide)$/i.test(word) &&
        start > 0 &&
        /^\p{Lu}/u.test(read.text[start] ?? '') &&
        word.length > 2),
  );
  return read.amounts.flatMap((amount) => {
    if (
      amount.kind === 'ordinal' ||
      amount.kind === 'factor' ||
      /(?:top|first|los) $/iu.test(read.text.slice(0, amount.start)) ||
      (!read.amounts.some(({ kind }) => kind === 'percent') &&
        isNameDigits(read.text.slice(amount.start, amount.end), read.text))
    )
      return [];
    const clause = clauseAt(read, amount.start);
    const isCounter = ({ start, end }: Unit) =>
      counts.test(read.text.slice(end)) || countedBy.test(read.text.slice(0, start));
    // "14 percent for Samsung": the name may come behind.
    const behind = names.find(
      ({ start, keys }) =>
        keys[0] !== 'm:market' && start > amount.end && linking.test(read.text.slice(amount.end, start)),
    );
    // "36 percent at Sprint" is of somebody else there.
    if (behind && /(?:at|en)\s+(?:the |la |el )?$/iu.test(read.text.slice(amount.end, behind.start))) return [];
    // "Lenovo, the owner of Motorola, with 9 percent" is of Lenovo.
    const ahead = names.filter(
      ({ start, end, keys }) =>
        end <= amount.start &&
        keys[0] !== 'm:market' &&
        !counts.test(read.text.slice(end)) &&
        !countedBy.test(read.text.slice(0, start)) &&
        !owned.test(read.text.slice(0, start)) &&
        !ofAnother.test(read.text.slice(0, start)),
    );
    const before =
      ahead.filter(({ start }) => start >= clause.start).at(-1) ??
      names.find(
        (unit) => unit.start >= amount.end && unit.end <= clause.end && unit.keys[0] !== 'm:market' && !isCounter(unit),
      ) ??
      ahead.at(-1);
    const isOfOthers = before && others.test(read.text.slice(before.end, amount.start));
    // Each product of a maker has its own price.
    const isBrand = (unit: Unit) => read.mentions.some(({ by, start }) => by === 'brand' && start === unit.start);
    const owner = (unit: Unit) => ({
      amount,
      name: isBrand(unit) ? `${unit.keys[0]}/${fold(unit.word)}` : (unit.keys[0] ?? unit.word),
    });
    if (behind) return [owner(behind)];
    if (isOfOthers) return [{ amount, name: 'others' }];
    return before ? [owner(before)] : [];
  });
});

const linking = /^\s*(?:percent |per cent |% )?(?:for|of|at|with|por|para|de|en)\s+(?:the |el |la |los )?$/iu;
/** Who counts, or tells of it, is not whose number it is. */
const counts =
  /^(?:['’]s)? (?:figures|count|reckoning|data|analysts|forecast|numbers|estimate|said|reported|found|noted|wrote|says|reports)(?!\p{L})/iu;
const countedBy = /(?:by|according to|per|según|据)\s?$/iu;

/** "$4 billion with vivo": the name is of this number, not of the next. */
const ofAnother = /(?:\d|dollars?|percent|million|billion) (?:for|with|por|para) (?:the |el |la |los )?$/iu;
const others = /(?<!\p{L})(?:others?|the rest|los demás)(?!\p{L})|其他|其余/iu;

/** What claims will be compared with, worked out while there is time. */
export function prepareAmounts(read: ReadText): void {
  owners(read);
  anchorsOf(read);
}

/** "Mi Box" and "Xiaomi Mi Box" are one. */
const isOneName = (one: string, other: string) =>
  one === other ||
  other.startsWith(`${one}/`) ||
  one.startsWith(`${other}/`) ||
  (one.includes('/') &&
    other.includes('/') &&
    (one.includes(other.split('/')[1] ?? '') || other.includes(one.split('/')[1] ?? '')));

/** Two names that each have a number must keep their own. */
function checkOwners(claim: ReadText, proof: Proof): Objection[] {
  const owned = proof.quotes.flatMap(({ read }) =>
    read.amounts.some(({ kind }) => kind === 'percent' || kind === 'money')
      ? owners(read).filter(
          ({ amount }) => amount.kind !== 'count' || read.amounts.some(({ kind }) => kind === 'percent'),
        )
      : [],
  );
  const kinds = (a: Amount, b: Amount) => a.kind === b.kind || a.kind === 'count' || b.kind === 'count';
  const own = owners(claim);
  for (const { amount, name } of own) {
    const same = owned.filter((other) => other.amount.value === amount.value && kinds(other.amount, amount));
    if (same.length === 0 || same.some((other) => isOneName(other.name, name))) continue;
    const hasOther = owned.some(
      (other) => other.name === name && other.amount.value !== amount.value && kinds(other.amount, amount),
    );
    const found = claim.text.slice(amount.start, amount.end);
    // "By 38 to 24 percent": both stand behind one name, in the order of the quotes.
    const isShared = own.some(
      (pair) =>
        pair.name === name &&
        pair.amount !== amount &&
        Math.abs(pair.amount.start - amount.start) < 24 &&
        owned.some((other) => other.name === name && other.amount.value === pair.amount.value) &&
        same.some((other) =>
          owned.some((first) => first.amount.value === pair.amount.value && first.amount.start < other.amount.start),
        ) ===
          pair.amount.start < amount.start,
    );
    if (hasOther && !isShared) return [{ kind: 'number', found, reason: `the quotes say ${found} of another one` }];
  }
  return [];
}

/** An amount, a day or a name, with the words that stand in its part of the sentence. */
interface Anchor {
  readonly key: string;
  readonly kind: 'number' | 'date' | 'name';
  readonly found: string;
  readonly start: number;
  readonly words: readonly Unit[];
}

const anchorsOf = oncePerText((read): readonly Anchor[] => {
  const inside = (part: TextRange) =>
    read.units.filter(({ start, end, isName }) => !isName && start >= part.start && end <= part.end);
  // "Moolenaar, a Republican, and": what is said of a name may follow it behind a comma, of a number stand before it.
  const wordsAt = (place: number, isNumber = false) => {
    const clause = clauseAt(read, place);
    const own = inside(clause);
    if (own.length > 0) return own;
    const index = read.clauses.findIndex(({ start }) => start === clause.start);
    const beside = read.clauses[index + (isNumber ? -1 : 1)];
    return beside ? [...own, ...inside(beside)] : own;
  };
  return [
    ...read.amounts
      .filter(({ kind }) => kind === 'money' || kind === 'percent' || kind === 'count')
      .map(({ value, start, end }) => ({
        key: `n:${value}`,
        kind: 'number' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsAt(start, true),
      })),
    ...read.mentions
      .filter(({ kind }) => kind !== 'market')
      .map(({ id, by, start, end }) => ({
        key: keyOfName(read.text.slice(start, end), id, by),
        kind: 'name' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsAt(start),
      })),
    ...read.dates
      .filter(({ year, month }) => year !== null && month !== null)
      .map(({ year, month, day, start, end }) => ({
        key: `d:${year}-${month}-${day ?? ''}`,
        kind: 'date' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsAt(start, true),
      })),
    ...namesBeside(read).map(({ id, start, end }) => ({
      key: `o:${id}`,
      kind: 'name' as const,
      found: read.text.slice(start, end),
      start,
      words: wordsAt(start),
    })),
  ];
});

/** "Huawei, ZTE and": what is said of one is said of all. */
const listed =
  /^(?:['’]s)?[\s,、]*(?:(?:and|or|y|o|e|as well as|和|与|及|跟|或)(?!\p{L}))?\s*(?:then\s|by\s|the\s|de\s|at\s)*$/iu;

/** Two people of one maker are two, and so are the two houses of Congress. */
function keyOfName(surface: string, id: string, by: Mention['by']): string {
  if (by === 'person') return `p:${fold(surface.split(' ').at(-1) ?? '')}`;
  return /(?<!\p{L})(?:Senate|House)(?!\p{L})/u.test(surface) ? `s:${fold(surface)}` : `m:${id}`;
}

/**
 * Two numbers, or two names, that have changed places: what the quote says of the first the claim says of the second.
 * Told by the words beside them that only one of the two has.
 */
function checkExchanged(claim: ReadText, proof: Proof): Objection[] {
  const own = onlyOnce(anchorsOf(claim));
  if (own.size < 2) return [];
  for (const { read } of proof.quotes) {
    const others = onlyOnce(anchorsOf(read));
    const both = [...own].flatMap(([key, mine]) => {
      const theirs = others.get(key);
      return theirs ? [{ mine, theirs }] : [];
    });
    const isOneLanguage = read.language === claim.language;
    for (const [index, first] of both.entries()) {
      const second = both
        .slice(index + 1)
        .find((other) => isExchanged(first, other, isOneLanguage) && !areListed(first, other, claim, read));
      if (second)
        return [
          {
            kind: first.mine.kind,
            found: first.mine.found,
            reason: `the quotes say it of ${second.mine.found}, and the other of ${first.mine.found}`,
          },
        ];
    }
  }
  return [];
}

function onlyOnce(anchors: readonly Anchor[]): ReadonlyMap<string, Anchor> {
  const counts = new Map<string, number>();
  for (const { key } of anchors) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map(anchors.filter(({ key }) => counts.get(key) === 1).map((anchor) => [anchor.key, anchor]));
}

/** The same number or name in the claim and in a quote. */
interface AnchorPair {
  readonly mine: Anchor;
  readonly theirs: Anchor;
}

function isExchanged(first: AnchorPair, second: AnchorPair, isOneLanguage: boolean): boolean {
  if (first.mine.kind !== second.mine.kind) return false;
  // In one language the words themselves: one word for "paid" and "deposited" would mix the two up.
  const isIn = (unit: Unit, list: readonly Unit[]) =>
    list.some((other) => other.keys.some((key) => (!isOneLanguage || key.startsWith('t:')) && unit.keys.includes(key)));
  const only = (one: Anchor, other: Anchor) => one.words.filter((unit) => !isIn(unit, other.words));
  const shared = (from: readonly Unit[], to: readonly Unit[]) => from.filter((unit) => isIn(unit, to)).length;
  const [mine, mineToo] = [only(first.mine, second.mine), only(second.mine, first.mine)];
  if (mine.length === 0 || mineToo.length === 0) return false;
  const [theirs, theirsToo] = [only(first.theirs, second.theirs), only(second.theirs, first.theirs)];
  const crossed = [shared(mine, theirsToo), shared(mineToo, theirs)] as const;
  const straight = shared(mine, theirs) + shared(mineToo, theirsToo);
  return Math.min(...crossed) > 0 && crossed[0] + crossed[1] > straight + (first.mine.kind === 'name' ? 1 : 0);
}

function areListed(first: AnchorPair, second: AnchorPair, claim: ReadText, quote: ReadText): boolean {
  const isListed = (text: string, one: Anchor, other: Anchor) => {
    const [before, after] = one.start < other.start ? [one, other] : [other, one];
    return listed.test(text.slice(before.start + before.found.length, after.start));
  };
  return isListed(claim.text, first.mine, second.mine) || isListed(quote.text, first.theirs, second.theirs);
}

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
    /(?<!\p{L})(?:most|top|first|led|leading|main|\p{L}+est|ahead of|as well as possible|máxim\p{L}+|más)(?!\p{L})|最|首/iu,
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
