import { GlossaryFile } from '../../knowledge/glossary.js';
import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { GlossaryIndex as Names } from '../../knowledge/glossary-index.js';
import { analyze, type Token } from '../../text/analyze.js';
import type { Language } from '../../text/language.js';
import type { TextRange } from '../../text/sentences.js';
import { irregularForms } from '../overview/judge-statement.js';
import { findMentions } from '../overview/read-sentence.js';
import { type Cue, cuesAt } from './cues.js';
import { firstHan, prefixAt } from './first-letters.js';
import { type Amount, readAmounts } from './read-amounts.js';
import { type ReadDate, readDates } from './read-dates.js';
import { everydayWords } from './word-groups.js';

/** A word or phrase that says something, with every key under which it may be met again, in any language. */
export interface Unit extends TextRange {
  readonly word: string;
  readonly keys: readonly string[];
  readonly isName: boolean;
}

/** How newspapers are called. */
const paper = '(?:Post|Times|Daily|Journal|Herald|Today)(?!\\p{Script=Latin})';
/** What follows a name that is part of a newspaper's. */
const ofNewspaper = new RegExp(`^ (?:\\p{Lu}\\p{L}+ ){0,2}${paper}|^\\p{Script=Han}{0,2}[时日邮早晚]报`, 'u');
const papers = new RegExp(`(?:\\p{Lu}\\p{L}+ ){1,4}${paper}`, 'gu');

/** A text without the names of newspapers: one named after a place is not of that place. */
export function withoutPapers(text: string): string {
  return text.replaceAll(papers, ' ');
}

/** A text with what decides whether another one proves it. */
export interface ReadText {
  readonly text: string;
  readonly language: Language;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly places: readonly Mention[];
  readonly dates: readonly ReadDate[];
  readonly amounts: readonly Amount[];
  /** Content words, names among them; dates and numbers left out. */
  readonly units: readonly Unit[];
  readonly keys: ReadonlySet<string>;
  readonly clauses: readonly TextRange[];
}

/** Found places of cues, in reading order. */
export interface FoundCue extends TextRange {
  readonly id: string;
}

const clauseBreak =
  /(?:,(?!\d)|(?<!\d):|[;()—，；：。（）])\s*|\s[-–]\s|(?<!\p{L})(?:and|but|yet|because|although|though|whereas|while|when|after|before|which|who|whose|until|since|y|pero|porque|aunque|mientras|cuando|después|antes|tras|que|donde)(?!\p{L})|因为|虽然|但是|但|而(?!且)|并且|同时/giu;

/** Names of regions that the runtime does not know. */
const otherPlaceNames: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
  '021': { en: ['North America', 'North American'], es: ['América del Norte', 'Norteamérica'], zh: ['北美', '北美洲'] },
  '150': { en: ['European'], es: ['europeo', 'europea'], zh: ['欧洲'] },
  '419': { en: ['Latin American'], es: ['latinoamericano'], zh: ['拉美', '拉丁美洲'] },
};
/** Countries and regions by their names in the three languages, as the runtime knows them. */
let placeIndex: Names | null = null;
function findPlaces(text: string, tokens: readonly Token[]): Mention[] {
  placeIndex ??= buildPlaceIndex();
  return placeIndex.findMentions(text, tokens);
}

function buildPlaceIndex(): Names {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  // Europe, Latin America, Asia, Africa, South America, North America, South-East Asia.
  const codes = ['150', '419', '142', '002', '005', '021', '035', ...letters.flatMap((a) => letters.map((b) => a + b))];
  const namesIn = (language: Language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const [en, es, zh] = [namesIn('en'), namesIn('es'), namesIn('zh')];
  const entities = codes.flatMap((code) => {
    // The market and the makers' home are known under too many names; ordinary words stand for those.
    if (/^(?:US|CN|UM|EZ|UN|ZZ)$/.test(code)) return [];
    const [first, second, third] = [en, es, zh].map((names) => names.of(code));
    if (!first || !second || !third) return [];
    const more = otherPlaceNames[code];
    return [
      {
        id: `place-${code.toLowerCase()}`,
        kind: 'place',
        names: {
          en: [first, ...(more?.en ?? [])],
          es: [second, ...(more?.es ?? [])],
          zh: [third, ...(more?.zh ?? [])],
        },
      },
    ];
  });
  return new Names(GlossaryFile.parse({ entities }));
}

/** "Honor 9 percent" is no phone. */
function withoutShare(mention: Mention, text: string): Mention {
  const digits = /\s\d+$/.exec(text.slice(mention.start, mention.end))?.[0];
  return digits !== undefined &&
    /^\s?(?:%|percent|per cent|por ciento|million|millones)/iu.test(text.slice(mention.end))
    ? { ...mention, end: mention.end - digits.length, by: 'name' }
    : mention;
}

const groupIds = new WeakMap<object, string>();
let groupCount = 0;
function groupKey(group: { readonly phrases: object }): string {
  const known = groupIds.get(group.phrases);
  if (known !== undefined) return known;
  groupCount += 1;
  const key = `g:${groupCount}`;
  groupIds.set(group.phrases, key);
  return key;
}

/** @param published Of the article that the text is quoted from; null for a claim. */
export function readText(
  text: string,
  language: Language,
  glossary: GlossaryIndex,
  published: string | null,
): ReadText {
  const english = analyze(text, 'en');
  const tokens = language === 'en' ? english : analyze(text, language);
  // "China" of the South China Morning Post is no nation.
  const regions = findPlaces(text, english).filter(({ start }) => !/^\p{Ll}/u.test(text.slice(start, start + 2)));
  const mentions = findMentions(text, glossary, english)
    .map((mention) => withoutShare(mention, text))
    .filter(
      ({ kind, start, end }) =>
        !ofNewspaper.test(text.slice(end)) &&
        // "South America" is not America, "美国会有" not the Congress.
        !(kind === 'market' && regions.some((region) => region.start < start && region.end === end)) &&
        !(
          text.slice(start, end) === '国会' &&
          /美$/u.test(text.slice(0, start)) &&
          /^[有在是不被让因将继]/u.test(text.slice(end))
        ),
    );
  const places = regions.filter(
    ({ start, end }) => !mentions.some((mention) => mention.start <= start && mention.end >= end),
  );
  const names = [...mentions, ...places];
  const isName = (range: TextRange) => names.some(({ start, end }) => start < range.end && end > range.start);
  const dates = readDates(text, published).filter((date) => !isName(date));
  // Which quarter it was is a number as well.
  const amounts = readAmounts(text, [
    ...dates.filter(({ relative }) => relative !== 'quarter' && relative !== 'half'),
    ...names,
  ]);
  const taken = [...dates, ...amounts];
  const groups = [
    ...glossary.findSynonyms(text, language, tokens),
    ...everydayWords.findSynonyms(text, language, tokens),
  ].map(({ group, start, end }) => ({ key: groupKey(group), start, end }));
  const units: Unit[] = [];
  for (const token of tokens) {
    if (token.isStopword && !groups.some((group) => covers(group, token))) continue;
    if (taken.some((range) => range.start < token.end && range.end > token.start)) continue;
    if (isName(token)) continue;
    const near = groups.filter(
      (group) => covers(group, token) || (language === 'zh' && group.start < token.end && group.end > token.start),
    );
    if (token.isStopword && near.length === 0) continue;
    units.push({
      word: token.word,
      start: token.start,
      end: token.end,
      isName: false,
      keys: [
        `t:${token.term}`,
        ...(irregularForms.get(token.term) ?? []).map((form) => `t:${form}`),
        ...beginningOf(token.word, language),
        ...near.map(({ key }) => key),
      ],
    });
  }
  for (const { kind, id, start, end } of names)
    units.push({
      word: text.slice(start, end),
      start,
      end,
      isName: true,
      keys: [`m:${kind === 'market' ? 'market' : id}`],
    });
  units.sort((a, b) => a.start - b.start);
  return {
    text,
    language,
    tokens,
    mentions,
    places,
    dates,
    amounts,
    units,
    keys: new Set(units.flatMap(({ keys }) => keys)),
    clauses: clausesOf(text),
  };
}

/** Spanish stems differ between forms of a long word: "prioridad" and "prioridades" begin alike. */
function beginningOf(word: string, language: Language): string[] {
  return language === 'es' && word.length >= 8 ? [`b:${word.slice(0, 7)}`] : [];
}

/** Keys of the everyday words in a text: "Congress" stands for lawmakers. */
export function synonymKeys(text: string, language: Language): string[] {
  return everydayWords.findSynonyms(text, language).map(({ group }) => groupKey(group));
}

function covers(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

function clausesOf(text: string): TextRange[] {
  const clauses: { start: number; end: number }[] = [{ start: 0, end: text.length }];
  for (const match of text.matchAll(clauseBreak)) {
    const last = clauses.at(-1);
    if (last) last.end = match.index;
    clauses.push({ start: match.index, end: text.length });
  }
  return clauses.filter(({ start, end }) => end > start);
}

/** A function of a text whose result is kept as long as the text: quotes are looked at by claim after claim. */
export function oncePerText<Result>(make: (read: ReadText) => Result): (read: ReadText) => Result {
  const known = new WeakMap<ReadText, { readonly result: Result }>();
  return (read) => {
    let entry = known.get(read);
    if (!entry) {
      entry = { result: make(read) };
      known.set(read, entry);
    }
    return entry.result;
  };
}

const foundCues = new WeakMap<ReadText, Map<Cue, readonly FoundCue[]>>();

/** Where a text has one of these cues, outside names: "Nothing" may be a maker. Looked for once in each text. */
export function findCues(read: ReadText, cues: readonly Cue[]): readonly FoundCue[] {
  const lists = foundLists.get(read) ?? new Map<readonly Cue[], readonly FoundCue[]>();
  foundLists.set(read, lists);
  let list = lists.get(cues);
  if (!list) {
    list = findEach(read, cues);
    lists.set(cues, list);
  }
  return list;
}

const foundLists = new WeakMap<ReadText, Map<readonly Cue[], readonly FoundCue[]>>();

function findEach(read: ReadText, cues: readonly Cue[]): FoundCue[] {
  const known = foundCues.get(read) ?? new Map<Cue, readonly FoundCue[]>();
  foundCues.set(read, known);
  const all: FoundCue[] = [];
  for (const cue of cues) {
    let found = known.get(cue);
    if (!found) {
      found = findCue(read, cue);
      known.set(cue, found);
    }
    all.push(...found);
  }
  return all.sort((a, b) => a.start - b.start);
}

/** Where words of each cue may match, by their first letters, in reading order. */
const placesOf = oncePerText(({ text }: ReadText): ReadonlyMap<Cue, readonly number[]> => {
  const places = new Map<Cue, number[]>();
  for (const { index } of text.matchAll(/(?<![\p{Script=Latin}\p{N}])\p{Script=Latin}|\p{Script=Han}/gu)) {
    for (const cue of cuesAt(prefixAt(text, index))) {
      const ofCue = places.get(cue);
      if (ofCue) ofCue.push(index);
      else places.set(cue, [index]);
    }
  }
  return places;
});

/** Matches of a cue in reading order, none inside another. */
function matchesOf(read: ReadText, cue: Cue): readonly TextRange[] {
  const { text } = read;
  const { pattern, parts } = cue;
  if (!parts)
    return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  const starts = placesOf(read).get(cue);
  if (!starts) return none;
  const found: TextRange[] = [];
  let free = 0;
  for (const start of starts) {
    if (start < free) continue;
    const words = text.charCodeAt(start) < firstHan ? parts.latin : parts.han;
    if (!words) continue;
    words.lastIndex = start;
    if (!words.test(text)) continue;
    free = words.lastIndex;
    found.push({ start, end: free });
  }
  return found;
}

/** Of no thing, not of the maker: "Nothing in it", "Nothing was said". */
const ofNoThing =
  /^ (?:in|of|is|was|were|has (?:been|changed|come|happened)|had (?:been|changed|come|happened)|about|else|more|less|but|came|comes?|happen(?:s|ed)|indicat|suggest|changed?s?|prevent|stops|stood|stands|can|could|to|the|that|like|beyond|short|under|on|here|there)(?!\p{L})/u;

const none: readonly FoundCue[] = [];

function findCue(read: ReadText, cue: Cue): readonly FoundCue[] {
  const { text, mentions, places } = read;
  const matches = matchesOf(read, cue);
  // Most texts have none of most cues.
  if (matches.length === 0) return none;
  return matches
    .map((range) => ({ id: cue.id, ...range }))
    .filter(
      (found) =>
        ![...mentions, ...places].some(({ start, end }) => start <= found.start && end >= found.end) &&
        // Written with a capital inside a sentence, "May" is a month.
        text.slice(found.start, found.end) !== 'May' &&
        // The same of the maker.
        !(
          text.slice(found.start, found.end) === 'Nothing' &&
          (found.start > 0 || !ofNoThing.test(text.slice(found.end)) || mentions.some(({ id }) => id === 'nothing'))
        ),
    );
}

/** The clause that holds a place of a text. */
export function clauseAt({ clauses, text }: ReadText, place: number): TextRange {
  return clauses.find(({ start, end }) => place >= start && place < end) ?? { start: 0, end: text.length };
}

/** Whether two units may stand for each other. */
export function hasUnit({ keys }: Pick<ReadText, 'keys'>, unit: Unit): boolean {
  return unit.keys.some((key) => keys.has(key));
}
