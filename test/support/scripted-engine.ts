import type { Answer, Answered, Citation } from '../../src/answer/answer.js';
import { type AnswerResult, QuestionError } from '../../src/answer/answer-question.js';
import type { Question } from '../../src/answer/question.js';
import type { PassageStore } from '../../src/retrieval/passage-store.js';

/** Gives scripted answers and remembers what it was asked; a question without a script throws. */
export class ScriptedEngine {
  readonly asked: Question[] = [];

  constructor(private readonly script: Readonly<Record<string, Answer>>) {}

  async answer(question: Question): Promise<AnswerResult> {
    this.asked.push(question);
    if (question.text.length > 2000) throw new QuestionError('Cannot answer: too long', { remedy: 'shorten it' });
    const answer = this.script[question.text];
    if (!answer) throw new Error(`Nothing is scripted for "${question.text}"`);
    const turn = { standalone: question.text, makers: [], citedArticles: [] };
    return {
      answer,
      conversation: [...(question.conversation ?? []), turn],
      explanation: {
        standalone: { text: question.text, about: null },
        understood: null,
        verdict: null,
        evidence: [],
        ranked: [],
      },
      timings: { retrievalMs: 1.23456, answerMs: 2 },
    };
  }
}

/** An answer that quotes one sentence of a stored article. */
export async function quoting(store: PassageStore, articleId: string, quote: string): Promise<Answered> {
  const article = await store.article(articleId);
  if (!article) throw new Error(`There is no article "${articleId}"`);
  const start = article.text.indexOf(quote);
  const [key] = (await store.filterKeys({ since: '1000' })) ?? [];
  if (start < 0 || key === undefined) throw new Error(`"${articleId}" does not say "${quote}"`);
  const passages = await store.passages([...((await store.filterKeys({ since: '1000' })) ?? [])]);
  const passage = passages.find((each) => each.articleId === articleId && each.start <= start && each.end > start);
  return answerOf([
    {
      marker: 1,
      passageId: passage?.id ?? '',
      articleId,
      title: article.title,
      publisher: article.publisher,
      published: article.published,
      url: article.url,
      quote,
      start,
      end: start + quote.length,
    },
  ]);
}

/** An answer of one claim for each citation. */
export function answerOf(citations: readonly Citation[], notices: readonly string[] = []): Answered {
  const claims = citations.map(({ marker, quote }) => ({ text: quote.replace(/\s+/g, ' '), citations: [marker] }));
  return {
    kind: 'answered',
    mode: 'extractive',
    asOf: citations[0]?.published ?? '2018',
    text: claims.map((claim) => `${claim.text} [${claim.citations[0]}]`).join(' '),
    claims,
    citations,
    notices,
  };
}
