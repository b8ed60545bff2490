import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { RecentCache } from '../../retrieval/rank/passage-view.js';
import { stripDiacritics } from '../../text/analyze.js';
import { actorsOf } from './actors.js';
import type { Proof } from './proof.js';
import { oncePerText, type ReadText, synonymKeys } from './read-text.js';
import type { Objection } from './verification.js';

/** Names and quotes are compared again and again. */
const folded = new RecentCache<string, string>(4_096);

export function fold(text: string): string {
  let result = folded.get(text);
  if (result === undefined) {
    result = foldAnew(text);
    folded.set(text, result);
  }
  return result;
}

const foldAnew = (text: string) =>
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
  const sells = (id: string) =>
    ['carrier', 'retailer'].includes(glossary.file.entities.find((entity) => entity.id === id)?.kind ?? '');
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
    const isOrdinary =
      mention.kind !== 'maker' &&
      !sells(mention.id) &&
      /\p{L}{5}|\p{Script=Han}/u.test(surface) &&
      (hasLikeWord(mayLean || surface === surface.toLowerCase() ? around : quoted, surface) ||
        synonymKeys(surface, claim.language).some((key) => proof.keys.has(key)));
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
  for (const { surface, start } of otherNames(claim)) {
    if (around.includes(fold(surface)) || hasLikeWord(around, surface)) continue;
    // "Orden Ejecutiva", "Tribunal Superior": the translated name of an office or a law.
    if (claim.language === 'es' && office.test(claim.text.slice(Math.max(0, start - 30), start))) continue;
    // An office in another language: "Comisión" for a committee.
    if (synonymKeys(surface, claim.language).some((key) => proof.keys.has(key))) continue;
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
  // "Motorola's Razr": a quote may have its words apart.
  const words = fold(surface.replace(/['’]s(?!\p{L})/gu, ''))
    .trim()
    .split(' ');
  if (words.length > 1 && !words.some(hasDigit) && words.every((word) => quoted.includes(` ${word} `))) return true;
  const maker = glossary.file.makers.find((entry) => entry.id === id);
  const aliases = aliasesOf(surface, by === 'person' ? (maker?.people ?? []) : (maker?.brands ?? []), by === 'person');
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

const office =
  /(?<!\p{L})(?:Tribunal|Corte|Comisión|Departamento|Ministerio|Ley|Orden|Sección|Agencia|Oficina|Consejo|Cámara|Comité|Secretaría)(?: \p{L}+){0,3} $/u;

const digitsOf = (name: string) => (name.match(/\d+/g) ?? []).join(' ');

/** Other ways to write a name: in the glossary they stand beside it, those in another script right behind. */
function aliasesOf(surface: string, names: readonly string[], isPerson: boolean): string[] {
  const groups: string[][] = [];
  for (const name of names) {
    const last = groups.at(-1);
    const words = new Set(fold(name).trim().split(' '));
    const isOfOne = (other: string) => {
      const others = fold(other).trim().split(' ');
      // A person may be written in several ways; of products, the shorter name is part of the longer: "Razr" and
      // "Motorola Razr", but not "Moto E" and "Moto G".
      return isPerson
        ? others.some((word) => words.has(word))
        : [...words].every((word) => others.includes(word)) || others.every((word) => words.has(word));
    };
    const isAlias =
      last !== undefined &&
      // "OnePlus 9" is no other name of the 8.
      digitsOf(name) === digitsOf(last[0] ?? '') &&
      ((isHan(name) && !last.some(isHan)) || (!isHan(name) && last.some(isOfOne)));
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
      if (word.length < 4)
        return /^(?:de|del|la|el|los|las|of|the|and|for)$/.test(word) || folded.includes(` ${word} `);
      const stem = word.slice(0, word.length >= 7 ? Math.max(5, word.length - 5) : Math.max(4, word.length - 3));
      return word.length >= 4 && folded.includes(` ${stem}`);
    });
}

/** Words that begin a sentence and name nothing. */
const joining =
  /^(?:because|although|though|while|whereas|since|unlike|despite|according|following|instead|however|until|once|when|under|within|without|only|just|nearly|almost|about|around|roughly|some|most|more|both|neither|either|whether|if|unless|even|still|yet|also|earlier|later|early|late|back|thanks|due|owing|given|between|among|over|across|outside|inside|beyond|besides|apart|together|altogether|overall|no|not|none|nobody|how|why|what|who|where|which|one|two|three|four|five|six|seven|eight|nine|ten|another|such|any|each|all|every)$/iu;
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
export const otherNames = oncePerText((claim): readonly { surface: string; start: number }[] => {
  const ranges = [...claim.mentions, ...claim.places, ...claim.dates, ...claim.amounts];
  const found: { surface: string; start: number }[] = [];
  const months =
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|q[1-4]|chinese|china|american|americans|america|us|usa|i|ee|uu|ipo|ceo|cfo|ai|ia|tv|it|eu|uk|r&d|sim|pr|hq|vp)$/i;
  const firstStart = claim.tokens[0]?.start ?? 0;
  for (const token of claim.tokens) {
    const surface = claim.text.slice(token.start, token.end);
    if (ranges.some(({ start, end }) => start < token.end && end > token.start)) continue;
    if (
      isHan(surface) ||
      months.test(surface.replace(/(?<=\p{Lu})s$/u, '')) ||
      (surface.length < 2 && !hasDigit(surface))
    )
      continue;
    const isModel = /\p{N}/u.test(surface) && /\p{Script=Latin}/u.test(surface);
    const isInner =
      token.isCapitalised && token.start > firstStart && !/[.!?“"«‘(]\s*$/.test(claim.text.slice(0, token.start));
    const isLatinInChinese = claim.language === 'zh' && token.isCapitalised;
    if (isModel || isLatinInChinese || (isInner && !(token.isStopword && surface !== surface.toUpperCase())))
      found.push({ surface: surface.replace(/['’]s$/, ''), start: token.start });
  }
  // "6T", "S25": digits and letters that the words above were split at.
  for (const match of claim.text.matchAll(
    /(?<![\p{Script=Latin}\p{N}])(?:\p{Script=Latin}{1,5}-?\d{1,4}\p{Script=Latin}{0,3}|\d{1,4}(?!st|nd|rd|th|GB|gb|mm|GHz|(?<=[12]\d\d0)s\b)\p{Script=Latin}{1,3})(?![\p{Script=Latin}\p{N}])/gu,
  )) {
    const range = { start: match.index, end: match.index + match[0].length };
    const isInside = [...claim.mentions, ...claim.dates].some(
      ({ start, end }) => start <= range.start && end >= range.end,
    );
    if (!isInside && !months.test(match[0])) found.push({ surface: match[0], start: match.index });
  }
  return found;
});

/** Names that the glossary does not have, the first word of the sentence among them: it may be one. */
export const namesBeside = oncePerText((read): readonly { id: string; owner: string; start: number; end: number }[] => {
  if (read.language === 'zh') return [];
  const [first] = read.tokens;
  const isKnown =
    !first ||
    [...read.mentions, ...read.places, ...read.dates].some(({ start, end }) => start < first.end && end > first.start);
  const names = otherNames(read)
    .filter(({ surface }) => /^\p{Lu}\p{Ll}{2}/u.test(surface))
    .map(({ surface, start }) => ({ surface, start }));
  if (!isKnown && first.isCapitalised && !first.isStopword && first.end - first.start > 2)
    names.unshift({ surface: read.text.slice(first.start, first.end).replace(/['’]s?$/, ''), start: first.start });
  return names
    .filter(({ surface, start }) => !/^ ?\d/.test(read.text.slice(start + surface.length)))
    .map(({ surface, start }) => ({ id: fold(surface), owner: fold(surface), start, end: start + surface.length }));
});
