import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import { contentTerms } from '../text/analyze.js';
import type { Language } from '../text/language.js';
import { splitSentences } from '../text/sentences.js';
import { type QuestionReading, questionReading, questionTerms } from './rank/expected-question.js';
import { askedTerms } from './rank/question-likelihood.js';
import type { Database } from './sqlite/open-database.js';
import { languageShares, readMeta, writeBlob } from './sqlite/sqlite-passage-store.js';
import { type AnsweredSentence, fitTranslations } from './translation/fit-translations.js';
import { TranslationModel } from './translation/translation-model.js';
import { answerKindOf } from './understand/answer-kind.js';

interface Row {
  language: Language;
  text: string;
  questions: string;
  answeredAt: string;
}

/** Learns anew how the terms of expected questions translate into each other. Part of the caller's transaction. */
export function updateTranslations(database: Database, glossary: GlossaryIndex): void {
  const reading = questionReading(glossary, {
    glossaryShare: readMeta(database, 'glossary_share') ?? 0,
    languageShares: languageShares(database),
  });
  const rows = database
    .prepare("SELECT language, text, questions, answered_at AS answeredAt FROM articles WHERE questions <> '[]'")
    .iterate() as IterableIterator<Row>;
  const sentences: AnsweredSentence[] = [];
  for (const row of rows) sentences.push(...answeredSentences(row, reading));
  writeBlob(database, 'translations', new TranslationModel(fitTranslations(sentences)).toBytes());
}

/** The sentences of an article with the questions that they answer; those that no sentence is known to answer together. */
function answeredSentences(row: Row, reading: QuestionReading): AnsweredSentence[] {
  const places = JSON.parse(row.answeredAt) as (number | null)[];
  const questions = new Map<number | null, string[][]>();
  for (const [index, text] of (JSON.parse(row.questions) as string[]).entries()) {
    const place = places[index] ?? null;
    const { language, terms } = questionTerms(text, reading);
    const known = questions.get(place);
    const asked = askedTerms({ terms, asks: answerKindOf(text, language) });
    if (known) known.push(asked);
    else questions.set(place, [asked]);
  }
  return [...questions].map(([place, asked]) => ({
    sentence: place === null ? [] : sentenceTerms(row, place),
    questions: asked,
  }));
}

function sentenceTerms({ text, language }: Row, start: number): string[] {
  const following = text.slice(start, start + longestSentence);
  const [sentence] = splitSentences(following);
  return sentence ? contentTerms(following.slice(sentence.start, sentence.end), language) : [];
}

/** Characters of a sentence that are read. */
const longestSentence = 2_000;
