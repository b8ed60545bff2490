import type { TextRange } from '../../text/sentences.js';
import { attributions, type Cue, cue, reporting } from './cues.js';
import { isLight } from './like-words.js';
import {
  answering,
  comparable,
  denying,
  isGoverned,
  isKin,
  isOfBound,
  isOfKind,
  isOfLike,
  isPutWithout,
  isSaidAgain,
  isSameEnd,
  isStrong,
  isTwofold,
  type Negation,
  negationsOf,
  predicate,
} from './negations.js';
import { drawsOn, isDrawnFrom, isOfOtherNames, isUsed, type Proof } from './proof.js';
import { clauseAt, findCues, hasUnit, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/**
 * Whether a claim says yes where the quotes say no, or no where they say yes. Negations of the same are set against
 * each other first, then those that may say the same with another word ("did not comment", "declined to comment"); what
 * is left over on either side has turned something into its opposite.
 */
export function checkNegation(claim: ReadText, proof: Proof): Objection[] {
  const remaining = proof.quotes.flatMap(({ read }) => negationsOf(read));
  const answeredTwice = new Set<Negation>();
  const taken: Negation[] = [];
  const ids = new Set(remaining.map(({ id }) => id));
  const take = (own: Negation, fits: (other: Negation) => boolean): boolean => {
    // Of several, the one that is of the same things.
    const common = (other: Negation) =>
      other.scope.filter(({ keys }) => own.scope.some((unit) => unit.keys.some((key) => keys.includes(key)))).length;
    let index = -1;
    for (const [place, other] of remaining.entries())
      if (fits(other) && (index < 0 || common(other) > common(remaining[index] as Negation))) index = place;
    // "Neither … nor" denies two things.
    const other = remaining[index];
    if (other) taken.push(other);
    if (other && !isTwofold(other)) remaining.splice(index, 1);
    else if (other) answeredTwice.add(other);
    if (other && isTwofold(own)) {
      const second = remaining.findIndex((one) => one.isHard && one.read === other.read);
      if (second >= 0) remaining.splice(second, 1);
    }
    return index >= 0;
  };
  const turned = exchangedDenial(claim, proof);
  if (turned)
    return [{ kind: 'negation', found: turned, reason: `the quotes say it of "${turned}", and deny it of the other` }];
  const negations = negationsOf(claim);
  const different = negations
    .filter((own) => !isOfBound(own, claim))
    .filter(
      (own) => !take(own, (other) => (other.id === own.id || isKin(own, other)) && isOfSame(own, other, claim, proof)),
    );
  // "Pending" says "not", and must answer it before another "not" does.
  const unanswered = [...different.filter(({ isHard }) => !isHard), ...different.filter(({ isHard }) => isHard)]
    .filter(
      (own) =>
        !take(own, (other) => mayAnswer(own, other, claim, proof)) &&
        !(
          own.isHard &&
          proof.quotes.every(({ read }) => read.language !== claim.language) &&
          !isSaidInQuotes(own, proof.quotes) &&
          take(own, ({ isHard }) => isHard)
        ) &&
        !proof.quotes.some(({ read }) => isSameEnd(own, read.text)) &&
        !isSaidAgain(own, negations, claim) &&
        !isLeftOpen(own, claim, proof) &&
        !proof.quotes.some(({ read }) => isPutWithout(around(own), read.text)),
    )
    // A word such as "left" or "ended" that the quotes put differently denies nothing by itself.
    .filter((own) => own.isHard || (isStrong(own) && !ids.has(own.id)));
  // "Not unable" is able, and what is lost if they give up is kept otherwise: twice no is yes.
  const isDouble =
    (unanswered.length === 2 && isGoverned(unanswered)) ||
    (unanswered.length === 1 &&
      unanswered[0]?.isHard === false &&
      different.some((own) => own !== unanswered[0] && own.id === 'lose'));
  const [added] = isDouble ? [] : unanswered;
  if (added)
    return [
      {
        kind: 'negation',
        found: claim.text.slice(added.start, added.end),
        reason: 'the claim denies what the quotes say',
      },
    ];
  // Of what is left of the quotes, only what is of something that the claim says.
  const isRepeated = ({ id, scope }: Negation) =>
    taken.some((other) => other.id === id && other.scope.some((unit) => scope.some(({ word }) => word === unit.word)));
  const [lost] = remaining.filter(
    (other) => !answeredTwice.has(other) && !isRepeated(other) && isDropped(other, claim, proof),
  );
  const missing = isDouble ? undefined : (lost ?? unheardIn(claim, negations, proof));
  if (!missing) return [];
  return [
    {
      kind: 'negation',
      found: missing.read.text.slice(missing.start, missing.end),
      reason: 'the quotes deny what the claim says',
    },
  ];
}

/**
 * The "not" of a quote in another language, of whose words few can be compared: a claim that says the same says no in
 * some way as well.
 */
function unheardIn(claim: ReadText, own: readonly Negation[], proof: Proof): Negation | undefined {
  const [quote, other] = proof.quotes;
  if (!quote || other || quote.read.language === claim.language) return undefined;
  const theirs = negationsOf(quote.read);
  // "Refuses phones that do not appear": the one may be said without the other.
  if (own.some(({ isHard, id }) => isHard || !theirs.some((one) => one.id === id))) return undefined;
  if (findCues(claim, negative).length > 0) return undefined;
  return theirs.find(
    (negation) =>
      negation.isHard &&
      quote.read.clauses.length < 6 &&
      !isOfBound(negation, quote.read) &&
      !/ /.test(quote.read.text.slice(negation.start, negation.end)) &&
      (quote.read.clauses.length < 4
        ? isUsed(claim, quote.read, clauseAt(quote.read, negation.start))
        : drawsOn(claim, quote.read, clauseAt(quote.read, negation.start), proof)),
  );
}

/** "About phones and not about televisions" for "televisions and not phones": what is denied that the quotes say. */
function exchangedDenial(claim: ReadText, proof: Proof): string | null {
  const denied = (read: ReadText) =>
    negationsOf(read).flatMap(({ isHard, start: place, end }) => {
      const isContrast =
        /(?:[,;]|(?<!\p{L})(?:and|but|y|e))\s*$/iu.test(read.text.slice(Math.max(0, place - 6), place)) ||
        / /.test(read.text.slice(place, end));
      return isHard && isContrast
        ? read.units
            .filter(
              (unit) =>
                !unit.isName &&
                /\p{Ll}|\p{Script=Han}/u.test(read.text[unit.start] ?? '') &&
                unit.start >= end &&
                unit.start - end <= 18,
            )
            .slice(0, 2)
        : [];
    });
  const says = (read: ReadText, unit: Unit, but: readonly Unit[]) =>
    read.units.some((other) => !but.includes(other) && other.keys[0] === unit.keys[0]);
  const own = denied(claim);
  for (const unit of own) {
    for (const { read } of proof.quotes) {
      const others = denied(read);
      if (others.some((other) => own.some(({ keys }) => keys[0] === other.keys[0]))) continue;
      if (others.some((other) => other.keys.some((key) => unit.keys.includes(key)))) continue;
      const isTurned =
        says(read, unit, others) && others.some((other) => says(claim, other, own) && other.keys[0] !== unit.keys[0]);
      if (isTurned) return unit.word;
    }
  }
  return null;
}

/** "Did not rule it out" for "left it open". */
function isLeftOpen({ start, end }: Negation, { text }: ReadText, proof: Proof): boolean {
  const near = text.slice(Math.max(0, start - 8), end + 12);
  return (
    /(?:not|n['’]t) rul(?:e|ed|ing)|rul(?:e|ed|ing) (?:\p{L}+ )?out|没有排除|未排除|不排除|no descart/iu.test(near) &&
    proof.quotes.some(({ read }) => /(?<!\p{L})le(?:ave|aves|ft|aving) (?:\p{L}+ ){0,3}open(?! to)/iu.test(read.text))
  );
}

/** Two negations with the same word: of the same thing, as far as can be seen. */
function isOfSame(own: Negation, other: Negation, claim: ReadText, proof: Proof): boolean {
  if (!own.isHard) return own.id === other.id || isOfLike(own, other, own.read.language !== other.read.language);
  const isNothing = ({ read, start, end }: Negation) => /^(?:nothing|nada)$/i.test(read.text.slice(start, end));
  if (isNothing(own) && isNothing(other)) return true;
  if (areOfOtherNames(own, other)) return false;
  const isForeign = own.read.language !== other.read.language;
  const [mine, others] = [
    comparable(own.scope, isForeign),
    comparable(other.scope, isForeign).slice(0, isForeign ? 2 : 4),
  ];
  const isAlike = (unit: Unit, { keys, isName }: Unit) => !isName && keys.some((key) => unit.keys.includes(key));
  if (mine.some((unit) => others.some((one) => isAlike(unit, one)))) return true;
  if (isForeign) {
    // "Verizon and AT&T did not": of the same names as here.
    if (others.length === 0 && areOfOneName(own, other)) return true;
    const mayBeOther = others.length === 0 || mine.length === 0 || others.some((unit) => hasUnit(claim, unit));
    return mayBeOther && (mine.length === 0 || !isSaidInQuotes(own, proof.quotes));
  }
  if (mine.length === 0) return true;
  // "Whereas Verizon did not" is of what was said before; "not with smartphones" is not of entering.
  return others.length === 0 && (other.scope.length === 0 || !isSaidInQuotes(own, proof.quotes));
}

/** "Not on AT&T" and "not on Verizon": what is denied is of different names. */
function areOfOtherNames(own: Negation, other: Negation): boolean {
  const names = ({ read, start, end }: Negation) => {
    const clause = clauseAt(read, start);
    return read.units.filter(
      (unit) => unit.isName && unit.keys[0] !== 'm:market' && unit.start >= end && unit.end <= clause.end,
    );
  };
  const [mine, others] = [names(own), names(other)];
  return (
    mine.length > 0 && others.length > 0 && !mine.some(({ keys }) => others.some((unit) => unit.keys[0] === keys[0]))
  );
}

/** Whether the parts of the sentence that two negations stand in have a name in common. */
function areOfOneName(own: Negation, other: Negation): boolean {
  const names = ({ read, start }: Negation) => {
    const clause = clauseAt(read, start);
    return read.units.filter(
      (unit) => unit.isName && unit.keys[0] !== 'm:market' && unit.start >= clause.start && unit.end <= clause.end,
    );
  };
  const others = names(other);
  return names(own).some(({ keys }) => others.some((unit) => unit.keys[0] === keys[0]));
}

/** A negation that the quotes put with another word. */
function mayAnswer(own: Negation, other: Negation, claim: ReadText, proof: Proof): boolean {
  const isForeign = own.read.language !== other.read.language;
  const clause = clauseAt(other.read, other.start);
  const said = other.read.units.filter(
    (unit) => unit.start >= clause.start && unit.end <= clause.end && !isLight(unit),
  );
  const isOfNames = other.scope.length === 0 && said.some((unit) => unit.isName && hasUnit(claim, unit));
  if (!isForeign && !isOfNames && !isUsed(claim, { ...other.read, units: said }, clause)) return false;
  // What the quotes deny and the claim says elsewhere is not what the claim denies.
  const isSaidElsewhere = comparable(other.scope, isForeign).some((unit) =>
    claim.units.some((mine) => !own.scope.includes(mine) && mine.keys.some((key) => unit.keys.includes(key))),
  );
  if (own.isHard && other.isHard && isSaidElsewhere) return false;
  if (!own.isHard)
    return other.isHard
      ? (isStrong(own) || own.id === 'lacking' || own.id === 'ban') && isOfLike(own, other, isForeign)
      : isStrong(own) && isOfKind(own, other) && (isStrong(other) || other.id === 'lacking');
  const others = comparable(other.scope, isForeign);
  if (isForeign && others.length > 0 && !others.some((unit) => hasUnit(claim, unit))) return false;
  const saysNo =
    other.isHard ||
    isStrong(other) ||
    other.id === 'lacking' ||
    other.id === 'limit' ||
    (!isForeign && answering.has(other.id));
  return saysNo && !isSaidInQuotes(own, proof.quotes);
}

/** Whether what a claim denies is said in the quotes, and not denied there: it then only adds a "not". */
function isSaidInQuotes(own: Negation, quotes: Proof['quotes']): boolean {
  const reports = findCues(own.read, reporting);
  const deniedIn = ({ read }: Proof['quotes'][number]) =>
    negationsOf(read).flatMap(({ id, isHard, scope, end }) =>
      isHard || denying.has(id) || id === 'lacking' ? scope.filter(({ start }) => isHard || start >= end) : [],
    );
  const deniedAnywhere = quotes.flatMap(deniedIn);
  return quotes.some((quote) => {
    const { read } = quote;
    // Every report says something: what is not said tells more. Chinese words are read in pairs.
    const heads = comparable(own.scope, read.language !== own.read.language)
      .filter((unit) => !/^\p{Lu}/u.test(own.read.text.slice(unit.start, unit.start + 2)))
      .filter((unit) => !reports.some(({ start, end }) => start <= unit.start && end >= unit.end))
      .slice(0, own.read.language === 'zh' ? 2 : 1);
    // "Had never been through the FCC": nothing but a name.
    if (heads.length === 0 && own.scope.length === 0 && own.read.language !== 'zh') {
      const clause = clauseAt(own.read, own.start);
      const names = own.read.units.filter(({ isName, start, end }) => isName && start >= own.end && end <= clause.end);
      return names.some(
        (name) => negationsOf(read).length === 0 && read.units.some(({ keys }) => keys[0] === name.keys[0]),
      );
    }
    if (
      heads.length === 0 &&
      own.scope.some((unit) => reports.some(({ start, end }) => start <= unit.start && end >= unit.end))
    )
      return findCues(read, attributions).length > 0;
    const denied = deniedIn(quote);
    return heads.some((head) => {
      const isSame = (unit: Unit) => unit.keys.some((key) => head.keys.includes(key));
      const same = read.units.filter(isSame);
      return same.length > 0 && !same.some((unit) => denied.includes(unit)) && !deniedAnywhere.some(isSame);
    });
  });
}

/** What says no in another way, too weakly to be set against a "not". */
const negative: readonly Cue[] = [
  cue(
    'negative',
    'sol[oa]|sólo|únic\\p{L}+|salvo|excepto|apenas|difíc\\p{L}+|imposib\\p{L}+|ilegal\\p{L}*|lejos|fuera|aparte|libre|exclu\\p{L}+|contra|rechaz\\p{L}+|in(?:cap|util|cierto|decis|complet)\\p{L}+|des(?:conoc|minti|carta|apare)\\p{L}+|perdi\\p{L}+|dej\\p{L}+|menos|poc[oa]s?|distint[oa]s?|diferentes?',
    '非|仅|只|除|难|少|独|缺|拒|否|禁|停|退|失|弃|免|反|别|避|外|才|不',
  ),
];

/** "Whereas Verizon and AT&T did not": nothing but names, all of them in the claim. */
function isOfSameNames(claim: ReadText, read: ReadText, clause: TextRange): boolean {
  const inside = read.units.filter(({ start, end }) => start >= clause.start && end <= clause.end);
  return (
    inside.length > 0 &&
    inside.every(({ isName }) => isName) &&
    inside.some((unit) => hasUnit(claim, unit)) &&
    !/(?<!\p{L})(?:unlike|except|other than|apart from|only|alone|a diferencia|salvo|solo)(?!\p{L})|不同|只|仅/iu.test(
      claim.text.replace(/^[^;,]*(?:alone|only|exclusive)[^;,]*[;,]/iu, ''),
    )
  );
}

function isDropped(other: Negation, claim: ReadText, proof: Proof): boolean {
  const { read, start, scope, isHard, id } = other;
  const isOneOfMany = proof.quotes.length > 1;
  const heavy = scope.filter((unit) => !isLight(unit) || predicate.test(unit.word));
  // "And no phones".
  const all = heavy.length > 0 || !isHard ? heavy : scope.slice(0, 1);
  // What is said elsewhere as well, the claim may have from there.
  const own = all.filter((unit) => !standsElsewhere(unit, other, proof));
  if (own.length === 0 && !all.every((unit) => hasUnit(claim, unit))) return false;
  const telling = own.length > 0 ? own : all;
  const words = read.language === claim.language ? telling : telling.slice(0, 2);
  const isSaid =
    words.some((unit) => isDrawnFrom(claim, unit, read, clauseAt(read, start), proof)) ||
    (own.length === 0 && all.length > 0 && all.every((unit) => hasUnit(claim, unit))) ||
    (scope.every(({ isName }) => isName) &&
      (scope.some((unit) => isDrawnFrom(claim, unit, read, clauseAt(read, start), proof)) ||
        isUsed(claim, read, clauseAt(read, start)) ||
        isOfSameNames(claim, read, clauseAt(read, start))));
  if (isOfOtherNames(claim, read, { start: other.end, end: clauseAt(read, start).end })) return false;
  // Of several quotes a claim may use another one.
  if (id === 'lift' && isOneOfMany) return false;
  return (
    isSaid &&
    (isHard || (scope.length > 0 && isStrong(other))) &&
    !repeatsCue(claim, read, start) &&
    !isSameEnd(other, claim.text) &&
    !isPutOtherwise(other, claim)
  );
}

/** "If it does not" is "unless", "not deterred" is "undeterred", and who warned against something warned. */
function isPutOtherwise({ read, start, end, scope }: Negation, claim: ReadText): boolean {
  // "Not until 29 May" is only then.
  if (/^[^,;.]*(?<!\p{L})until(?!\p{L})/iu.test(read.text.slice(end)) && onlyThen.test(claim.text)) return true;
  if (onlyWith(read).some((word) => onlyWith(claim).includes(word))) return true;
  if (isPutWithout(around({ read, start, end }), claim.text)) return true;
  const clause = read.text.slice(Math.max(0, start - 60), start);
  if (/(?<!\p{L})(?:if|si)(?!\p{L})[^,;]*$|(?:如果|若)[^，；]*$/iu.test(clause) && unless.test(claim.text)) return true;
  if (/(?<!\p{L})warn\p{L}*(?: [^,;]{0,40})? $/iu.test(clause)) return true;
  return scope.some(({ word }) =>
    claim.tokens.some(
      (token) => /^(?:un|in|im|non|dis)/.test(token.word) && token.word.replace(/^(?:un|in|im|non|dis)-?/, '') === word,
    ),
  );
}

/** A negation with the words beside it. */
function around({ read, start, end }: Pick<Negation, 'read' | 'start' | 'end'>): string {
  return read.text.slice(Math.max(0, start - 12), end + 100);
}

/** What a text has "only" of: "were not banned, because the FCC only proposed it". */
function onlyWith({ text, units }: ReadText): string[] {
  return [...text.matchAll(/(?<!\p{L})(?:only|merely|solo|sólo)(?!\p{L})|只是|仅/giu)].flatMap(
    ({ index, 0: found }) => {
      const next = units.find(({ start }) => start >= index + found.length);
      return next && next.start - index - found.length < 3 ? [next.keys[0] ?? next.word] : [];
    },
  );
}

const onlyThen = /(?<!\p{L})(?:only|solo|sólo|no sooner)(?!\p{L})|才/iu;
const unless = /(?<!\p{L})(?:unless|a menos que|salvo que|a no ser que)(?!\p{L})|除非/iu;

/** Whether the quotes have a word outside the clause of a negation too. */
function standsElsewhere({ keys }: Unit, { read, start }: Negation, proof: Proof): boolean {
  const clause = clauseAt(read, start);
  return proof.quotes.some((quote) =>
    quote.read.units.some(
      (unit) =>
        (quote.read !== read || unit.end <= clause.start || unit.start >= clause.end) &&
        unit.keys.some((key) => /^[tm]:/.test(key) && keys.includes(key)),
    ),
  );
}

/** The word itself may stand in the claim in another form: "the ban" for "banned". */
function repeatsCue(claim: ReadText, read: ReadText, start: number): boolean {
  const unit = read.units.find((candidate) => candidate.start === start);
  return unit?.keys.some((key) => key.startsWith('t:') && claim.keys.has(key)) ?? false;
}
