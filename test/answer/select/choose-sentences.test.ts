import { describe, expect, test } from 'vitest';
import { chooseSentences } from '../../../src/answer/select/choose-sentences.js';
import { givesQuantity } from '../../../src/answer/select/quantities.js';
import type { RankedSentence } from '../../../src/answer/select/rank-sentences.js';
import { findDates } from '../../../src/retrieval/understand/find-dates.js';
import { readIntent } from '../../../src/retrieval/understand/intent.js';
import { detectLanguage } from '../../../src/text/language.js';
import { conceptOf, questionOf, summaryOf, viewOf } from '../../support/ranking.js';

const ask = (text: string) =>
  questionOf([conceptOf('meizu')], {
    text,
    language: detectLanguage(text),
    intent: readIntent(text, detectLanguage(text)),
    dates: findDates(text),
  });

function ranked(
  text: string,
  probability: number,
  article: { id: string; published: string; supersedes?: string[] },
  asked = 0,
  expected = asked,
) {
  const view = viewOf(text, `${article.id}#1`);
  const evidence = { article: summaryOf(article), view, parts: { asked, expected } };
  const candidate = { sentence: view.sentences[0], evidence, index: 0 };
  return { candidate, probability, score: probability } as unknown as RankedSentence;
}

const promise = ranked('Meizu promised to come to the US.', 0.5, { id: 'promise', published: '2014-01' });
const end = ranked('Meizu gave up making phones.', 0.2, {
  id: 'end',
  published: '2026-02',
  supersedes: ['promise'],
});
const other = ranked('Meizu showed a phone in Las Vegas.', 0.3, { id: 'show', published: '2014-01' });
const first = (question: string, sentences: readonly RankedSentence[]) =>
  chooseSentences(ask(question), sentences, new Map()).sentences[0];

describe('chooseSentences', () => {
  test.each(['What happened to Meizu?', '¿Qué pasó con Meizu?', '魅族后来怎么了?', 'Does Meizu come to the US?'])(
    'leads with what overtook an old report where the whole matter is asked for: %s',
    (question) => {
      expect(first(question, [promise, other, end])).toBe(end);
    },
  );

  test.each(['What did Meizu promise?', 'When did Meizu promise to come?', 'What happened to Meizu in 2014?'])(
    'leads with the old report where it is what is asked for: %s',
    (question) => {
      expect(first(question, [promise, other, end])).toBe(promise);
    },
  );

  test('leads with the article that expects the very question, before a newer one that does not', () => {
    const question = 'Does Meizu sell phones in the US?';
    const newer = ranked('Meizu showed a phone in Barcelona.', 0.3, { id: 'newer', published: '2016-02' });
    const expecting = (asked: number) =>
      ranked('Meizu sells no phones in the US.', 0.4, { id: 'old', published: '2014-01' }, asked);
    expect(first(question, [expecting(1), newer])?.candidate.evidence.article.id).toBe('old');
    expect(first(question, [expecting(0), newer])?.candidate.evidence.article.id).toBe('newer');
  });

  test('leads with the newer word on what is to come, though an old forecast is asked for just so', () => {
    const question = 'When will Meizu come to the US?';
    const forecast = ranked('Meizu will come in 2015.', 0.5, { id: 'old', published: '2014-01' }, 1);
    const denial = { id: 'newer', published: '2026-02' };
    expect(first(question, [forecast, ranked('Meizu has no plans.', 0.3, denial, 0.2, 0.8)])).not.toBe(forecast);
    expect(first(question, [forecast, ranked('Meizu met the press.', 0.3, denial, 0, 0.4)])).toBe(forecast);
  });

  test('leads with the likeliest where what overtook it hardly answers', () => {
    const unlikely = { ...end, probability: 0.05 };
    expect(first('What happened to Meizu?', [promise, other, unlikely])).toBe(promise);
  });
});

describe('givesQuantity', () => {
  test.each(['how much are tariffs right now', 'How high is the duty on phones?', '现在的关税是多少?'])(
    'takes a share for a rate of duty: %s',
    (question) => {
      const [rate] = viewOf('The duty is 10 percent since February 2026.').sentences;
      const [refund] = viewOf('The court said nothing about refunds of tariffs.').sentences;
      expect(rate && givesQuantity(ask(question), rate)).toBe(true);
      expect(refund && givesQuantity(ask(question), refund)).toBe(false);
    },
  );
});
