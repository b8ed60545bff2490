import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { actorsOf } from './actors.js';
import { fold, hasDigit, isHan, namesBeside, otherNames } from './other-names.js';
import type { Proof } from './proof.js';
import { type ReadText, synonymKeys, withoutPapers } from './read-text.js';
import type { Objection } from './verification.js';

/** Names of the glossary and others: each must be named by a quote, or by its article where the quote says "the company". */
export function checkNames(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const objections: Objection[] = [];
  const object = (found: string, reason: string) => objections.push({ kind: 'name', found, reason });
  const texts = proof.quotes.map(({ read }) => read.text);
  const around = fold([...texts, ...proof.titles, ...proof.publishers].join(' | '));
  const quoted = fold(texts.join(' | '));
  const mentioned = proof.quotes.flatMap(({ read }) => read.mentions);
  const kindOf = (id: string) => glossary.file.entities.find((entity) => entity.id === id)?.kind ?? '';
  const sells = (id: string) => ['carrier', 'retailer'].includes(kindOf(id));
  for (const mention of claim.mentions) {
    if (mention.kind === 'market') continue;
    // "Moto Z3": the glossary may know no more than the line of products.
    const more = /(?<=[\p{Script=Latin}\p{N}])[\p{Script=Latin}\p{N}+]+/uy;
    more.lastIndex = mention.end;
    const surface = (claim.text.slice(mention.start, mention.end) + (more.exec(claim.text)?.[0] ?? '')).replace(
      /['’]s?$/,
      '',
    );
    const isPlace = mention.kind === 'entity' && kindOf(mention.id) === 'place';
    const inQuotes = isPlace ? fold(withoutPapers(texts.join(' | '))) : quoted;
    const inAll = isPlace ? fold(withoutPapers([...texts, ...proof.titles].join(' | '))) : around;
    const isNamed =
      mentioned.some(({ kind, id }) => kind === mention.kind && id === mention.id) ||
      (namesOf(mention, glossary).some((name) => name.length > 2 && inQuotes.includes(fold(name))) &&
        !isPartOfActor(mention, proof, glossary));
    // "The FCC's list" is the list where the quotes name the FCC and a list.
    const isOfNamed = mentioned.some(
      (other) => other.id !== mention.id && namesOf(other, glossary).some((name) => fold(surface).includes(fold(name))),
    );
    // Where a quote names somebody itself, what its title names is another.
    const mayLean = !mentioned.some(({ kind }) => kind !== 'market');
    const isInTitle = proof.titleMentions.some(({ kind, id }) => kind === mention.kind && id === mention.id);
    const isPublisher =
      !isPlace &&
      proof.publishers.some((publisher) =>
        [surface, ...namesOf(mention, glossary)].some(
          (name) => name.length > 2 && fold(publisher).includes(fold(name)),
        ),
      );
    const isOrdinary =
      mention.kind !== 'maker' &&
      // In one language an office is named as the quotes name it, or by the last of its words: "Comercio".
      !(
        kindOf(mention.id) === 'agency' &&
        proof.quotes.every(({ read }) => read.language === claim.language) &&
        !inQuotes.includes(fold(/\p{Lu}\p{L}+$/u.exec(surface)?.[0] ?? surface).trim())
      ) &&
      !sells(mention.id) &&
      /\p{L}{5}|\p{Script=Han}/u.test(surface) &&
      (hasLikeWord(mayLean || surface === surface.toLowerCase() ? inAll : inQuotes, surface) ||
        (!/ \p{Lu}/u.test(surface) && synonymKeys(surface, claim.language).some((key) => proof.keys.has(key))));
    // "众议院" where a quote says "a House committee".
    const isOfChamber = chambers.some(([own, other]) => own.test(surface) && other.test(around));
    if (!isNamed && !isOfNamed && !isOfChamber && !(mayLean && isInTitle) && !isPublisher && !isOrdinary)
      object(surface, `no quote names ${surface}`);
    else if (!isSameSurface(mention, surface, quoted, around, mentioned, proof, glossary))
      object(surface, `no quote names ${surface} itself`);
  }
  const stranger = findStranger(claim, proof, glossary);
  if (stranger !== null) object(stranger, `the quotes say it of ${stranger}, whom the claim does not name`);
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
  if (opening !== null && !isNamedIn(opening, quoted, around, proof))
    object(opening, `no quote has the name ${opening}`);
  for (const { surface, start } of otherNames(claim)) {
    if (isNamedIn(surface, quoted, around, proof)) continue;
    // "Orden Ejecutiva", "Tribunal Superior": the translated name of an office or a law.
    if (
      claim.language === 'es' &&
      proof.quotes.some(({ read }) => read.language !== 'es') &&
      (office.test(claim.text.slice(Math.max(0, start - 70), start)) || office.test(`${surface} `))
    )
      continue;
    // "VoLTE" is voice over LTE.
    if (
      claim.units.some(
        (unit) => unit.start === start && unit.keys.some((key) => /^g:/.test(key) && proof.keys.has(key)),
      )
    )
      continue;
    // An office in another language: "Comisión" for a committee.
    if (synonymKeys(surface, claim.language).some((key) => proof.keys.has(key))) continue;
    const region = Object.entries(regionWords).find(([, pattern]) => pattern.test(surface));
    if (region && hasPlaceOf(region[0], proof)) continue;
    // "Washington" decides what the United States do.
    if (surface === 'Washington' && proof.keys.has('m:market')) continue;
    // "Nueva Jersey" is New Jersey.
    if (/^Nuev[oa]$/.test(surface) && around.includes(' new ')) continue;
    // Chinese quotes write foreign names in characters of their own.
    if (
      !hasDigit(surface) &&
      proof.quotes.every(({ read }) => read.language === 'zh' && !/\p{Script=Latin}{3}/u.test(read.text))
    )
      continue;
    object(surface, `no quote has the name ${surface}`);
  }
  return objections;
}

/** Whom a quote names first, where the claim names none of those whom the quotes name; null where it names one. */
function findStranger(claim: ReadText, proof: Proof, glossary: GlossaryIndex): string | null {
  const acts = actorsOf(glossary);
  const [quote, other] = proof.quotes;
  if (!quote || other || quote.read.language === claim.language) return null;
  const actors = quote.read.mentions.filter(({ id }) => acts(id));
  const [first] = actors;
  // Whom the sentence begins with is whom it is about.
  if (!first || first.start > 12 || claim.mentions.some(({ id }) => actors.some((actor) => actor.id === id)))
    return null;
  const name = quote.read.text.slice(first.start, first.end).replace(/['’]s?$/, '');
  return fold(claim.text).includes(fold(name)) ? null : name;
}

/**
 * Whether the quotes have a name. What only the title or the paper names is somebody else where the quote names whom it
 * is about.
 */
function isNamedIn(surface: string, quoted: string, around: string, proof: Proof): boolean {
  const isIn = (text: string) => text.includes(fold(surface)) || hasLikeWord(text, surface);
  if (isIn(quoted)) return true;
  return isIn(around) && !((isReported(proof) || !isOfPaper(surface, proof)) && namesSomebody(proof));
}

/** Whether a name is that of the paper which a quote is from. */
function isOfPaper(surface: string, proof: Proof): boolean {
  return proof.publishers.some((publisher) => fold(publisher).includes(fold(surface)));
}

/** Whether every quote says itself who reports it: "India Today reported". */
function isReported(proof: Proof): boolean {
  return proof.quotes.every(({ read }) =>
    namesBeside(read).some(
      ({ start, end }) =>
        reportsNext.test(read.text.slice(end)) || reportedBy.test(read.text.slice(Math.max(0, start - 16), start)),
    ),
  );
}

const reportsNext =
  /^(?:['’]s)?(?: \p{Lu}\p{L}+)*(?: (?:had|has|later|also))? (?:reported|wrote|said|noted|explained|judged|found|gave|added|stressed)(?!\p{L})/u;
const reportedBy = /(?:according to|quoted by|told)(?: the)? $/iu;

function namesSomebody(proof: Proof): boolean {
  return proof.quotes.some(
    ({ read }) => read.mentions.some(({ kind }) => kind !== 'market') || namesBeside(read).length > 0,
  );
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
  // "OnePlus … the 10 Pro": the maker, and its product further on.
  const rest = [...(maker?.names.en ?? []), ...(maker?.names.zh ?? [])].reduce(
    (left, name) => left.replace(fold(name).trimStart(), ' '),
    fold(surface),
  );
  if (
    rest.trim() !== '' &&
    rest !== fold(surface) &&
    quoted.includes(fold(rest)) &&
    mentioned.some((other) => other.id === id)
  )
    return true;
  // "一加15" is the OnePlus 15.
  const digits = /\d+\p{L}{0,3}$/u.exec(surface)?.[0];
  if (digits !== undefined && maker) {
    const names = [...maker.names.en, ...maker.names.zh];
    if (names.some((name) => quoted.includes(fold(`${name} ${digits}`).trimEnd()))) return true;
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
  /(?<!\p{L})(?:Tribunal|Corte|Comisión|Departamento|Ministerio|Ley|Orden|Sección|Agencia|Oficina|Consejo|Cámara|Comité|Secretaría|Acta|Fundación|Aduanas?|Tesoro|Hacienda|Fiscalía|Oficina|Dirección|Servicio|Norma|Reglamento)(?:,? \p{L}+){0,8} $/u;

/** The two houses of Congress, and how they are named. */
const chambers: readonly (readonly [RegExp, RegExp])[] = [
  [/众议院|Cámara/u, /(?<!\p{L})(?:house|representatives|cámara)(?!\p{L})|众议院/iu],
  [/参议院|Senado/u, /(?<!\p{L})(?:senate|senators?|senado)(?!\p{L})|参议院/iu],
];

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
      ((isHan(name) && !last.some((other) => isHan(other) && !other.includes(name))) ||
        (!isHan(name) && last.some(isOfOne)));
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
      const stem = word.slice(
        0,
        word.length >= 7 ? Math.max(5, word.length - (word.length > 11 ? 6 : 5)) : Math.max(4, word.length - 3),
      );
      return word.length >= 4 && folded.includes(` ${stem}`);
    });
}

/** Words that begin a sentence and name nothing. */
const joining =
  /^(?:because|although|though|while|whereas|since|unlike|despite|according|following|instead|however|until|once|when|under|within|without|only|just|nearly|almost|about|around|roughly|some|most|more|both|neither|either|whether|if|unless|even|still|yet|also|earlier|later|early|late|back|thanks|due|owing|given|between|among|over|across|outside|inside|beyond|besides|apart|together|altogether|overall|no|not|none|nobody|how|why|what|who|where|which|one|two|three|four|five|six|seven|eight|nine|ten|another|such|any|each|all|every|whatever|whoever|whichever|whenever|wherever|anything|everything|something|anyone|anybody|everyone|someone|somebody|others|people|phones|buyers|users|customers)$/iu;
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
    /(?:ly|ing|ed|s|mente|ando|iendo|ción)$/i.test(surface) ||
    isForeign ||
    (claim.language === 'es' && /[aeo][ns]?$/i.test(surface));
  const isShouted = surface.length > 1 && surface === surface.toUpperCase();
  return isRead || isWord || (looksOrdinary && !isShouted) || isHan(surface) ? null : surface;
}
