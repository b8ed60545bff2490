import { z } from 'zod';
import { StatesideError } from './error.js';

const folder = z.string().trim().min(1, { error: 'must not be empty' });

/** Everything the environment may set; .env.example says the same with examples. */
const Environment = z.object({
  DATA_DIR: folder.default('data'),
  KNOWLEDGE_DIR: folder.default('knowledge'),
});

export interface Config {
  /** Folder for the index and the REPL's history. */
  readonly dataFolder: string;
  /** Folder that holds the articles. */
  readonly knowledgeFolder: string;
}

/** Reads the configuration from given variables. @throws {StatesideError} Names each variable that is wrong. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new StatesideError(`Cannot start: ${problems.join(', ')}`, {
      remedy: 'correct the variable; .env.example explains each',
    });
  }
  return { dataFolder: parsed.data.DATA_DIR, knowledgeFolder: parsed.data.KNOWLEDGE_DIR };
}
