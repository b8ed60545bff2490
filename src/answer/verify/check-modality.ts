import type { TextRange } from '../../text/sentences.js';
import { impliedModalities } from './answering-cues.js';
import { attribution, attributions, type Cue, causes, denials, directions, modalities } from './cues.js';
import { isNear } from './like-words.js';
import { findOpposites } from './opposites.js';
import { isUsed, type Proof, unitsAfter, unitsBefore } from './proof.js';
import { clauseAt, type FoundCue, findCues, hasUnit, oncePerText, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** "Would" is the future of a report, or a guess: it asks nothing of a claim, and lets it say "will". */
const would: Cue = {
  id: 'would',
  pattern: /(?<!\p{L})(?:would|(?:is|are|was|were) to(?= \p{L})|\p{L}{2,}(?:aría|ería|iría|dría)n?)(?!\p{L})/giu,
};
/** "Not interested in" for "does not want to". */
const interest: Cue = {
  id: 'interest',
  pattern: /(?<!\p{L})(?:interest(?:ed|s)?|interes\p{L}+|interés)(?!\p{L})|兴趣/giu,
};
export const modalityCues: readonly Cue[] = [...modalities, would, interest, attribution];

/** What a claim may be as sure as: one of these must be in the quotes when the claim has the first. */
const mayAdd: Readonly<Record<string, readonly string[]>> = {
  possibility: ['possibility', 'likelihood', 'could'],
  could: ['could', 'possibility', 'likelihood', 'ability'],
  likelihood: ['likelihood', 'possibility', 'expectation', 'opinion'],
  future: ['future', 'would', 'condition', 'expectation'],
  deliberation: ['deliberation', 'opinion', 'possibility'],
  threat: ['threat'],
  proposal: ['proposal', 'request'],
  promise: ['promise', 'future', 'would'],
  rumour: ['rumour', 'hearsay'],
  expectation: ['expectation', 'future', 'likelihood', 'opinion', 'intention', 'would'],
  intention: ['intention', 'would', 'attempt', 'expectation', 'interest', 'future', 'request'],
  hearsay: ['hearsay', 'rumour', 'attribution', 'opinion'],
  opinion: ['opinion', 'expectation', 'attribution', 'likelihood', 'possibility', 'hearsay'],
  confirmation: ['confirmation'],
  request: ['request', 'obligation', 'attribution', 'intention', 'opinion', 'would', 'future'],
  obligation: ['obligation', 'request', 'condition', 'future', 'would'],
};
/** One of these must be in the claim when the quotes have the first of what it says. */
const mayDrop: Readonly<Record<string, readonly string[]>> = {
  possibility: ['possibility', 'likelihood', 'could', 'condition'],
  could: ['could', 'possibility', 'likelihood', 'ability', 'would', 'condition'],
  counterfactual: ['counterfactual', 'expectation', 'would', 'future', 'could', 'possibility', 'condition'],
  likelihood: ['likelihood', 'possibility', 'expectation', 'opinion'],
  future: ['future', 'would', 'expectation', 'likelihood', 'obligation', 'hearsay', 'rumour', 'intention'],
  expectation: ['expectation', 'likelihood', 'opinion', 'intention', 'attribution'],
  intention: ['intention', 'expectation', 'attempt', 'would', 'opinion', 'request'],
  hearsay: ['hearsay', 'rumour', 'attribution', 'opinion', 'possibility'],
  rumour: ['rumour', 'hearsay', 'attribution', 'opinion', 'possibility'],
  opinion: ['opinion', 'attribution', 'expectation', 'likelihood', 'possibility', 'hearsay', 'request'],
  request: ['request', 'obligation', 'would', 'intention'],
  condition: ['condition'],
  attempt: ['attempt', 'intention'],
  deliberation: [
    'deliberation',
    'intention',
    'possibility',
    'condition',
    'opinion',
    'request',
    'would',
    'counterfactual',
  ],
  threat: ['threat', 'possibility', 'would', 'future', 'condition'],
  proposal: ['proposal', 'request', 'intention', 'would', 'possibility'],
  purpose: [
    'purpose',
    'intention',
    'expectation',
    'would',
    'request',
    'obligation',
    'attempt',
    'future',
    'possibility',
  ],
  alleged: ['alleged', 'hearsay', 'opinion', 'possibility'],
  promise: ['promise', 'intention', 'future', 'would', 'expectation', 'obligation', 'confirmation'],
  negotiation: ['negotiation', 'intention', 'possibility', 'request', 'attempt', 'deliberation'],
  would: [
    'would',
    'future',
    'intention',
    'expectation',
    'possibility',
    'likelihood',
    'could',
    'ability',
    'condition',
    'counterfactual',
    'obligation',
    'request',
    'opinion',
    'proposal',
    'attempt',
    'confirmation',
  ],
};

/** A claim must be as sure as its quotes, neither more nor less. */
export function checkModality(claim: ReadText, proof: Proof): Objection[] {
  const own = findCues(claim, modalityCues);
  const ownIds = new Set(own.map(({ id }) => id));
  const impliedOwn = findCues(claim, impliedModalities);
  const quoted = proof.quotes.flatMap(({ read }) => findCues(read, modalityCues).map((cue) => ({ ...cue, read })));
  const quotedIds = new Set(quoted.map(({ id }) => id));
  const implied = new Set(proof.quotes.flatMap(({ read }) => findCues(read, impliedModalities).map(({ id }) => id)));
  for (const { id, start, end } of own) {
    const allowed = mayAdd[id];
    if (!allowed) continue;
    if (id === 'possibility' && isOfReport(claim, end) && !quoted.some((other) => isOfReport(other.read, other.end)))
      return [{ kind: 'modality', found: claim.text.slice(start, end), reason: 'no quote doubts that it was said' }];
    const isMightOfCould =
      id === 'possibility' && ownIds.has('ability') && !quotedIds.has('possibility') && !quotedIds.has('likelihood');
    const answering = quoted.filter((other) => allowed.includes(other.id));
    if (answering.length === 0 && implied.has(id)) continue;
    if (answering.length > 0 && !isMightOfCould && !isElsewhere(claim, { id, start, end }, answering)) continue;
    const isFutureOfPlan =
      id === 'future' &&
      !quotedIds.has('could') &&
      !quotedIds.has('possibility') &&
      ['intention', 'expectation'].some((other) => ownIds.has(other) && quotedIds.has(other));
    // The same word may mean one thing or the other: "consider" is of a plan and of an opinion.
    const word = claim.text.slice(start, end);
    const isCopied = proof.quotes.some(({ read }) => read.text.toLowerCase().includes(word.toLowerCase()));
    // What one could only do is no guess.
    if (id === 'could' && leftOver.test(claim.text.slice(start))) continue;
    // What could be bought was on sale.
    if (
      id === 'could' &&
      onSale.test(claim.text.slice(start)) &&
      proof.quotes.some(({ read }) => offered.test(read.text))
    )
      continue;
    // What is not wanted is no plan.
    const isDenied =
      ['intention', 'opinion', 'could', 'confirmation'].includes(id) &&
      turning.test(claim.text.slice(Math.max(0, start - 12), end + 4));
    if (isDenied && proof.quotes.some(({ read }) => findCues(read, denials).length > 0)) continue;
    if (isFutureOfPlan || (isCopied && answering.length === 0 && id !== 'possibility' && id !== 'future')) continue;
    return [{ kind: 'modality', found: word, reason: `no quote says "${word}"` }];
  }
  // What was done because somebody asked for it was done.
  const [fulfilled] = quotedIds.has('request') ? (fulfilment.exec(claim.text) ?? []) : [];
  if (fulfilled !== undefined && !proof.quotes.some(({ read }) => fulfilment.test(read.text)))
    return [{ kind: 'modality', found: fulfilled, reason: 'the quotes only say that it was asked for' }];
  const [done] = comeAbout.exec(claim.text) ?? [];
  const coming = quoted.find(({ id, read, start }) => toCome.has(id) && isUsed(claim, read, clauseAt(read, start)));
  if (
    done !== undefined &&
    coming &&
    !own.some(({ id }) => toCome.has(id)) &&
    !proof.quotes.some(({ read }) => comeAbout.test(read.text))
  )
    return [{ kind: 'modality', found: done, reason: 'the quotes tell it as still to come' }];
  for (const cue of quoted) {
    const allowed = mayDrop[cue.id];
    // The plan of "a plan that was meant to" is said by both, and says nothing of whether it came about.
    const ids = new Set(
      [...own, ...impliedOwn].flatMap(({ id, start, end }) => {
        const said = claim.text.slice(start, end);
        return cue.id !== id && planNoun.test(said) && hasWord(cue.read.text, said) ? [] : [id];
      }),
    );
    if (!allowed || allowed.some((other) => ids.has(other))) continue;
    const clause = clauseAt(cue.read, cue.start);
    const scope = unitsAfter(cue.read, cue.end, Math.max(clause.end, Math.min(cue.read.text.length, cue.end + 40)), 4);
    const isForeign = cue.read.language !== claim.language;
    if (
      cue.id === 'would' &&
      (isToDo.test(cue.read.text.slice(cue.start, cue.end)) ||
        /^ not /.test(cue.read.text.slice(cue.end)) ||
        announced.test(claim.text))
    )
      continue;
    // "A tariff planned for December": what is planned stands before.
    const before =
      scope.length > 0 || cue.id !== 'intention'
        ? []
        : unitsBefore(cue.read, cue.start, Math.max(0, cue.start - 60), 3);
    // That something is reported says nothing of what is.
    const reports = findCues(cue.read, attributions);
    const known = [...scope, ...before].filter(
      ({ keys, start, end }) =>
        !reports.some((report) => report.start <= start && report.end >= end) &&
        (!isForeign || keys.some((key) => key.startsWith('g:'))),
    );
    const said = known.filter((unit) => hasUnit(claim, unit)).length;
    const isOnDay = cue.read.dates.some(
      (date) =>
        date.start >= cue.end &&
        date.start - cue.end <= 4 &&
        claim.dates.some(({ year, month, day }) => year === date.year && month === date.month && day === date.day),
    );
    const isSaid =
      (isOnDay && cue.id === 'expectation') ||
      (known.length > 0
        ? said > 0 &&
          (cue.id !== 'would' || said * 2 >= known.length) &&
          (cue.id !== 'alleged' || known.slice(0, 2).every((unit) => hasUnit(claim, unit))) &&
          (!isForeign || cue.id !== 'hearsay' || (known.length > 1 && said * 2 >= known.length))
        : isUsed(claim, cue.read, clause));
    const isUndone =
      cue.id === 'intention' &&
      /(?<!\p{L})(?:gave up|drop|dropped|abandon\p{L}*|scrap\p{L}*|cancel\p{L}*|no longer|renunci\p{L}+|abandon\p{L}+)(?!\p{L})|放弃|取消/iu.test(
        claim.text,
      );
    const word = cue.read.text.slice(cue.start, cue.end);
    if (!isSaid || isUndone || hasWord(claim.text, word)) continue;
    return [{ kind: 'modality', found: word, reason: `the quotes say "${word}", the claim is surer than that` }];
  }
  return [];
}

/** "Are to be unlocked" is a rule. */
const isToDo = /^(?:is|are|was|were) to$/i;
/** What is announced is still to come, however it is put. */
const announced = /(?<!\p{L})(?:announc\p{L}+|anunci\p{L}+)(?!\p{L})|宣布/iu;
/** "May have announced": it is doubted that somebody said it, not what was said. */
function isOfReport(read: ReadText, end: number): boolean {
  return findCues(read, attributions).some(
    (report) =>
      report.start >= end && /^\s?(?:(?:have|haber|be|been|ser|sido) )*$/iu.test(read.text.slice(end, report.start)),
  );
}

const planNoun = /^(?:plans?|forecasts?|outlook|expectations?|goals?|targets?|intentions?|planes)$/iu;
/** What is said to have come about, and what it was when the quote was written. */
const comeAbout = /(?<!\p{L})(?:already|has since|have since|ya (?:ha|han|había))(?!\p{L})|已经/iu;
const toCome: ReadonlySet<string> = new Set(['would', 'future', 'intention', 'proposal', 'expectation', 'request']);
const fulfilment =
  /(?<!\p{L})(?:at the (?:wish|request|urging|demand|behest) of|(?<=(?:was|were) \p{L}+ .{0,80})(?:after|since|because) .{3,50} (?:had )?(?:demanded|asked for|requested|called for|urged|wanted) (?:it|this|that)|which .{3,60} had (?:urged|demanded|requested|asked for|called for)|a (?:petición|instancias) de)(?!\p{L})|应.{1,40}的?要求/iu;
const leftOver = /^\p{L}+ (?:\p{L}+ ){0,3}(?:only|just|solo|sólo|únicamente)(?!\p{L})|^(?:可以|能够)?只能/iu;
const onSale = /^\p{L}+ (?:\p{L}+ )?(?:buy|get|order|use|purchase|choose|obtain|comprar|购买|买到)/iu;
const offered = /(?<!\p{L})(?:on sale|s[oe]ld|sells?|sale|offer\p{L}*|available|shops?|stores?)(?!\p{L})/iu;

/** The word itself, or another form of it: "caution" and "cautious". */
function hasWord(text: string, word: string): boolean {
  if (
    /^\p{Script=Latin}{7,}$/u.test(word) &&
    new RegExp(`(?<!\\p{L})${word.slice(0, Math.max(5, word.length - 3))}`, 'iu').test(text)
  )
    return true;
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `.includes(
    /\p{Script=Han}/u.test(word) ? word : ` ${word.toLowerCase()} `,
  );
}

/**
 * Whether the quotes are unsure of something else than the claim is: what follows the word in the claim does not follow
 * it in any of them, though they have it. Only where the languages are the same can that be seen.
 */
function isElsewhere(
  claim: ReadText,
  cue: FoundCue,
  others: readonly (FoundCue & { readonly read: ReadText })[],
): boolean {
  if (!['possibility', 'intention', 'future', 'could'].includes(cue.id)) return false;
  if (others.some(({ read }) => read.language !== claim.language)) return false;
  const scope = unitsAfter(claim, cue.end, claim.text.length, cue.id === 'intention' ? 2 : 3);
  const [first] = scope;
  if (!first) return false;
  const word = claim.text.slice(cue.start, cue.end).toLowerCase();
  const isCopied = (read: ReadText, start: number, end: number) => read.text.slice(start, end).toLowerCase() === word;
  // A guess may stand behind what it is of ("…, it said, perhaps"), a plan stands before it.
  const said = others.some(({ read, start, end }) => {
    const isBehind = unitsAfter(read, end, clauseAt(read, start).end, 1).length === 0;
    const before = cue.id !== 'intention' && isBehind ? 60 : 0;
    return read.units.some(
      (unit) =>
        !unit.isName &&
        (unit.start >= end || unit.end <= start) &&
        unit.start >= start - before &&
        unit.end <= end + (isCopied(read, start, end) ? 160 : 80) &&
        scope.some((own) => own.keys.some((key) => unit.keys.includes(key))),
    );
  });
  return !said && others.every(({ read }) => hasUnit(read, first));
}

/** Verbs of those who speak for themselves: what they say is a claim of theirs, not a fact. */
const asserts =
  /(?<!\p{L})(?:said|says?|stated|(?<!United )states|claim(?:s|ed)|assert(?:s|ed)|insist(?:s|ed)|argu(?:es|ed)|maintain(?:s|ed)|(?:told|tells)(?! .{2,60} to \p{L})|boast(?:s|ed)|promis(?:es|ed)|pledg(?:es|ed)|vow(?:s|ed)|(?<!(?:was|were|is|are|been|being|be|so-|once) )call(?:s|ed)|saw itself|dij(?:o|eron)|dice[n]?|afirm\p{L}+|asegur\p{L}+|sostien\p{L}+|sostuv\p{L}+|insist\p{L}+|prometi\p{L}+)(?!\p{L})|表示|称|声称|宣称|坚称|说(?!法|明|服|到)/giu;
const owning: ReadonlySet<string> = new Set([
  'attribution',
  'request',
  'confirmation',
  'likelihood',
  'hearsay',
  'opinion',
  'intention',
  'expectation',
  'possibility',
]);

/** What a company says of itself must stay its word, and nobody may be made to say what another said. */
export function checkAttribution(claim: ReadText, proof: Proof): Objection[] {
  const own = findCues(claim, modalityCues);
  const objections: Objection[] = [];
  const isOwned = own.some(({ id }) => owning.has(id));
  for (const { read } of proof.quotes) {
    if (isOwned) break;
    for (const match of read.text.matchAll(asserts)) {
      const speaker = nearestActor(read, match.index, match.index + match[0].length);
      if (speaker?.kind !== 'maker') continue;
      const clause = clauseAt(read, match.index);
      const others = read.units.filter(
        (unit) => !unit.isName && (unit.start < clause.start || unit.start > match.index),
      );
      if (!others.some((unit) => hasUnit(claim, unit))) continue;
      const name = read.text.slice(speaker.start, speaker.end);
      objections.push({
        kind: 'attribution',
        found: match[0],
        reason: `the quotes say that ${name} says so; the claim tells it as a fact`,
      });
      return objections;
    }
  }
  // Whoever is made to speak must speak, or have published, what is quoted.
  const verbs = [...claim.text.matchAll(asserts)];
  for (const match of verbs) {
    const speaker = nearestActor(claim, match.index, match.index + match[0].length);
    if (speaker?.kind !== 'maker') continue;
    // Who did not say something need not be heard.
    if (turning.test(claim.text.slice(Math.max(0, match.index - 8), match.index))) continue;
    const speaks = proof.quotes.some(({ read }) =>
      findCues(read, [
        attribution,
        ...modalities.filter(
          ({ id }) => id === 'opinion' || id === 'expectation' || id === 'confirmation' || id === 'request',
        ),
      ]).some(({ start, end }) => {
        const other = nearestActor(read, start, end);
        return other?.id === speaker.id || other === null || Math.abs(other.start - start) > 40;
      }),
    );
    const name = claim.text.slice(speaker.start, speaker.end);
    if (!speaks && !proof.publishers.some((publisher) => publisher.toLowerCase().includes(name.toLowerCase())))
      return [{ kind: 'attribution', found: `${name} ${match[0]}`, reason: `in no quote does ${name} say something` }];
  }
  return objections;
}

/** The name that stands next to a verb, before it if one does. */
function nearestActor(read: ReadText, start: number, end: number) {
  const actors = read.mentions.filter(({ kind }) => kind !== 'market');
  const isOfSpeaker = (mention: { end: number; start: number }) =>
    !/['’]s$/.test(read.text.slice(mention.start, mention.end)) && !/^['’]s/.test(read.text.slice(mention.end));
  const before = actors
    .filter(
      (mention) =>
        mention.end <= start &&
        start - mention.end <= (read.language === 'zh' ? 12 : 40) &&
        !/[,;，；]/.test(read.text.slice(mention.end, start)),
    )
    .filter(isOfSpeaker)
    .at(-1);
  if (before) return before;
  // "Say that Xiaomi": nobody says it but whoever wrote that. "Said Lei Jun": right behind it, in languages that may put it so.
  if (read.language === 'zh') return null;
  return (
    actors.find(
      (mention) =>
        mention.start >= end &&
        (/^say$/i.test(read.text.slice(start, end)) ? /^ (?:that )?$/ : /^ $/).test(
          read.text.slice(end, mention.start),
        ),
    ) ?? null
  );
}

/** Cues and words that have an opposite. */
export const directionsOf = oncePerText((read): readonly FoundCue[] => [
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
const turning = /(?<!\p{L})(?:not|no|never|nor|without|n['’]t|nunca|sin|ni)(?!\p{L})|没|不|未/iu;

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
      ({ kind, start, end }) => kind !== 'market' && start >= cause.end && end <= Math.max(clause.end, cause.end + 24),
    );
    // One quote must have both what came about and what brought it about: two quotes side by side give no reason.
    const word = claim.text.slice(cause.start, cause.end).toLowerCase();
    const isSaid = proof.quotes.some(
      ({ read }) =>
        // "Its main reason was that …".
        (/^(?:because|since)$/.test(word) && givesReason.test(read.text) && isShared(read, after, claim, 0.75)) ||
        // "The committee feared": no reason for what stands before it.
        (/^fear/.test(word) && read.text.toLowerCase().includes(word) && isShared(read, after, claim, 0.75)) ||
        ((findCues(read, causes).length > 0
          ? isShared(read, before, claim, 0.5) && isShared(read, after, claim, 0.5)
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

/** Whether a quote has any of these words; of another language, of those that can be compared. */
function isShared(read: ReadText, units: readonly Unit[], claim: ReadText, least: number): boolean {
  const comparable =
    read.language === claim.language ? units : units.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
  const shared = comparable.filter((unit) => hasUnit(read, unit) || isNear(unit, { read })).length;
  return comparable.length === 0 || shared >= least * Math.min(4, comparable.length);
}

const givesReason = /(?<!\p{L})(?:main |chief )?reason (?:[\p{L}\p{N}]+ ){0,6}was that(?!\p{L})/iu;

const impliesCause =
  /(?<!\p{L})(?:ow(?:es|ed)|set off|by (?:not )?\p{L}+ing|so|when|amid|during|in the|on the news|kept|keeps|with|as|for|after|following|since|(?:singled out|sued|fined|criticis\p{L}+|blam\p{L}+|prais\p{L}+|punish\p{L}+|accus\p{L}+|known) .{0,60}for|push\p{L}*|forc\p{L}+|makes?|made|dr[io]ves?|trigger\p{L}*|hurt|hit|burden\p{L}*|suffer\p{L}*|behind|account of|consequence|reason|why|explain\p{L}*|traced|pressure|by order|on condition|in reply|reaction|pointing to|rested? on|tras|después de)(?!\p{L})|后|之后/iu;
