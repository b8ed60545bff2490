import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, loadDiscordConfig, loadModelConfig, type ModelConfig } from '../../config.js';
import { StatesideError } from '../../error.js';
import { makeFolder } from '../../make-folder.js';
import { openDatabase } from '../../retrieval/sqlite/open-database.js';
import { availableKind } from '../../retrieval/vectors/vector-file.js';
import { compose } from '../compose.js';
import type { Check } from './check.js';
import { checkChatModel, checkEmbedder } from './check-models.js';

type Environment = Readonly<Record<string, string | undefined>>;

const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));
const oldestNode = [20, 12] as const;

/** Looks at each part in turn; what comes later may need what comes before. */
export async function* checkSetup(environment: Environment): AsyncGenerator<Check> {
  yield checkNode(process.versions.node);
  yield checkSqlite();
  yield checkHnsw();
  let config: ReturnType<typeof loadConfig>;
  let models: ModelConfig;
  try {
    config = loadConfig(environment);
    models = loadModelConfig(environment);
    yield { name: 'settings', state: 'good', found: 'every variable can be read', remedy: null };
  } catch (error) {
    yield broken('settings', error);
    return;
  }
  const data = checkDataFolder(path.resolve(projectFolder, config.dataFolder));
  yield data;
  if (data.state !== 'broken') yield await checkIndex(config);
  yield await checkDiscord(environment);
  yield await checkChatModel(models.chat);
  yield await checkEmbedder(models.embeddings);
}

/** @param version As `process.versions.node` gives it. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return {
    name: 'Node',
    state: isOld ? 'broken' : 'good',
    found: version,
    remedy: isOld ? `install Node ${oldestNode.join('.')} or newer` : null,
  };
}

function checkSqlite(): Check {
  try {
    openDatabase(':memory:').close();
    return { name: 'better-sqlite3', state: 'good', found: 'loads', remedy: null };
  } catch (error) {
    return broken('better-sqlite3', error);
  }
}

function checkHnsw(): Check {
  return availableKind() === 'hnsw'
    ? { name: 'hnswlib-node', state: 'good', found: 'loads', remedy: null }
    : {
        name: 'hnswlib-node',
        state: 'note',
        found: 'does not load; exact search stands in for it',
        remedy: 'for large collections, install Python 3, make and a C++ compiler, then run "npm rebuild hnswlib-node"',
      };
}

function checkDataFolder(folder: string): Check {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK);
    return { name: 'data folder', state: 'good', found: `${folder} can be written`, remedy: null };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return {
      name: 'data folder',
      state: 'broken',
      found: `${folder} cannot be written (${code})`,
      remedy: 'give this user the right to write there, or set DATA_DIR to another folder',
    };
  }
}

async function checkIndex(config: ReturnType<typeof loadConfig>): Promise<Check> {
  try {
    const { index } = await compose(config);
    const { articleCount, passageCount } = await index.store.statistics();
    const rejected = index.rejected.length;
    await index.close();
    const found = `${articleCount} articles, ${passageCount} passages${rejected > 0 ? `, ${rejected} files left out` : ''}`;
    if (articleCount === 0)
      return {
        name: 'index',
        state: 'note',
        found,
        remedy: 'put articles into the knowledge folder (README, "Add an article")',
      };
    const first = index.rejected[0];
    return { name: 'index', state: first ? 'note' : 'good', found, remedy: first?.problem ?? null };
  } catch (error) {
    return broken('index', error);
  }
}

async function checkDiscord(environment: Environment): Promise<Check> {
  if (environment.DISCORD_TOKEN === undefined)
    return { name: 'Discord', state: 'off', found: 'no DISCORD_TOKEN; only "npm start" needs one', remedy: null };
  try {
    const { token, apiUrl, applicationId } = loadDiscordConfig(environment);
    // discord.js takes most of a second to load.
    const { applicationFlags, checkToken } = await import('../../discord/bot.js');
    const id = await checkToken(token, apiUrl, applicationId);
    const privileged = await applicationFlags(token, apiUrl);
    return {
      name: 'Discord',
      state: privileged.length > 0 ? 'note' : 'good',
      found: `the token is good (application ${id}); the bot asks for no privileged intent`,
      remedy:
        privileged.length > 0
          ? `the application has privileged intents switched on (${privileged.join(', ')}); switch them off, they are not needed`
          : null,
    };
  } catch (error) {
    return broken('Discord', error);
  }
}

/** What an error says of itself. */
export function broken(name: string, error: unknown): Check {
  return error instanceof StatesideError
    ? { name, state: 'broken', found: error.message, remedy: error.remedy }
    : {
        name,
        state: 'broken',
        found: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
        remedy: 'run "npm ci" again',
      };
}
