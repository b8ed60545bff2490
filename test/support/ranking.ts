import type { ArticleSummary } from '../../src/retrieval/passage-store.js';
import { PassageView } from '../../src/retrieval/rank/passage-view.js';
import { type SignalName, signalNames } from '../../src/retrieval/rank/signals.js';
import { readIntent } from '../../src/retrieval/understand/intent.js';
import type { Concept, UnderstoodQuestion } from '../../src/retrieval/understand/understand-question.js';
import { contentTerms } from '../../src/text/analyze.js';
import type { Language } from '../../src/text/language.js';
import { splitSentences } from '../../src/text/sentences.js';

/** A concept of one word that the corpus has. */
export function conceptOf(term: string, changes: Partial<Concept> = {}): Concept {
  return {
    surface: term,
    kind: 'word',
    id: null,
    entityKind: null,
    alternatives: [{ terms: [term], weight: 1 }],
    idf: 1,
    isKnown: true,
    isCapitalised: false,
    isSurfaceKnown: true,
    ...changes,
  };
}

export function questionOf(
  concepts: readonly Concept[],
  changes: Partial<UnderstoodQuestion> = {},
): UnderstoodQuestion {
  const text = changes.text ?? concepts.map(({ surface }) => surface).join(' ');
  return {
    text,
    about: null,
    language: 'en',
    intent: readIntent(text, 'en'),
    concepts,
    terms: concepts.flatMap(({ alternatives }) => alternatives[0]?.terms ?? []),
    wording: [],
    makers: [],
    entities: [],
    topics: [],
    dates: [],
    corrections: [],
    ...changes,
  };
}

export function viewOf(text: string, id = 'a#1', language: Language = 'en'): PassageView {
  const terms = contentTerms(text, language).join(' ');
  const sentenceTerms = splitSentences(text)
    .map(({ start, end }) => contentTerms(text.slice(start, end), language).length)
    .join(' ');
  return new PassageView(
    { key: 1, id, articleId: 'a', start: 0, end: text.length, text, heading: '', terms, sentenceTerms },
    language,
  );
}

export function summaryOf(changes: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: 'a',
    title: 'A headline',
    publisher: 'The Paper',
    author: null,
    published: '2018-03',
    url: 'https://example.org/a',
    kind: 'report',
    language: 'en',
    makers: [],
    topics: [],
    brief: null,
    supersedes: [],
    questions: [],
    ...changes,
  };
}

/** The same value for every signal. */
export function forSignals<Value>(value: (name: SignalName) => Value): Record<SignalName, Value> {
  return Object.fromEntries(signalNames.map((name) => [name, value(name)])) as Record<SignalName, Value>;
}
