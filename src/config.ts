import { z } from 'zod';
import { StatesideError } from './error.js';

const folder = z.string().trim().min(1, { error: 'must not be empty' });

/** Everything the environment may set; .env.example says the same with examples. */
const Environment = z.object({
  DATA_DIR: folder.default('data'),
  KNOWLEDGE_DIR: folder.default('knowledge'),
});

const ImportEnvironment = z.object({
  WATCH_FEEDS: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter((address) => address !== ''))
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'must hold web addresses, separated by spaces or commas' }))),
  ALLOW_LOOPBACK: z.enum(['', '0', '1'], { error: 'must be 0 or 1' }).default('0'),
});

const DiscordEnvironment = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .trim()
    .regex(/^(?:\d{15,21})?$/, { error: 'must be the number that Discord shows as "Application ID"' })
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://discord.com/api' })
    .default('https://discord.com/api'),
  METRICS_PORT: z.coerce
    .number({ error: 'must be a port from 1 to 65535' })
    .int({ error: 'must be a port from 1 to 65535' })
    .min(0, { error: 'must be a port from 1 to 65535' })
    .max(65_535, { error: 'must be a port from 1 to 65535' })
    .optional(),
  METRICS_HOST: z.string().trim().min(1, { error: 'must not be empty' }).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

const tokens = (initial: number) =>
  z.coerce
    .number({ error: 'must be a number of tokens from 1,000 on' })
    .int({ error: 'must be a number of tokens from 1,000 on' })
    .min(1_000, { error: 'must be a number of tokens from 1,000 on' })
    .default(initial);
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address such as http://127.0.0.1:8000/v1' })
  .optional();

const ModelEnvironment = z.object({
  CHAT_MODEL: z
    .string()
    .trim()
    .regex(/^(?:openai|anthropic|ollama):\S+$/, { error: 'must be openai:NAME, anthropic:NAME or ollama:NAME' })
    .optional(),
  CHAT_BASE_URL: baseUrl,
  CHAT_TIMEOUT_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds' })
    .min(1, { error: 'must be at least 1 second' })
    .max(600, { error: 'must be 600 seconds at most' })
    .default(20),
  CHAT_TOKENS_PER_PERSON: tokens(100_000),
  CHAT_TOKENS_PER_SERVER: tokens(1_000_000),
  CHAT_TOKENS_PER_DAY: tokens(3_000_000),
  EMBEDDINGS: z
    .string()
    .trim()
    .regex(/^(?:local|(?:openai|ollama):\S+)$/, { error: 'must be local, openai:NAME or ollama:NAME' })
    .default('local'),
  EMBEDDINGS_BASE_URL: baseUrl,
  OPENAI_API_KEY: z.string().trim().optional(),
  ANTHROPIC_API_KEY: z.string().trim().optional(),
});

/** A model at a provider. */
export interface ProviderModel<Provider extends string> {
  readonly provider: Provider;
  readonly name: string;
  /** Null for the provider's own address. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
}

/** Language model and embedder, where others than the local means are wanted. */
export interface ModelConfig {
  readonly chat: ProviderModel<'openai' | 'anthropic' | 'ollama'> | null;
  readonly embeddings: ProviderModel<'openai' | 'ollama'> | null;
  /** How long a model may take until its first claim is written, 1 to 600. */
  readonly timeoutSeconds: number;
  /** Tokens in one day, by UTC. */
  readonly allowance: { readonly perPerson: number; readonly perServer: number; readonly inAll: number };
}

export interface Config {
  /** Folder for the index and the REPL's history. */
  readonly dataFolder: string;
  /** Folder that holds the articles. */
  readonly knowledgeFolder: string;
}

/** What fetching sources needs beside `Config`. */
export interface ImportConfig {
  /** Addresses of the feeds whose new stories the bot puts into the review folder. */
  readonly feeds: readonly string[];
  /** Whether this machine's own addresses may be fetched: for tests. */
  readonly mayFetchLoopback: boolean;
}

/** What the Discord bot needs beside `Config`. */
export interface DiscordConfig {
  readonly token: string;
  /** The application that the token must belong to; null when any will do. */
  readonly applicationId: string | null;
  /** Base of Discord's REST API, without version and trailing slash. */
  readonly apiUrl: string;
  /** Null when no figures are served; 0 takes any free port. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  readonly logLevel: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the configuration from given variables. @throws {StatesideError} Names each variable that is wrong. */
export function loadConfig(environment: Variables): Config {
  const { DATA_DIR, KNOWLEDGE_DIR } = parse(Environment, environment);
  return { dataFolder: DATA_DIR, knowledgeFolder: KNOWLEDGE_DIR };
}

/** Reads what fetching sources needs. @throws {StatesideError} Names each variable that is wrong. */
export function loadImportConfig(environment: Variables): ImportConfig {
  const { WATCH_FEEDS, ALLOW_LOOPBACK } = parse(ImportEnvironment, environment);
  return { feeds: [...new Set(WATCH_FEEDS)], mayFetchLoopback: ALLOW_LOOPBACK === '1' };
}

/**
 * Reads which models are used; none unless the environment names one.
 * @throws {StatesideError} Names each variable that is wrong, and the key that is missing.
 */
export function loadModelConfig(environment: Variables): ModelConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = parse(ModelEnvironment, given);
  const keys: Readonly<Record<string, { readonly name: string; readonly value: string | undefined } | undefined>> = {
    openai: { name: 'OPENAI_API_KEY', value: parsed.OPENAI_API_KEY },
    anthropic: { name: 'ANTHROPIC_API_KEY', value: parsed.ANTHROPIC_API_KEY },
  };
  const modelOf = <Provider extends string>(variable: string, written: string, url: string | undefined) => {
    const [provider = '', ...rest] = written.split(':');
    const key = keys[provider];
    // A server of one's own seldom wants a key.
    if (key && !key.value && url === undefined) {
      throw new StatesideError(`Cannot start: ${variable} is ${written}, but ${key.name} is not set`, {
        remedy: `put the key into .env, or set ${variable === 'CHAT_MODEL' ? 'CHAT_BASE_URL' : 'EMBEDDINGS_BASE_URL'} for a server that needs none`,
      });
    }
    return {
      provider: provider as Provider,
      name: rest.join(':'),
      baseUrl: url?.replace(/\/+$/, '') ?? null,
      apiKey: key?.value ?? null,
    };
  };
  const { CHAT_MODEL: chat, EMBEDDINGS: embeddings } = parsed;
  return {
    chat:
      chat === undefined ? null : modelOf<'openai' | 'anthropic' | 'ollama'>('CHAT_MODEL', chat, parsed.CHAT_BASE_URL),
    embeddings:
      embeddings === 'local'
        ? null
        : modelOf<'openai' | 'ollama'>('EMBEDDINGS', embeddings, parsed.EMBEDDINGS_BASE_URL),
    timeoutSeconds: parsed.CHAT_TIMEOUT_SECONDS,
    allowance: {
      perPerson: parsed.CHAT_TOKENS_PER_PERSON,
      perServer: parsed.CHAT_TOKENS_PER_SERVER,
      inAll: parsed.CHAT_TOKENS_PER_DAY,
    },
  };
}

/** What must not appear in a log. */
export function secretsOf({ chat, embeddings }: ModelConfig): string[] {
  return [chat?.apiKey, embeddings?.apiKey].filter((key): key is string => typeof key === 'string' && key.length > 7);
}

const portal = 'https://discord.com/developers/applications';

/** Reads what the Discord bot needs. @throws {StatesideError} Says what is wrong with the token or another variable. */
export function loadDiscordConfig(environment: Variables): DiscordConfig {
  // An empty line such as "METRICS_PORT=" means that it is not set.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => value !== '' || name === 'DISCORD_TOKEN'),
  );
  const parsed = parse(DiscordEnvironment, given);
  return {
    token: checkTokenForm(parsed.DISCORD_TOKEN),
    applicationId: parsed.DISCORD_APPLICATION_ID || null,
    apiUrl: normalizeApiUrl(parsed.DISCORD_API_URL),
    metricsPort: parsed.METRICS_PORT ?? null,
    metricsHost: parsed.METRICS_HOST,
    logLevel: parsed.LOG_LEVEL,
  };
}

/** The base address as discord.js wants it: without a version and without a slash at the end. */
export function normalizeApiUrl(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v\d+$/, '');
}

/**
 * Checks what a token looks like before Discord is asked.
 * @throws {StatesideError} When it is missing, empty, or holds what no token holds.
 */
export function checkTokenForm(token: string | undefined): string {
  if (token === undefined) {
    throw new StatesideError('Cannot start the Discord bot: DISCORD_TOKEN is not set', {
      remedy: `run "npm run setup", or get a token at ${portal} (New Application, then "Bot", "Reset Token") and put DISCORD_TOKEN=… into .env; "npm run repl" needs none`,
    });
  }
  if (token.trim() === '') {
    throw new StatesideError('Cannot start the Discord bot: DISCORD_TOKEN is empty', {
      remedy: `put the token from ${portal} ("Bot", "Reset Token") behind DISCORD_TOKEN= in .env, or run "npm run setup"`,
    });
  }
  if (/[\r\n]/.test(token.trim())) {
    throw new StatesideError('Cannot start the Discord bot: DISCORD_TOKEN has a line break in it', {
      remedy: 'write the token on one line',
    });
  }
  if (token !== token.trim()) {
    const found = /[\r\n]/.test(token) ? 'a line break' : 'spaces';
    throw new StatesideError(`Cannot start the Discord bot: DISCORD_TOKEN has ${found} before or after it`, {
      remedy: `remove ${found === 'spaces' ? 'them' : 'it'}`,
    });
  }
  if (/^Bot\s/i.test(token)) {
    throw new StatesideError('Cannot start the Discord bot: DISCORD_TOKEN begins with "Bot "', {
      remedy: 'give the token alone',
    });
  }
  if (!/^[\w.~+/=-]+$/.test(token)) {
    throw new StatesideError(
      'Cannot start the Discord bot: DISCORD_TOKEN holds a character that no token has (a space, a quotation mark or the like)',
      { remedy: `copy it again from ${portal}` },
    );
  }
  return token;
}

function parse<T extends z.ZodType>(schema: T, environment: Variables): z.infer<T> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new StatesideError(`Cannot start: ${problems.join(', ')}`, {
    remedy: 'correct the variable; .env.example explains each',
  });
}
