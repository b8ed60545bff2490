import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { StatesideError } from '../../src/error.js';
import { languages } from '../../src/text/language.js';

/** A question with what a good answer holds. Foreign files may have more keys. */
export const EvalQuestion = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  question: z.string().min(1),
  lang: z.enum(languages).default('en'),
  status: z.enum(['answered', 'no-source', 'help']).default('answered'),
  kind: z.string().default('other'),
  /** Every needed fact, each with its alternatives. */
  answers: z.array(z.array(z.string())).default([]),
  goldSources: z.array(z.string()).default([]),
  goldPassages: z.array(z.string()).default([]),
  /** Earlier questions of the conversation. */
  context: z.array(z.string()).default([]),
  /** A follow-up made complete. */
  standalone: z.string().optional(),
  /** The clean question that this one is a variant of. */
  cleanId: z.string().optional(),
});
export type EvalQuestion = z.infer<typeof EvalQuestion>;

/** Reads a file with one JSON object a line. @throws {StatesideError} Names file and line of what does not parse. */
export function readJsonLines<Schema extends z.ZodType>(filePath: string, schema: Schema): z.infer<Schema>[] {
  let source: string;
  try {
    source = readFileSync(filePath, 'utf8');
  } catch (cause) {
    throw new StatesideError(`Cannot read "${filePath}": ${(cause as NodeJS.ErrnoException).code}`, {
      remedy: 'check the path',
      cause,
    });
  }
  return source.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new StatesideError(`Cannot read "${filePath}": line ${index + 1} is not JSON`, {
        remedy: 'correct that line',
        cause,
      });
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      throw new StatesideError(`Cannot read "${filePath}": line ${index + 1}: ${z.prettifyError(parsed.error)}`, {
        remedy: 'correct that line',
      });
    }
    return [parsed.data];
  });
}

export interface BeirDataset {
  readonly queries: ReadonlyMap<string, string>;
  readonly relevance: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** A knowledge folder made from the corpus: one article a document, named by its position. */
  readonly knowledgeFolder: string;
  readonly documentIds: readonly string[];
}

const BeirDocument = z.object({
  _id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string().default(''),
});
const BeirQuery = z.object({ _id: z.union([z.string(), z.number()]).transform(String), text: z.string() });

/** Reads a collection in BEIR's form (Thakur et al. 2021) and lays its documents out as articles in a temporary folder. */
export function readBeir(folder: string): BeirDataset {
  const documents = readJsonLines(path.join(folder, 'corpus.jsonl'), BeirDocument);
  const queries = new Map(
    readJsonLines(path.join(folder, 'queries.jsonl'), BeirQuery).map((query) => [query._id, query.text]),
  );
  const relevance = new Map<string, Map<string, number>>();
  for (const line of readFileSync(path.join(folder, 'qrels', 'test.tsv'), 'utf8')
    .split('\n')
    .slice(1)) {
    const [query, document, grade] = line.trim().split('\t');
    if (!query || !document) continue;
    const grades = relevance.get(query) ?? new Map<string, number>();
    grades.set(document, Number(grade));
    relevance.set(query, grades);
  }
  const knowledgeFolder = evalFolder(
    'beir',
    folder,
    JSON.stringify([documents.length, documents[0], documents.at(-1)]),
  );
  if (!existsSync(knowledgeFolder)) {
    const building = `${knowledgeFolder}.building-${process.pid}`;
    mkdirSync(building, { recursive: true });
    for (const [position, document] of documents.entries()) {
      const text = document.text.trim();
      const title = (document.title ?? '').trim();
      const body = title !== '' && !text.toLowerCase().startsWith(title.toLowerCase()) ? `${title}\n\n${text}` : text;
      const article = `---\ntitle: ${JSON.stringify((title || `Document ${position}`).slice(0, 280))}\npublisher: BEIR\npublished: "2000"\nurl: https://example.org/${position}\nlanguage: en\n---\n\n${escapeMarkdown(body) || '.'}\n`;
      writeFileSync(path.join(building, `${String(position).padStart(7, '0')}.md`), article);
    }
    rmSync(knowledgeFolder, { recursive: true, force: true });
    renameSync(building, knowledgeFolder);
  }
  return { queries, relevance, knowledgeFolder, documentIds: documents.map((document) => document._id) };
}

/** Keeps plain text from being read as headings, fences or comments. */
function escapeMarkdown(text: string): string {
  return text.replace(/^(\s*)(#{1,6}\s|```|~~~|<!--|[-*_]{3,}\s*$)/gm, '$1\\$2');
}

/** A folder of this machine's temporary space that belongs to one data set. */
export function evalFolder(kind: string, folder: string, salt = ''): string {
  const hash = createHash('sha256').update(path.resolve(folder)).update(salt).digest('hex').slice(0, 16);
  return path.join(os.tmpdir(), 'stateside-eval', `${kind}-${hash}`);
}
