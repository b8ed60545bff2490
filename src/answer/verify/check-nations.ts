import type { Language } from '../../text/language.js';
import type { Proof } from './proof.js';
import { oncePerText, type ReadText, type Unit, withoutPapers } from './read-text.js';
import type { Objection } from './verification.js';

/** Nations by what says that something is theirs: in Latin letters, and in Chinese. */
const nations: Readonly<Record<string, readonly [latin: string, han: string]>> = {
  us: [
    "US|U\\.S\\.|USA|America[n']?s?|United States|Estados Unidos|EE\\. ?UU\\.|estadounidenses?|norteamerican[oa]s?",
    '美国|美方',
  ],
  china: ['China|Chinese|chin[oa]s?', '中国|中方'],
  india: ['Indian?|indi[oa]s?|indian[oa]s?', '印度'],
  europe: ['Europe(?:an)?|EU|Europa|europe[oa]s?|UE', '欧洲|欧盟'],
  germany: ['Germany|German|Alemania|aleman[ae]?s?|alemán', '德国'],
  lithuania: ['Lithuanian?|Lituania|lituan[oa]s?', '立陶宛'],
  finland: ['Finland|Finnish|Finlandia|finland[eé]s(?:a|es)?', '芬兰'],
  canada: ['Canadian?|Canadá|canadienses?', '加拿大'],
  korea: ['Korean?|Corea|corean[oa]s?', '韩国'],
  japan: ['Japan|Japanese|Japón|japon[eé]s(?:a|es)?', '日本'],
};
const anyNation = new RegExp(
  Object.entries(nations)
    .map(([id, [latin, han]]) => `(?<${id}>(?<!\\p{L})(?:${latin})(?!\\p{L})|${han})`)
    .join('|'),
  'gu',
);

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
  [...read.text.matchAll(anyNation)].flatMap(({ index, 0: found, groups = {} }) => {
    const id = Object.keys(groups).find((name) => groups[name] !== undefined);
    if (id === undefined || placed.test(read.text.slice(Math.max(0, index - 8), index))) return [];
    const end = index + found.length;
    const isBehind = read.language === 'es' && /^\p{Ll}/u.test(found);
    const unit = isBehind
      ? read.units.filter((one) => !one.isName && one.end <= index && index - one.end <= 1).at(-1)
      : read.units.find((one) => !one.isName && one.start >= end && one.start - end <= 1);
    return unit ? [{ id, found, unit, language: read.language }] : [];
  }),
);

/** "Chinese officials" are not "US officials": what the quotes say of one nation's must not be said of another's. */
export function checkNations(claim: ReadText, proof: Proof): Objection[] {
  const elsewhere = findOtherCountry(claim, proof);
  if (elsewhere !== null) return [{ kind: 'name', found: elsewhere, reason: `no quote says it of ${elsewhere}` }];
  const quoted = proof.quotes.flatMap(({ read }) => ofNations(read));
  for (const { id, found, unit } of ofNations(claim)) {
    // In one language it must be the same word; groups hold words that are alike.
    const same = quoted.filter(({ unit: other, language }) =>
      other.keys.some((key) => unit.keys.includes(key) && (language !== claim.language || key.startsWith('t:'))),
    );
    if (same.length > 0 && same.every((other) => other.id !== id))
      return [{ kind: 'name', found, reason: `the quotes say it of another nation than "${found}"` }];
  }
  return [];
}

const china =
  /(?<!\p{L})(?:China|chin[oa]s?|Chinese)(?!\p{L}| (?:Mobile|Telecom|Unicom))|中国(?!移动|电信|联通)|中方/iu;
const america =
  /(?<!\p{L})(?:US|U\.S\.|USA|America\p{L}*|United States|Estados Unidos|EE\. ?UU\.|estadounidenses?|Stateside)(?!\p{L})|美国|美方|在美|对美/iu;

const inChina =
  /(?<!\p{L})(?:in|en) (?:the )?(?:China|Chinese mainland|mainland China)(?!\p{L})|on the Chinese mainland|在中国/iu;
const inAmerica =
  /(?<!\p{L})(?:in|en) (?:the |los )?(?:US|U\.S\.|America|United States|Estados Unidos|EE\. ?UU\.)(?!\p{L})|在美国/iu;

/** "In China" for "in the US": a country that no quote speaks of, where the other one is. */
function findOtherCountry(claim: ReadText, proof: Proof): string | null {
  const said = withoutPapers(
    [...proof.quotes.map(({ read }) => read.text), ...proof.titles, ...proof.publishers].join(' | '),
  );
  const own = withoutPapers(claim.text);
  const isIn = (one: RegExp, other: RegExp) => one.test(own) && !one.test(said) && other.test(said) && !other.test(own);
  if (isIn(china, america)) return china.exec(own)?.[0] ?? null;
  return isIn(inAmerica, inChina) && !china.test(own) ? (inAmerica.exec(own)?.[0] ?? null) : null;
}
