import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { describeError, StatesideError } from '../error.js';
import { detectLanguage } from '../text/language.js';
import { splitSentences, type TextRange } from '../text/sentences.js';
import { type Article, ArticleFrontMatter, type ReaderQuestion, type TranslatedSentence } from './article.js';
import type { GlossaryIndex } from './glossary-index.js';
import { splitArticle } from './split-article.js';

/** Says which file and key is wrong and what would be right. */
export class ArticleError extends StatesideError {}

const frontMatterPattern = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/;
/** Real front matter has a few thousand code units; the parser takes quadratic time on some inputs. */
const maximumFrontMatterLength = 65_536;
/** How many problems, and how much of a wrong value, a message shows. */
const maximumIssues = 5;
const maximumShownLength = 80;

/**
 * Parses one article file.
 * @param fileName The file's name, used for the id when the front matter has none and in error messages.
 * @throws {ArticleError} When the front matter is missing, is not YAML or breaks the schema, or the text is empty.
 */
export function parseArticle(fileName: string, source: string, glossary: GlossaryIndex): Article {
  const match = frontMatterPattern.exec(source);
  if (!match) {
    throw new ArticleError(`Cannot load "${fileName}": it has no front matter`, {
      remedy: 'start the file with a line "---", the keys title, publisher, published and url, and another line "---"',
    });
  }
  const frontMatter = parseFrontMatter(fileName, match[1] ?? '');
  for (const [key, known] of [
    ['makers', glossary.makerIds],
    ['topics', glossary.topicIds],
  ] as const) {
    const unknown = frontMatter[key]?.find((value) => !known.has(value));
    if (unknown !== undefined) {
      throw new ArticleError(
        `Cannot load "${fileName}": ${key} names ${show(unknown)}, which the glossary does not have`,
        {
          remedy:
            known.size > 0
              ? `use one of ${[...known].join(', ')}, or add it to glossary.yaml`
              : 'add it to glossary.yaml',
        },
      );
    }
  }
  const text = source.slice(match[0].length);
  if (text.trim() === '') {
    throw new ArticleError(`Cannot load "${fileName}": there is no text after the front matter`, {
      remedy: 'write the article below the second "---" line',
    });
  }
  const language = frontMatter.language ?? detectLanguage(text);
  const findSentence = sentenceFinder(fileName, text);
  return {
    id: frontMatter.id ?? idOf(fileName),
    title: frontMatter.title,
    publisher: frontMatter.publisher,
    author: frontMatter.author ?? null,
    published: frontMatter.published,
    url: frontMatter.url,
    kind: frontMatter.kind,
    language,
    makers: frontMatter.makers ?? glossary.tagMakers(`${frontMatter.title}\n${text}`),
    topics: frontMatter.topics ?? glossary.tagTopics(`${frontMatter.title}\n${text}`, language),
    brief: frontMatter.brief ?? null,
    supersedes: frontMatter.supersedes,
    questions: readerQuestions(frontMatter.questions, findSentence),
    translations: translatedSentences(frontMatter.translations, findSentence),
    text,
  };
}

type FindSentence = (key: 'questions' | 'translations', opening: string) => TextRange;

/** Finds sentences by their first words. The text is split when the first is asked for. */
function sentenceFinder(fileName: string, text: string): FindSentence {
  let sentences: readonly TextRange[] | null = null;
  /** @throws {ArticleError} When no sentence begins so, or more than one. */
  return (key, opening) => {
    sentences ??= splitArticle('', text).flatMap(({ start, end }) => splitSentences(text, start, end));
    const [found, ...more] = sentences.filter(({ start }) => text.startsWith(opening, start));
    if (found && more.length === 0) return found;
    throw new ArticleError(
      `Cannot load "${fileName}": key "${key}" names the sentence that begins ${show(opening)}, which the text has ${found ? `${more.length + 1} times` : 'not'}`,
      { remedy: 'give the first words of the sentence that is meant, as many as only it begins with' },
    );
  };
}

function readerQuestions(entries: ArticleFrontMatter['questions'], findSentence: FindSentence): ReaderQuestion[] {
  return entries.flatMap((entry): ReaderQuestion[] => {
    if (typeof entry === 'string') return [{ text: entry, answeredAt: null }];
    return Object.entries(entry).flatMap(([opening, questions]) => {
      const answeredAt = findSentence('questions', opening).start;
      return questions.map((question) => ({ text: question, answeredAt }));
    });
  });
}

function translatedSentences(
  entries: ArticleFrontMatter['translations'],
  findSentence: FindSentence,
): TranslatedSentence[] {
  return entries
    .flatMap((entry) =>
      Object.entries(entry).map(([opening, texts]) => {
        const { start, end } = findSentence('translations', opening);
        return { start, end, texts };
      }),
    )
    .sort((a, b) => a.start - b.start);
}

/** The file's name without its ending; what an id may not hold gives way to hyphens, kept apart by a hash. */
function idOf(fileName: string): string {
  const stem = fileName.replace(/\.md$/i, '');
  const plain = stem.replace(/[^A-Za-z0-9._-]+/g, '-');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a pure-ASCII test
  if (/^[\x00-\x7f]*$/.test(stem) && /^[A-Za-z0-9]/.test(plain)) return plain;
  // Two names in Chinese would otherwise both become "-".
  const hash = createHash('sha256').update(stem).digest('hex').slice(0, 8);
  return `${plain.replace(/^[._-]+|[._-]+$/g, '') || 'article'}-${hash}`;
}

function parseFrontMatter(fileName: string, yaml: string): ArticleFrontMatter {
  if (yaml.length > maximumFrontMatterLength) {
    throw new ArticleError(
      `Cannot load "${fileName}": its front matter has ${yaml.length} characters, the limit is ${maximumFrontMatterLength}`,
      { remedy: 'keep only the keys that articles have, and write the article below the second "---" line' },
    );
  }
  const parsed = ArticleFrontMatter.safeParse(readYaml(fileName, yaml) ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const more = issues.length > maximumIssues ? `; and ${issues.length - maximumIssues} more` : '';
  throw new ArticleError(
    `Cannot load "${fileName}": ${issues.slice(0, maximumIssues).map(describeIssue).join('; ')}${more}`,
    { remedy: 'correct the front matter of that file' },
  );
}

function readYaml(fileName: string, yaml: string): unknown {
  let problem: { message: string; line: number | null };
  try {
    const document = parseDocument(yaml, { prettyErrors: false, schema: 'core' });
    const [error] = document.errors;
    if (!error) return document.toJS({ maxAliasCount: 0 });
    problem = { message: error.message, line: yaml.slice(0, error.pos[0]).split('\n').length + 1 };
  } catch (cause) {
    // Aliases (they can stand for gigabytes) and nesting deeper than the call stack.
    problem = { message: describeError(cause), line: null };
  }
  const place = problem.line === null ? 'its front matter' : `line ${problem.line}`;
  throw new ArticleError(`Cannot load "${fileName}": ${place} is not valid YAML (${shorten(problem.message)})`, {
    remedy: 'put values that contain ": ", "#", "&" or "*" in quotation marks',
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const more = issue.keys.length > maximumIssues ? ` and ${issue.keys.length - maximumIssues} more` : '';
    return `unknown key ${issue.keys.slice(0, maximumIssues).map(show).join(', ')}${more}`;
  }
  const key = issue.path.join('.');
  if (key === '') return `front matter is not a list of keys with values`;
  if (issue.input === undefined) return `key "${key}" is missing`;
  return `key "${key}" ${issue.message}`;
}

/** A foreign value in quotation marks, on one line. */
function show(value: string): string {
  return JSON.stringify(shorten(value));
}

function shorten(value: string): string {
  return value.length > maximumShownLength ? `${value.slice(0, maximumShownLength)}…` : value;
}
