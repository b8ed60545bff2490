import { GatewayIntentBits } from 'discord.js';
import type { WaitOptions } from './changes.js';
import type { Channel, Guild, User } from './channels.js';
import type { Faults } from './faults.js';
import { GatewayServer } from './gateway-server.js';
import type { Message } from './message.js';
import { Person, type PersonOptions } from './person.js';
import { buildRoutes } from './rest-routes.js';
import { type RequestRecord, RestServer } from './rest-server.js';
import { newSnowflake } from './snowflake.js';
import { type StoredCommand, World } from './world.js';

export interface StandInOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
  /** How often the bot has to say that it lives. @default 41,250, as Discord's */
  readonly heartbeatIntervalMs?: number;
  /** How long an interaction's token holds. @default 15 minutes, as Discord's */
  readonly interactionLifetimeMs?: number;
  /** Privileged intents that are switched on for the application. @default none */
  readonly privilegedIntents?: readonly ('GuildMembers' | 'GuildPresences' | 'MessageContent')[];
}

/**
 * Discord on this machine: HTTP API and gateway on 127.0.0.1, and people to talk to the bot.
 * It answers as Discord does and notes in `violations` whatever a careful bot would not do.
 */
export class DiscordStandIn {
  private constructor(
    private readonly world: World,
    private readonly rest: RestServer,
    /** The bot's connection: its logins, and ways to disturb it. */
    readonly gateway: GatewayServer,
    /** What DISCORD_API_URL has to be. */
    readonly apiUrl: string,
  ) {}

  static async start(options: StandInOptions = {}): Promise<DiscordStandIn> {
    const {
      port = 0,
      heartbeatIntervalMs = 41_250,
      interactionLifetimeMs = 15 * 60_000,
      privilegedIntents = [],
    } = options;
    const world = new World({
      interactionLifetimeMs,
      allowedPrivilegedIntents: privilegedIntents.reduce((sum, name) => sum | GatewayIntentBits[name], 0),
    });
    let gatewayUrl = '';
    const rest = new RestServer(
      world,
      buildRoutes(world, () => gatewayUrl),
    );
    const gateway = new GatewayServer(world, rest.server, { url: () => gatewayUrl, heartbeatIntervalMs });
    const actualPort = await rest.listen(port);
    gatewayUrl = `ws://127.0.0.1:${actualPort}/gateway`;
    return new DiscordStandIn(world, rest, gateway, `http://127.0.0.1:${actualPort}/api`);
  }

  /** What DISCORD_TOKEN has to be. */
  get token(): string {
    return this.world.token;
  }

  get applicationId(): string {
    return this.world.bot.id;
  }

  get bot(): User {
    return this.world.bot;
  }

  /** What the bot did that a careful bot does not do; a good test ends with none. */
  get violations(): readonly string[] {
    return this.world.violations;
  }

  /** Empties the list, after a test has looked at violations that it provoked. */
  forgetViolations(): void {
    this.world.violations.length = 0;
  }

  get faults(): Faults {
    return this.world.faults;
  }

  /** Every request so far, in the order of arrival. */
  get requests(): readonly RequestRecord[] {
    return this.rest.requests;
  }

  /** The registered commands: those of everywhere, or of one server. */
  commands(guild?: Guild): readonly StoredCommand[] {
    return this.world.commands.get(guild?.id ?? '') ?? [];
  }

  /** Whether any command is registered, anywhere. */
  get hasCommands(): boolean {
    return [...this.world.commands.values()].some((commands) => commands.length > 0);
  }

  person(options: PersonOptions): Person {
    return new Person(this.world, newSnowflake(), options);
  }

  /** A server; the bot is a member unless told otherwise, and hears of it when connected. */
  guild(options: ConstructorParameters<typeof Guild>[1]): Guild {
    return this.world.addGuild(options);
  }

  /** The bot's messages that stand in a channel, oldest first. */
  botMessages(channel: Channel): Message[] {
    return channel.messages.filter(({ author }) => author.id === this.world.bot.id);
  }

  /** Whether people in the channel see the bot typing now. */
  isBotTyping(channel: Channel): boolean {
    return channel.isBotTyping(this.world.bot.id);
  }

  /** From now on the tokens of all interactions so far are refused. */
  expireInteractions(): void {
    for (const interaction of this.world.interactions.values()) interaction.expire();
  }

  /** Resolves with what `look` finds, looking again after each change. @param what For the error after the timeout. */
  async waitFor<T>(what: string, look: () => T | undefined, options: WaitOptions = {}): Promise<T> {
    return this.world.changes.waitFor(what, look, options);
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await this.rest.close();
  }
}
