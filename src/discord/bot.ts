import { setTimeout as pause } from 'node:timers/promises';
import {
  ApplicationFlags,
  Client,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Partials,
  REST,
  Routes,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import { StatesideError } from '../error.js';
import { registerCommands } from './commands/register-commands.js';
import type { BotContext } from './context.js';
import { handleInteraction } from './interactions.js';
import type { KnowledgeKeeper } from './knowledge-keeper.js';
import { Limits } from './limits.js';
import type { Memory } from './memory/memory.js';
import { handleMessage } from './messages.js';
import { Metrics } from './metrics.js';
import { Responder } from './respond.js';
import { RunningAnswers } from './running-answers.js';
import { WorkQueue } from './work-queue.js';

/** How long answers under way may take when the bot is told to stop. Milliseconds. */
const stopWithinMs = 10_000;
const purgeEveryMs = 60 * 60_000;

export interface BotOptions {
  readonly token: string;
  /** The application that the token must belong to; null when any will do. */
  readonly applicationId: string | null;
  /** Base of Discord's REST API, without the version. */
  readonly apiUrl: string;
  readonly knowledge: KnowledgeKeeper;
  readonly memory: Memory;
  readonly log: Logger;
  /** More than one where answers wait for a language model. @default 1 */
  readonly answersAtOnce?: number;
  /** Called when Discord takes the bot's right to be connected away. */
  readonly onLost: (error: StatesideError) => void;
}

/** The bot, connected to Discord. */
export class DiscordBot {
  private readonly running = new Set<Promise<void>>();
  private readonly purging: NodeJS.Timeout;

  private constructor(
    private readonly client: Client<true>,
    private readonly context: BotContext,
    readonly metrics: Metrics,
  ) {
    this.purging = setInterval(() => this.purge(), purgeEveryMs);
    this.purging.unref();
    this.purge();
  }

  /** Connects, registers the commands where they changed, and answers from then on. */
  static async start(options: BotOptions): Promise<DiscordBot> {
    const { token, apiUrl, knowledge, memory, log } = options;
    const client = new Client({
      // None of them is privileged. Messages in servers say something only when they mention the bot.
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
      partials: [Partials.Channel],
      rest: { api: apiUrl, timeout: 10_000 },
      allowedMentions: { parse: [], repliedUser: false },
      // Nothing that people write is kept in memory longer than it takes to answer.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: 0,
        ReactionManager: 0,
        PresenceManager: 0,
        GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
        UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
      }),
    });
    let responder: Responder | null = null;
    const queue = new WorkQueue(() => responder?.isAcknowledging ?? false, options.answersAtOnce);
    const metrics = new Metrics({
      waiting: () => queue.waiting,
      articles: () => knowledge.current.articleCount,
      isConnected: () => hasConnection(client),
    });
    responder = new Responder(client.rest, apiUrl, log, metrics);
    const context: BotContext = {
      knowledge,
      memory,
      responder,
      limits: new Limits(),
      queue,
      running: new RunningAnswers(),
      metrics,
      log,
      commandIds: new Map(),
      isStopping: false,
    };
    const bot = new DiscordBot(client as Client<true>, context, metrics);
    bot.listen(options.onLost);
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    const applicationId = await checkToken(token, apiUrl, options.applicationId);
    const rest = client.rest.setToken(token);
    try {
      const { ids, wasSent } = await registerCommands(rest, applicationId);
      context.commandIds = ids;
      log.info({ commands: ids.size }, wasSent ? 'commands registered' : 'commands unchanged');
    } catch (error) {
      // Those registered before still work, and so do direct messages and mentions.
      log.error({ err: error }, 'cannot register the commands');
    }
    await logIn(client, token);
    await ready;
    log.info({ user: client.user?.tag, servers: client.guilds.cache.size }, 'connected');
    return bot;
  }

  get isConnected(): boolean {
    return hasConnection(this.client) && !this.context.isStopping;
  }

  /** Lets the answers under way finish, for ten seconds at most, then disconnects. */
  async stop(): Promise<void> {
    this.context.isStopping = true;
    clearInterval(this.purging);
    const finished = async () => {
      while (this.running.size > 0) await Promise.allSettled(this.running);
      await this.context.queue.idle();
    };
    const late = new AbortController();
    await Promise.race([finished(), pause(stopWithinMs, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    if (this.running.size > 0)
      this.context.log.warn({ unfinished: this.running.size }, 'stopping with answers under way');
    await this.client.destroy();
  }

  private listen(onLost: (error: StatesideError) => void): void {
    const { client, context } = this;
    const { log } = context;
    client.on(Events.InteractionCreate, (interaction) => this.track(handleInteraction(context, interaction)));
    client.on(Events.MessageCreate, (message) => this.track(handleMessage(context, client, message)));
    // Not among discord.js's own events, as it keeps no messages.
    client.ws.on(GatewayDispatchEvents.MessageDelete, ({ id }: { id: string }) => context.running.questionDeleted(id));
    client.on(Events.Error, (error) => log.error({ err: error }, 'the connection reported an error'));
    client.on(Events.ShardReconnecting, () => {
      // discord.js says so on its way out as well.
      if (!context.isStopping) log.warn('connection lost, reconnecting');
    });
    client.on(Events.ShardResume, () => log.info('connection resumed'));
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (!context.isStopping) onLost(describeClose(code));
    });
    client.on(Events.Invalidated, () => onLost(describeClose(4004)));
  }

  private track(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => {
      this.context.metrics.failed();
      this.context.log.error({ err: error }, 'cannot handle an event');
    });
    this.running.add(tracked);
    void tracked.finally(() => this.running.delete(tracked));
  }

  private purge(): void {
    try {
      this.context.memory.purge();
    } catch (error) {
      this.context.log.error({ err: error }, 'cannot clear out the memory');
    }
  }
}

/** Once ready, discord.js calls the client so for good; what a lost connection changes is the state of its shards. */
function hasConnection(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
}

const portal = 'https://discord.com/developers/applications';

/**
 * Asks Discord whose token it is.
 * @returns The application's id.
 * @throws {StatesideError} When Discord refuses it or cannot be reached.
 */
export async function checkToken(token: string, apiUrl: string, expected: string | null = null): Promise<string> {
  const rest = new REST({ api: apiUrl, timeout: 10_000, retries: 3 }).setToken(token);
  let application: { id: string; flags?: number };
  try {
    application = (await rest.get(Routes.currentApplication())) as { id: string; flags?: number };
  } catch (cause) {
    if (cause instanceof DiscordAPIError && cause.status === 401) {
      throw new StatesideError('Cannot start: Discord refuses DISCORD_TOKEN; it was revoked or reset, or is mistyped', {
        remedy: `make a new one at ${portal} (your application, "Bot", "Reset Token") and set it in .env`,
        cause,
      });
    }
    const found = cause instanceof DiscordAPIError ? `Discord answered ${cause.status}` : describeNetwork(cause);
    throw new StatesideError(`Cannot start: Discord cannot be reached at ${apiUrl} (${found})`, {
      remedy: 'check the network and DISCORD_API_URL, then try again',
      cause,
    });
  }
  const wanted = expected ?? applicationOfToken(token);
  if (wanted !== null && wanted !== application.id) {
    throw new StatesideError(
      `Cannot start: DISCORD_TOKEN belongs to another application (${application.id}) than it should (${wanted})`,
      { remedy: `copy the token of application ${wanted} from ${portal}, or correct DISCORD_APPLICATION_ID` },
    );
  }
  return application.id;
}

/** Privileged intents that are switched on for the application of a token, by Discord's names for them. */
export async function applicationFlags(token: string, apiUrl: string): Promise<string[]> {
  const rest = new REST({ api: apiUrl, timeout: 10_000, retries: 1 }).setToken(token);
  const { flags = 0 } = (await rest.get(Routes.currentApplication())) as { flags?: number };
  const { GatewayPresence, GatewayPresenceLimited, GatewayGuildMembers, GatewayGuildMembersLimited } = ApplicationFlags;
  const { GatewayMessageContent, GatewayMessageContentLimited } = ApplicationFlags;
  const privileged: readonly (readonly [string, number])[] = [
    ['Presence', GatewayPresence | GatewayPresenceLimited],
    ['Server Members', GatewayGuildMembers | GatewayGuildMembersLimited],
    ['Message Content', GatewayMessageContent | GatewayMessageContentLimited],
  ];
  return privileged.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
}

/** The application's id is the first part of a bot token, in base64; null when it is not there. */
export function applicationOfToken(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('utf8');
  return /^\d{15,21}$/.test(id) ? id : null;
}

function describeNetwork(cause: unknown): string {
  const code = (cause as { code?: string; cause?: { code?: string } }).cause?.code ?? (cause as { code?: string }).code;
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : 'unknown';
}

async function logIn(client: Client, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === 'TokenInvalid') throw describeClose(4004, cause);
    if (code === 'DisallowedIntents' || /disallowed intents/i.test(String(cause))) throw describeClose(4014, cause);
    throw new StatesideError(`Cannot start: the connection to Discord failed (${describeNetwork(cause)})`, {
      remedy: 'check the network, then try again',
      cause,
    });
  }
}

/** What it means when Discord closes the connection for good. */
function describeClose(code: number, cause?: unknown): StatesideError {
  if (code === 4004) {
    return new StatesideError('Cannot stay connected: Discord refuses DISCORD_TOKEN; it was revoked or reset', {
      remedy: `make a new one at ${portal} (your application, "Bot", "Reset Token") and set it in .env`,
      cause,
    });
  }
  if (code === 4013 || code === 4014) {
    return new StatesideError('Cannot connect: Discord refuses the intents that the bot asks for', {
      remedy: `it needs none that are privileged; look at your application at ${portal}, "Bot"`,
      cause,
    });
  }
  return new StatesideError(`Cannot stay connected: Discord closed the connection for good (code ${code})`, {
    remedy: 'start the bot again; if it happens again, look at https://discordstatus.com',
    cause,
  });
}
