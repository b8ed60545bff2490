import { analyze, stripDiacritics, type Token } from '../text/analyze.js';
import { type Language, languages } from '../text/language.js';
import { allNames, type GlossaryFile } from './glossary.js';

/** What a stretch of text names. */
export interface Mention {
  readonly kind: 'maker' | 'entity' | 'market';
  /** Glossary id; "market" for the market itself. */
  readonly id: string;
  /** How it was named: its own name, one of its brands or people, or a known misspelling. */
  readonly by: 'name' | 'brand' | 'person' | 'misspelling';
  readonly start: number;
  readonly end: number;
}

/** A group of words that mean the same, as index terms of each language; a phrase is a list of several terms. */
export interface SynonymGroup {
  readonly phrases: Readonly<Record<Language, readonly (readonly string[])[]>>;
}

interface Phrase<Payload> {
  readonly words: readonly string[];
  /** The phrase as written, when only that spelling counts. */
  readonly exact: string | null;
  /** Whether it is written with a comma or the like between its words. */
  readonly isParted: boolean;
  readonly payload: Payload;
}

/** Finds listed phrases in a text: the longest at each place wins. */
export class PhraseFinder<Payload> {
  private readonly byFirstWord = new Map<string, Phrase<Payload>[]>();
  private readonly byFirstHan = new Map<string, { text: string; payload: Payload; order: number }[]>();
  private hanPhrases = 0;

  constructor(
    private readonly key: (token: Token) => string,
    /** What makes two payloads the same find. */
    private readonly identity: (payload: Payload) => unknown = (payload) => payload,
  ) {}

  add(phrase: string, language: Language, payload: Payload, exact: boolean): void {
    if (/\p{Script=Han}/u.test(phrase)) {
      const entries = this.byFirstHan.get(phrase.charAt(0)) ?? [];
      entries.push({ text: phrase, payload, order: this.hanPhrases });
      this.byFirstHan.set(phrase.charAt(0), entries);
      this.hanPhrases += 1;
      return;
    }
    const words = analyze(phrase, language).map(this.key);
    const first = words[0];
    if (first === undefined) return;
    const entries = this.byFirstWord.get(first) ?? [];
    entries.push({ words, exact: exact ? phrase : null, isParted: /[,;:]\s/.test(phrase), payload });
    entries.sort((a, b) => b.words.length - a.words.length);
    this.byFirstWord.set(first, entries);
  }

  find(text: string, tokens: readonly Token[]): { payload: Payload; start: number; end: number }[] {
    const found: { payload: Payload; start: number; end: number }[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      if (!token) break;
      let matchedEnd = -1;
      let matchedWords = 0;
      for (const phrase of this.byFirstWord.get(this.key(token)) ?? []) {
        if (phrase.words.length < matchedWords) break;
        const last = tokens[index + phrase.words.length - 1];
        if (!last || !phrase.words.every((word, offset) => this.key(tokens[index + offset] as Token) === word))
          continue;
        // "In the US, Mobile World Live wrote" names no US Mobile.
        if (phrase.words.length > 1 && !phrase.isParted && /[,;:]\s/.test(text.slice(token.start, last.end))) continue;
        let end = last.end;
        if (phrase.exact !== null) {
          // Tokens end before the last dot of "U.S.", so the spelling may reach past them.
          if (!text.startsWith(phrase.exact, token.start) || token.start + phrase.exact.length < end) continue;
          end = token.start + phrase.exact.length;
        }
        found.push({ payload: phrase.payload, start: token.start, end });
        matchedEnd = index + phrase.words.length - 1;
        matchedWords = phrase.words.length;
      }
      if (matchedEnd > index) index = matchedEnd;
    }
    found.push(...this.findHan(text));
    return this.withoutRepeats(found);
  }

  /** In the order in which the phrases were added. */
  private findHan(text: string): { payload: Payload; start: number; end: number }[] {
    // Most texts have no Chinese, which is told at a glance.
    if (!/[\u2e80-\uffff]/.test(text)) return [];
    const hits: { payload: Payload; start: number; end: number; order: number }[] = [];
    for (let start = 0; start < text.length; start += 1)
      for (const { text: phrase, payload, order } of this.byFirstHan.get(text.charAt(start)) ?? [])
        if (text.startsWith(phrase, start)) hits.push({ payload, start, end: start + phrase.length, order });
    // A name inside a longer one ("中国" in "中国移动") is not a mention of its own.
    return hits
      .filter(
        (hit) =>
          !hits.some(
            (other) =>
              other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
          ),
      )
      .sort((a, b) => a.order - b.order)
      .map(({ payload, start, end }) => ({ payload, start, end }));
  }

  /** One find for each payload and place, the longest: "U.S." may be listed with and without its last dot. */
  private withoutRepeats<Found extends { payload: Payload; start: number; end: number }>(found: Found[]): Found[] {
    const byPlace = new Map<unknown, Map<number, Found>>();
    for (const hit of found) {
      const identity = this.identity(hit.payload);
      const places = byPlace.get(identity) ?? new Map<number, Found>();
      byPlace.set(identity, places);
      const known = places.get(hit.start);
      if (!known || hit.end > known.end) places.set(hit.start, hit);
    }
    return found.filter((hit) => byPlace.get(this.identity(hit.payload))?.get(hit.start) === hit);
  }
}

const plainWord = (token: Token): string => stripDiacritics(token.word.replace(/['’]s?$/, ''));

/** The glossary made ready for look-ups. Built once from the file; never changes. */
export class GlossaryIndex {
  readonly makerIds: ReadonlySet<string>;
  readonly topicIds: ReadonlySet<string>;
  private built: Finders | null = null;

  constructor(readonly file: GlossaryFile) {
    this.makerIds = new Set(file.makers.map((maker) => maker.id));
    this.topicIds = new Set(file.topics.map((topic) => topic.id));
  }

  /** Built on first use: an index that is current opens without looking anything up. */
  private get finders(): Finders {
    this.built ??= buildFinders(this.file);
    return this.built;
  }

  /**
   * Makers, entities and the market that a text names, in reading order.
   * @param tokens Of the text as English, where they are known already.
   */
  findMentions(text: string, tokens: readonly Token[] = analyze(text, 'en')): Mention[] {
    return this.finders.mentions
      .find(text, tokens)
      .map(({ payload, start, end }) => ({ ...payload, start, end }))
      .sort((a, b) => a.start - b.start);
  }

  /** The market's names in every language, each as its index terms. */
  marketNames(): readonly (readonly string[])[] {
    return languages.flatMap((language) =>
      this.file.market[language].map((name) => analyze(name, language).map(({ term }) => term)),
    );
  }

  /** Index terms that name a maker, or something of a maker, by one word alone. */
  makerTerms(): ReadonlySet<string> {
    const names = this.file.makers.flatMap((maker) => [maker.name, ...allNames(maker.names), ...maker.brands]);
    return new Set(
      names.flatMap((name) =>
        languages.flatMap((language) => {
          const tokens = analyze(name, language);
          return tokens.length === 1 ? tokens.map(({ term }) => term) : [];
        }),
      ),
    );
  }

  /** Index terms of everything that has a name in Chinese here: words that a segmenter need not know. */
  chineseTerms(): ReadonlySet<string> {
    const { makers, entities, market, synonyms } = this.file;
    const names = [
      ...makers.flatMap((maker) => [...maker.names.zh, ...maker.brands]),
      ...entities.flatMap((entity) => entity.names.zh),
      ...market.zh,
      ...synonyms.flatMap((group) => group.zh),
    ];
    return new Set(names.flatMap((name) => analyze(name, 'zh').map(({ term }) => term)));
  }

  /** Topics whose words occur in a text, most frequent first. */
  findTopics(text: string, language: Language): string[] {
    const counts = new Map<string, number>();
    for (const { payload } of this.finders.topics[language].find(text, analyze(text, language))) {
      counts.set(payload, (counts.get(payload) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([topic]) => topic);
  }

  /** Groups of interchangeable words of which a text uses one. */
  findSynonyms(
    text: string,
    language: Language,
    tokens: readonly Token[] = analyze(text, language),
  ): { group: SynonymGroup; start: number; end: number }[] {
    return this.finders.groups[language]
      .find(text, tokens)
      .map(({ payload, start, end }) => ({ group: payload, start, end }));
  }

  /** Ids of the makers an article is about, for articles that do not say so themselves. */
  tagMakers(text: string): string[] {
    return [...new Set(this.findMentions(text).flatMap((mention) => (mention.kind === 'maker' ? [mention.id] : [])))];
  }

  tagTopics(text: string, language: Language): string[] {
    return this.findTopics(text, language).slice(0, 5);
  }
}

interface Finders {
  readonly mentions: PhraseFinder<Omit<Mention, 'start' | 'end'>>;
  readonly topics: Readonly<Record<Language, PhraseFinder<string>>>;
  readonly groups: Readonly<Record<Language, PhraseFinder<SynonymGroup>>>;
}

function buildFinders(file: GlossaryFile): Finders {
  const mentions = new PhraseFinder<Omit<Mention, 'start' | 'end'>>(plainWord, ({ kind, id }) => `${kind} ${id}`);
  const byTerm = (token: Token) => token.term;
  const topics: Record<Language, PhraseFinder<string>> = {
    en: new PhraseFinder(byTerm),
    es: new PhraseFinder(byTerm),
    zh: new PhraseFinder(byTerm),
  };
  const groups: Record<Language, PhraseFinder<SynonymGroup>> = {
    en: new PhraseFinder(byTerm),
    es: new PhraseFinder(byTerm),
    zh: new PhraseFinder(byTerm),
  };
  for (const maker of file.makers) {
    const mention = (by: Mention['by']) => ({ kind: 'maker' as const, id: maker.id, by });
    for (const name of [maker.name, ...allNames(maker.names)]) {
      if (!maker.exact.includes(name)) mentions.add(name, 'en', mention('name'), false);
    }
    for (const name of maker.brands) mentions.add(name, 'en', mention('brand'), false);
    for (const name of maker.people) mentions.add(name, 'en', mention('person'), false);
    for (const name of maker.misspellings) mentions.add(name, 'en', mention('misspelling'), false);
    for (const name of maker.exact) mentions.add(name, 'en', mention(name === maker.name ? 'name' : 'brand'), true);
  }
  for (const entity of file.entities) {
    const mention = { kind: 'entity' as const, id: entity.id, by: 'name' as const };
    for (const name of allNames(entity.names)) mentions.add(name, 'en', mention, false);
    for (const name of entity.exact) mentions.add(name, 'en', mention, true);
  }
  for (const name of allNames(file.market)) {
    // "US" is a country, "us" is not.
    mentions.add(name, 'en', { kind: 'market', id: 'market', by: 'name' }, /^[A-Z.]{2,5}$/.test(name));
  }
  for (const topic of file.topics) {
    for (const language of languages) {
      for (const term of topic.terms[language]) topics[language].add(term, language, topic.id, false);
    }
  }
  for (const names of file.synonyms) {
    // Stopwords are not indexed: with them, a phrase such as "dejar de vender" would be found nowhere.
    const termsOf = (name: string, language: Language) =>
      analyze(name, language)
        .filter(({ isStopword }) => !isStopword)
        .map(byTerm);
    const phrases = Object.fromEntries(
      languages.map((language) => [
        language,
        names[language].map((name) => termsOf(name, language)).filter((terms) => terms.length > 0),
      ]),
    ) as Record<Language, string[][]>;
    for (const language of languages) {
      for (const name of names[language]) groups[language].add(name, language, { phrases }, false);
    }
  }
  return { mentions, topics, groups };
}
