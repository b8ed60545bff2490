import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { stripDiacritics } from '../../text/analyze.js';
import type { TextRange } from '../../text/sentences.js';
import { isLikeIn } from './like-words.js';
import type { Proof, ReadQuote } from './proof.js';
import { hasUnit, type ReadText } from './read-text.js';
import { isProvenAmount } from './same-amount.js';
import type { Objection } from './verification.js';

const fold = (text: string) =>
  ` ${stripDiacritics(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim()} `;
const isHan = (text: string) => /\p{Script=Han}/u.test(text);
const hasDigit = (text: string) => /\p{N}/u.test(text);

/** Names of the glossary and others: each must be named by a quote, or by its article where the quote says "the company". */
export function checkNames(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const objections: Objection[] = [];
  const object = (found: string, reason: string) => objections.push({ kind: 'name', found, reason });
  const around = fold([...proof.quotes.map(({ read }) => read.text), ...proof.titles, ...proof.publishers].join(' | '));
  const quoted = fold(proof.quotes.map(({ read }) => read.text).join(' | '));
  const mentioned = proof.quotes.flatMap(({ read }) => read.mentions);
  for (const mention of claim.mentions) {
    if (mention.kind === 'market') continue;
    const surface = claim.text.slice(mention.start, mention.end).replace(/['’]s?$/, '');
    const isNamed =
      mentioned.some(({ kind, id }) => kind === mention.kind && id === mention.id) ||
      (namesOf(mention, glossary).some((name) => name.length > 2 && quoted.includes(fold(name))) &&
        !isPartOfActor(mention, proof, glossary));
    // "The FCC's list" is the list where the quotes name the FCC and a list.
    const isOfNamed = mentioned.some(
      (other) => other.id !== mention.id && namesOf(other, glossary).some((name) => fold(surface).includes(fold(name))),
    );
    const mayLean = !mentioned.some(({ kind }) => kind === mention.kind);
    const isInTitle = proof.titleMentions.some(({ kind, id }) => kind === mention.kind && id === mention.id);
    const isPublisher = proof.publishers.some((publisher) => fold(publisher).includes(fold(surface)));
    const isOrdinary = mention.kind !== 'maker' && hasLikeWord(around, surface);
    if (!isNamed && !isOfNamed && !(mayLean && isInTitle) && !isPublisher && !isOrdinary)
      object(surface, `no quote names ${surface}`);
    else if (!isSameSurface(mention, surface, quoted, around, mentioned, proof, glossary))
      object(surface, `no quote names ${surface} itself`);
  }
  for (const place of claim.places) {
    const surface = claim.text.slice(place.start, place.end);
    const isNamed = [...proof.quotes.flatMap(({ read }) => read.places), ...proof.titlePlaces].some(
      ({ id }) => id === place.id,
    );
    const isRegion = hasPlaceOf(place.id, proof);
    if (!isNamed && !isRegion && !around.includes(fold(surface)) && !hasLikeWord(around, surface))
      object(surface, `no quote names ${surface}`);
  }
  const opening = openingName(claim, proof);
  if (opening !== null && !around.includes(fold(opening)) && !hasLikeWord(around, opening))
    object(opening, `no quote has the name ${opening}`);
  for (const { surface } of otherNames(claim)) {
    if (around.includes(fold(surface)) || hasLikeWord(around, surface)) continue;
    const region = Object.entries(regionWords).find(([, pattern]) => pattern.test(surface));
    if (region && hasPlaceOf(region[0], proof)) continue;
    // "Nueva Jersey" is New Jersey.
    if (/^Nuev[oa]$/.test(surface) && around.includes(' new ')) continue;
    // Chinese quotes write foreign names in characters of their own.
    if (!hasDigit(surface) && proof.quotes.every(({ read }) => read.language === 'zh')) continue;
    object(surface, `no quote has the name ${surface}`);
  }
  return objections;
}

/** "T-Mobile" is not named where only "Metro by T-Mobile" is. */
function isPartOfActor(mention: Mention, proof: Proof, glossary: GlossaryIndex): boolean {
  const acts = actorsOf(glossary);
  const names = namesOf(mention, glossary).map(fold);
  return (
    acts(mention.id) &&
    proof.quotes.some(({ read }) =>
      read.mentions.some(
        ({ id, start, end }) =>
          id !== mention.id && acts(id) && names.some((name) => fold(read.text.slice(start, end)).includes(name)),
      ),
    )
  );
}

/** A name inside a longer one ("Pentagon" in "Pentagon's list") is a mention of its own here. */
function namesOf({ kind, id }: Mention, glossary: GlossaryIndex): string[] {
  const entry = (kind === 'maker' ? glossary.file.makers : glossary.file.entities).find((one) => one.id === id);
  return entry ? [...entry.names.en, ...entry.names.es, ...entry.names.zh, ...entry.exact] : [];
}

/** A product or a person is more than the maker: it must be the same one, also when written in another script. */
function isSameSurface(
  { kind, id, by }: Mention,
  surface: string,
  quoted: string,
  around: string,
  mentioned: readonly Mention[],
  proof: Proof,
  glossary: GlossaryIndex,
): boolean {
  if (kind !== 'maker' || by === 'name' || by === 'misspelling') return true;
  if (quoted.includes(fold(surface)) || around.includes(fold(surface))) return true;
  const maker = glossary.file.makers.find((entry) => entry.id === id);
  const aliases = aliasesOf(surface, by === 'person' ? (maker?.people ?? []) : (maker?.brands ?? []));
  if (aliases.some((alias) => (isHan(alias) ? around.includes(alias.toLowerCase()) : around.includes(fold(alias)))))
    return true;
  const others = proof.quotes.flatMap(({ read }) =>
    read.mentions
      .filter((other) => other.id === id && other.by === by)
      .map(({ start, end }) => read.text.slice(start, end)),
  );
  if (by === 'person') {
    const own = new Set(fold(surface).trim().split(' '));
    return others.some((other) =>
      fold(other)
        .trim()
        .split(' ')
        .some((word) => own.has(word)),
    );
  }
  // A brand of its own name may stand for its maker's product: then the maker itself is what the quote names.
  return hasDigit(surface)
    ? false
    : mentioned.some(
        (mention) =>
          mention.id === id && mention.by === by && others.length > 0 && isHan(surface) !== isHan(others[0] ?? ''),
      );
}

/** Other ways to write a name: in the glossary they stand beside it, those in another script right behind. */
function aliasesOf(surface: string, names: readonly string[]): string[] {
  const groups: string[][] = [];
  for (const name of names) {
    const last = groups.at(-1);
    const words = new Set(fold(name).trim().split(' '));
    const isAlias =
      last !== undefined &&
      ((isHan(name) && !last.some(isHan)) ||
        (!isHan(name) &&
          last.some((other) =>
            fold(other)
              .trim()
              .split(' ')
              .some((word) => words.has(word)),
          )));
    if (isAlias) last.push(name);
    else groups.push([name]);
  }
  return groups.find((group) => group.some((name) => fold(name) === fold(surface))) ?? [];
}

/** Doubled letters are written single in other languages: "comisión" is "commission". */
const undouble = (folded: string) => folded.replace(/(\p{L})\1/gu, '$1');

/** "Californian" is of California: words that share all but their last letters. */
function hasLikeWord(text: string, surface: string): boolean {
  const folded = undouble(text);
  return undouble(fold(surface))
    .trim()
    .split(' ')
    .every((word) => {
      if (hasDigit(word)) return folded.includes(` ${word} `);
      const stem = word.slice(0, Math.max(4, word.length - 3));
      return word.length >= 4 && folded.includes(` ${stem}`);
    });
}

/** Words that begin a sentence and name nothing. */
const joining =
  /^(?:because|although|though|while|whereas|since|unlike|despite|according|following|instead|however|until|once|when|under|within|without|only|just|nearly|almost|about|around|roughly|some|most|more|both|neither|either|whether|if|unless|even|still|yet|also|earlier|later|early|late|back|thanks|due|owing|given|between|among|over|across|outside|inside|beyond|besides|apart|together|altogether|overall|no|not|none|nobody|how|why|what|who|where|which)$/iu;
/** Countries whose names say that a thing is of the region. */
const regions: Readonly<Record<string, RegExp>> = {
  'place-150': /^place-(?:gb|fr|de|es|it|nl|be|pl|pt|se|no|dk|fi|ie|at|ch|gr|cz|hu|ro|ua|lt|lv|ee|ru)$/,
  'place-142': /^place-(?:in|jp|kr|id|my|sg|th|vn|ph|tw|hk|pk|bd)$/,
  'place-419': /^place-(?:mx|br|ar|cl|co|pe|ec|uy|ve)$/,
};

const regionWords: Readonly<Record<string, RegExp>> = {
  'place-150': /^Europ/i,
  'place-142': /^Asi[aá]/i,
  'place-419': /^Latin/i,
};

function hasPlaceOf(region: string, proof: Proof): boolean {
  return proof.quotes.some(({ read }) => read.places.some(({ id }) => regions[region]?.test(id)));
}

/** A first word that is no word of the language as far as is known: "Oppo announced …". Null when it is an ordinary one. */
function openingName(claim: ReadText, proof: Proof): string | null {
  const [first] = claim.tokens;
  if (!first?.isCapitalised || first.isStopword) return null;
  const surface = claim.text.slice(first.start, first.end).replace(/['’]s?$/, '');
  if (joining.test(surface)) return null;
  const isRead = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts].some(
    ({ start, end }) => start <= first.start && end >= first.end,
  );
  const unit = claim.units.find(({ start }) => start === first.start);
  const isWord = unit?.keys.some((key) => key.startsWith('g:')) ?? false;
  const isForeign = proof.quotes.some(({ read }) => read.language !== claim.language);
  // Adverbs, participles and plurals open sentences; names seldom look like them.
  const looksOrdinary =
    /(?:ly|ing|ed|s|mente|ando|iendo|ción)$/i.test(surface) || (isForeign && claim.language === 'es');
  const isShouted = surface.length > 1 && surface === surface.toUpperCase();
  return isRead || isWord || (looksOrdinary && !isShouted) || isHan(surface) ? null : surface;
}

/** Capitalised words inside the sentence and model numbers, where the glossary does not know them. */
function otherNames(claim: ReadText): { surface: string; start: number }[] {
  const ranges = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts];
  const found: { surface: string; start: number }[] = [];
  const months =
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|q[1-4]|chinese|china|american|americans|america|us|usa|i|ee|uu|ipo|ceo|cfo|ai|tv|it|eu|uk|r&d|sim|pr|hq|vp)$/i;
  const firstStart = claim.tokens[0]?.start ?? 0;
  for (const token of claim.tokens) {
    const surface = claim.text.slice(token.start, token.end);
    if (ranges.some(({ start, end }) => start < token.end && end > token.start)) continue;
    if (isHan(surface) || months.test(surface) || (surface.length < 2 && !hasDigit(surface))) continue;
    const isModel = /\p{N}/u.test(surface) && /\p{Script=Latin}/u.test(surface);
    const isInner =
      token.isCapitalised && token.start > firstStart && !/[.!?“"«‘(]\s*$/.test(claim.text.slice(0, token.start));
    const isLatinInChinese = claim.language === 'zh' && token.isCapitalised;
    if (isModel || isLatinInChinese || (isInner && !(token.isStopword && surface !== surface.toUpperCase())))
      found.push({ surface: surface.replace(/['’]s$/, ''), start: token.start });
  }
  // "6T", "S25": digits and letters that the words above were split at.
  for (const match of claim.text.matchAll(
    /(?<![\p{L}\p{N}])(?:\p{Script=Latin}{1,5}-?\d{1,4}\p{Script=Latin}{0,3}|\d{1,4}(?!st|nd|rd|th|GB|gb|mm|GHz|s\b)\p{Script=Latin}{1,3})(?![\p{L}\p{N}])/gu,
  )) {
    const range = { start: match.index, end: match.index + match[0].length };
    const isInside = [...claim.mentions, ...claim.dates].some(
      ({ start, end }) => start <= range.start && end >= range.end,
    );
    if (!isInside && !months.test(match[0])) found.push({ surface: match[0], start: match.index });
  }
  return found;
}

/**
 * What one quote says of its subject must not be told of the subject of another: a claim that takes words from a quote
 * takes its subject along.
 */
export function checkMerging(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  if (proof.quotes.length < 2) return [];
  const acts = actorsOf(glossary);
  for (const { read, title } of proof.quotes) {
    const others = proof.quotes.filter((other) => other.read !== read);
    const own = claim.units.filter(
      (unit) => !unit.isName && hasUnit(read, unit) && !others.some((other) => hasUnit(other.read, unit)),
    );
    if (own.length < 2) continue;
    const subjects = [...read.mentions, ...title.mentions].filter(({ id }) => acts(id));
    const [first] = subjects;
    if (!first || claim.mentions.some(({ id }) => id === first.id)) continue;
    // Another name of the quote will do where the first only tells who reported it.
    const isNamed = claim.mentions.some(
      ({ id }) =>
        subjects.some((subject) => subject.id === id) &&
        !others.some((other) => other.read.mentions.some((mention) => mention.id === id)),
    );
    if (isNamed) continue;
    const name = (read.mentions.includes(first) ? read : title).text.slice(first.start, first.end);
    return [
      {
        kind: 'name',
        found: own.map(({ word }) => word).join(' '),
        reason: `the quotes say "${own.map(({ word }) => word).join(' ')}" of ${name}, whom the claim does not name`,
      },
    ];
  }
  return claim.clauses.flatMap((clause) => checkPart(claim, clause, proof, acts)).slice(0, 1);
}

/** Each part of a claim must be said, with its names, numbers and dates, by one quote, or of each name by one. */
function checkPart(claim: ReadText, part: TextRange, proof: Proof, acts: (id: string) => boolean): Objection[] {
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  const amounts = claim.amounts.filter((amount) => inside(amount) && amount.kind !== 'ordinal');
  const dates = claim.dates.filter((date) => inside(date) && date.year !== null);
  const names = claim.mentions.filter((mention) => inside(mention) && acts(mention.id));
  const units = claim.units.filter((unit) => inside(unit) && !unit.isName);
  if (names.length === 0 || (amounts.length === 0 && units.length < 2)) return [];
  const isOf = ({ read, title }: ReadQuote, id: string) =>
    [...read.mentions, ...title.mentions].some((other) => other.id === id);
  const fitting = proof.quotes.filter((quote) => {
    const { read, published } = quote;
    const comparable =
      read.language === claim.language ? units : units.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
    const shared = comparable.filter((unit) => isLikeIn(unit, quote) || hasUnit(read, unit)).length;
    // Words may be put differently where a quote brings the same names together.
    const isOfAll = new Set(names.map(({ id }) => id)).size > 1 && names.every(({ id }) => isOf(quote, id));
    return (
      (shared * 2 >= comparable.length ||
        (isOfAll && shared > 0) ||
        (amounts.length > 0 && (amounts.length > 1 || comparable.length < 3))) &&
      amounts.every((amount) => isProvenAmount(amount, read, claim)) &&
      dates.every(({ year }) => read.dates.some((other) => other.year === year) || published.startsWith(String(year)))
    );
  });
  const stranger = names.find(({ id }) => !fitting.some((quote) => isOf(quote, id)));
  const others = otherNames(claim).filter(({ start }) => start >= part.start && start < part.end);
  const isForeign = proof.quotes.some(({ read }) => read.language !== claim.language);
  const isApart =
    !isForeign &&
    others.some(({ surface }) => {
      const has = ({ read, title }: ReadQuote) => fold(`${read.text} ${title.text}`).includes(fold(surface));
      return proof.quotes.some(has) && !fitting.some(has);
    });
  if (fitting.length > 0 && !stranger && !isApart) return [];
  const found = claim.text.slice(part.start, part.end).trim();
  return [
    {
      kind: 'name',
      found,
      reason: `no single quote says "${found}": it mixes what the quotes say of different things`,
    },
  ];
}

const passive =
  /(?<!\p{L})(?:by|(?:was|were|is|are|be) \p{L}+ (?:to|at|from|through|via)|(?:was|were|been|being|is|are|be) \p{L}+(?:ed|en|nt|ld|ut|opped)|por|(?:fue|fueron|ser|sido) \p{L}+(?:d[oa]s?|t[oa]s?|ch[oa]s?))(?!\p{L})|被|遭|由|受/iu;

/** Makers, carriers, shops and agencies do things; outlets and lists only tell of them. */
const knownActors = new WeakMap<GlossaryIndex, (id: string) => boolean>();
function actorsOf(glossary: GlossaryIndex): (id: string) => boolean {
  const known = knownActors.get(glossary);
  if (known) return known;
  const kinds = new Map(glossary.file.entities.map(({ id, kind }) => [id, kind]));
  const acts = (id: string) =>
    glossary.makerIds.has(id) || ['carrier', 'retailer', 'agency'].includes(kinds.get(id) ?? '');
  knownActors.set(glossary, acts);
  return acts;
}

/** Who acts and who is acted on must not be exchanged: "AT&T dropped Huawei" is not "Huawei dropped AT&T". */
export function checkRoles(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const acts = actorsOf(glossary);
  const own = pairsOf(claim, acts);
  for (const { first, second, keys, between, isPassive } of own) {
    for (const { read } of proof.quotes) {
      const others = pairsOf(read, acts);
      const isSaid = others.some((other) => other.first === first && other.second === second);
      if (isSaid) continue;
      const swapped = others.find(
        (other) =>
          other.first === second &&
          other.second === first &&
          [...keys].some((key) => other.keys.has(key)) &&
          other.isPassive === isPassive,
      );
      if (swapped)
        return [
          {
            kind: 'name',
            found: between,
            reason: 'the quotes say it the other way round: who acts and who is acted on are exchanged',
          },
        ];
    }
  }
  return [];
}

function pairsOf(read: ReadText, acts: (id: string) => boolean) {
  const actors = [...read.mentions].filter(({ id }) => acts(id)).sort((a, b) => a.start - b.start);
  return actors.flatMap((actor, index) => {
    const next = actors[index + 1];
    if (!next || next.id === actor.id) return [];
    const between = read.text.slice(actor.end, next.start);
    if (/^[\s,、]*(?:and|or|y|o|e|和|与|及|跟|或)?\s*$/iu.test(between) || between.length > 90) return [];
    // "Motorola's owner Lenovo" says whose, not who does what.
    if (/^(?:的|['’]s(?!\p{L}))|(?<!\p{L})(?:where|which|through|donde|que)(?!\p{L})/u.test(between)) return [];
    const keys = new Set(
      read.units
        .filter(({ start, end, isName }) => !isName && start >= actor.end && end <= next.start)
        .flatMap((unit) => unit.keys),
    );
    return [
      {
        first: actor.id,
        second: next.id,
        keys,
        between: read.text.slice(actor.start, next.end),
        isPassive: passive.test(between),
      },
    ];
  });
}
