import { RecentCache } from '../../recent-cache.js';
import { fold } from './other-names.js';
import type { Proof } from './proof.js';
import type { Amount } from './read-amounts.js';
import { clauseAt, oncePerText, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

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
      /(?:top|first|los) $/iu.test(read.text.slice(Math.max(0, amount.start - 8), amount.start)) ||
      (!read.amounts.some(({ kind }) => kind === 'percent') &&
        isNameDigits(read.text.slice(amount.start, amount.end), read.text))
    )
      return [];
    const clause = clauseAt(read, amount.start);
    const isCounter = ({ start, end }: Unit) =>
      counts.test(read.text.slice(end)) || countedBy.test(read.text.slice(Math.max(0, start - 48), start));
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
        !countedBy.test(read.text.slice(Math.max(0, start - 48), start)) &&
        !owned.test(read.text.slice(Math.max(0, start - 48), start)) &&
        !ofAnother.test(read.text.slice(Math.max(0, start - 48), start)),
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
const others = /(?<!\p{L})(?:others?|the rest|los demás|otr[oa]s)(?!\p{L})|其他|其余/iu;

/** "Mi Box" and "Xiaomi Mi Box" are one, and a maker may stand for its product. */
function isOneName(one: string, other: string): boolean {
  const [[maker, product], [otherMaker, otherProduct]] = [one.split('/'), other.split('/')];
  if (!product || !otherProduct) return maker === otherMaker;
  return one.includes(otherProduct) || other.includes(product);
}

/** Two names that each have a number must keep their own. */
export function checkOwners(claim: ReadText, proof: Proof): Objection[] {
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

const digitPatterns = new RecentCache<string, readonly [name: RegExp, amount: RegExp]>(512);

/** Whether these digits are part of a name in a text, such as "Section 232". */
export function isNameDigits(digits: string, text: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const [name, amount] = digitPatterns.getOrMake(digits, () => [
    new RegExp(`\\p{Lu}[\\p{L}.&-]* (?:\\p{Lu}[\\p{L}.&-]* )?${digits}(?![\\p{N}%]|[.,]\\d)`, 'u'),
    new RegExp(`${digits}\\s?(?:%|percent|million|dollars)`, 'u'),
  ]);
  return name.test(text) && !amount.test(text);
}
