import type { Language } from '../text/language.js';
import type { Article } from './article.js';

/**
 * What a part of an article says in another language, from the article's own translations.
 * @param start Where the part starts in the article's text; likewise `end`, exclusive.
 * @returns Null where the article has no translation of all of it.
 */
export function translateQuote(article: Article, start: number, end: number, language: Language): string | null {
  const parts: string[] = [];
  let translatedTo = start;
  const isBlank = (until: number) => article.text.slice(translatedTo, until).trim() === '';
  for (const sentence of article.translations) {
    if (sentence.end <= start || sentence.start >= end) continue;
    const translation = sentence.texts[language];
    if (translation === undefined || sentence.start < start || sentence.end > end || !isBlank(sentence.start))
      return null;
    parts.push(translation);
    translatedTo = sentence.end;
  }
  return parts.length > 0 && isBlank(end) ? parts.join(language === 'zh' ? '' : ' ') : null;
}
