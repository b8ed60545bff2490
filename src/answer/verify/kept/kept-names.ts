import type { GlossaryIndex } from '../../../knowledge/glossary-index.js';
import { tradersOf } from '../actors.js';
import { attributions } from '../cues.js';
import { fold, hasDigit, isHan, otherNames } from '../other-names.js';
import type { Proof } from '../proof.js';
import { findCues, type ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasPhrase } from './word-forms.js';

/** Names are the quotes' own, where the glossary takes several for one too. */
export function keptNames(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const quoted = [...proof.quotes.map(({ read }) => read.text), ...proof.titles].map(fold).join('|');
  const papers = proof.publishers.map(fold).join('|');
  return [
    ...otherSurface(claim, proof, glossary, { quoted, papers }),
    ...otherChamber(claim, proof),
    ...otherLetters(claim, { quoted, papers }),
    ...titleName(claim, proof),
    ...unquotedName(claim, proof),
    ...paperInside(claim, { quoted, papers }),
    ...placeOutside(claim, proof),
  ].slice(0, 1);
}

/** The folded texts that a name may be from. */
interface Around {
  /** The quotes and their titles. */
  readonly quoted: string;
  readonly papers: string;
}

const object = (kind: Objection['kind'], found: string, reason: string): Objection[] => [{ kind, found, reason }];

/** The glossary has the two houses of Congress as one. */
const chambers: readonly RegExp[] = [
  /(?<!\p{L})(?:Senate|senators?|Senado|senador\p{L}*)(?!\p{L})|参议/u,
  /(?<!\p{L})(?:House|representatives?|Representatives|Cámara)(?!\p{L})|众议/u,
];

/** "The House" where the quotes have the Senate only. */
function otherChamber(claim: ReadText, { quotes, titles }: Proof): Objection[] {
  const texts = [...quotes.map(({ read }) => read.text), ...titles];
  const said = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const other = chambers.find((own) => own.test(claim.text) && !said(own) && chambers.some(said));
  const found = other?.exec(claim.text)?.[0];
  return found === undefined ? [] : object('name', found, `no quote names ${found}`);
}

const capital = /^(?:Beijing|Pekín|Washington|北京|华盛顿)$/u;

/** "List 4B" is not "List 4A", and "Dahua" not "Hikvision", though the glossary takes them for one. */
function otherSurface(claim: ReadText, proof: Proof, glossary: GlossaryIndex, { quoted, papers }: Around): Objection[] {
  const isTrader = tradersOf(glossary);
  // "12 GB" is no OnePlus 12.
  const counted = quoted.replace(
    / \d+(?= (?:[gtm]b|mp|m?hz|mah|percent|per cent|por ciento|million|millones)(?!\p{L}))/gu,
    ' ',
  );
  for (const { id, kind, by, start, end } of claim.mentions) {
    if (kind === 'market') {
      if (proof.quotes.some(({ read }) => read.mentions.some((other) => other.kind === 'market'))) continue;
      // "美国商务部": whose the office is, is no news.
      if (claim.mentions.some((other) => other.start === end && other.kind === 'entity')) continue;
      const found = claim.text.slice(start, end);
      return object('name', found, `no quote names ${found}`);
    }
    const surface = claim.text.slice(start, end).replace(/['’]s?$/, '');
    const isOwn = by === 'brand' || by === 'person';
    // "Dahua" is not "Hikvision", though both are on one list.
    const words = fold(surface).trim().split(' ');
    const isMet = words.some(
      (word) =>
        papers.includes(word.length > 3 ? word : ` ${word} `) ||
        quoted.includes(isHan(word) ? word.slice(0, 2) : ` ${word} `),
    );
    // A capital stands for its government, and is a city as well.
    if (!isMet && (capital.test(surface) || isTrader(id)))
      return object('name', surface, `no quote has the name ${surface}`);
    const lacking = fold(surface)
      .trim()
      .split(' ')
      .find((word) =>
        isHan(word)
          ? isOwn && !quoted.includes(word)
          : (isOwn || hasDigit(word)) && !(hasDigit(word) ? counted : quoted).includes(` ${word} `),
      );
    if (lacking !== undefined) return object('name', surface, `no quote has "${lacking}" of ${surface}`);
  }
  return [];
}

/** "4G" for "3G", the number of another case, and in Chinese, where a name in Latin letters else passes for a translated one, "AMD". */
function otherLetters(claim: ReadText, { quoted, papers }: Around): Objection[] {
  const generation = [
    ...claim.text.matchAll(
      /(?<![\p{Script=Latin}\p{N}])(?:\d+(?!st|nd|rd|th)\p{Script=Latin}{1,2}(?![\p{Script=Latin}\p{N}])|\d{2,4}-\d{2,5}(?!\p{N}))/gu,
    ),
  ]
    .map(([said]) => said)
    .find((said) => !quoted.includes(fold(said)));
  if (generation !== undefined) return object('number', generation, `no quote has ${generation}`);
  const latin =
    claim.language === 'zh'
      ? [...claim.text.matchAll(/(?<![\p{Script=Latin}\p{N}])\p{Lu}[\p{Script=Latin}\p{N}&]+/gu)].map(([name]) => name)
      : [];
  const foreign = latin.find((name) => ![quoted, papers].some((text) => text.includes(fold(name).trim())));
  if (foreign !== undefined) return object('name', foreign, `no quote has the name ${foreign}`);
  return [];
}

/** Whether a quote begins with whom it is about. */
const isNameFirst = ({ read }: Proof['quotes'][number]) =>
  read.mentions.some(({ kind, start }) => kind !== 'market' && start === 0);

/** "Luxshare" of the title in the place of the one whom the quote begins with. */
function titleName(claim: ReadText, proof: Proof): Objection[] {
  const [first] = claim.tokens;
  const isUnsaid =
    first?.isCapitalised === true &&
    !first.isStopword &&
    proof.quotes.every((quote) => isNameFirst(quote) && !hasPhrase(quote.read.text, first.word)) &&
    !claim.mentions.some(({ start }) => start === 0) &&
    proof.titles.some((title) => hasPhrase(title, first.word));
  if (first && isUnsaid) return object('name', first.word, `no quote names ${first.word}`);
  return [];
}

/** Who is named by no quote, and is not the maker that the title tells of, nor the paper that reports it. */
function unquotedName(claim: ReadText, proof: Proof): Objection[] {
  for (const { id, kind, start, end } of claim.mentions) {
    if (kind === 'market' || proof.quotes.some(({ read }) => read.mentions.some((other) => other.id === id))) continue;
    const surface = claim.text.slice(start, end);
    // "El Departamento de Comercio" where the quote says "Comercio".
    const [last = surface] = surface.match(/\p{Lu}[\p{L}\p{N}&.-]*$/u) ?? [];
    const isQuoted = proof.quotes.some(({ read }) =>
      [surface, last].some((name) => fold(read.text).includes(fold(name).trim())),
    );
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
    return object('name', surface, `no quote names ${surface}`);
  }
  return [];
}

/** The paper's own name is in a claim because it reports, not in the place of a name of the quote. */
function paperInside(claim: ReadText, { quoted, papers }: Around): Objection[] {
  const reports = findCues(claim, attributions);
  for (const { surface, start } of otherNames(claim)) {
    const end = start + surface.length;
    if (quoted.includes(fold(surface)) || !papers.includes(fold(surface))) continue;
    if (reports.some((cue) => Math.min(Math.abs(cue.start - end), Math.abs(start - cue.end)) <= 24)) continue;
    return object('name', surface, `no quote names ${surface}`);
  }
  return [];
}

/** "Nobody outside Asia" is not "nobody in Asia". */
function placeOutside(claim: ReadText, proof: Proof): Objection[] {
  const added = claim.language === 'zh' ? /(?:以|之)外(?!包)/u.exec(claim.text)?.[0] : undefined;
  if (added !== undefined && !proof.quotes.some(({ read }) => /外/u.test(read.text)))
    return object('negation', added, `no quote says "${added}"`);
  const outside = /(?<!\p{L})(?:outside|fuera de)(?: the| la| los)? $/iu;
  for (const { read } of proof.quotes) {
    for (const { start, end } of [...read.mentions, ...read.places]) {
      const name = read.text.slice(start, end);
      const isOutside = outside.test(read.text.slice(0, start)) || /^(?:以外|之外)/u.test(read.text.slice(end));
      if (!isOutside || !claim.text.includes(name) || /(?<!\p{L})(?:outside|fuera)(?!\p{L})|外/iu.test(claim.text))
        continue;
      return object('negation', name, `the quotes say that it is not so in ${name}`);
    }
  }
  return [];
}

const citing = /(?<!\p{L})(?:cit(?:ing|es|ed)|citando|que cit(?:ó|a)|cita) (?:a |al )?|援引|引用/giu;

/** Who is cited must be who is cited in a quote. */
export function keptSources(claim: ReadText, proof: Proof): Objection[] {
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
  if (other) return [{ kind: 'name', found: other, reason: `no quote cites ${other}` }];
  return [];
}

const cities =
  /上海|深圳|广州|杭州|香港|澳门|台北|成都|武汉|南京|重庆|天津|东京|首尔|伦敦|巴黎|柏林|慕尼黑|巴塞罗那|纽约|旧金山|洛杉矶|西雅图|达拉斯|芝加哥|拉斯维加斯/gu;
const members = /(?<=、)[\p{L}\p{N}&]{2,6}(?=、|和|及|与|以及)/gu;
const works = /《[^》]+》/gu;

/** A Chinese city, member of a list or paper for another. */
export function keptInstances({ language, text }: ReadText, { quotes }: Proof): Objection[] {
  if (language !== 'zh') return [];
  const ownOf = (pattern: RegExp) =>
    (text.match(pattern) ?? []).find((name) => !quotes.some(({ read }) => read.text.includes(name)));
  const theirsOf = (pattern: RegExp) => quotes.flatMap(({ read }) => read.text.match(pattern) ?? []);
  // A quote without a city, or without a paper's name, may be of a title or a publisher that has it.
  const city = theirsOf(cities).length > 0 ? ownOf(cities) : undefined;
  const work = theirsOf(works).some((name) => !text.includes(name)) ? ownOf(works) : undefined;
  const found = city ?? ownOf(members) ?? work;
  return found === undefined ? [] : [{ kind: 'name', found, reason: `no quote names ${found}` }];
}

/** "Sold to Luxshare" is not "sold to Wingtech": whom a Chinese sentence gives to, or says it is done by. */
export function keptReceivers(claim: ReadText, proof: Proof): Objection[] {
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
