import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { partiesOf } from './actors.js';
import { modalityCues } from './check-modality.js';
import { attributions } from './cues.js';
import { fold, namesBeside } from './other-names.js';
import type { Proof } from './proof.js';
import { type FoundCue, findCues, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

const passive =
  /(?<!\p{L})(?:by|(?:was|were|is|are|be) \p{L}+ (?:to|at|from|through|via)|(?:was|were|been|being|is|are|be) \p{L}+(?:ed|en|nt|ld|ut|opped)|por|(?:fue|fueron|ser|sido) \p{L}+(?:d[oa]s?|t[oa]s?|ch[oa]s?))(?!\p{L})|被|遭|由|受/iu;

/** Who acts and who is acted on must not be exchanged: "AT&T dropped Huawei" is not "Huawei dropped AT&T". */
export function checkRoles(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const isParty = partiesOf(glossary);
  const quoted = proof.quotes.map(({ read }) => pairsOf(read, isParty));
  // Only two who stand the other way round in a quote can have been exchanged.
  const turned = new Set(quoted.flat().map(({ first, second }) => pairKey(second, first)));
  if (turned.size === 0) return [];
  for (const { first, second, keys, between, isPassive } of findPairs(claim, isParty, turned)) {
    const isAlike = (other: ActingPair) => [...keys].some((key) => other.keys.has(key));
    const isSaid = quoted.some((pairs) =>
      pairs.some(
        (other) =>
          (other.first === first && other.second === second && (other.isNext || isAlike(other))) ||
          // Said of the second by another word order, and of the first by this one.
          (other.first === second && other.second === first && isAlike(other) && other.isPassive !== isPassive),
      ),
    );
    if (isSaid) continue;
    const isSwapped = quoted.some((pairs) =>
      pairs.some(
        (other) => other.first === second && other.second === first && isAlike(other) && other.isPassive === isPassive,
      ),
    );
    if (isSwapped)
      return [
        {
          kind: 'name',
          found: between,
          reason: 'the quotes say it the other way round: who acts and who is acted on are exchanged',
        },
      ];
  }
  return [];
}

/** Two who act, with what is said right behind the first. */
interface ActingPair {
  readonly first: string;
  readonly second: string;
  readonly keys: ReadonlySet<string>;
  readonly between: string;
  readonly isPassive: boolean;
  /** Whether nobody stands between them. */
  readonly isNext: boolean;
}

/** So far apart two names may stand. UTF-16 code units. */
const farthest = 170;

const knownPairs = new WeakMap<ReadText, readonly ActingPair[]>();

/** Texts are read with the glossary whose parties these are. */
function pairsOf(read: ReadText, isParty: (id: string) => boolean): readonly ActingPair[] {
  let pairs = knownPairs.get(read);
  if (!pairs) {
    pairs = findPairs(read, isParty);
    knownPairs.set(read, pairs);
  }
  return pairs;
}

const pairKey = (first: string, second: string) => `${first} ${second}`;

/** @param wanted Only these pairs. @see pairKey */
function findPairs(
  read: ReadText,
  isParty: (id: string) => boolean,
  wanted: ReadonlySet<string> | null = null,
): ActingPair[] {
  const actors = [
    ...read.mentions
      .filter(({ kind, id }) => kind !== 'market' && isParty(id))
      .map(({ id, by, start, end }) => ({
        // A brand of its own acts for itself: "TCL acquired Alcatel's business".
        id: by === 'brand' || by === 'person' ? fold(read.text.slice(start, end).replace(/['’]s?$/, '')) : id,
        owner: id,
        start,
        end,
      })),
    ...namesBeside(read),
  ].sort((a, b) => a.start - b.start);
  if (wanted && !actors.some(({ id }) => actors.some((next) => wanted.has(pairKey(id, next.id))))) return [];
  const reports = findCues(read, attributions);
  const meant = findCues(read, modalityCues).filter(({ id }) => id === 'intention' || id === 'would');
  const inside = (cues: readonly FoundCue[], { start, end }: TextRange) =>
    cues.some((cue) => cue.start <= start && cue.end >= end);
  // What may be done: no name, no adverb, no word of saying or meaning it.
  const verbs = read.units.filter(
    (unit) =>
      !unit.isName &&
      !/ly$|^(?:version|brand|name|owner|maker|unit|arm|sister)s?$/.test(unit.word) &&
      !/^\p{Lu}/u.test(read.text[unit.start] ?? '') &&
      !inside(meant, unit) &&
      !inside(reports, unit),
  );
  const shares = read.amounts.filter(({ kind }) => kind === 'percent');
  return actors.flatMap((actor, index) => {
    const isOwner = /['’]s$/.test(read.text.slice(actor.start, actor.end));
    return actors.slice(index + 1).flatMap((next, distance) => {
      if (next.id === actor.id || next.start - actor.end > farthest) return [];
      if (wanted && !wanted.has(pairKey(actor.id, next.id))) return [];
      const between = read.text.slice(actor.end, next.start);
      if (between.startsWith('-') || isListOfNames.test(between)) return [];
      // "乐视的电视在亚马逊上销售，乐视的手机也…": a comma parts those who have nothing to do with each other.
      if (read.language === 'zh' && /[，；]/u.test(between) && !/比/u.test(between) && !passive.test(between))
        return [];
      if (isOwner && !wrongs.test(between)) return [];
      if (whose.test(between)) return [];
      // "No service on Verizon, no calling on AT&T": where something is, nobody acts.
      if (place.test(read.text.slice(0, actor.start)) && !passive.test(between)) return [];
      // "Motorola grew by 83 percent, Apple by 53": each for itself.
      if (shares.some(({ start, end }) => start >= actor.end && end <= next.start)) return [];
      // A maker and its brand, or its product: only who bought whom.
      if (actor.owner === next.owner && !bought.test(between)) return [];
      // "Wingtech explained that it had relied on": what is told of oneself counts, what is told of another does not.
      if (reports.some(({ start, end }) => start >= actor.end && end <= next.start) && !ofItself.test(between))
        return [];
      // "Blue Spike, a firm from Texas, sued": what is done stands right behind who does it.
      const said = actor.end + (apposition.exec(between)?.[0].length ?? 0);
      const keys = new Set(
        verbs
          .filter(({ start, end }) => start >= said && end <= next.start)
          .slice(0, read.language === 'zh' ? 4 : 1)
          .flatMap((unit) => unit.keys),
      );
      return [
        {
          first: actor.id,
          second: next.id,
          keys,
          between: read.text.slice(actor.start, next.end),
          isPassive: passive.test(between.replace(/(?:was|were|is|are) (?:meant|set|due|able)/g, '')),
          isNext: distance === 0,
        },
      ];
    });
  });
}

const place = /(?<!\p{L})(?:on|at|en)\s$/iu;
/** "Motorola's owner Lenovo" says whose, not who does what. */
const whose =
  /^(?:的|['’]s(?!\p{L}))|(?<!\p{L})(?:where|which|through|while|whereas|mientras|donde|que(?! (?:se |ya )?hab[ií]an?(?!\p{L})))(?!\p{L})/u;
const ofItself = /(?<!\p{L})(?:that (?:it|they|he|she)|que (?:se |ya )?hab[ií]an?)(?!\p{L})/iu;
const apposition = /^(?: (?:LLC|Inc|Corp|Ltd)\.?)?,[^,]{3,40},/;
/** What one's product does to another's. */
const wrongs = /(?<!\p{L})(?:infring\p{L}+|cop(?:y|ies|ied)|st[eo]le?n?)(?!\p{L})|侵犯/iu;
const bought =
  /(?<!\p{L})(?:acqui\p{L}+|b(?:uy\p{L}*|ought)|purchas\p{L}+|t(?:ake|akes|ook|aken) over|compr\p{L}+|adquir\p{L}+)(?!\p{L})|收购|买下/iu;

const isListOfNames = /^[\s,、]*(?:and|or|y|o|e|和|与|及|跟|或)?\s*$/iu;
