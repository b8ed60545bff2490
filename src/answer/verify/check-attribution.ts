import { modalityCues } from './check-modality.js';
import { attribution, type Cue, modalities } from './cues.js';
import { turning } from './negations.js';
import { isDrawnFrom, type Proof } from './proof.js';
import { clauseAt, findCues, hasUnit, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

/** Verbs of those who speak for themselves: what they say is a claim of theirs, not a fact. */
const asserts =
  /(?<!\p{L})(?:said|says?|wr(?:ote|ites)|stated|(?<!United )states|claim(?:s|ed)|assert(?:s|ed)|insist(?:s|ed)|argu(?:es|ed)|maintain(?:s|ed)|(?:told|tells)(?! .{2,60} to \p{L})|boast(?:s|ed)|promis(?:es|ed)|pledg(?:es|ed)|vow(?:s|ed)|(?<!(?:was|were|is|are|been|being|be|so-|once) )call(?:s|ed)|rank(?:s|ed)(?= (?:the|its|this|that) .{3,90} (?:among|as))|describ(?:es|ed)|rat(?:es|ed)(?= .{3,60} as)|hail(?:s|ed)|saw itself|dij(?:o|eron)|dice[n]?|afirm\p{L}+|asegur\p{L}+|sostien\p{L}+|sostuv\p{L}+|insist\p{L}+|prometi\p{L}+)(?!\p{L})|表示|(?<!名|简|昵|职|俗|统)称(?!为)|声称|宣称|坚称|(?<!所)说(?!法|明|服|到)/giu;
/** The same, and those who own up to something: they must be the ones who do in a quote. */
const speaking = new RegExp(
  `${asserts.source}|(?<!\\p{L})(?:admit(?:s|ted)|acknowledg(?:es|ed)|conced(?:es|ed)|admiti\\p{L}+|reconoci\\p{L}+)(?!\\p{L})|承认`,
  'giu',
);
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

/** What tells that somebody says something. */
const saying: readonly Cue[] = [
  attribution,
  ...modalities.filter(({ id }) => ['opinion', 'expectation', 'confirmation', 'request'].includes(id)),
];

/** Who calls a thing something judges it, whoever it is. */
const judges =
  /(?<!\p{L}|(?:was|were|is|are|been|being|be) )(?:describ(?:es|ed) .{3,120} as|denounc(?:es|ed) .{3,120} as|brand(?:s|ed) .{3,80} as|condemn(?:s|ed) .{3,80} as)(?!\p{L})/iu;

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
      // What is said follows, or stands before: "…, Xiaomi said".
      const after = read.units.filter((unit) => !unit.isName && unit.start > match.index && unit.end <= clause.end);
      const others =
        after.length > 2
          ? after
          : read.units.filter((unit) => !unit.isName && (unit.start < clause.start || unit.start > match.index));
      const met = others.filter((unit) => hasUnit(claim, unit));
      const isOfAll = after.length > 0 && after.every((unit) => hasUnit(claim, unit));
      if (!isOfAll && met.length * 3 < others.length) continue;
      if (after.length > 2 && !met.some((unit) => isDrawnFrom(claim, unit, read, clause, proof))) continue;
      const name = read.text.slice(speaker.start, speaker.end);
      objections.push({
        kind: 'attribution',
        found: match[0],
        reason: `the quotes say that ${name} says so; the claim tells it as a fact`,
      });
      return objections;
    }
  }
  if (!isOwned && proof.quotes.length > 0 && proof.quotes.every(({ read }) => judges.test(read.text)))
    return [{ kind: 'attribution', found: '', reason: 'the quotes say who judges so; the claim tells it as a fact' }];
  // Whoever is made to speak must speak, or have published, what is quoted.
  const verbs = [...claim.text.matchAll(speaking)];
  for (const match of verbs) {
    const speaker = nearestActor(claim, match.index, match.index + match[0].length);
    if (speaker?.kind !== 'maker') continue;
    // Who did not say something need not be heard.
    if (turning.test(claim.text.slice(Math.max(0, match.index - 8), match.index))) continue;
    // "That it said it had removed": who that is stands further off.
    if (/(?<!\p{L})(?:it|they|he|she)\s$/iu.test(claim.text.slice(0, match.index))) continue;
    const speaks = proof.quotes.some(({ read }) =>
      findCues(read, saying).some(({ start, end }) => {
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
  // "Lenovo closed its purchase from Google and said": who does the one does the other.
  if (/(?<!\p{L})(?:and|but|y|pero)\s$/iu.test(read.text.slice(Math.max(0, start - 6), start)) && actors[0])
    return actors[0];
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
