import type { TextRange } from '../../text/sentences.js';
import { impliedModalities } from './answering-cues.js';
import { attribution, attributions, type Cue, denials, modalities } from './cues.js';
import { turning } from './negations.js';
import { drawsOn, isDrawnFrom, isOfOtherNames, isUsed, type Proof, unitsAfter, unitsBefore } from './proof.js';
import { clauseAt, type FoundCue, findCues, hasUnit, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

/** "Would" is the future of a report, or a guess: it asks nothing of a claim, and lets it say "will". */
const would: Cue = {
  id: 'would',
  pattern:
    /(?<!\p{L})(?:would|(?:is|are|was|were) to(?= \p{L})|(?!(?:bat|gal|ingeni|tesor|tub|min|refin|lot|libr|caf|mensaj|secret|consult|asesor|consej|categ|carrete|mayo|teo|aver|comisar|ref|pref|sug|requ|dif|transf|inf|adquir)(?:er|ar)?ía)\p{L}{2,}(?:aría|ería|iría|dría)n?)(?!\p{L})/giu,
};
/** "Not interested in" for "does not want to". */
const interest: Cue = {
  id: 'interest',
  pattern: /(?<!\p{L})(?:interest(?:ed|s)?|interes\p{L}+|interés)(?!\p{L})|兴趣/giu,
};
export const modalityCues: readonly Cue[] = [...modalities, would, interest, attribution];

/** What tells of a thing that is not, or not yet, so. */
const outlooks: readonly string[] = [
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
];
/** What a claim may be as sure as: one of these must be in the quotes when the claim has the first. */
const mayAdd: Readonly<Record<string, readonly string[]>> = {
  possibility: ['possibility', 'likelihood', 'could', 'guess', 'hint'],
  could: ['could', 'possibility', 'likelihood', 'ability'],
  likelihood: ['likelihood', 'possibility', 'expectation', 'opinion', 'guess', 'hearsay', 'rumour'],
  future: ['future', 'would', 'condition', 'expectation'],
  // What was done is not what would be: some word of the quotes must look ahead or be unsure.
  would: [
    ...outlooks,
    'promise',
    'purpose',
    'deliberation',
    'threat',
    'rumour',
    'hearsay',
    'negotiation',
    'confirmation',
    'alleged',
  ],
  deliberation: ['deliberation', 'opinion', 'possibility'],
  threat: ['threat'],
  proposal: ['proposal', 'request'],
  promise: ['promise', 'future', 'would'],
  rumour: ['rumour', 'hearsay'],
  expectation: ['expectation', 'future', 'likelihood', 'opinion', 'guess', 'intention', 'would'],
  intention: ['intention', 'would', 'attempt', 'expectation', 'interest', 'future', 'request'],
  hearsay: ['hearsay', 'rumour', 'attribution', 'opinion', 'guess'],
  opinion: ['opinion', 'guess', 'expectation', 'attribution', 'likelihood', 'possibility', 'hearsay'],
  confirmation: ['confirmation'],
  guess: [
    'guess',
    'opinion',
    'likelihood',
    'possibility',
    'expectation',
    'hearsay',
    'rumour',
    'alleged',
    'could',
    'hint',
  ],
  hint: ['hint', 'possibility', 'likelihood', 'could', 'hearsay', 'rumour'],
  force: ['force', 'obligation'],
  request: ['request', 'obligation', 'attribution', 'intention', 'opinion', 'would', 'future'],
  obligation: ['obligation', 'force', 'request', 'condition', 'future', 'would'],
};
/** One of these must be in the claim when the quotes have the first of what it says. */
const mayDrop: Readonly<Record<string, readonly string[]>> = {
  possibility: ['possibility', 'likelihood', 'could', 'condition'],
  could: ['could', 'possibility', 'likelihood', 'ability', 'would', 'condition'],
  counterfactual: ['counterfactual', 'expectation', 'would', 'future', 'could', 'possibility', 'condition'],
  likelihood: ['likelihood', 'possibility', 'expectation', 'opinion', 'hearsay', 'guess'],
  future: ['future', 'would', 'expectation', 'likelihood', 'obligation', 'hearsay', 'rumour', 'intention'],
  expectation: ['expectation', 'likelihood', 'opinion', 'intention', 'attribution'],
  intention: ['intention', 'expectation', 'attempt', 'would', 'opinion', 'request'],
  hearsay: ['hearsay', 'rumour', 'alleged', 'attribution', 'opinion', 'possibility'],
  rumour: ['rumour', 'hearsay', 'attribution', 'opinion', 'possibility'],
  opinion: ['opinion', 'guess', 'attribution', 'expectation', 'likelihood', 'possibility', 'hearsay', 'request'],
  guess: ['guess', 'opinion', 'expectation', 'likelihood', 'possibility', 'could', 'hearsay', 'rumour', 'hint'],
  hint: ['hint', 'possibility', 'likelihood', 'could', 'attribution'],
  request: ['request', 'obligation', 'would', 'intention'],
  condition: ['condition', 'counterfactual'],
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
  would: [...outlooks, 'confirmation'],
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
    // "Could not be bought" leaves nothing open.
    const isRuledOut = (other: (typeof quoted)[number]) =>
      id === 'possibility' &&
      other.id === 'could' &&
      !turning.test(claim.text.slice(Math.max(0, start - 14), start)) &&
      /^(?: not|n['’]t)/.test(other.read.text.slice(other.end));
    const answering = quoted.filter((other) => allowed.includes(other.id) && !isRuledOut(other));
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
    // What somebody may not do is forbidden.
    if (
      id === 'possibility' &&
      mayNot.test(claim.text.slice(start)) &&
      proof.quotes.some(({ read }) => forbidden.test(read.text))
    )
      continue;
    // "Should it break the agreement" is if it does.
    if (start === 0 && /^should$/i.test(word) && quotedIds.has('condition')) continue;
    // "Did not say in which month it would come": the question looks ahead.
    if (
      id === 'would' &&
      /(?<!\p{L})(?:when|which|whether|what|how|why|cuándo|qué|cómo|si)(?!\p{L})[^,;.]{0,60}$/iu.test(
        claim.text.slice(0, start),
      )
    )
      continue;
    // 会 also tells what is always so.
    if (id === 'future' && word === '会') continue;
    // "将使其低于" is as much to come as "将低于".
    if (word === '将' && proof.quotes.some(({ read }) => /(?<!已|已经)将(?:使|把|会|因|对|向|在)/u.test(read.text)))
      continue;
    // What one could only do is no guess.
    if (id === 'could' && leftOver.test(claim.text.slice(start))) continue;
    // What could be bought was on sale.
    if (
      id === 'could' &&
      onSale.test(claim.text.slice(start)) &&
      proof.quotes.some(({ read }) => offered.test(read.text))
    )
      continue;
    // Spanish says "puede" of what can be as of what may be.
    if (id === 'possibility' && /^pued/i.test(word) && proof.quotes.some(({ read }) => able.test(read.text))) continue;
    // What is not wanted is no plan.
    const isDenied =
      ['intention', 'opinion', 'could', 'confirmation', 'future', 'would'].includes(id) &&
      turning.test(claim.text.slice(Math.max(0, start - 12), id === 'confirmation' ? start : end + 4));
    if (isDenied && proof.quotes.some(({ read }) => findCues(read, denials).length > 0)) continue;
    if (isFutureOfPlan || (isCopied && answering.length === 0 && id !== 'possibility' && id !== 'future')) continue;
    return [{ kind: 'modality', found: word, reason: `no quote says "${word}"` }];
  }
  // "According to the paper, it is suspected of": whoever reports it does not suspect.
  const [hearsay] = own.filter(({ id, start }) => id === 'hearsay' && !isReportAt(claim, start));
  if (
    hearsay &&
    ownIds.has('attribution') &&
    quoted.some(({ id }) => id === 'attribution') &&
    !['hearsay', 'rumour', 'opinion', 'guess', 'alleged', 'possibility', 'likelihood', 'hint'].some(
      (id) => quotedIds.has(id) || implied.has(id),
    )
  )
    return [
      { kind: 'modality', found: claim.text.slice(hearsay.start, hearsay.end), reason: 'the quotes do not doubt it' },
    ];
  // What was done because somebody asked for it was done.
  const [fulfilled] = quotedIds.has('request') || quotedIds.has('intention') ? (fulfilment.exec(claim.text) ?? []) : [];
  if (fulfilled !== undefined && !proof.quotes.some(({ read }) => fulfilment.test(read.text)))
    return [{ kind: 'modality', found: fulfilled, reason: 'the quotes only say that it was asked for' }];
  const [maybeDone] = mayHave.exec(claim.text) ?? [];
  if (
    maybeDone !== undefined &&
    claim.language === 'en' &&
    !proof.quotes.some(({ read }) => doubted.test(read.text) || read.language !== 'en')
  )
    return [{ kind: 'modality', found: maybeDone, reason: 'no quote doubts that it came about' }];
  const [done] = comeAbout.exec(claim.text) ?? [];
  if (
    done !== undefined &&
    !own.some(({ id }) => toCome.has(id)) &&
    !proof.quotes.some(({ read }) => comeAbout.test(read.text)) &&
    quoted.some(({ id, read, start }) => toCome.has(id) && isUsed(claim, read, sayingAt(read, start)))
  )
    return [{ kind: 'modality', found: done, reason: 'the quotes tell it as still to come' }];
  const isOneOfMany = proof.quotes.length > 1;
  for (const cue of quoted) {
    const allowed = mayDrop[cue.id];
    if (!allowed) continue;
    // The plan of "a plan that was meant to" is said by both, and says nothing of whether it came about.
    const ids = new Set(
      [...own, ...impliedOwn].flatMap(({ id, start, end }) => {
        const said = claim.text.slice(start, end);
        return cue.id !== id && planNoun.test(said) && hasWord(cue.read.text, said) ? [] : [id];
      }),
    );
    // That somebody says so answers a forecast only where the quote does not say besides who reports it.
    const told = findCues(cue.read, attributions);
    const isReported = told.length > 0 && told.every(({ start, end }) => end <= cue.start || start >= cue.end);
    if (allowed.some((other) => ids.has(other) && (other !== 'attribution' || !isReported))) continue;
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
        (!isForeign || keys.some((key) => /^[gm]:/.test(key))),
    );
    const said = known.filter((unit) => hasUnit(claim, unit)).length;
    const head = known.find(({ isName }) => !isName);
    // What is planned or doubted is the first that follows; words further on may be of something else.
    const words = known.filter(({ isName }) => !isName);
    const met = words.filter((unit) => hasUnit(claim, unit));
    const isOfScope =
      !isOfOtherNames(claim, cue.read, { start: cue.end, end: clause.end }) &&
      (head === undefined ||
        drawsOn(claim, cue.read, clause, proof) ||
        (met.some((unit) => isDrawnFrom(claim, unit, cue.read, partAround(clause, cue, cue.read), proof)) &&
          (met.includes(head) || met.length * 2 >= words.length)) ||
        // Few words of another language can be compared: whom it is of tells.
        (isForeign &&
          cue.read.units.some(
            (unit) =>
              unit.isName &&
              unit.keys[0] !== 'm:market' &&
              unit.start >= cue.end &&
              unit.end <= clause.end &&
              isDrawnFrom(claim, unit, cue.read, clause, proof),
          )));
    const isMaybeOfOther = isOneOfMany && mayBeOfOther.has(cue.id);
    const isOnlyNames = known.every(({ isName }) => isName);
    const isOnDay = cue.read.dates.some(
      (date) =>
        date.start >= cue.end &&
        date.start - cue.end <= 4 &&
        claim.dates.some(({ year, month, day }) => year === date.year && month === date.month && day === date.day),
    );
    const isSaid =
      (isOnDay && cue.id === 'expectation') ||
      (known.length > 0
        ? (said > 0 || (isForeign && isOfScope)) &&
          isOfScope &&
          ((cue.id !== 'would' && !isMaybeOfOther) || said * 2 >= known.length) &&
          !(isMaybeOfOther && isOnlyNames) &&
          (cue.id !== 'alleged' || (isForeign ? said > 0 : known.slice(0, 2).every((unit) => hasUnit(claim, unit)))) &&
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

/** The clause of a word, or the whole text where it has nothing of its own: ", are planned for 2027". */
function sayingAt(read: ReadText, place: number): TextRange {
  const clause = clauseAt(read, place);
  const has = read.units.some(({ start, end }) => start > place && end <= clause.end);
  return has ? clause : { start: 0, end: read.text.length };
}

/** The clause of a word, as far as what follows it may reach. */
const partAround = (clause: TextRange, cue: TextRange, { text }: ReadText): TextRange => ({
  start: clause.start,
  end: Math.max(clause.end, Math.min(text.length, cue.end + 40)),
});

/** Whether a word of hearsay is a report itself: "reportedly". */
function isReportAt(read: ReadText, start: number): boolean {
  return findCues(read, attributions).some((report) => report.start === start);
}

/** Of several quotes a claim may use another one: what these are of must be in it for the most part. */
const mayBeOfOther: ReadonlySet<string> = new Set(['could', 'intention', 'expectation', 'request', 'opinion']);
/** "Are to be unlocked" is a rule. */
const isToDo = /^(?:is|are) to$/i;
const reports: readonly Cue[] = [...attributions, ...modalities.filter(({ id }) => id === 'guess' || id === 'opinion')];
/** What is announced is still to come, however it is put. */
const announced = /(?<!\p{L})(?:announc\p{L}+|anunci\p{L}+)(?!\p{L})|宣布/iu;
/** "May have announced": it is doubted that somebody said it, not what was said. */
function isOfReport(read: ReadText, end: number): boolean {
  return findCues(read, reports).some(
    (report) =>
      report.start >= end && /^\s?(?:(?:have|haber|be|been|ser|sido) )*$/iu.test(read.text.slice(end, report.start)),
  );
}

const planNoun = /^(?:plans?|forecasts?|outlook|expectations?|goals?|targets?|intentions?|planes)$/iu;
/** What may have come about: a quote must doubt the same. */
const mayHave = /(?<!\p{L})(?:may|might|could) have(?: \p{L}+ly)? (?:been )?\p{L}+(?:ed|en|ne|ld|nt|wn|me)(?!\p{L})/iu;
const doubted =
  /(?<!\p{L})(?:(?:may|might|could|must|would) have|likely|probabl\p{L}+|reportedly|suspect\p{L}*|alleg\p{L}+|apparent\p{L}*|seem\p{L}*|appear\p{L}*|possibl\p{L}+|perhaps|th(?:ink|inks|ought)|believ\p{L}+|rumou?r\p{L}*|said to|guess\p{L}*|suppos\p{L}+|assum\p{L}+|claim\p{L}*|not (?:known|clear|certain)|unclear|unknown|whether)(?!\p{L})/iu;
/** What is said to have come about, and what it was when the quote was written. */
const comeAbout =
  /(?<!\p{L})(?:already|has since|have since|ha(?:s|ve) been(?= (?:on sale|sold|available|out))|ya (?!no(?!\p{L}))\p{L}+)(?!\p{L})|已(?!知|有|故|婚|注册)/iu;
const toCome: ReadonlySet<string> = new Set(['would', 'future', 'intention', 'proposal', 'expectation', 'request']);
const fulfilment =
  /(?<!\p{L})(?:at the (?:wish|request|urging|demand|behest) of|(?<=(?:was|were) \p{L}+ .{0,80})(?:after|since|because) .{3,50} (?:had )?(?:demanded|asked for|requested|called for|urged|wanted) (?:it|this|that)|which .{3,60} had (?:urged|demanded|requested|asked for|called for)|(?:a|por) (?:petición|instancias|deseo|encargo) de)(?!\p{L})|应.{1,40}的?要求/iu;
const able = /(?<!\p{L})(?:can|able to|allowed|free to|permitted)(?!\p{L})|可以|能够/iu;
const mayNot = /^may (?:not|neither)(?!\p{L})/iu;
const forbidden =
  /(?<!\p{L})(?:may (?:not|neither|no longer)|cannot|forb\p{L}+|barred|bars?|banned|bans?|prohibit\p{L}*)(?!\p{L})/iu;
const leftOver = /^\p{L}+ (?:\p{L}+ ){0,3}(?:only|just|solo|sólo|únicamente)(?!\p{L})|^(?:可以|能够)?只能/iu;
const onSale =
  /^\p{L}+ (?:\p{L}+ )?(?:be )?(?:b(?:uy|ought)|get|got|order|use|purchase|choose|obtain|comprar|购买|买到)/iu;
const offered = /(?<!\p{L})(?:on sale|s[oe]ld|sells?|sale|offer\p{L}*|available|shops?|stores?)(?!\p{L})/iu;

/** The word itself, or another form of it: "caution" and "cautious". */
function hasWord(text: string, word: string): boolean {
  const [low, sought] = [text.toLowerCase(), word.toLowerCase()];
  if (/^\p{Script=Latin}{7,}$/u.test(sought)) {
    const stem = sought.slice(0, Math.max(5, sought.length - 3));
    for (let place = low.indexOf(stem); place >= 0; place = low.indexOf(stem, place + 1))
      if (!/\p{L}$/u.test(low.slice(0, place))) return true;
  }
  return ` ${low.replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `.includes(
    /\p{Script=Han}/u.test(sought) ? sought : ` ${sought} `,
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
  // Chinese words are read in pairs, and where and how stands before what.
  const count = cue.id !== 'intention' ? 3 : claim.language === 'zh' ? 8 : 2;
  const scope = unitsAfter(claim, cue.end, claim.text.length, count);
  const isOfNames = scope.every(({ isName }) => isName);
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
        (isOfNames || !unit.isName) &&
        (unit.start >= end || unit.end <= start) &&
        unit.start >= start - before &&
        unit.end <= end + (isCopied(read, start, end) ? 160 : 80) &&
        scope.some((own) => own.keys.some((key) => unit.keys.includes(key))),
    );
  });
  return !said && others.every(({ read }) => hasUnit(read, first));
}
