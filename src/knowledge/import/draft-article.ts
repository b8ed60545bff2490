import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { stripDiacritics } from '../../text/analyze.js';
import { detectLanguage, type Language } from '../../text/language.js';
import type { GlossaryIndex } from '../glossary-index.js';
import { ImportError } from './import-error.js';
import type { Story } from './read-story.js';

/** What the operator gives for sources that do not say it themselves. */
export interface Defaults {
  readonly title?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
}

/** An article that is about to be written. */
export interface ArticleDraft {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly author: string | null;
  readonly published: string;
  readonly url: string;
  readonly kind: 'report' | 'official';
  readonly language: Language;
  readonly makers: readonly string[];
  readonly topics: readonly string[];
  readonly text: string;
  /** What the operator should look at, by key. */
  readonly doubts: Readonly<Partial<Record<'published' | 'publisher' | 'title' | 'url' | 'makers' | 'topics', string>>>;
}

export interface DraftContext {
  readonly source: string;
  /** What a feed said of it. */
  readonly announced: {
    readonly title: string | null;
    readonly author: string | null;
    readonly published: string | null;
    readonly publisher: string | null;
  } | null;
  /** When the file or page was last changed; null when unknown. */
  readonly modified: Date | null;
  /** Of a local file, without its folder; null on the web. */
  readonly fileName: string | null;
  readonly defaults: Defaults;
  readonly glossary: GlossaryIndex;
}

/**
 * Makes an article of a story: metadata from the page, then the feed, then the operator, and makers and topics from the
 * glossary.
 * @throws {ImportError} When no date is known.
 */
export function draftArticle(story: Story, context: DraftContext): ArticleDraft {
  const { source, announced, defaults, glossary } = context;
  const doubts: ArticleDraft['doubts'] = {};
  const doubt = (key: keyof ArticleDraft['doubts'], reason: string) => Object.assign(doubts, { [key]: reason });
  const url = story.url ?? defaults.url ?? fileAddress(context.fileName);
  if (url.startsWith('file:')) doubt('url', 'not stated: the name of the file');
  const written = story.published ?? announced?.published ?? defaults.published ?? null;
  const published = written ?? context.modified?.toISOString().slice(0, 10) ?? null;
  if (published === null)
    throw new ImportError(source, 'it does not say when it was published', {
      remedy: 'add --published YYYY-MM-DD (or YYYY-MM, or YYYY)',
    });
  if (written === null) doubt('published', 'not stated: the day the file was last changed');
  const title =
    story.title ?? announced?.title ?? defaults.title ?? firstWords(story.text) ?? context.fileName ?? 'Untitled';
  if (story.title === null && announced?.title == null && defaults.title === undefined)
    doubt('title', 'not stated: the first words');
  const statedPublisher = story.publisher ?? announced?.publisher ?? defaults.publisher;
  if (statedPublisher === undefined || statedPublisher === null) doubt('publisher', 'not stated');
  const publisher = statedPublisher ?? hostOf(url);
  const language = detectLanguage(story.text);
  const whole = `${title}\n${story.text}`;
  const makers = glossary.tagMakers(whole);
  const topics = glossary.tagTopics(whole, language);
  if (makers.length === 0 && glossary.makerIds.size > 0) doubt('makers', 'the text names none of the glossary');
  if (topics.length === 0 && glossary.topicIds.size > 0)
    doubt('topics', "the text has no word of the glossary's topics");
  return {
    id: idOf(published, title),
    title,
    publisher,
    author: story.author ?? announced?.author ?? defaults.author ?? null,
    published,
    url,
    kind: /(?:^|\.)gov(?:\.[a-z]{2})?$/.test(new URL(url).hostname) ? 'official' : 'report',
    language,
    makers,
    topics,
    text: story.text,
    doubts,
  };
}

/** The article's file: front matter with a remark beside each doubtful key, and the text. */
export function renderArticleFile(draft: ArticleDraft): string {
  const line = (key: string, value: unknown, doubtKey?: keyof ArticleDraft['doubts']) => {
    const reason = doubtKey === undefined ? undefined : draft.doubts[doubtKey];
    const list = Array.isArray(value) ? `[${value.join(', ')}]` : null;
    const written = list ?? stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN', schema: 'yaml-1.1' }).trim();
    return `${key}: ${written}${reason === undefined ? '' : ` # ${reason}`}`;
  };
  return [
    '---',
    line('title', draft.title, 'title'),
    line('publisher', draft.publisher, 'publisher'),
    line('author', draft.author),
    line('published', draft.published, 'published'),
    line('url', draft.url, 'url'),
    `kind: ${draft.kind}`,
    `language: ${draft.language}`,
    line('makers', draft.makers, 'makers'),
    line('topics', draft.topics, 'topics'),
    'brief: false',
    'supersedes: []',
    '---',
    '',
    draft.text,
  ].join('\n');
}

/** "2018-03-xiaomi-still-names-no-date": the month and the first words of the title. */
function idOf(published: string, title: string): string {
  const words =
    stripDiacritics(title)
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length > 60) break;
    slug += `${slug === '' ? '' : '-'}${word}`;
  }
  // A Chinese title leaves little or nothing of itself.
  const isTelling = !/\p{Script=Han}/u.test(title) && slug.length > 3;
  const hash = createHash('sha256').update(title).digest('hex').slice(0, 8);
  return `${published.slice(0, 7)}-${isTelling ? slug : `${slug === '' ? '' : `${slug}-`}${hash}`}`;
}

function firstWords(text: string): string | null {
  const line =
    text
      .split('\n')
      .find((candidate) => candidate.trim() !== '')
      ?.replace(/^#+\s*/, '') ?? '';
  const words = line.split(/\s+/).slice(0, 12).join(' ').slice(0, 100);
  return words === '' ? null : words;
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '') || 'Unknown publisher';
}

/** A file without a web address of its own is known by its name; its folder is nobody's business. */
function fileAddress(fileName: string | null): string {
  return `file:///${encodeURIComponent(fileName ?? 'unknown')}`;
}
