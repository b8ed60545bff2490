import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { partiesOf } from './actors.js';
import { modalityCues } from './check-modality.js';
import { fold, namesBeside } from './check-names.js';
import { attributions } from './cues.js';
import type { Proof } from './proof.js';
import { findCues, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

const passive =
  /(?<!\p{L})(?:by|(?:was|were|is|are|be) \p{L}+ (?:to|at|from|through|via)|(?:was|were|been|being|is|are|be) \p{L}+(?:ed|en|nt|ld|ut|opped)|por|(?:fue|fueron|ser|sido) \p{L}+(?:d[oa]s?|t[oa]s?|ch[oa]s?))(?!\p{L})|被|遭|由|受/iu;

/** Who acts and who is acted on must not be exchanged: "AT&T dropped Huawei" is not "Huawei dropped AT&T". */
export function checkRoles(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const isParty = partiesOf(glossary);
  const quoted = proof.quotes.map(({ read }) => pairsOf(read, isParty));
  for (const { first, second, keys, between, isPassive } of pairsOf(claim, isParty)) {
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
export function pairsOf(read: ReadText, isParty: (id: string) => boolean): readonly ActingPair[] {
  let pairs = knownPairs.get(read);
  if (!pairs) {
    pairs = findPairs(read, isParty);
    knownPairs.set(read, pairs);
  }
  return pairs;
}

function findPairs(read: ReadText, isParty: (id: string) => boolean): ActingPair[] {
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
  return actors.flatMap((actor, index) =>
    actors.slice(index + 1).flatMap((next, distance) => {
      if (next.id === actor.id) return [];
      // A maker and its brand, or its product: only who bought whom.
      const isOfOne = actor.owner === next.owner;
      const between = read.text.slice(actor.end, next.start);
      if (/^-/.test(between)) return [];
      if (isListOfNames.test(between) || between.length > farthest) return [];
      if (/['’]s$/.test(read.text.slice(actor.start, actor.end)) && !wrongs.test(between)) return [];
      // "Motorola's owner Lenovo" says whose, not who does what.
      if (/^(?:的|['’]s(?!\p{L}))|(?<!\p{L})(?:where|which|through|donde|que)(?!\p{L})/u.test(between)) return [];
      // "Motorola grew by 83 percent, Apple by 53": each for itself.
      if (read.amounts.some(({ start, end, kind }) => kind === 'percent' && start >= actor.end && end <= next.start))
        return [];
      if (isOfOne && !bought.test(between)) return [];
      // "Wingtech explained that it had relied on": what is told of oneself counts, what is told of another does not.
      const reports = findCues(read, attributions).filter(
        (report) => report.start >= actor.end && report.end <= next.start,
      );
      const isOfItself = /(?<!\p{L})(?:that (?:it|they|he|she)|que (?:se |ya )?hab[ií]an?)(?!\p{L})/iu.test(between);
      if (reports.length > 0 && !isOfItself) return [];
      // "Blue Spike, a firm from Texas, sued".
      const said = actor.end + (/^(?: (?:LLC|Inc|Corp|Ltd)\.?)?,[^,]{3,40},/.exec(between)?.[0].length ?? 0);
      const meant = findCues(read, modalityCues).filter(({ id }) => id === 'intention' || id === 'would');
      const keys = new Set(
        read.units
          .filter(({ start, end, isName }) => !isName && start >= said && end <= next.start)
          .filter(({ start, end }) => ![...meant, ...reports].some((cue) => cue.start <= start && cue.end >= end))
          // What is done stands right behind who does it.
          .filter(({ word, start }) => !/ly$/.test(word) && !/^\p{Lu}/u.test(read.text[start] ?? ''))
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
    }),
  );
}

/** What one's product does to another's. */
const wrongs = /(?<!\p{L})(?:infring\p{L}+|cop(?:y|ies|ied)|st[eo]le?n?)(?!\p{L})|侵犯/iu;
const bought =
  /(?<!\p{L})(?:acqui\p{L}+|b(?:uy\p{L}*|ought)|purchas\p{L}+|t(?:ake|akes|ook|aken) over|compr\p{L}+|adquir\p{L}+)(?!\p{L})|收购|买下/iu;

const isListOfNames = /^[\s,、]*(?:and|or|y|o|e|和|与|及|跟|或)?\s*$/iu;
