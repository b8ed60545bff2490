import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import { analyze, type Token } from '../../text/analyze.js';
import { type Language, languages } from '../../text/language.js';
import type { TextRange } from '../../text/sentences.js';

interface TopicPhrase {
  readonly topic: string;
  readonly words: readonly Token[];
}

/**
 * Finds the words of the glossary's topics more strictly than a search does: a stem alone is not enough ("market" is
 * not "marketing"), nor is a word inside the name of a product ("Home Security Camera" is not about security).
 */
export class TopicWords {
  private readonly phrases: Readonly<Record<Language, Map<string, TopicPhrase[]>>> = {
    en: new Map(),
    es: new Map(),
    zh: new Map(),
  };
  private readonly hanPhrases: { readonly topic: string; readonly text: string }[] = [];

  constructor(glossary: GlossaryIndex) {
    for (const topic of glossary.file.topics)
      for (const language of languages)
        for (const term of topic.terms[language]) {
          if (/\p{Script=Han}/u.test(term)) this.hanPhrases.push({ topic: topic.id, text: term });
          else this.add(topic.id, analyze(term, language), language);
        }
  }

  private add(topic: string, words: readonly Token[], language: Language): void {
    const first = words[0]?.term;
    if (first === undefined) return;
    const known = this.phrases[language].get(first) ?? [];
    known.push({ topic, words });
    this.phrases[language].set(first, known);
  }

  /**
   * How many different words of each topic a text has.
   * @param names Ranges of the text that name something; the words in them do not count.
   */
  find(
    text: string,
    tokens: readonly Token[],
    language: Language,
    names: readonly TextRange[],
  ): ReadonlyMap<string, number> {
    const found = new Map<string, Set<string>>();
    const add = (topic: string, phrase: string, start: number, end: number) => {
      if (names.some((name) => name.start < end && name.end > start)) return;
      const known = found.get(topic);
      if (known) known.add(phrase);
      else found.set(topic, new Set([phrase]));
    };
    for (const [index, token] of tokens.entries()) {
      for (const { topic, words } of this.phrases[language].get(token.term) ?? []) {
        const last = tokens[index + words.length - 1];
        if (last && words.every((word, offset) => isFormOf(tokens[index + offset], word)))
          add(topic, words.map(({ term }) => term).join(' '), token.start, last.end);
      }
    }
    if (language === 'zh')
      for (const { topic, text: phrase } of this.hanPhrases) {
        const start = text.indexOf(phrase);
        if (start >= 0) add(topic, phrase, start, start + phrase.length);
      }
    return new Map([...found].map(([topic, phrases]) => [topic, phrases.size]));
  }
}

/** Whether a word is the listed one or a form of it that begins alike: "bans" of "ban", not "market" of "marketing". */
function isFormOf(token: Token | undefined, listed: Token): boolean {
  if (token === undefined || token.term !== listed.term) return false;
  const beginning = listed.word.slice(0, Math.max(3, listed.word.length - 1));
  return (
    token.word.startsWith(beginning) ||
    (listed.word.startsWith(token.word) && token.word.length >= listed.word.length - 1)
  );
}
