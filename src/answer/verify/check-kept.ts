import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { analyze, stripDiacritics } from '../../text/analyze.js';
import type { TextRange } from '../../text/sentences.js';
import { irregularForms } from '../overview/judge-statement.js';
import { tradersOf } from './actors.js';
import { impliedModalities } from './answering-cues.js';
import { modalityCues } from './check-modality.js';
import { checkNeighbours } from './check-neighbours.js';
import { priceWords } from './check-words.js';
import { attributions } from './cues.js';
import { keptSpeakers } from './kept-speakers.js';
import { isLight } from './like-words.js';
import { type Negation, negationsOf } from './negations.js';
import { fold, hasDigit, isHan } from './other-names.js';
import { isDrawnFrom, type Proof, unitsAfter } from './proof.js';
import { clauseAt, findCues, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/**
 * What is asked besides of a claim whose writer was to keep to the words of its quotes, in their language: it has no
 * words of its own, denies what they deny, hedges what they hedge, and leaves the names on the sides of what stands
 * between them. Who stays with the evidence has next to nothing of these, and who says something else cannot but have.
 */
export function checkKept(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  if (proof.quotes.some(({ read }) => read.language !== claim.language)) return [];
  const own = ownWords(claim, proof);
  return [
    ...own.slice(0, 1).map(
      (): Objection => ({
        kind: 'unsupported',
        found: own.join(' '),
        reason: `no quote says ${own.map((word) => `"${word}"`).join(', ')}`,
      }),
    ),
    ...keptDenials(claim, proof),
    ...keptHedges(claim, proof),
    ...keptNames(claim, proof, glossary),
    ...keptNumbers(claim, proof),
    ...keptCounts(claim, proof),
    ...keptTurns(claim, proof),
    ...keptSources(claim, proof),
    ...keptReceivers(claim, proof),
    ...keptDates(claim, proof),
    ...checkNeighbours(claim, proof),
    ...keptSpeakers(claim, proof, glossary),
  ];
}

/** Words that join, frame and count what the quotes say, and say nothing of it. */
const framing: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /^(?:according|while|whereas|among|became|become|due|still|have|call|called|thus|thereby|itself|namely|respectively|including|concern(?:s|ing)|regarding|relat(?:ed|ing)|amount(?:s|ed)|reach(?:ed|es)?|cent|percent|dollars?|us|u\.s|time|phones?|smartphones?|handsets?|compan(?:y|ies)|makers?|year|month|later|earlier|longer|also|then|part|side|share|shares|made|makes?|put|took|gave|went|came|one|ones|some|more|less|up|about|around|roughly|said|says?|reported|reports?|wrote|writes?|noted|notes?|added|adds?|figures?|data)$/u,
  es: /^(?:según|mientras|además|acuerdo|respecto|concretamente|incluid[oa]s?|respectivamente|frente|ciento|dólares|estadounidenses?|unidos|ee|uu|vez|parte|tiempo|teléfonos?|móviles?|conocid[oa]s?|detrás|lograron?|logró|alcanz\p{L}+|llev(?:a|aba|ó)|lleg(?:ó|aron|a)|pas(?:ar|ó)|usar|principios?|junto|así|contó|empresa|compañía|año|mes|también|luego|después|antes|hecho|cerca|unos?|dij(?:o|eron)|dicen?|inform(?:ó|aron)|escribi(?:ó|eron)|señal(?:ó|aron)|indic(?:ó|aron)|añadi(?:ó|eron))$/u,
};
/** Small words that decide a sentence: they must be in a quote as well. */
const deciding: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /^(?:none|nobody|nothing|may|might|must|should|outside|inside|against|before|after|if|only|just|without|instead|until|since|unless|despite|although|though|both|either|neither|all|every|most|least|less|fewer|any|already|still|yet|again|once|never|always|than|own|same|several|many|few|more)$/u,
  es: /^(?:ningún|ningun[oa]s?|nadie|nada|sí|pued[ea]n?|podrían?|deben?|deberían?|fuera|dentro|contra|antes|después|si|solo|sólo|sin|hasta|aunque|pese|ambos|ambas|todos?|todas?|cada|más|menos|ya|todavía|aún|nunca|siempre|otr[oa]s?|vari[oa]s|much[oa]s?|poc[oa]s?|mism[oa]s?|igual(?:es)?|salvo|excepto)$/u,
};

/** Content words of the claim that no quote has, in whatever form. */
function ownWords(claim: ReadText, proof: Proof): readonly string[] {
  const { language } = claim;
  if (language === 'zh') return ownCharacters(claim, proof);
  const known = new Set<string>();
  const words: string[] = [];
  const texts = [
    ...proof.quotes.flatMap(({ read, title }) => [read.tokens, title.tokens]),
    ...proof.publishers.map((publisher) => analyze(publisher, 'en')),
  ];
  for (const tokens of texts)
    for (const { term, word } of tokens) {
      known.add(term);
      words.push(word);
    }
  const taken = [...claim.dates, ...claim.amounts, ...claim.mentions, ...claim.places];
  const alike = likeWords(claim, proof);
  const hasPrice = claim.amounts.some(({ kind }) => kind === 'money');
  return claim.tokens
    .filter(
      ({ term, word, start, end, isStopword }) =>
        word.length > 1 &&
        // A price is said by its sum.
        !(hasPrice && priceWords.test(word)) &&
        (isStopword
          ? // "Ya que" is because.
            deciding[language].test(word) && !(word === 'ya' && / que(?!\p{L})/uy.test(claim.text.slice(end, end + 5)))
          : !framing[language].test(word) && !alike.some((range) => range.start < end && range.end > start)) &&
        !known.has(term) &&
        !taken.some((range) => range.start < end && range.end > start) &&
        !(irregularForms.get(term) ?? []).some((form) => known.has(form)) &&
        !words.some((other) => isFormOf(word, other)),
    )
    .map(({ word }) => word);
}

const likeWords = (claim: ReadText, { keys }: Proof) =>
  claim.units.filter(
    (unit) =>
      !/^(?:days?|weeks?|months?|years?|quarters?|días?|semanas?|mes|meses|años?|trimestres?)$/.test(unit.word) &&
      unit.keys.some((key) => key.startsWith('g:') && keys.has(key)),
  );

/** Spanish verbs whose forms begin differently; without accents. */
const roots =
  'cubr|cubiert,abr|abiert,escrib|escrit,pon|pus|puest,hac|hic|hiz|hech,ve|vist,volv|vuelv|vuelt,ten|tien|tuv,pod|pud|pued,quer|quier|quis,ven|vien|vin,sab|sup,ped|pid,perd|pierd,sent|sient|sint,empez|empiez|empec,cont|cuent,mostr|muestr,prob|prueb,encontr|encuentr,segu|sig,conten|contien|contuv,manten|mantien|mantuv,obten|obtien|obtuv,conduc|conduj,produc|produj,reduc|reduj|reduzc,introduc|introduj,supon|supus|supuest,dispon|dispus|dispuest,propon|propus|propuest,exig|exij,dij|dec|dic|dich'
    .split(',')
    .map((starts) => new RegExp(`^(?:${starts})(?:[a-z]{1,7})$`, 'u'));

/** "Regulatory" and "regulator": alike but for their endings. */
function isFormOf(written: string, another: string): boolean {
  const [word, other] = [stripDiacritics(written), stripDiacritics(another)];
  if (roots.some((root) => root.test(word) && root.test(other))) return true;
  const shorter = Math.min(word.length, other.length);
  if (shorter < 4) return false;
  const shared = Math.max(4, shorter - 3);
  return word.slice(0, shared) === other.slice(0, shared) && Math.abs(word.length - other.length) < 6;
}

/** Signs that join and frame, in Chinese. */
const empty =
  /[的了在为是和与于及把被也都就从由对向到其这那该此并且而以之所等者个们会有中上内外间里时年月日约称说表示据报道指出还则即些得包括它曾谈占入获经过带属处名款位项家再件因将但他她靠地用使写则更]/u;

/** The same of two or more. */
const emptyPhrases =
  /两者|双方|[这此]类|谈[及到]|公司|销售|出售|售卖|卖|手[中里]|发布|采用|附带|截至|[按依]照|依据|根据|显示|其中|以及|并且|而且|此外|分别|当时|期间|之际|情况下|方面|有关|关于|对于|针对|通过|随着|作为|成为|属于|达到|位列|排名|拥有|具有|具备|带有|自[己身]|二者|告诉|相比|后者|前者|其他|之一|[此随]后|此前|这样|[让令]/gu;

function ownCharacters(claim: ReadText, proof: Proof): readonly string[] {
  const known = new Set(proof.quotes.flatMap(({ read, title }) => [...read.text, ...title.text]));
  const phrases = [...claim.text.matchAll(emptyPhrases)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
  const taken = [...claim.dates, ...claim.amounts, ...claim.mentions, ...claim.places, ...phrases];
  return [...claim.text.matchAll(/\p{Script=Han}/gu)]
    .filter(
      ({ 0: sign, index }) =>
        !known.has(sign) && !empty.test(sign) && !taken.some(({ start, end }) => start <= index && end > index),
    )
    .map(([sign]) => sign);
}

/** Whether two units are the same word, in whatever form. */
const isSameWord = (one: Unit, other: Unit) =>
  one.keys.some((key) => !key.startsWith('g:') && other.keys.includes(key)) ||
  (!one.isName && !isHan(one.word) && isFormOf(one.word, other.word));
const hasWordOf = (list: readonly Unit[], unit: Unit) => list.some((other) => isSameWord(other, unit));

/** What a negation is of: the words behind it. Of Chinese pairs only those that are words. */
const denied = ({ read, start, end }: Negation) => {
  const count = read.language === 'zh' ? 12 : 4;
  // The Spanish "a" is no word of its own.
  const behind = (until: number) =>
    unitsAfter(read, end, until, count).filter((unit) => unit.word.length > 1 && !(isHan(unit.word) && isLight(unit)));
  const inClause = behind(clauseAt(read, start).end);
  return inClause.length > 0 ? inClause : behind(end + 40);
};

const amountBehind = ({ read, start, end }: Negation) =>
  read.amounts.find((amount) => amount.start >= end && amount.end <= clauseAt(read, start).end)?.value;

/** Whether two negations are of the same: the first word behind the one is among those behind the other. */
function isSameDenial(own: Negation, other: Negation): boolean {
  const [mine, theirs] = [denied(own), denied(other)];
  const [first, firstToo] = [mine[0], theirs[0]];
  // "Was not halved": what is denied may be a number.
  const number = first ? undefined : amountBehind(own);
  if (number !== undefined) return amountBehind(other) === number;
  if (!first || !firstToo) return true;
  // Chinese puts what it is done to, or by whom, before the word that is denied.
  if (own.read.language === 'zh') return mine.slice(0, 6).some((unit) => hasWordOf(theirs, unit));
  return hasWordOf(theirs, first) || hasWordOf(mine, firstToo);
}

/** Each "not" of the claim must be one of a quote, of the same words, and the other way round. */
function keptDenials(claim: ReadText, proof: Proof): Objection[] {
  const theirs = proof.quotes.flatMap(({ read }) => negationsOf(read).filter(({ isHard }) => isHard));
  const left = new Set(theirs);
  const object = (found: string, reason: string): Objection[] => [{ kind: 'negation', found, reason }];
  for (const own of negationsOf(claim)) {
    if (!own.isHard) continue;
    const common = (other: Negation) => denied(other).filter((unit) => hasWordOf(denied(own), unit)).length;
    const [best] = [...left]
      .filter((other) => isOfSaidBefore(other) || isSameDenial(own, other))
      .sort((a, b) => common(b) - common(a));
    if (best) left.delete(best);
    else if (!theirs.some((other) => isSameDenial(own, other) && isNegatedTwice(own, other)))
      return object(claim.text.slice(own.start, own.end), 'the claim denies what the quotes say');
  }
  const turned = deniedHereOnly(claim, proof, theirs);
  if (turned) return object(claim.text.slice(turned.start, turned.end), 'the quotes deny what the claim says');
  for (const other of left) {
    const clause = clauseAt(other.read, other.start);
    const [first, second] = unitsAfter(other.read, other.end, clause.end, 2);
    const isOfVerb = !/^(?:without|sin|无|rather|instead|en)/iu.test(other.read.text.slice(other.start, other.end));
    if (isOfVerb && first && !hasWordOf(claim.units, first) && isNearlyAllSaid(claim, other.read, clause))
      return object(other.read.text.slice(other.start, other.end), 'the quotes deny what the claim says');
    if (!first || !hasWordOf(claim.units, first) || (second && !hasWordOf(claim.units, second))) continue;
    // "Band 20 of Europe and not a band of the US": the word stands where nothing is denied as well.
    const places = other.read.units.filter((unit) => isSameWord(unit, first)).length;
    if (places > 1 && !isDrawnFrom(claim, second ?? first, other.read, clause, proof)) continue;
    if (!isDrawnFrom(claim, first, other.read, clause, proof) && !isInThisForm(claim, first, proof)) continue;
    return object(other.read.text.slice(other.start, other.end), 'the quotes deny what the claim says');
  }
  return [];
}

/** "Is not among the five" and "is one of the five": nearly all of a part is there but what is denied, and no denial. */
function isNearlyAllSaid(claim: ReadText, read: ReadText, part: TextRange): boolean {
  if (negationsOf(claim).length > 0) return false;
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  const units = read.units.filter((unit) => inside(unit) && unit.keys[0] !== 'm:market');
  const figures = [...read.dates, ...read.amounts].filter(inside);
  const met =
    units.filter((unit) => hasWordOf(claim.units, unit)).length +
    figures.filter((one) => claim.text.includes(read.text.slice(one.start, one.end))).length;
  return met >= 3 && met * 10 >= (units.length + figures.length) * 7;
}

/** Whether the claim has a word in a form that the quotes have in one place only. */
function isInThisForm(claim: ReadText, { word }: Unit, { quotes }: Proof): boolean {
  const count = quotes.reduce((sum, { read }) => sum + read.units.filter((unit) => unit.word === word).length, 0);
  return count === 1 && claim.units.some((unit) => unit.word === word);
}

/** "Whereas Verizon did not": what it did not do is said before. */
const isOfSaidBefore = ({ read, start, end }: Negation) =>
  (/(?<!\p{L})(?:did|do|does|had|has|have|was|were|is|are) $/u.test(read.text.slice(0, start)) &&
    /^\s*(?:[,;.]|$)/u.test(read.text.slice(end))) ||
  /^ lo hac/u.test(read.text.slice(end));

/** "And Huawei gained a foothold", where the quotes have that nowhere but behind a "not". */
function deniedHereOnly(claim: ReadText, { quotes }: Proof, theirs: readonly Negation[]): Unit | undefined {
  const scope = new Set(negationsOf(claim).flatMap(denied));
  if (scope.size === 0) return undefined;
  const isSaidOnce = (unit: Unit) =>
    quotes.flatMap(({ read }) => read.units.filter((one) => isSameWord(one, unit))).length === 1;
  const words = theirs.flatMap((other) => denied(other).slice(0, 1)).filter(isSaidOnce);
  return claim.units.find((own) => !scope.has(own) && hasWordOf(words, own) && hasWordOf([...scope], own));
}

/** "Neither … nor" of one is "not … and not" of the other. */
const isNegatedTwice = (own: Negation, other: Negation) =>
  /^(?:neither|nor|ni|tampoco)$/i.test(own.read.text.slice(own.start, own.end)) ||
  /^(?:neither|nor|ni|tampoco)$/i.test(other.read.text.slice(other.start, other.end));

/** Whether a text has a phrase as whole words. */
function hasPhrase(text: string, phrase: string): boolean {
  const plain = (one: string) => ` ${one.toLowerCase().replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `;
  return /\p{Script=Han}/u.test(phrase) ? text.includes(phrase) : plain(text).includes(plain(phrase.trim()));
}

const wished: ReadonlySet<string> = new Set(['expectation', 'intention']);
const unasked: ReadonlySet<string> = new Set(['would', 'attribution', 'interest']);

/** Each word of being unsure, planning or asking must be one of a quote, and of its words must be kept what it is of. */
function keptHedges(claim: ReadText, proof: Proof): Objection[] {
  const own = findCues(claim, modalityCues);
  const ownIds = new Set(own.map(({ id }) => id));
  const quoted = proof.quotes.flatMap(({ read }) =>
    [
      ...findCues(read, modalityCues),
      ...findCues(read, impliedModalities).filter(({ id }) => read.language !== 'zh' && wished.has(id)),
    ].map((cue) => ({ ...cue, read })),
  );
  const ids = new Set(quoted.map(({ id }) => id));
  const texts = proof.quotes.map(({ read }) => read.text);
  for (const { id, start, end } of own) {
    const said = claim.text.slice(start, end).toLowerCase();
    if (unasked.has(id) || ids.has(id) || texts.some((text) => hasPhrase(text, said))) continue;
    if (id === 'future' && ids.has('would')) continue;
    return [{ kind: 'modality', found: said, reason: `no quote says "${said}"` }];
  }
  for (const { id, start, end, read } of quoted) {
    if (unasked.has(id) || ownIds.has(id)) continue;
    const said = read.text.slice(start, end);
    if (hasPhrase(claim.text, said)) continue;
    if (id === 'future' && ownIds.has('would')) continue;
    const clause = clauseAt(read, start);
    // "Which was expected for March": what is expected may be no more than a day.
    const isOfDay = read.dates.some(
      (date) =>
        date.start >= end &&
        date.start - end <= 45 &&
        date.month !== null &&
        claim.dates.some(({ year, month }) => year === date.year && month === date.month) &&
        proof.quotes.every((quote) =>
          quote.read.dates.every((other) => other === date || other.year !== date.year || other.month !== date.month),
        ),
    );
    if (isOfDay)
      return [{ kind: 'modality', found: said, reason: `the quotes say "${said}", the claim is surer than that` }];
    const inClause = unitsAfter(read, end, clause.end, 2);
    // "Querían que …": what is wanted stands in the next.
    const [first, second] =
      inClause.length > 0 || read.language === 'zh' ? inClause : unitsAfter(read, end, end + 70, 2);
    if (!first || !second || !hasWordOf(claim.units, first) || !hasWordOf(claim.units, second)) continue;
    if (!isDrawnFrom(claim, first, read, clause, proof) && !isInThisForm(claim, first, proof)) continue;
    return [{ kind: 'modality', found: said, reason: `the quotes say "${said}", the claim is surer than that` }];
  }
  return [];
}

/** "List 4B" is not "List 4A", though the glossary takes both for one. */
function keptNames(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const isTrader = tradersOf(glossary);
  const around = fold([...proof.quotes.map(({ read }) => read.text), ...proof.titles].join(' | '));
  const papers = fold(proof.publishers.join(' | '));
  for (const { id, kind, by, start, end } of claim.mentions) {
    if (kind === 'market') {
      if (proof.quotes.some(({ read }) => read.mentions.some((other) => other.kind === 'market'))) continue;
      const found = claim.text.slice(start, end);
      return [{ kind: 'name', found, reason: `no quote names ${found}` }];
    }
    const surface = claim.text.slice(start, end).replace(/['’]s?$/, '');
    const isOwn = by === 'brand' || by === 'person';
    // "Dahua" is not "Hikvision", though both are on one list.
    const words = fold(surface).trim().split(' ');
    const isMet = words.some(
      (word) =>
        papers.includes(word.length > 3 ? word : ` ${word} `) || around.includes(isHan(word) ? word : ` ${word} `),
    );
    if (!isMet && isTrader(id) && !isHan(surface))
      return [{ kind: 'name', found: surface, reason: `no quote has the name ${surface}` }];
    const lacking = fold(surface)
      .trim()
      .split(' ')
      .find((word) =>
        isHan(word) ? isOwn && !around.includes(word) : (isOwn || hasDigit(word)) && !around.includes(` ${word} `),
      );
    if (lacking !== undefined)
      return [{ kind: 'name', found: surface, reason: `no quote has "${lacking}" of ${surface}` }];
  }
  const generation = [
    ...claim.text.matchAll(/(?<![\p{L}\p{N}])\d+(?!st|nd|rd|th)\p{Script=Latin}{1,2}(?![\p{L}\p{N}])/gu),
  ]
    .map(([said]) => said)
    .find((said) => !around.includes(fold(said)));
  if (generation !== undefined) return [{ kind: 'number', found: generation, reason: `no quote has ${generation}` }];
  // In Chinese, where the verifier else takes a name in Latin letters for a translated one.
  const latin =
    claim.language === 'zh'
      ? [...claim.text.matchAll(/(?<![\p{Script=Latin}\p{N}])\p{Lu}[\p{Script=Latin}\p{N}&]+/gu)].map(([name]) => name)
      : [];
  const foreign = latin.find((name) => ![around, papers].some((text) => text.includes(fold(name).trim())));
  if (foreign !== undefined) return [{ kind: 'name', found: foreign, reason: `no quote has the name ${foreign}` }];
  // "Luxshare" of the title in the place of the one whom the quote begins with.
  const [first] = claim.tokens;
  const isNameFirst = ({ read }: Proof['quotes'][number]) =>
    read.mentions.some(({ kind, start }) => kind !== 'market' && start === 0);
  const isUnsaid =
    first?.isCapitalised === true &&
    !first.isStopword &&
    proof.quotes.every((quote) => isNameFirst(quote) && !hasPhrase(quote.read.text, first.word)) &&
    !claim.mentions.some(({ start }) => start === 0) &&
    proof.titles.some((title) => hasPhrase(title, first.word));
  if (first && isUnsaid) return [{ kind: 'name', found: first.word, reason: `no quote names ${first.word}` }];
  for (const { id, kind, start, end } of claim.mentions) {
    if (kind === 'market' || proof.quotes.some(({ read }) => read.mentions.some((other) => other.id === id))) continue;
    const surface = claim.text.slice(start, end);
    // "El Departamento de Comercio" where the quote says "Comercio".
    const [last = surface] = surface.match(/\p{Lu}[\p{L}\p{N}&.-]*$/u) ?? [];
    const isQuoted = proof.quotes.some(({ read }) =>
      [surface, last].some((name) => fold(read.text).includes(fold(name).trim())),
    );
    // "The maker", of whom the title tells; and the paper that reports it.
    const isLeantOn = proof.titleMentions.some((other) => other.id === id) && !proof.quotes.some(isNameFirst);
    const reports = findCues(claim, attributions).some(
      (cue) => Math.min(Math.abs(cue.start - end), Math.abs(start - cue.end)) <= 14,
    );
    if (
      isQuoted ||
      isLeantOn ||
      (reports && proof.publishers.some((publisher) => fold(publisher).includes(fold(surface))))
    )
      continue;
    return [{ kind: 'name', found: surface, reason: `no quote names ${surface}` }];
  }
  const outside = /(?<!\p{L})(?:outside|fuera de)(?: the| la| los)? $/iu;
  for (const { read } of proof.quotes) {
    for (const { start, end } of [...read.mentions, ...read.places]) {
      const name = read.text.slice(start, end);
      const isOutside = outside.test(read.text.slice(0, start)) || /^(?:以外|之外)/u.test(read.text.slice(end));
      if (!isOutside || !claim.text.includes(name) || /(?<!\p{L})(?:outside|fuera)(?!\p{L})|外/iu.test(claim.text))
        continue;
      return [{ kind: 'negation', found: name, reason: `the quotes say that it is not so in ${name}` }];
    }
  }
  return [];
}

const citing = /(?<!\p{L})(?:cit(?:ing|es|ed)|citando|que cit(?:ó|a)|cita) (?:a |al )?|援引|引用/giu;

/** Who is cited must be who is cited in a quote. */
function keptSources(claim: ReadText, proof: Proof): Objection[] {
  const sourcesOf = (text: string) =>
    [...text.matchAll(citing)].map(
      ({ 0: word, index }) =>
        text
          .slice(index + word.length)
          .match(
            /^(?:the |el |la )?(\p{Script=Han}{2}(?=\p{Script=Han}{0,2}[报社闻])|[\p{Script=Latin}\p{N}]+)/iu,
          )?.[1] ?? '',
    );
  const quoted = proof.quotes.flatMap(({ read }) => sourcesOf(read.text));
  const [other] = sourcesOf(claim.text).filter(
    (source) => /\p{Lu}|\p{Script=Han}/u.test(source) && !quoted.includes(source),
  );
  return other ? [{ kind: 'name', found: other, reason: `no quote cites ${other}` }] : [];
}

const proForm =
  /(?<!\p{L})(?:but|whereas|while|although) (?:\p{Lu}[\p{L}&-]*(?: and )?)+ (?:did|does|do|was|were|is|are|has|had|have)(?=[.,;])|(?<!\p{L})no (?:more|less|fewer)(?!\p{L})|(?<!\p{L})no (?:más|menos)(?!\p{L})|(?<!\p{L})(?:hab[ií]an?|han?) de \p{L}+r(?!\p{L})/u;

/** "Sold to Luxshare" is not "sold to Wingtech": whom a Chinese sentence gives to, or says it is done by. */
function keptReceivers(claim: ReadText, proof: Proof): Objection[] {
  if (claim.language !== 'zh') return [];
  for (const { start, end } of claim.mentions) {
    const [link] = /[给由]$/u.exec(claim.text.slice(0, start)) ?? [];
    const name = claim.text.slice(start, end);
    if (link === undefined || proof.quotes.some(({ read }) => !read.text.includes(link))) continue;
    const isSaid = proof.quotes.some(({ read }) =>
      new RegExp(`${link}[^，。；]{0,24}${literally(name)}`, 'u').test(read.text),
    );
    if (!isSaid) return [{ kind: 'name', found: `${link}${name}`, reason: `no quote says "${link}${name}"` }];
  }
  return [];
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "But Huawei did", "no more than": what so few words turn, a quote must turn as well. */
function keptTurns(claim: ReadText, proof: Proof): Objection[] {
  const found = proForm.exec(claim.text)?.[0];
  if (found === undefined || proof.quotes.some(({ read }) => hasPhrase(read.text, found) || proForm.test(read.text)))
    return [];
  return [{ kind: 'negation', found, reason: `no quote says "${found}"` }];
}

const counts: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
};

/** Small numbers in words, which are not read as numbers everywhere. */
function keptCounts(claim: ReadText, proof: Proof): Objection[] {
  if (claim.language === 'zh') return [];
  const list = counts[claim.language];
  for (const { word } of claim.tokens) {
    const value = list.indexOf(word) + 2;
    if (value < 2 || proof.quotes.some(({ read }) => hasPhrase(read.text, word))) continue;
    const isSaid = proof.quotes.some(({ read }) =>
      // "The 7 Pro" counts nothing.
      read.amounts.some((amount) => amount.value === value && !/^ \p{Lu}/u.test(read.text.slice(amount.end))),
    );
    if (!isSaid && !claim.amounts.some((amount) => amount.kind === 'ordinal' && amount.value === value))
      return [{ kind: 'number', found: word, reason: `no quote says "${word}"` }];
  }
  return [];
}

/** Nothing is worked out: each number is one of a quote, in digits or words. */
function keptNumbers(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read, title }) => [...read.amounts, ...title.amounts]);
  const texts = proof.quotes.map(({ read, title }) => `${read.text} ${title.text}`);
  for (const { value, kind, start, end } of claim.amounts) {
    const found = claim.text.slice(start, end);
    if (quoted.some((other) => other.value === value) || texts.some((text) => hasPhrase(text, found))) continue;
    if (kind === 'ordinal') continue;
    return [{ kind: 'number', found, reason: `no quote has ${found}` }];
  }
  return [];
}

/** A claim takes its days from the quotes themselves, where these say any. */
function keptDates(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => read.dates).filter(({ relative }) => relative === null);
  if (quoted.length === 0) return [];
  for (const { year, month, day, relative, start, end } of claim.dates) {
    if (year === null || relative !== null) continue;
    if (quoted.some((other) => other.year === year && (month === null || other.month === month))) continue;
    const beside = fold(claim.text.slice(Math.max(0, start - 40), end + 40));
    const isOfPaper = proof.quotes.some(
      ({ published }, index) =>
        published ===
          [year, month, day].flatMap((part) => (part === null ? [] : [String(part).padStart(2, '0')])).join('-') &&
        beside.includes(fold(proof.publishers[index] ?? '')),
    );
    if (isOfPaper) continue;
    const found = claim.text.slice(start, end);
    return [{ kind: 'date', found, reason: `no quote has the date ${found}` }];
  }
  return [];
}
