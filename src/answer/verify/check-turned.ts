import { attributions } from './cues.js';
import { namesBeside } from './other-names.js';
import type { Proof } from './proof.js';
import { findCues, oncePerText, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** A word with what stands right before and right behind it: two names, or a name and the word for a group. */
interface Between {
  readonly unit: Unit;
  readonly before: Party;
  readonly behind: Party;
}

interface Party {
  readonly key: string;
  /** People and products of a maker are told apart. */
  readonly said: string;
}

const groups =
  /^(?:carriers?|operators?|retailers?|regulators?|lawmakers?|officials?|analysts?|suppliers?|investors?|customers?|operadoras?|minoristas?|reguladores?|legisladores?|analistas?|inversores|clientes|运营|零售|监管|议员|分析)$/u;

/** What one does to another, or is of another. */
const relating =
  /(?:[^e]ed|ó|aron|ieron)$|^(?:successor|predecessor|sucesor|sold|bought|told|gave|left|beat|led|built|won|paid|later|earlier|ahead|behind)$|起诉|超过|超越|收购|击败|取代|指控/u;

/** "Carriers had approached Coolpad", "the successor of Hugo Barra". */
const betweenOf = oncePerText((read): readonly Between[] => {
  const beside = namesBeside(read);
  const parties = read.units.filter(
    (unit) =>
      (unit.isName && unit.keys[0] !== 'm:market') ||
      groups.test(unit.word) ||
      beside.some(({ start, end }) => start <= unit.start && end >= unit.end),
  );
  return parties.slice(0, -1).flatMap((first, index) => {
    const second = parties[index + 1];
    if (!second || second.start - first.end > 70) return [];
    if (/[.;；。]/u.test(read.text.slice(first.end, second.start))) return [];
    return read.units
      .filter((unit) => !findCues(read, attributions).some(({ start, end }) => start <= unit.start && end >= unit.end))
      .filter((unit) => !unit.isName && unit.start >= first.end && unit.end <= second.start && relating.test(unit.word))
      .map((unit) => ({ unit, before: toParty(read, first), behind: toParty(read, second) }));
  });
});

function toParty(read: ReadText, unit: Unit): Party {
  const key = unit.keys[0] ?? unit.word;
  const surface = read.text.slice(unit.start, unit.end).toLowerCase();
  return { key, said: key.startsWith('m:') ? surface.replace(/['’]s?$/, '') : key };
}

/**
 * Two who stand on the two sides of a word must not have changed sides: "carriers approached Coolpad" is not "Coolpad
 * approached carriers". In one language the word is the very same, in another it stands for it: all three put the verb between.
 */
export function checkTurned(claim: ReadText, proof: Proof): Objection[] {
  for (const { read } of proof.quotes) {
    const isForeign = read.language !== claim.language;
    for (const { unit, before, behind } of betweenOf(claim)) {
      const same = betweenOf(read).filter((other) =>
        isForeign
          ? other.unit.keys.some((key) => key.startsWith('g:') && unit.keys.includes(key))
          : other.unit.keys[0] === unit.keys[0],
      );
      if (before.said === behind.said || same.length !== 1) continue;
      const [other] = same;
      const isSame = (one: Party, another: Party) => (isForeign ? one.key === another.key : one.said === another.said);
      if (!other || !isSame(other.before, behind) || !isSame(other.behind, before)) continue;
      if (isForeign && before.key === behind.key) continue;
      // "Bought by" turns the two round and says the same.
      if (isPassive(claim, unit) !== isPassive(read, other.unit)) continue;
      return [
        {
          kind: 'name',
          found: claim.text.slice(unit.start, unit.end),
          reason: 'the quotes say it the other way round',
        },
      ];
    }
  }
  return [];
}

function isPassive({ text }: ReadText, { start, end }: Unit): boolean {
  return (
    /(?<!\p{L})(?:was|were|is|are|been|being|be|fue|fueron|sido|ser|被|由|受)(?:\s\p{L}+)?\s*$/iu.test(
      text.slice(Math.max(0, start - 24), start),
    ) || /^\p{L}* (?:\p{L}+ ){0,3}(?:by|por)(?!\p{L})/iu.test(text.slice(end, end + 40))
  );
}
