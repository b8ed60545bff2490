import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import picocolors from 'picocolors';
import { AnswerEngine } from '../../src/answer/answer-question.js';
import { StatesideError } from '../../src/error.js';
import { Session } from '../../src/repl/session.js';
import { openIndex } from '../../src/retrieval/open-index.js';

/** What README's reader sees being asked: an answer with proof, a follow-up, and honest silence. */
const questions = [
  'Will Xiaomi sell phones in the US?',
  'Why did Verizon drop Huawei?',
  'what about AT&T?',
  "What's the weather in Chicago tomorrow?",
];
const start = '<!-- transcript: written by "npm run transcript" -->';
const end = '<!-- end of transcript -->';
const width = 100;

/** Asks the engine README's questions over the shipped articles, on a fixed day. */
export async function buildTranscript(): Promise<string> {
  const knowledgeFolder = fileURLToPath(new URL('../../knowledge', import.meta.url));
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'stateside-transcript-'));
  try {
    const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
    const session = new Session({
      engine: await AnswerEngine.create(index, () => new Date('2026-11-22T00:00:00Z')),
      store: index.store,
      glossary: index.glossary,
      colors: picocolors.createColors(false),
      width: () => width,
      areBriefs: index.areBriefs,
      json: false,
    });
    const parts: string[] = [];
    for (const question of questions) parts.push(`> ${question}\n\n${(await session.handle(question)).text}`);
    await index.close();
    return parts.join('\n\n');
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Puts a transcript between README's markers. @throws {StatesideError} When README has no such place. */
export function insertTranscript(readme: string, transcript: string): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from)
    throw new StatesideError('Cannot write the transcript: README.md has no place for it', {
      remedy: `add the lines "${start}" and "${end}"`,
    });
  return `${readme.slice(0, from + start.length)}\n\n\`\`\`text\n${transcript}\n\`\`\`\n\n${readme.slice(to)}`;
}
