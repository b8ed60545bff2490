import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import type { ArticleSummary, StoredPassage } from '../../retrieval/passage-store.js';
import { PassageView, type SentenceView } from '../../retrieval/rank/passage-view.js';
import type { Token } from '../../text/analyze.js';
import type { QuotableSentence } from '../cite.js';
import { leansOnPrevious } from '../select/sentence-features.js';
import { type Relevance, type RelevanceReader, titleShare } from './relevance.js';
import { findSaidDates, type SaidDate } from './said-dates.js';

/** A sentence with what it names, when it says it was, and what it is about. */
export interface ReadSentence extends QuotableSentence {
  readonly article: ArticleSummary;
  readonly sentence: SentenceView;
  /** Makers, entities and the market, in reading order; none inside a longer one. */
  readonly mentions: readonly Mention[];
  readonly dates: readonly SaidDate[];
  readonly relevance: Relevance;
  /** Share of the content terms of its article's title that it has: 0 to 1. */
  readonly titleShare: number;
  /** Says what it says without the sentences around it. */
  readonly standsAlone: boolean;
}

/** Reads one passage. */
export function readPassage(
  passage: StoredPassage,
  article: ArticleSummary,
  glossary: GlossaryIndex,
  relevance: RelevanceReader,
): ReadSentence[] {
  const view = new PassageView(passage, article.language);
  const title = relevance.readTitle(article, findMentions(article.title, glossary));
  return view.sentences.map((sentence, index) => {
    const mentions = findMentions(sentence.text, glossary);
    return {
      passage,
      view,
      index,
      article,
      sentence,
      mentions,
      dates: findSaidDates(sentence.text),
      relevance: relevance.read(sentence, article, mentions, title),
      titleShare: titleShare(sentence, title),
      standsAlone: standsAlone(sentence, mentions),
    };
  });
}

/** What a text names, without mentions inside longer ones: "BLU Vivo" is a phone of one maker, not of two. */
export function findMentions(text: string, glossary: GlossaryIndex, tokens?: readonly Token[]): Mention[] {
  const mentions = glossary.findMentions(text, tokens);
  return mentions.filter(
    (mention) =>
      !mentions.some(
        (other) =>
          other.start <= mention.start &&
          other.end >= mention.end &&
          other.end - other.start > mention.end - mention.start,
      ),
  );
}

/** A sentence of fewer content terms says too little alone. */
const leastTerms = 5;
/** Words that draw on what was said before, wherever they stand. */
const drawsOnPrevious =
  /\b(?:therefore|thus|afterwards|instead|nevertheless|nonetheless|otherwise|in return)\b|(?<!\p{L})(?:por eso|por tanto|por lo tanto|en cambio|sin embargo|no obstante)(?!\p{L})|因此|所以|反而|然而/iu;

/** A sentence that opens with a name of the glossary leans on nothing: a pronoun in it stands for that name. */
function standsAlone(sentence: SentenceView, mentions: readonly Mention[]): boolean {
  if (drawsOnPrevious.test(sentence.text) || /[?？]["”’]?$/.test(sentence.text)) return false;
  return !leansOnPrevious(sentence) || (mentions[0]?.start === 0 && sentence.positions.size >= leastTerms);
}

const sourceWords =
  /\b(?:outlets?|articles?|coverage|commentators?|text that was read|as far as it could be read|no source|copy of|accounts?|disagree|dated|repeated|no comment)\b|\b(?:neither|nor|not|never)\b.{0,60}\b(?:repl(?:y|ied)|respond(?:ed)?)\b|(?<!\p{L})(?:artículos?|medios|cobertura|fuentes)(?!\p{L})|媒体|文章|报道称|来源/iu;

/** Whether a sentence tells of sources rather than of what they say. */
export function tellsOfSources({ sentence }: ReadSentence): boolean {
  return sourceWords.test(sentence.text);
}

/** The maker that the sentence names first, and those in one row with it ("Huawei, ZTE and OnePlus"). */
export function firstNamed({ mentions, sentence }: ReadSentence): string[] {
  const makers = mentions.filter(({ kind }) => kind === 'maker');
  const row: string[] = [];
  for (const [index, mention] of makers.entries()) {
    if (!row.includes(mention.id)) row.push(mention.id);
    const next = makers[index + 1];
    if (!next || !/^[\s,、]*(?:and|or|y|o|e|和|与|及|跟|或)?\s*$/iu.test(sentence.text.slice(mention.end, next.start)))
      break;
  }
  return row;
}

export function makersIn({ mentions }: Pick<ReadSentence, 'mentions'>): string[] {
  return [...new Set(mentions.flatMap(({ kind, id }) => (kind === 'maker' ? [id] : [])))];
}

/**
 * Share of the terms of two sentences that both have (Jaccard): 0 to 1.
 * @param weightOf How telling a term is; all alike when absent.
 */
export function sharedShare(a: ReadSentence, b: ReadSentence, weightOf: (term: string) => number = () => 1): number {
  const first = a.sentence.positions;
  const second = b.sentence.positions;
  let shared = 0;
  let total = 0;
  for (const term of new Set([...first.keys(), ...second.keys()])) {
    const weight = weightOf(term);
    total += weight;
    if (first.has(term) && second.has(term)) shared += weight;
  }
  return total > 0 ? shared / total : 0;
}
