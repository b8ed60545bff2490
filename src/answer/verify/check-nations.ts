import type { Language } from '../../text/language.js';
import type { Proof } from './proof.js';
import { oncePerText, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** Nations by what says that something is theirs. */
const nations: readonly (readonly [id: string, pattern: RegExp])[] = [
  [
    'us',
    /(?<!\p{L})(?:US|U\.S\.|USA|America[n']?s?|United States|Estados Unidos|EE\. ?UU\.|estadounidenses?|norteamerican[oa]s?)(?!\p{L})|美国|美方/gu,
  ],
  ['china', /(?<!\p{L})(?:China|Chinese|chin[oa]s?)(?!\p{L})|中国|中方/gu],
  ['india', /(?<!\p{L})(?:Indian?|indi[oa]s?|indian[oa]s?)(?!\p{L})|印度/gu],
  ['europe', /(?<!\p{L})(?:Europe(?:an)?|EU|Europa|europe[oa]s?|UE)(?!\p{L})|欧洲|欧盟/gu],
  ['germany', /(?<!\p{L})(?:Germany|German|Alemania|aleman[ae]?s?|alemán)(?!\p{L})|德国/gu],
  ['lithuania', /(?<!\p{L})(?:Lithuanian?|Lituania|lituan[oa]s?)(?!\p{L})|立陶宛/gu],
  ['finland', /(?<!\p{L})(?:Finland|Finnish|Finlandia|finland[eé]s(?:a|es)?)(?!\p{L})|芬兰/gu],
  ['canada', /(?<!\p{L})(?:Canadian?|Canadá|canadienses?)(?!\p{L})|加拿大/gu],
  ['korea', /(?<!\p{L})(?:Korean?|Corea|corean[oa]s?)(?!\p{L})|韩国/gu],
  ['japan', /(?<!\p{L})(?:Japan|Japanese|Japón|japon[eé]s(?:a|es)?)(?!\p{L})|日本/gu],
];

/** Where something is, not whose it is: "in China", "为美国". */
const placed = /(?<!\p{L})(?:in|en|a)(?: the| los)?\s$|[为在向对给从与和]$/iu;

interface OfNation {
  readonly id: string;
  readonly found: string;
  /** The word that is said to be the nation's. */
  readonly unit: Unit;
  readonly language: Language;
}

/** What a text says is of a nation: the word right behind its name, or, in Spanish, right before its adjective. */
const ofNations = oncePerText((read): readonly OfNation[] =>
  nations.flatMap(([id, pattern]) =>
    [...read.text.matchAll(pattern)].flatMap(({ index, 0: found }) => {
      if (placed.test(read.text.slice(Math.max(0, index - 8), index))) return [];
      const end = index + found.length;
      const isBehind = read.language === 'es' && /^\p{Ll}/u.test(found);
      const unit = isBehind
        ? read.units.filter((one) => !one.isName && one.end <= index && index - one.end <= 1).at(-1)
        : read.units.find((one) => !one.isName && one.start >= end && one.start - end <= 1);
      return unit ? [{ id, found, unit, language: read.language }] : [];
    }),
  ),
);

/** "Chinese Customs" is not "US Customs": what the quotes say of one nation's must not be said of another's. */
export function checkNations(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => ofNations(read));
  for (const { id, found, unit } of ofNations(claim)) {
    const same = quoted.filter(({ unit: other, language }) =>
      other.keys.some((key) => unit.keys.includes(key) && (language !== claim.language || key.startsWith('t:'))),
    );
    if (same.length > 0 && same.every((other) => other.id !== id))
      return [{ kind: 'name', found, reason: `the quotes say it of another nation than "${found}"` }];
  }
  return [];
}
