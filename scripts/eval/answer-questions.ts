import { AnswerEngine, type AnswerResult } from '../../src/answer/answer-question.js';
import { isProven } from '../../src/answer/verify-citation.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import { type BaselineQuotes, baselineQuotes } from './baselines.js';
import type { EvalQuestion } from './datasets.js';
import { holdsFact, normalizeAnswer } from './metrics.js';

/** One question answered, and how well. */
export interface Judged {
  readonly question: EvalQuestion;
  readonly result: AnswerResult;
  readonly quotes: readonly string[];
  readonly isRefused: boolean;
  readonly everyFact: boolean;
  readonly factInFirst: boolean;
  readonly factInFirstThree: boolean;
  readonly passageFirst: boolean;
  readonly passageInFive: boolean;
  /** Citations, and how many of them are of a gold article. */
  readonly citationCount: number;
  readonly goldCitationCount: number;
  readonly quotesExact: boolean;
  readonly baseline: { readonly bm25: boolean; readonly embedding: boolean; readonly firstSentence: boolean };
  readonly milliseconds: number;
}

/** Answers questions through the engine, each in a conversation of its own, and judges what comes back. */
export async function answerQuestions(
  index: OpenedIndex,
  questions: readonly EvalQuestion[],
  options: { baselines: boolean },
): Promise<Judged[]> {
  const engine = await AnswerEngine.create(index);
  const retriever = await PassageRetriever.create(index);
  const judged: Judged[] = [];
  for (const question of questions) {
    let conversation: AnswerResult['conversation'] = [];
    for (const earlier of question.context)
      conversation = (await engine.answer({ text: earlier, conversation })).conversation;
    const started = performance.now();
    const result = await engine.answer({ text: question.question, conversation });
    const milliseconds = performance.now() - started;
    const { answer, explanation } = result;
    const citations = answer.kind === 'answered' ? answer.citations : [];
    const quotes = citations.map((citation) => citation.quote);
    let quotesExact = true;
    for (const citation of citations)
      if (!isProven(citation, await index.store.article(citation.articleId))) quotesExact = false;
    const holdsAll = (texts: readonly string[]) =>
      question.answers.length > 0 && question.answers.every((fact) => texts.some((text) => holdsFact(text, fact)));
    const holdsAny = (texts: readonly string[]) =>
      question.answers.some((fact) => texts.some((text) => holdsFact(text, fact)));
    const gold = question.goldPassages.map(normalizeAnswer);
    const isGold = (evidence: AnswerResult['explanation']['evidence'][number]) => {
      if (gold.length === 0)
        return question.goldSources.includes(evidence.article.id) && holdsAny([evidence.passage.text]);
      const passage = normalizeAnswer(evidence.passage.text);
      return gold.some((text) => text.includes(passage) || passage.includes(text)) && holdsAny([evidence.passage.text]);
    };
    const plain: BaselineQuotes | null =
      options.baselines && explanation.understood ? await baselineQuotes(retriever, explanation.understood) : null;
    judged.push({
      question,
      result,
      quotes,
      isRefused: answer.kind === 'no-source',
      everyFact: holdsAll(quotes),
      factInFirst: holdsAny(quotes.slice(0, 1)),
      factInFirstThree: holdsAny(quotes.slice(0, 3)),
      passageFirst: explanation.evidence.slice(0, 1).some(isGold),
      passageInFive: explanation.evidence.slice(0, 5).some(isGold),
      citationCount: citations.length,
      goldCitationCount: citations.filter((citation) => question.goldSources.includes(citation.articleId)).length,
      quotesExact,
      baseline: {
        bm25: plain !== null && holdsAll(plain.bm25Sentences),
        embedding: plain !== null && holdsAll(plain.embeddingSentences),
        firstSentence: plain !== null && holdsAll(plain.firstSentence),
      },
      milliseconds,
    });
  }
  return judged;
}
