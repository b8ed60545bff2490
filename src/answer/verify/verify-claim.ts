import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { RecentCache } from '../../recent-cache.js';
import { detectLanguage, type Language } from '../../text/language.js';
import { splitSentences } from '../../text/sentences.js';
import { speakersOf } from './actors.js';
import { impliedModalities } from './answering-cues.js';
import { checkAmounts } from './check-amounts.js';
import { checkAttribution } from './check-attribution.js';
import { checkCause } from './check-cause.js';
import { checkDates } from './check-dates.js';
import { checkDirection } from './check-direction.js';
import { checkMerging } from './check-merging.js';
import { checkModality, modalityCues } from './check-modality.js';
import { checkNames } from './check-names.js';
import { checkNations } from './check-nations.js';
import { checkNegation } from './check-negation.js';
import { checkRoles } from './check-roles.js';
import { checkTurned } from './check-turned.js';
import { checkWords } from './check-words.js';
import { type Cue, causality, directions, hardNegation, quantifiers, softNegations } from './cues.js';
import { checkKept } from './kept/check-kept.js';
import { paraphrasesOf } from './kept/paraphrases.js';
import { type ReadQuote, toProof } from './proof.js';
import { hasUnit, type ReadText, readText } from './read-text.js';
import type { Objection, ProofQuote } from './verification.js';

const allCues: readonly Cue[] = [
  ...modalityCues,
  ...impliedModalities,
  hardNegation,
  ...softNegations,
  ...directions,
  ...quantifiers,
  causality,
];

/** Longer is no sentence. UTF-16 code units. */
export const maximumClaimLength = 600;

/** "It was dropped because it was dropped". */
const saidTwice = /^(.{20,}?)[,;，；]? ?(?:[\p{L}]{1,12} |因为|而|并)?\1[.。]?\s*$/iu;

/** What no sentence of an answer holds: addresses, markup, mentions, markers of its own, control characters. */
const notPlain =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /https?:|www\.|\]\(|!\[|<\/?[a-z@#:!]|@everyone|@here|```|\{\{|\[\d+(?:\s*,\s*\d+)*\]|[【】]|\^\[|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/i;

/**
 * Of every kind, about two names of the glossary, so that what verifying needs is loaded and compiled before the first
 * claim comes. Patterns are compiled anew for texts with other than Latin-1 characters.
 */
const warmingClaims = (one: string, other: string): readonly string[] => [
  `${one} said on 3 May 2018 that it would not sell more than 2 million phones, about a third of the market.`,
  `The chief of ${one} “may” have told ${other} on 4 June 2019 that its plan was dropped because of the government’s ban.`,
  `${one} dijo en mayo de 2018 que no vendería más de 2 millones de móviles, porque el mercado había caído un 5 %.`,
  `${one}2018年5月3日表示，由于市场下降5%，不会销售超过200万部手机。`,
];

/** A quote of several sentences may be left aside but for one that has so much of what the claim has from it. */
const leastOfSentence = 0.85;

/** What is slow is compiling the patterns, which all verifiers share: V8 does it for good when they are used again. */
let roundsToWarm = 12;

/**
 * Decides whether quotes prove a claim. It trusts nothing: every name, number and date of the claim must be in the
 * quotes, and what is said of them must be as certain, as negative and as large as there. Works on texts in English,
 * Spanish and Chinese, also when claim and quotes are in different languages.
 */
export class ClaimVerifier {
  private readonly quotes = new RecentCache<string, ReadQuote>(1_024);

  constructor(private readonly glossary: GlossaryIndex) {}

  /** Builds what is built on first use, in short steps: the first claim is then as quick as the rest. */
  async warmUp(signal?: AbortSignal): Promise<void> {
    const article = { title: 'A title', publisher: '', published: '2000', language: 'en' as const };
    const [one = 'One', other = 'Other'] = this.glossary.file.makers.map(({ names }) => names.en[0]);
    const claims = warmingClaims(one, other);
    for (let round = 0; round < roundsToWarm; round += 1) {
      for (const claim of claims) {
        await nextTurn();
        if (signal?.aborted) return;
        for (const { parts, pattern } of allCues)
          for (const compiled of [pattern, parts?.latin, parts?.han]) if (compiled) claim.search(compiled);
        for (const text of claims) {
          const translation = { text, language: detectLanguage(text) };
          this.verify(`${claim} `, [{ text, article, translation }], 'kept');
        }
      }
    }
    roundsToWarm = 1;
  }

  /**
   * Reads quotes that claims are likely to rest on, while there is time: claims are then verified at once. What the
   * checks work out of a quote they keep, and for the quote itself as a claim they work out all of it.
   */
  prepare(proofs: readonly ProofQuote[]): void {
    for (const proof of proofs)
      this.verify(`${(proof.translation ?? proof).text.replace(/[.。]$/, '')} .`, [proof], 'kept');
  }

  /**
   * @param wording Whether who wrote the claim was to keep to the words of the quotes: others are then no proof.
   * @returns Why the claim is not proven; empty when it is.
   */
  verify(claim: string, quotes: readonly ProofQuote[], wording: 'free' | 'kept' = 'free'): Objection[] {
    const objections = [...this.check(claim, quotes, wording)];
    const mayBePut = wording === 'kept' && objections.length > 0 && !objections.some(({ kind }) => kind === 'citation');
    if (!mayBePut || detectLanguage(claim) !== 'zh') return objections;
    const texts = quotes.map((quote) => inLanguage(quote, 'zh').text);
    const isProven = (text: string) => this.check(text, quotes, wording).next().done === true;
    return paraphrasesOf(claim, texts).some(isProven) ? [] : objections;
  }

  /** One after another, as far as they are asked for. */
  private *check(claim: string, quotes: readonly ProofQuote[], wording: 'free' | 'kept'): Generator<Objection, void> {
    if (quotes.length === 0) {
      yield { kind: 'citation', found: '', reason: 'the claim cites no sentence' };
      return;
    }
    const claimed = detectLanguage(claim);
    const proofs = quotes.map((quote) => inLanguage(quote, claimed));
    if (isCopy(claim, proofs)) return;
    const malformed =
      checkForm(claim, proofs) ?? checkFragment(claim, proofs, this.glossary) ?? checkSeam(claim, proofs);
    if (malformed !== null) {
      yield malformed;
      return;
    }
    const read = readText(claim, claimLanguage(claim, proofs), this.glossary, null);
    if (/^\p{Ll}/u.test(claim) && !read.mentions.some(({ start }) => start === 0) && !isNameOfQuotes(claim, proofs)) {
      yield { kind: 'citation', found: claim.slice(0, 20), reason: 'a claim is a whole sentence, from its first word' };
      return;
    }
    const proof = toProof(
      proofs.map((quote) => this.readFor(read, quote)),
      proofs.map(({ article }) => article.publisher),
    );
    yield* checkNames(read, proof, this.glossary);
    yield* checkNations(read, proof);
    yield* checkRoles(read, proof, this.glossary);
    yield* checkTurned(read, proof);
    yield* checkMerging(read, proof, this.glossary);
    yield* checkAmounts(read, proof);
    yield* checkDates(read, proof);
    yield* checkNegation(read, proof);
    yield* checkModality(read, proof);
    yield* checkAttribution(read, proof);
    yield* checkDirection(read, proof);
    yield* checkCause(read, proof);
    yield* checkWords(read, proof, this.glossary);
    if (wording === 'kept') yield* checkKept(read, proof, this.glossary);
  }

  /** Of a quote of several sentences the one that has all the claim has from the quote, where there is one. */
  private readFor(claim: ReadText, quote: ComparedQuote): ReadQuote {
    const whole = this.read(quote);
    const sentences = sentencesOf(quote.text);
    if (sentences.length < 2) return whole;
    const met = (other: ReadText) =>
      claim.units.filter((unit) => hasUnit(other, unit)).length +
      claim.amounts.filter(({ value }) => other.amounts.some((amount) => amount.value === value)).length +
      claim.dates.filter(({ year }) => other.dates.some((date) => date.year === year)).length;
    const all = met(whole.read);
    for (const text of sentences) {
      const one = this.read({ ...quote, text });
      if (met(one.read) >= all * leastOfSentence) return one;
    }
    return whole;
  }

  private read({ text, language, article }: ComparedQuote): ReadQuote {
    const key = `${article.published}\u0000${article.title}\u0000${text}`;
    return this.quotes.getOrMake(key, () => ({
      read: readText(text, language, this.glossary, article.published),
      title: readText(article.title, article.language, this.glossary, article.published),
      published: article.published,
    }));
  }
}

/** What a claim is compared with; the title is in the article's own language. */
interface ComparedQuote extends Pick<ProofQuote, 'text' | 'article'> {
  readonly language: Language;
}

/** A quote as it reads in a language: in translation where there is one. */
function inLanguage({ text, translation, article }: ProofQuote, language: Language): ComparedQuote {
  return translation?.language === language
    ? { ...translation, article }
    : { text, language: article.language, article };
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

const split = new RecentCache<string, readonly string[]>(1_024);

/** The sentences of a quote, which claim after claim is compared with. */
function sentencesOf(text: string): readonly string[] {
  return split.getOrMake(text, () => splitSentences(text).map(({ start, end }) => text.slice(start, end).trim()));
}

/** A quote in its own words, or a sentence of it, needs no further proof. */
function isCopy(claim: string, proofs: readonly ComparedQuote[]): boolean {
  return proofs.some(
    ({ text }) =>
      squeeze(text) === squeeze(claim) || sentencesOf(text).some((sentence) => squeeze(sentence) === squeeze(claim)),
  );
}

/** "type0.ai" and "iPhone" begin a sentence as they are written, where the quotes write them so inside of one. */
function isNameOfQuotes(claim: string, proofs: readonly ComparedQuote[]): boolean {
  const [first = ''] = /^[^\s\p{Script=Han}]+/u.exec(claim) ?? [];
  return (
    /[\p{Lu}\p{N}.]/u.test(first.slice(0, -1)) &&
    proofs.some(({ text }) => text.split(/[^\p{Script=Latin}\p{N}.]+/u).includes(first))
  );
}

function checkForm(claim: string, proofs: readonly ComparedQuote[]): Objection | null {
  const object = (found: string, reason: string): Objection => ({ kind: 'citation', found, reason });
  if (claim.trim() === '') return object('', 'the claim is empty');
  if (claim.length > maximumClaimLength)
    return object(`${claim.length} characters`, `a claim has at most ${maximumClaimLength} characters`);
  const found = notPlain.exec(claim)?.[0];
  if (found !== undefined && !proofs.some(({ text }) => text.includes(found) && /^\[/.test(found)))
    return object(found, `a claim is a plain sentence, without "${found.replace(/[^\x20-\x7e]/g, '?')}"`);
  const strange = /(?![\p{Script=Latin}\p{Script=Han}])\p{L}/u.exec(claim)?.[0];
  if (strange !== undefined) return object(strange, 'a claim is in English, Spanish or Chinese');
  if (!/[.!。！…]["”’»）)]*\s*$/.test(claim))
    return object(claim.slice(-20), 'a claim is a whole sentence, with a full stop');
  if (saidTwice.test(claim)) return object(claim.slice(0, 40), 'a claim says a thing once');
  if (splitSentences(claim).length > 1) return object('', 'a claim is one sentence, not several');
  if (/[?？]["”’]?\s*$/.test(claim)) return object('?', 'a claim states something, it does not ask');
  return null;
}

/** Short claims are guessed by the language of their quotes where they have no cue of their own. */
function claimLanguage(claim: string, proofs: readonly ComparedQuote[]) {
  const guessed = detectLanguage(claim);
  const [first] = proofs;
  if (guessed === 'en' && first?.language === 'es' && !/(?<!\p{L})(?:the|of|and|in|to|was|is)(?!\p{L})/iu.test(claim))
    return 'es';
  return guessed;
}

/** Where a sentence may end before it does without saying something else. */
const mayEndBefore =
  /^\s*(?:$|[,;:.(，；。、]|(?:instead|too|again|as well|también|además)\.?$|(?:because|and|but|after|before|when|which|who|while|although|in|on|at|by|with|for|from|as|until|since|y|pero|porque|cuando|después|antes|en|por|con|para|de|según)(?!\p{L}))/iu;

/** What joins a sentence to the one before it. */
const opening =
  /^(?:however|moreover|meanwhile|besides|in addition|also|sin embargo|no obstante|además|asimismo|therefore|so|thus|por (?:lo )?tanto|así|不过|然而|此外|因此|所以|但|同时|据|根据|按照?)\s?[,，]?\s*$/iu;

/** What a paper says of its own reports, in between a date. */
const reporting =
  /^(.{2,40}?)(?: (?:in|on|en|el) [\p{L}\d ,]{4,24}| ?\d{4}年[\d年月日]{0,6})? ?(?:reported|reports|wrote|writes|noted|notes|said|says|recalled|informó|escribió|señaló|dijo|recordó|报道|写道|指出|报道说|报道称|写道说|回顾说|说|称)(?: (?:in|on|en|el) [\p{L}\d ,]{4,24})?(?: that| que|[,，：:])\s?$/u;

/** "The Paper reported that", of an article of that paper, which stands beside the claim anyway. */
function isWordOfPaper(text: string, publisher: string, glossary: GlossaryIndex): boolean {
  const [, name = ''] = reporting.exec(text) ?? [];
  // "CNET (citing Reuters)" is CNET; Huawei is not Huawei Central.
  const bare = (title: string) =>
    title
      .toLowerCase()
      .replace(/^(?:the|el|la) /, '')
      .replace(/ ?[,(].*$/, '')
      .trim();
  if (name === '' || bare(publisher) !== bare(name)) return false;
  // Makers, carriers and agencies publish as well: what they say stays theirs.
  return !glossary.findMentions(name).some(({ id }) => speakersOf(glossary)(id));
}

/** A piece torn out of a quote: from its middle, or broken off in the middle of what it says. */
function checkFragment(claim: string, proofs: readonly ComparedQuote[], glossary: GlossaryIndex): Objection | null {
  const bare = claim.replace(/[.!。！…\s]+$/, '').replace(/\s+/g, ' ');
  for (const { text, article } of proofs) {
    const quote = squeeze(text);
    const place = quote.indexOf(bare);
    if (place < 0) continue;
    const isToItsEnd = mayEndBefore.test(quote.slice(place + bare.length));
    if (place === 0 && isToItsEnd) return null;
    // "芯片公司高通宣布": without what it says of Qualcomm first, where that decides nothing.
    const left = quote.slice(0, place);
    if (isToItsEnd && (opening.test(left) || isWordOfPaper(left, article.publisher, glossary))) return null;
    if (
      isToItsEnd &&
      // "After a remark of his, Xiaomi clarified": without what it sets out with.
      (/^\p{Script=Han}{1,16}$/u.test(left) || (left.length <= 60 && /[,，]\s*$/.test(left))) &&
      ![...modalityCues, hardNegation, ...softNegations, ...quantifiers].some(
        ({ pattern }) => left.search(pattern) >= 0,
      )
    )
      return null;
    return { kind: 'citation', found: bare.slice(0, 40), reason: 'it is a fragment of a quote, not a sentence' };
  }
  return null;
}

const boundary = /[.;:!?；：。！？，]|^\s*(?:and|but|while|whereas|y|pero|mientras)(?!\p{L})/iu;

/** With one of these between them a quote may give the one half as the reason of the other itself. */
const reasonWords = ['as', 'because', 'since', 'so', 'for', 'porque', 'pues', 'ya que'];

/** Two quotes sewn together in the middle of a sentence, each word for word: it says what neither does. */
function checkSeam(claim: string, proofs: readonly ComparedQuote[]): Objection | null {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}&'’-]+/gu) ?? [];
  const texts = proofs.map(({ text }) => ` ${words(text).join(' ')} `);
  const own = [...claim.matchAll(/[\p{L}\p{N}&'’-]+/gu)];
  const has = (text: string, from: number, to: number) =>
    text.includes(
      ` ${own
        .slice(from, to)
        .map(([word]) => word.toLowerCase())
        .join(' ')} `,
    );
  const joined = (from: number, seam: number, word: string) => {
    const said = own.map(([one]) => one.toLowerCase());
    return ` ${[...said.slice(from, seam), word, ...said.slice(seam + 1)].join(' ')} `;
  };
  if (own.length < 4 || texts.some((text) => has(text, 0, own.length))) return null;
  for (let seam = 2; seam < own.length; seam += 1) {
    const [left, right] = [own[seam - 1], own[seam]];
    if (!left || !right) break;
    const isSewn = texts.some(
      (first, a) => has(first, 0, seam) && texts.some((second, b) => a !== b && has(second, seam, own.length)),
    );
    const isGivenAsReason =
      /^(?:because|since|so|therefore|porque|pues)$/i.test(right[0]) &&
      texts.some(
        (first, a) => has(first, 0, seam) && texts.some((second, b) => a !== b && has(second, seam + 1, own.length)),
      ) &&
      !texts.some((text) => reasonWords.some((word) => text.includes(joined(0, seam, word))));
    if (isGivenAsReason)
      return { kind: 'unsupported', found: right[0], reason: 'no quote says that one came of the other' };
    if (isSewn && !boundary.test(claim.slice(left.index + left[0].length, right.index)))
      return {
        kind: 'name',
        found: `${left[0]} ${right[0]}`,
        reason: 'it joins halves of two quotes in the middle of a sentence',
      };
  }
  return null;
}
