import { allNames } from '../../knowledge/glossary.js';
import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { analyze, contentTerms, stemWord, type Token } from '../../text/analyze.js';
import { detectLanguage, type Language } from '../../text/language.js';
import { isStopword } from '../../text/stopwords.js';
import { isEnglishWord } from '../background/background-frequencies.js';
import { inverseDocumentFrequency } from '../idf.js';
import type { CorpusStatistics } from '../passage-store.js';
import { acrossWords, isHan, readsWholeWords } from './chinese-words.js';
import { findDates } from './find-dates.js';
import { type Intent, readIntent } from './intent.js';
import { withNames } from './lowercase-names.js';
import type { VocabularyIndex } from './spelling.js';

/** One way the corpus may put what a question means: all of `terms` must occur. */
export interface Alternative {
  readonly terms: readonly string[];
  /** How sure it means the same, 0 to 1; the question's own word has 1. */
  readonly weight: number;
}

/** One thing a question is about, with every way to put it that is known. */
export interface Concept {
  /** As the question has it. */
  readonly surface: string;
  readonly kind: 'word' | 'synonym' | 'maker' | 'entity';
  /** Glossary id of a maker or entity. */
  readonly id: string | null;
  /** What kind of entity it is, for example carrier; null for others. */
  readonly entityKind: string | null;
  readonly alternatives: readonly Alternative[];
  /** How telling it is: inverse document frequency of its commonest sure reading. */
  readonly idf: number;
  /** Whether the corpus has any reading of it. */
  readonly isKnown: boolean;
  readonly isCapitalised: boolean;
  /** False for a maker's product or person that no article mentions, though its maker may be. */
  readonly isSurfaceKnown: boolean;
}

export interface UnderstoodQuestion {
  readonly text: string;
  /** The earlier question that it leans on, if there is one. */
  readonly about: string | null;
  readonly language: Language;
  readonly intent: Intent;
  readonly concepts: readonly Concept[];
  /** The question's own content terms in order, for word pairs. */
  readonly terms: readonly string[];
  /**
   * All its terms in reading order, stopwords too, with `<maker>`, `<carrier>` and the like for names, `<name>` for what
   * else is capitalised and `<number>`: how it asks, whoever it asks about.
   */
  readonly wording: readonly string[];
  readonly makers: readonly string[];
  readonly entities: readonly string[];
  readonly topics: readonly string[];
  /** Years and months named, as YYYY or YYYY-MM. */
  readonly dates: readonly string[];
  /** Words that were read as others, for `:why`. */
  readonly corrections: readonly { readonly from: string; readonly to: readonly string[] }[];
}

export interface UnderstandingContext {
  readonly glossary: GlossaryIndex;
  readonly statistics: CorpusStatistics;
  readonly frequencyOf: (term: string) => number;
  readonly vocabulary: () => VocabularyIndex;
}

/** Below this share of articles that name a maker, the glossary is for another corpus and is left aside. */
export const minimumGlossaryShare = 0.2;
const synonymWeight = 0.6;
const leastNameIdf = 3.2;
const translationWeight = 0.95;

/** How much the words of an earlier question count beside those of the one that leans on it. */
export const carriedWeight = 0.5;

/**
 * Finds out what a question is about, in the terms of the index.
 * @param about An earlier question that this one leans on: its words count for less, its makers only when this
 * question names none.
 */
export function understandQuestion(
  text: string,
  about: string | null,
  context: UnderstandingContext,
): UnderstoodQuestion {
  const own = understandText(text, context);
  if (about === null) return own;
  const earlier = understandText(about, context);
  const namesOwn = own.makers.length > 0;
  const isKnown = (concept: Concept) =>
    own.concepts.some(
      (other) =>
        (concept.id !== null && other.id === concept.id) ||
        other.alternatives[0]?.terms.join(' ') === concept.alternatives[0]?.terms.join(' '),
    );
  const carried = earlier.concepts
    .filter((concept) => !isKnown(concept) && !(namesOwn && concept.kind === 'maker'))
    .map((concept) => ({ ...concept, idf: concept.idf * (concept.kind === 'maker' ? 1 : carriedWeight) }));
  return {
    ...own,
    about,
    intent: { ...own.intent, asksNow: own.intent.asksNow || (earlier.intent.asksNow && own.concepts.length <= 2) },
    concepts: [...own.concepts, ...carried],
    terms: [...own.terms, ...earlier.terms],
    wording: [...own.wording, ...earlier.wording],
    makers: namesOwn ? own.makers : earlier.makers,
    entities: unique([...own.entities, ...earlier.entities]),
    topics: unique([...own.topics, ...earlier.topics]),
    dates: own.dates.length > 0 ? own.dates : earlier.dates,
    corrections: [...own.corrections, ...earlier.corrections],
  };
}

/** Sayings whose words mean nothing here: "in the first place" asks for no place and no rank. */
const sayings =
  /\b(?:in the first place|by any chance|at the end of the day|all of a sudden|for the time being|at this point|once and for all)\b|(?<!\p{L})(?:en primer lugar|al fin y al cabo|a fin de cuentas|de una vez por todas)(?!\p{L})/giu;

function understandText(text: string, context: UnderstandingContext): UnderstoodQuestion {
  const language = detectLanguage(text);
  const tokens = analyze(text, language);
  const usesGlossary = context.statistics.glossaryShare >= minimumGlossaryShare;
  const mentions = usesGlossary ? longest(context.glossary.findMentions(withNames(text, context.glossary))) : [];
  const synonyms = usesGlossary ? context.glossary.findSynonyms(text, language) : [];
  const corrections: { from: string; to: string[] }[] = [];
  const concepts: Concept[] = [];
  const covered = new Set<Token>();
  const cover = (range: { start: number; end: number }, inside: readonly Token[]) => {
    for (const token of inside) covered.add(token);
    // A pair of Chinese characters with one foot in a name is no word.
    for (const token of tokens)
      if (token.start < range.end && token.end > range.start && isHan(token)) covered.add(token);
  };
  for (const saying of text.matchAll(sayings)) {
    const range = { start: saying.index, end: saying.index + saying[0].length };
    cover(range, tokensInside(tokens, range));
  }
  for (const mention of mentions) {
    const inside = tokensInside(tokens, mention);
    cover(mention, inside);
    if (mention.kind === 'market') continue;
    if (concepts.some((concept) => concept.id === mention.id && mention.by === 'name')) continue;
    concepts.push(mentionConcept(text, mention, inside, context));
  }
  for (const { group, start, end } of synonyms) {
    const inside = tokensInside(tokens, { start, end });
    if (inside.length === 0 || inside.every((token) => covered.has(token) || token.isStopword)) continue;
    const own: Alternative[] = ownAlternatives(inside, language);
    const others = (['en', 'es', 'zh'] as const).flatMap((target) =>
      group.phrases[target].map((terms) => ({
        terms,
        weight: target === language ? synonymWeight : translationWeight,
      })),
    );
    const first = inside[0];
    if (!first) continue;
    cover({ start, end }, inside);
    const seen = concepts.find((concept) => concept.kind === 'synonym' && sameAlternatives(concept.alternatives, own));
    if (!seen)
      concepts.push(
        makeConcept(text.slice(start, end), 'synonym', null, [...own, ...others], context, first.isCapitalised),
      );
  }
  if (language === 'zh' && readsWholeWords(context.statistics))
    for (const token of acrossWords(text, tokens)) covered.add(token);
  for (const token of tokens) {
    if (token.isStopword || covered.has(token)) continue;
    if (concepts.some((concept) => concept.kind === 'word' && concept.alternatives[0]?.terms[0] === token.term))
      continue;
    // An unseen pair of which one character carries nothing ("不卖") is no word.
    if (isHan(token) && context.frequencyOf(token.term) === 0 && [...token.word].some((part) => isStopword(part, 'zh')))
      continue;
    const alternatives: Alternative[] = [{ terms: [token.term], weight: 1 }];
    // A name is the same in each language, but stemmed by another's rules.
    for (const other of ['en', 'es'] as const) {
      const term = stemWord(token.word, other);
      if (token.isCapitalised && term !== token.term && context.frequencyOf(term) > 0)
        alternatives.push({ terms: [term], weight: translationWeight });
    }
    if (context.frequencyOf(token.term) === 0 && /^\p{Script=Latin}/u.test(token.word)) {
      const isForeign = language !== 'en';
      const similar =
        !isForeign && isEnglishWord(token.word)
          ? []
          : isForeign
            ? [...context.vocabulary().corrections(token.term), ...context.vocabulary().cognates(token.term)]
            : context.vocabulary().corrections(token.term);
      for (const { term, similarity } of similar) {
        if (!alternatives.some((known) => known.terms[0] === term))
          alternatives.push({ terms: [term], weight: similarity });
      }
      if (alternatives.length > 1)
        corrections.push({
          from: token.word,
          to: alternatives.slice(1).map((alternative) => alternative.terms.join(' ')),
        });
    }
    concepts.push(makeConcept(token.word, 'word', null, alternatives, context, token.isCapitalised));
  }
  return {
    text,
    about: null,
    language,
    intent: readIntent(text, language),
    concepts,
    terms: tokens.filter((token) => !token.isStopword).map((token) => token.term),
    wording: wordingOf(tokens, mentions),
    makers: unique(mentions.filter((mention) => mention.kind === 'maker').map((mention) => mention.id)),
    entities: unique(mentions.filter((mention) => mention.kind === 'entity').map((mention) => mention.id)),
    topics: usesGlossary ? context.glossary.findTopics(text, language) : [],
    dates: findDates(text),
    corrections,
  };
}

function wordingOf(tokens: readonly Token[], mentions: readonly Mention[]): string[] {
  const wording: string[] = [];
  let last: Mention | undefined;
  for (const [place, token] of tokens.entries()) {
    const mention = mentions.find(({ start, end }) => token.start < end && token.end > start);
    if (mention !== undefined && mention === last) continue;
    last = mention;
    if (mention) wording.push(`<${mention.by === 'name' || mention.by === 'misspelling' ? mention.kind : mention.by}>`);
    else if (/\p{N}/u.test(token.word)) wording.push(/^(?:19|20)\d\d$/.test(token.word) ? '<year>' : '<number>');
    else wording.push(token.isCapitalised && !token.isStopword && place > 0 ? '<name>' : token.term);
  }
  return wording;
}

/** Whether the newest word on the matter is wanted: it asks about now or the future, and names no date. */
export function wantsNewest(question: UnderstoodQuestion): boolean {
  return (question.intent.asksNow || question.intent.asksFuture) && question.dates.length === 0;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Without what lies inside another mention, or begins inside one and ends behind it: 国会 is none in 美国会. */
function longest(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (mention) =>
      !mentions.some(
        (other) =>
          (other.start <= mention.start &&
            other.end >= mention.end &&
            other.end - other.start > mention.end - mention.start) ||
          (other.start < mention.start && other.end > mention.start && other.end < mention.end),
      ),
  );
}

function tokensInside(tokens: readonly Token[], range: { start: number; end: number }): Token[] {
  return tokens.filter((token) => token.start >= range.start && token.end <= range.end);
}

/** A Chinese span keeps its character pairs as separate readings; a Latin phrase must occur whole. */
function ownAlternatives(tokens: readonly Token[], language: Language): Alternative[] {
  const terms = tokens.filter((token) => !token.isStopword).map((token) => token.term);
  if (terms.length === 0) return [];
  return language === 'zh' && terms.length > 1
    ? terms.map((term) => ({ terms: [term], weight: 1 }))
    : [{ terms, weight: 1 }];
}

function sameAlternatives(a: readonly Alternative[], b: readonly Alternative[]): boolean {
  return a[0]?.terms.join(' ') === b[0]?.terms.join(' ');
}

function mentionConcept(
  text: string,
  mention: Mention,
  inside: readonly Token[],
  context: UnderstandingContext,
): Concept {
  const { file } = context.glossary;
  const maker = file.makers.find((entry) => entry.id === mention.id);
  const entity = file.entities.find((entry) => entry.id === mention.id);
  const names = maker
    ? [maker.name, ...allNames(maker.names), ...maker.exact]
    : entity
      ? [...allNames(entity.names), ...entity.exact]
      : [];
  const alternatives: Alternative[] = mention.by === 'misspelling' ? [] : ownAlternatives(inside, 'en');
  // A model or person of a maker is more than the maker's name: the name alone answers less surely.
  const nameWeight = mention.by === 'name' || mention.by === 'misspelling' ? 1 : 0.5;
  for (const name of names) {
    const tokens = analyze(name, 'en');
    if (tokens.length === 0 || tokens.some((token) => token.isStopword)) continue;
    alternatives.push({ terms: tokens.map((token) => token.term), weight: nameWeight });
  }
  return makeConcept(
    text.slice(mention.start, mention.end),
    maker ? 'maker' : 'entity',
    mention.id,
    alternatives,
    context,
    true,
    mention.by === 'brand' || mention.by === 'person',
  );
}

function makeConcept(
  surface: string,
  kind: Concept['kind'],
  id: string | null,
  alternatives: readonly Alternative[],
  context: UnderstandingContext,
  isCapitalised: boolean,
  namesPart = false,
): Concept {
  const { passageCount } = context.statistics;
  const frequencies = alternatives.map((alternative) =>
    Math.min(...alternative.terms.map((term) => context.frequencyOf(term))),
  );
  const known = alternatives.filter((_, index) => (frequencies[index] ?? 0) > 0);
  const first = alternatives[0];
  const idfOf = (alternative: Alternative) =>
    Math.max(
      ...alternative.terms.map((term) => inverseDocumentFrequency(term, context.frequencyOf(term), passageCount)),
    );
  const hasOwn = first !== undefined && first.weight === 1 && (frequencies[0] ?? 0) > 0;
  const sure = known.filter((alternative) => alternative.weight >= 0.8);
  const readings = hasOwn ? [first] : sure.length > 0 ? sure : known.length > 0 ? known : first ? [first] : [];
  const unseen = Math.log(1 + passageCount);
  const rarity = readings.length > 0 ? Math.min(...readings.map(idfOf)) : unseen;
  // Who is asked about matters however common the name is here.
  const idf = kind === 'maker' || kind === 'entity' ? Math.max(leastNameIdf, rarity) : rarity;
  const readable = known.length > 0 ? known : alternatives.slice(0, 1);
  return {
    surface,
    kind,
    id,
    entityKind:
      kind === 'entity' ? (context.glossary.file.entities.find((entity) => entity.id === id)?.kind ?? null) : null,
    alternatives: readable,
    idf,
    isKnown: known.length > 0,
    isCapitalised,
    isSurfaceKnown: !namesPart || (frequencies[0] ?? 0) > 0,
  };
}

/** Terms to look the question up by: every reading of every concept, most telling first, at most `limit`. */
export function searchTermsOf(question: UnderstoodQuestion, limit: number): string[] {
  const weights = new Map<string, number>();
  for (const concept of question.concepts) {
    for (const alternative of concept.alternatives) {
      for (const term of alternative.terms) {
        const weight = (concept.idf * alternative.weight) / alternative.terms.length;
        weights.set(term, Math.max(weights.get(term) ?? 0, weight));
      }
    }
  }
  return [...weights]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([term]) => term);
}

/** Terms for embedding the question: each concept by its own words, or by its surest other reading. */
export function embeddingTermsOf(question: UnderstoodQuestion): string[] {
  return question.concepts.flatMap((concept) =>
    concept.alternatives
      .filter((alternative, index) => index === 0 || alternative.weight >= 0.9)
      .flatMap((alternative) => [...alternative.terms]),
  );
}

/** The content terms of a plain text in its own language. */
export function termsOf(text: string): string[] {
  return contentTerms(text, detectLanguage(text));
}
