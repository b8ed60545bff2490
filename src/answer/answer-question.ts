import { setImmediate as nextTurn } from 'node:timers/promises';
import { StatesideError } from '../error.js';
import type { OpenedIndex } from '../retrieval/open-index.js';
import type { SearchFilters } from '../retrieval/passage-store.js';
import { conceptFrequency, yearsOf } from '../retrieval/rank/signals.js';
import { type Evidence, PassageRetriever } from '../retrieval/retrieve-passages.js';
import { aboutMaker, asksOfEach } from '../retrieval/understand/several-companies.js';
import { type UnderstoodQuestion, wantsNewest } from '../retrieval/understand/understand-question.js';
import { detectLanguage } from '../text/language.js';
import type { Answer, Citation, Claim, NearbyArticle } from './answer.js';
import { CitationList, textOf } from './cite.js';
import { resolveFollowUp, type StandaloneQuestion } from './conversation/follow-up.js';
import { overtakenNotices, staleNotices } from './notices.js';
import { checkStatements, type StatementChecks } from './overview/check-statements.js';
import { type Comparison, compareMakers } from './overview/compare.js';
import { SentenceReader } from './overview/maker-sentences.js';
import { answerOutlook } from './overview/outlook.js';
import type { OverviewContext, OverviewOptions } from './overview/overview-context.js';
import { findProspects, type Prospects } from './overview/prospects.js';
import { findTimeline, type Timeline, type TimelineOptions } from './overview/timeline.js';
import { asksForHelp, phrases } from './phrases.js';
import { type Conversation, maximumQuestionLength, type Question } from './question.js';
import { answerabilityContext } from './refuse/answerability.js';
import { type AnswerabilityVerdict, judgeAnswerability } from './refuse/judge-answerability.js';
import { chooseSentences, isAsked } from './select/choose-sentences.js';
import { mentionsIn, prepareSentences } from './select/feature-context.js';
import { IndependentSources } from './select/independent-sources.js';
import { rankEvidence } from './select/rank-evidence.js';
import type { RankedSentence } from './select/rank-sentences.js';

/** Passages whose sentences are looked at. */
const evidenceCount = 8;
/** Turns remembered; older ones no longer help to read a follow-up. */
const rememberedTurns = 6;
/** How much newer a position must be than the likeliest sentence to come before it. Years. */
const leadingStepYears = 0.4;

/** So many likely sentences are looked at for one that names all makers of a question. */
const jointSentences = 3;
/** What is left of the chance that a question needs when it follows up on the very article that the last answer cited. */
const followUpShare = 0.5;
/** One for each language, one misspelt, and one that no article answers: they read what only some questions need. */
const firstQuestions = [
  'When will phones come?',
  'When will smartphnes come?',
  '¿Cuándo llegan?',
  '手机什么时候来？',
  'Who sold how many of them in 2020?',
];

/** Asked of the corpus before anybody asks: what runs often is compiled by then. */
const exampleCount = 96;

/** How an answer came about, for `:why`. */
export interface Explanation {
  readonly standalone: StandaloneQuestion;
  readonly understood: UnderstoodQuestion | null;
  readonly verdict: AnswerabilityVerdict | null;
  readonly evidence: readonly Evidence[];
  readonly ranked: readonly RankedSentence[];
}

export interface AnswerResult {
  readonly answer: Answer;
  /** The conversation including this turn, for the next question. */
  readonly conversation: Conversation;
  readonly explanation: Explanation;
  readonly timings: { readonly retrievalMs: number; readonly answerMs: number };
}

/** One half of a comparison: what it asks about one maker, and what was found. */
interface ComparedMaker {
  readonly part: UnderstoodQuestion;
  readonly evidence: readonly Evidence[];
  /** Sentences that speak of the maker. */
  readonly ranked: readonly RankedSentence[];
}

/** A question that cannot be looked up as it is. */
export class QuestionError extends StatesideError {}

/** Answers questions from one opened index. */
export class AnswerEngine {
  private readonly overviews: OverviewContext;
  private readonly independent: IndependentSources;

  private constructor(
    private readonly index: OpenedIndex,
    private readonly retriever: PassageRetriever,
    private readonly today: () => Date,
  ) {
    this.independent = new IndependentSources(index.store);
    this.overviews = { index, retriever, reader: new SentenceReader(index), today };
  }

  static async create(index: OpenedIndex, today: () => Date = () => new Date()): Promise<AnswerEngine> {
    return new AnswerEngine(index, await PassageRetriever.create(index), today);
  }

  /**
   * Does what is done on first use before anybody asks, in short steps: the first answer is then as quick as the rest,
   * and those who are being answered meanwhile notice nothing.
   */
  async warmUp(signal?: AbortSignal): Promise<void> {
    for await (const views of this.retriever.readAhead()) {
      if (signal?.aborted) return;
      prepareSentences(this.index, this.retriever, views);
    }
    for (const text of [...firstQuestions, ...this.retriever.exampleQuestions(exampleCount)]) {
      await nextTurn();
      if (signal?.aborted) return;
      await this.answer({ text });
    }
  }

  /** @throws {QuestionError} When the text is empty, too long or holds control characters; nothing is looked up then. */
  async answer(question: Question): Promise<AnswerResult> {
    const text = checkQuestion(question.text);
    const conversation = question.conversation ?? [];
    const language = detectLanguage(text);
    const started = performance.now();
    const unresolved = { standalone: { text, about: null }, understood: null, verdict: null, evidence: [], ranked: [] };
    if (asksForHelp(text) && !(conversation.length > 0 && /\?\s*$/.test(text) && text.length < 4)) {
      const answer: Answer = { kind: 'help', text: phrases[language].help, notices: [] };
      return {
        answer,
        conversation,
        explanation: unresolved,
        timings: { retrievalMs: 0, answerMs: performance.now() - started },
      };
    }
    if (this.retriever.statistics.passageCount === 0) {
      const answer: Answer = { kind: 'no-source', text: phrases[language].noSourceEmpty, notices: [], nearest: [] };
      return {
        answer,
        conversation,
        explanation: unresolved,
        timings: { retrievalMs: 0, answerMs: performance.now() - started },
      };
    }
    const standalone = resolveFollowUp(text, conversation, this.index.glossary);
    const read = await this.retriever.understand(standalone.text, standalone.about);
    const understood = question.wantsMore ? { ...read, intent: { ...read.intent, wantsMore: true } } : read;
    const evidence = await this.retriever.retrieve(understood, {
      count: evidenceCount,
      ...(question.filters ? { filters: question.filters } : {}),
      ...(standalone.about !== null ? { conversationArticles: new Set(conversation.at(-1)?.citedArticles ?? []) } : {}),
    });
    const position = await this.newestPosition(understood, question.filters ?? {});
    evidence.push(...position.filter((item) => !evidence.some((known) => known.passage.key === item.passage.key)));
    const retrieved = performance.now();
    await nextTurn();
    const ranked = rankEvidence(this.index, this.retriever, understood, evidence);
    await nextTurn();
    const context = answerabilityContext(this.index, this.retriever, understood);
    const perMaker = this.isJoint(understood, ranked)
      ? new Map<string, ComparedMaker>()
      : await this.rankPerMaker(understood, question.filters ?? {});
    // A comparison rarely has one passage on both makers: it can be answered when one of its halves can.
    const judged = [...perMaker.values()]
      .map((half) => judgeAnswerability(half.part, half.evidence, half.ranked, context))
      .reduce(
        (best, half) => (half.probability > best.probability ? half : best),
        judgeAnswerability(understood, evidence, ranked, context),
      );
    const verdict = staysWithArticle(standalone, conversation, ranked)
      ? { ...judged, threshold: followUpShare * judged.threshold }
      : judged;
    const explanation: Explanation = { standalone, understood, verdict, evidence, ranked };
    const isAnswerable = ranked.length > 0 && verdict.probability >= verdict.threshold;
    const found =
      (await answerOutlook(this.overviews, understood, question.filters)) ??
      (isAnswerable
        ? await this.compose(understood, this.leadWithPosition(understood, position[0]?.article.id, ranked), perMaker)
        : null) ??
      this.refuse(understood, evidence);
    const answer: Answer =
      found.kind === 'answered'
        ? {
            ...found,
            independentSources: await this.independent.count(found.citations.map(({ articleId }) => articleId)),
          }
        : found;
    const turn = {
      standalone: [standalone.text, standalone.about].filter(Boolean).join(' ').slice(0, 400),
      makers: understood.makers,
      citedArticles:
        answer.kind === 'answered' ? [...new Set(answer.citations.map((citation) => citation.articleId))] : [],
    };
    return {
      answer,
      conversation: [...conversation, turn].slice(-rememberedTurns),
      explanation,
      timings: { retrievalMs: retrieved - started, answerMs: performance.now() - started },
    };
  }

  /** @see findProspects */
  prospects(maker: string, options: OverviewOptions): Promise<Prospects> {
    return findProspects(this.overviews, maker, options);
  }

  /** @see compareMakers */
  compare(first: string, second: string, topic: string | undefined, options: OverviewOptions): Promise<Comparison> {
    return compareMakers(this.overviews, first, second, topic, options);
  }

  /** @see checkStatements */
  checkStatements(text: string, options: OverviewOptions): Promise<StatementChecks> {
    return checkStatements(this.overviews, text, options);
  }

  /** @see findTimeline */
  timeline(maker: string, options: TimelineOptions): Promise<Timeline> {
    return findTimeline(this.overviews, maker, options);
  }

  /**
   * The newest article on what is asked of a maker, when the question is how things stand or will be: its position
   * leads the answer even where it uses other words than the question.
   */
  private async newestPosition(question: UnderstoodQuestion, filters: SearchFilters): Promise<Evidence[]> {
    const [maker, other] = question.makers;
    const [topic] = question.topics;
    const asksPosition =
      wantsNewest(question) && ['yes-no', 'choice', 'date', 'other'].includes(question.intent.answerType);
    if (!asksPosition || maker === undefined || other !== undefined || topic === undefined) return [];
    const narrowed = narrowTo(filters, maker, topic);
    if (!narrowed) return [];
    const articles = await this.index.store.listArticles(narrowed);
    const newest = articles.find((article) => !this.retriever.isSuperseded(article.id));
    if (!newest) return [];
    const evidence = await this.retriever.retrieve(question, {
      count: 6,
      filters: { ...narrowed, since: newest.published },
    });
    return evidence.filter((item) => item.article.id === newest.id).slice(0, 2);
  }

  /** Whether a question on several makers is about what they have to do with each other, as a likely sentence tells. */
  private isJoint(question: UnderstoodQuestion, ranked: readonly RankedSentence[]): boolean {
    if (question.makers.length < 2 || question.intent.isComparison) return false;
    return ranked.slice(0, jointSentences).some(({ candidate }) => {
      const named = mentionsIn(this.index, candidate.sentence).map(({ id }) => id);
      return question.makers.every((maker) => named.includes(maker));
    });
  }

  /** For a comparison: each maker's own ranking, of sentences that speak of it. */
  private async rankPerMaker(
    question: UnderstoodQuestion,
    filters: SearchFilters,
  ): Promise<Map<string, ComparedMaker>> {
    const rankings = new Map<string, ComparedMaker>();
    if (!asksOfEach(question)) return rankings;
    for (const maker of question.makers) {
      const part = aboutMaker(question, maker);
      const [topic] = question.topics;
      const narrowed = topic === undefined ? null : narrowTo(filters, maker, topic);
      const onTopic = narrowed ? await this.retriever.retrieve(part, { count: evidenceCount, filters: narrowed }) : [];
      const evidence =
        onTopic.length > 0 ? onTopic : await this.retriever.retrieve(part, { count: evidenceCount, filters });
      const ranked = rankEvidence(this.index, this.retriever, part, evidence);
      const speaksOfIt = ({ candidate }: RankedSentence) =>
        part.concepts.some(
          (concept) => concept.id === maker && conceptFrequency(concept, candidate.sentence.positions).frequency > 0,
        );
      rankings.set(maker, { part, evidence, ranked: ranked.filter(speaksOfIt) });
    }
    return rankings;
  }

  /**
   * Puts an article's position first: its likeliest sentence that speaks of the matter, of every carrier, agency or
   * place that the question names, and of the market when the question does. Nothing changes when there is none, when
   * the first sentence is already about as new, or when only its article is expected to answer the very question.
   */
  private leadWithPosition(
    question: UnderstoodQuestion,
    articleId: string | undefined,
    ranked: readonly RankedSentence[],
  ): readonly RankedSentence[] {
    const { glossary } = this.index;
    const namesMarket = (text: string) => glossary.findMentions(text).some(({ kind }) => kind === 'market');
    const isPosition = ({ candidate: { sentence, evidence } }: RankedSentence) =>
      evidence.article.id === articleId &&
      [...question.makers, ...question.entities].every((id) =>
        mentionsIn(this.index, sentence).some((mention) => mention.id === id),
      ) &&
      (!namesMarket(question.text) || namesMarket(sentence.text)) &&
      glossary.findTopics(sentence.text, evidence.article.language).some((topic) => question.topics.includes(topic));
    const lead = ranked.find(isPosition);
    const first = ranked[0];
    if (!lead || !first || lead === first || (isAsked(first) && !isAsked(lead))) return ranked;
    const { article } = first.candidate.evidence;
    const step = yearsOf(lead.candidate.evidence.article.published) - yearsOf(article.published);
    if (step < leadingStepYears && article.id !== articleId) return ranked;
    return [
      { ...lead, score: first.score + 1e-6, probability: first.probability },
      ...ranked.filter((sentence) => sentence !== lead),
    ];
  }

  private async compose(
    question: UnderstoodQuestion,
    ranked: readonly RankedSentence[],
    perMaker: ReadonlyMap<string, ComparedMaker>,
  ): Promise<Answer | null> {
    const rankings = [ranked, ...[...perMaker.values()].map((half) => half.ranked)];
    const { sentences, blanks } = chooseSentences(
      question,
      ranked,
      new Map([...perMaker].map(([maker, half]) => [maker, half.ranked])),
      await this.independent.group(rankings.flat().map(({ candidate }) => candidate.evidence.article.id)),
    );
    const list = new CitationList(this.index.store);
    const claims: Claim[] = [];
    for (const { candidate } of sentences) {
      const { evidence, index } = candidate;
      const quotable = { passage: evidence.passage, view: evidence.view, index };
      if (list.covers(quotable)) continue;
      for (const claim of await list.cite(quotable)) {
        // What leads into two quotes is said once.
        if (!claims.some(({ text }) => text === claim.text)) claims.push(claim);
      }
    }
    const { citations, asOf } = list;
    if (claims.length === 0 || asOf === null) return null;
    return {
      kind: 'answered',
      mode: 'extractive',
      asOf,
      text: textOf(claims),
      claims,
      citations,
      notices: this.notices(question, sentences, citations, asOf, blanks),
    };
  }

  private notices(
    question: UnderstoodQuestion,
    sentences: readonly RankedSentence[],
    citations: readonly Citation[],
    asOf: string,
    blanks: readonly string[],
  ): string[] {
    const articles = new Map(
      sentences.map(({ candidate }) => [candidate.evidence.article.id, candidate.evidence.article]),
    );
    const notices = [
      ...(wantsNewest(question) ? staleNotices(asOf, this.today(), question.language) : []),
      ...overtakenNotices(articles.values(), citations, question.language),
    ];
    for (const id of blanks) {
      const maker = this.index.glossary.file.makers.find((entry) => entry.id === id);
      notices.push(phrases[question.language].noEvidenceOn(maker?.name ?? id));
    }
    return notices;
  }

  private refuse(question: UnderstoodQuestion, evidence: readonly Evidence[]): Answer {
    const nearest: NearbyArticle[] = [];
    for (const { article, parts } of evidence) {
      // Something must connect it with the question: a maker, an expected question, or a good part of the words.
      const isNear = parts.makers > 0 || parts.expected > 0.4 || parts.sentence > 0.25;
      if (!isNear || nearest.some((known) => known.id === article.id)) continue;
      nearest.push({ id: article.id, title: article.title, published: article.published, url: article.url });
      if (nearest.length === 3) break;
    }
    return { kind: 'no-source', text: phrases[question.language].noSource, notices: [], nearest };
  }
}

/** Whether a question leans on the one before it and its likeliest sentence is of an article that the answer cited. */
function staysWithArticle(
  { about }: StandaloneQuestion,
  conversation: Conversation,
  ranked: readonly RankedSentence[],
): boolean {
  const article = ranked[0]?.candidate.evidence.article.id;
  return about !== null && article !== undefined && conversation.at(-1)?.citedArticles.includes(article) === true;
}

/** The filters narrowed to one maker and one topic; null when they leave out either. */
function narrowTo(filters: SearchFilters, maker: string, topic: string): SearchFilters | null {
  const allows = (wanted: readonly string[] | undefined, id: string) => wanted?.includes(id) ?? true;
  if (!allows(filters.makers, maker) || !allows(filters.topics, topic)) return null;
  return { ...filters, makers: [maker], topics: [topic] };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f]/;

function checkQuestion(text: string): string {
  const trimmed = text.normalize('NFC').trim();
  if (trimmed === '') throw new QuestionError('Cannot answer: the question is empty', { remedy: 'type a question' });
  if (trimmed.length > maximumQuestionLength) {
    throw new QuestionError(
      `Cannot answer: the question has ${trimmed.length} characters, the limit is ${maximumQuestionLength}`,
      { remedy: 'shorten it' },
    );
  }
  if (controlCharacters.test(trimmed)) {
    throw new QuestionError('Cannot answer: the question holds control characters', {
      remedy: 'type it again as plain text',
    });
  }
  return trimmed;
}
