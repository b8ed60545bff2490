import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { StatesideError } from '../error.js';
import { detectLanguage } from '../text/language.js';
import { type Article, ArticleFrontMatter } from './article.js';
import type { GlossaryIndex } from './glossary-index.js';

/** Says which file and key is wrong and what would be right. */
export class ArticleError extends StatesideError {}

const frontMatterPattern = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;

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
      throw new ArticleError(`Cannot load "${fileName}": ${key} names "${unknown}", which the glossary does not have`, {
        remedy: `use one of ${[...known].join(', ')}, or add it to glossary.yaml`,
      });
    }
  }
  const text = source.slice(match[0].length);
  if (text.trim() === '') {
    throw new ArticleError(`Cannot load "${fileName}": there is no text after the front matter`, {
      remedy: 'write the article below the second "---" line',
    });
  }
  const id = frontMatter.id ?? fileName.replace(/\.md$/i, '').replace(/[^A-Za-z0-9._-]+/g, '-');
  return {
    id,
    title: frontMatter.title,
    publisher: frontMatter.publisher,
    author: frontMatter.author ?? null,
    published: frontMatter.published,
    url: frontMatter.url,
    kind: frontMatter.kind,
    language: frontMatter.language ?? detectLanguage(text),
    makers: frontMatter.makers ?? glossary.tagMakers(`${frontMatter.title}\n${text}`),
    topics: frontMatter.topics ?? glossary.tagTopics(`${frontMatter.title}\n${text}`),
    supersedes: frontMatter.supersedes,
    questions: frontMatter.questions,
    text,
  };
}

function parseFrontMatter(fileName: string, yaml: string): ArticleFrontMatter {
  const document = parseDocument(yaml, { prettyErrors: false, schema: 'core' });
  const problem = document.errors[0];
  if (problem) {
    const line = yaml.slice(0, problem.pos[0]).split('\n').length + 1;
    throw new ArticleError(`Cannot load "${fileName}": line ${line} is not valid YAML (${problem.message})`, {
      remedy: 'put values that contain ": " or "#" in quotation marks',
    });
  }
  const parsed = ArticleFrontMatter.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (parsed.success) return parsed.data;
  throw new ArticleError(`Cannot load "${fileName}": ${parsed.error.issues.map(describeIssue).join('; ')}`, {
    remedy: 'correct the front matter of that file',
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown key "${issue.keys.join('", "')}"`;
  const key = issue.path.join('.') || 'front matter';
  if (issue.code === 'invalid_type' && issue.input === undefined) return `key "${key}" is missing`;
  return `key "${key}" ${issue.message}`;
}
