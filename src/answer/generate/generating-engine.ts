import { createHash } from 'node:crypto';
import type { Article } from '../../knowledge/article.js';
import { translateQuote } from '../../knowledge/translate-quote.js';
import { RecentCache } from '../../recent-cache.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import { wantsNewest } from '../../retrieval/understand/understand-question.js';
import { detectLanguage, type Language } from '../../text/language.js';
import type { Answer, Answered, Citation } from '../answer.js';
import type { AnswerEngine, AnswerResult } from '../answer-question.js';
import { CitationList, textOf } from '../cite.js';
import type { Asker, Engine, EngineResult, GenerationOptions } from '../engine.js';
import { overtakenNotices, staleNotices } from '../notices.js';
import type { Conversation, Question } from '../question.js';
import { ClaimVerifier } from '../verify/verify-claim.js';
import type { TokenUsage } from './generative-model.js';
import type { GenerationReport, Generator } from './generator.js';
import { generationNotices } from './notices.js';
import { needsPlan, planQuestion } from './plan-question.js';
import { promptVersion } from './prompts.js';
import type { EvidenceQuote } from './proven-draft.js';

/** Evidence sentences shown to the model for each part of a question. */
const evidencePerPart = 12;
/** Those found for what a draft names as missing. */
const evidencePerRound = 8;
const rememberedAnswers = 500;
const rememberedTurns = 6;
const nobody: Asker = { person: null, guild: null };

/** One part of a question with what was found for it without a model. */
interface AnsweredPart {
  readonly text: string;
  readonly result: AnswerResult;
}

/**
 * The engine with a language model beside it. What is asked, found and refused stays with the engine: the model makes
 * follow-ups complete, and writes what the engine would have answered with quotes alone.
 */
export class GeneratingEngine implements Engine {
  private readonly verifier: ClaimVerifier;
  private readonly remembered = new RecentCache<string, Answered>(rememberedAnswers);

  constructor(
    private readonly engine: AnswerEngine,
    private readonly index: OpenedIndex,
    private readonly generator: Generator,
    private readonly today: () => Date = () => new Date(),
  ) {
    this.verifier = new ClaimVerifier(index.glossary);
  }

  prospects: Engine['prospects'] = (...args) => this.engine.prospects(...args);
  compare: Engine['compare'] = (...args) => this.engine.compare(...args);
  checkStatements: Engine['checkStatements'] = (...args) => this.engine.checkStatements(...args);
  timeline: Engine['timeline'] = (...args) => this.engine.timeline(...args);
  /** Without asking the model anything. */
  warmUp: Engine['warmUp'] = async (signal) => {
    await this.engine.warmUp(signal);
    if (signal?.aborted !== true) await this.verifier.warmUp(signal);
  };

  async answer(question: Question & GenerationOptions): Promise<EngineResult> {
    const started = performance.now();
    const { asker: _, signal: __, onProgress: ___, ...plain } = question;
    const asker = question.asker ?? nobody;
    const { parts, usage: planning } = await this.answerParts(plain, asker, question.signal);
    const [first] = parts;
    if (!first) throw new RangeError('Cannot answer: a question has at least one part');
    const merged = parts.length === 1 ? first.result : mergeParts(parts, plain.conversation ?? []);
    const { answer } = merged;
    if (answer.kind !== 'answered') return merged;
    const key = await this.keyOf(parts, plain);
    const known = this.remembered.get(key);
    if (known) {
      question.onProgress?.(known);
      const report: GenerationReport = {
        model: this.generator.model.id,
        outcome: 'cached',
        failure: null,
        usage: planning,
        calls: 0,
        rejected: 0,
        milliseconds: 0,
      };
      return withAnswer(merged, known, report, started);
    }
    const language = detectLanguage(plain.text);
    const articles = new Map<string, Article | null>();
    const evidence = await this.evidenceOf(answer, parts, language, articles);
    const { answer: written, report } = await this.generator.generate({
      question: parts.length === 1 ? first.result.explanation.standalone.text : plain.text,
      language,
      extractive: answer,
      evidence,
      findMore: (searchText, firstMarker) => this.findMore(searchText, firstMarker, plain, language, articles),
      verifier: this.verifier,
      articleOf: (id) => articles.get(id) ?? null,
      asker,
      signal: question.signal,
      onProgress: question.onProgress,
    });
    const complete =
      written.mode === 'generated' ? { ...written, notices: await this.noticesFor(written, answer, merged) } : written;
    // What was cut short or failed may do better next time.
    if (complete.mode === 'generated' && report.failure === null) this.remembered.set(key, complete);
    const usage = {
      inputTokens: report.usage.inputTokens + planning.inputTokens,
      outputTokens: report.usage.outputTokens + planning.outputTokens,
    };
    return withAnswer(merged, complete, { ...report, usage }, started);
  }

  /** Each part of the question answered for itself; a question that needs no model to be understood is one part. */
  private async answerParts(
    plain: Question,
    asker: Asker,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly parts: readonly AnsweredPart[]; readonly usage: TokenUsage }> {
    const conversation = plain.conversation ?? [];
    const plan = needsPlan(plain.text, conversation)
      ? await planQuestion(plain.text, conversation, {
          generator: this.generator,
          glossary: this.index.glossary,
          asker,
          signal,
        })
      : null;
    const usage = plan?.usage ?? { inputTokens: 0, outputTokens: 0 };
    const asOne = async () => ({ parts: [{ text: plain.text, result: await this.engine.answer(plain) }], usage });
    if (!plan) return asOne();
    const parts: AnsweredPart[] = [];
    for (const text of plan.parts) {
      const { conversation: __, ...alone } = plain;
      const result = await this.engine.answer({ ...alone, text });
      parts.push({
        text,
        result: { ...result, conversation: [...conversation, ...result.conversation].slice(-rememberedTurns) },
      });
    }
    const isUnanswered = parts.every(({ result }) => result.answer.kind !== 'answered');
    // Rules know the conversation in other ways than the model does: one of the two may find what the other misses.
    return isUnanswered ? asOne() : { parts, usage };
  }

  /** What the answer without a model quotes first, then the likeliest sentences of each part in turns. */
  private async evidenceOf(
    answer: Answered,
    parts: readonly AnsweredPart[],
    language: Language,
    articles: Map<string, Article | null>,
  ): Promise<EvidenceQuote[]> {
    const citations: Citation[] = answer.citations.map((citation, index) => ({ ...citation, marker: index + 1 }));
    const rankings = await Promise.all(parts.map(({ result }) => this.quotesOf(result, evidencePerPart)));
    for (let turn = 0; turn < evidencePerPart; turn += 1) {
      for (const ranking of rankings) {
        const quote = ranking[turn];
        const isKnown = citations.some(
          ({ articleId, start, end }) => articleId === quote?.articleId && start <= quote.start && end >= quote.end,
        );
        if (quote && !isKnown && citations.length < evidencePerPart * 2)
          citations.push({ ...quote, marker: citations.length + 1 });
      }
    }
    return this.toEvidence(citations, language, articles);
  }

  /** The likeliest sentences as exact quotes, each with what it leans on. */
  private async quotesOf({ explanation }: AnswerResult, count: number): Promise<readonly Citation[]> {
    const list = new CitationList(this.index.store);
    for (const { candidate } of explanation.ranked.slice(0, count)) {
      const { evidence, index } = candidate;
      await list.cite({ passage: evidence.passage, view: evidence.view, index });
    }
    return list.citations;
  }

  private async findMore(
    searchText: string,
    firstMarker: number,
    { filters }: Question,
    language: Language,
    articles: Map<string, Article | null>,
  ): Promise<readonly EvidenceQuote[]> {
    const text = searchText
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .trim()
      .slice(0, 300);
    if (text === '') return [];
    const result = await this.engine.answer({ text, ...(filters ? { filters } : {}) });
    const quotes = await this.quotesOf(result, evidencePerRound);
    return this.toEvidence(
      quotes.map((quote, index) => ({ ...quote, marker: firstMarker + index })),
      language,
      articles,
    );
  }

  /** Quotes with what they say in the language of the answer. */
  private async toEvidence(
    citations: readonly Citation[],
    language: Language,
    articles: Map<string, Article | null>,
  ): Promise<EvidenceQuote[]> {
    const quotes: EvidenceQuote[] = [];
    for (const citation of citations) {
      const { articleId, start, end } = citation;
      if (!articles.has(articleId)) articles.set(articleId, await this.index.store.article(articleId));
      const article = articles.get(articleId);
      if (!article) continue;
      const text = article.language === language ? null : translateQuote(article, start, end, language);
      quotes.push({ citation, language: article.language, translation: text === null ? null : { text, language } });
    }
    return quotes;
  }

  /** What the engine says beside its answers, for the sources that this one cites. */
  private async noticesFor(written: Answered, extractive: Answered, { explanation }: AnswerResult): Promise<string[]> {
    const language = explanation.understood?.language ?? 'en';
    const ids = [...new Set(written.citations.map(({ articleId }) => articleId))];
    const summaries = await Promise.all(ids.map((id) => this.index.store.articleSummary(id)));
    const found = summaries.filter((summary) => summary !== null);
    const stale = (asOf: string) => staleNotices(asOf, this.today(), language);
    const isNew = explanation.understood !== null && wantsNewest(explanation.understood);
    // Markers in the engine's own notices are of its own answer.
    const kept = extractive.notices.filter(
      (notice) => !/\[\d+\]/.test(notice) && !stale(extractive.asOf).includes(notice),
    );
    return [
      ...(isNew ? stale(written.asOf) : []),
      ...overtakenNotices(found, written.citations, language),
      ...kept,
      ...written.notices,
    ];
  }

  private async keyOf(parts: readonly AnsweredPart[], { filters, wantsMore, text }: Question): Promise<string> {
    const version = await this.index.store.version();
    const asked = parts.map(({ result }) => [result.explanation.standalone.text, result.explanation.standalone.about]);
    const identity = [
      asked,
      parts.length > 1 ? text : null,
      filters ?? {},
      wantsMore ?? false,
      version,
      promptVersion,
      this.generator.model.id,
    ];
    return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  }
}

function withAnswer(result: AnswerResult, answer: Answer, generation: GenerationReport, started: number): EngineResult {
  const turns = result.conversation;
  const last = turns.at(-1);
  const cited = answer.kind === 'answered' ? [...new Set(answer.citations.map(({ articleId }) => articleId))] : [];
  return {
    ...result,
    answer,
    conversation: last ? [...turns.slice(0, -1), { ...last, citedArticles: cited }] : turns,
    generation,
    timings: { ...result.timings, answerMs: performance.now() - started },
  };
}

/** The parts' answers one after the other; what has none is said. */
function mergeParts(parts: readonly AnsweredPart[], conversation: Conversation): AnswerResult {
  const [first] = parts;
  if (!first) throw new RangeError('Cannot merge: there are no parts');
  const language = detectLanguage(first.text);
  const answered = parts.filter(
    (part): part is AnsweredPart & { result: { answer: Answered } } => part.result.answer.kind === 'answered',
  );
  const citations: Citation[] = [];
  const claims = answered.flatMap(({ result: { answer } }) => {
    const markers = new Map(
      answer.citations.map((citation) => {
        const known = citations.find(
          ({ articleId, start, end }) =>
            articleId === citation.articleId && start === citation.start && end === citation.end,
        );
        const marker = known?.marker ?? citations.length + 1;
        if (!known) citations.push({ ...citation, marker });
        return [citation.marker, marker] as const;
      }),
    );
    return answer.claims.map((claim) => ({
      ...claim,
      citations: claim.citations.map((marker) => markers.get(marker) ?? marker),
    }));
  });
  const distinct = claims.filter(({ text }, index) => claims.findIndex((other) => other.text === text) === index);
  const unanswered = parts
    .filter(({ result }) => result.answer.kind !== 'answered')
    .map(({ text }) => generationNotices[language].notSaid(text));
  const notices = answered.flatMap(({ result: { answer } }) =>
    answer.notices.filter((notice) => !/\[\d+\]/.test(notice)),
  );
  const turns = parts.map(({ result }) => result.conversation.at(-1)).filter((turn) => turn !== undefined);
  const lastTurn = turns.at(-1);
  return {
    ...first.result,
    answer: {
      kind: 'answered',
      mode: 'extractive',
      asOf: citations.reduce((newest, { published }) => (published > newest ? published : newest), ''),
      text: textOf(distinct),
      claims: distinct,
      citations,
      notices: [...new Set([...notices, ...unanswered])],
    },
    conversation: lastTurn
      ? [
          ...conversation,
          {
            ...lastTurn,
            standalone: turns
              .map(({ standalone }) => standalone)
              .join(' ')
              .slice(0, 400),
            makers: [...new Set(turns.flatMap(({ makers }) => makers))],
          },
        ].slice(-rememberedTurns)
      : conversation,
    timings: {
      retrievalMs: parts.reduce((sum, { result }) => sum + result.timings.retrievalMs, 0),
      answerMs: parts.reduce((sum, { result }) => sum + result.timings.answerMs, 0),
    },
  };
}
