import {
  type APIInteractionGuildMember,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  PermissionFlagsBits,
} from 'discord.js';
import { Changes } from './changes.js';
import { Channel, everydayPermissions, Guild, type GuildHooks, type User, userData } from './channels.js';
import type { CommandBody } from './command-checks.js';
import { Faults } from './faults.js';
import type { Interaction } from './interaction.js';
import { Message, type MessageOptions } from './message.js';
import { newSnowflake } from './snowflake.js';

/** A command as Discord keeps it. */
export type StoredCommand = CommandBody & { readonly id: string; readonly version: string };

/** Sends an event to every session that asked for it. */
export type Dispatch = (
  eventName: string,
  intent: number | null,
  data: (session: { readonly intents: number }) => unknown,
) => void;

export interface WorldOptions {
  readonly allowedPrivilegedIntents: number;
  readonly interactionLifetimeMs: number;
}

/** Everything Discord knows: accounts, servers, channels, messages, commands. Both servers act on it. */
export class World {
  readonly changes = new Changes();
  readonly faults = new Faults();
  readonly violations: string[] = [];
  readonly bot: User = { id: newSnowflake(), name: 'Stateside', isBot: true };
  readonly token: string;
  readonly users = new Map<string, User>();
  readonly guilds: Guild[] = [];
  readonly channels = new Map<string, Channel>();
  readonly interactions = new Map<string, Interaction>();
  /** Commands by where they hold: "" for everywhere, else a server's id. */
  readonly commands = new Map<string, readonly StoredCommand[]>();
  /** People who accept no direct messages from the bot. */
  readonly closedToDirectMessages = new Set<string>();
  /** Both are set by the gateway. */
  dispatch: Dispatch = () => {};
  isBotConnected: () => boolean = () => false;

  constructor(readonly options: WorldOptions) {
    this.token = `${Buffer.from(this.bot.id).toString('base64url')}.Gst4nd.${'0aB1cD2eF3'.repeat(4).slice(0, 38)}`;
    this.users.set(this.bot.id, this.bot);
  }

  /** The application that the token belongs to: also the bot's user id. */
  get identity(): User {
    const id = this.faults.otherApplicationId;
    return id === null ? this.bot : { id, name: 'Another', isBot: true };
  }

  violate(text: string): void {
    this.violations.push(text);
    this.changes.announce();
  }

  addGuild(options: ConstructorParameters<typeof Guild>[1]): Guild {
    const hooks: GuildHooks = {
      bot: this.bot,
      channelAdded: (channel) => this.channelAdded(channel),
      botJoined: (joined) =>
        this.dispatch(GatewayDispatchEvents.GuildCreate, GatewayIntentBits.Guilds, () => joined.data()),
      botLeft: ({ id }) => this.dispatch(GatewayDispatchEvents.GuildDelete, GatewayIntentBits.Guilds, () => ({ id })),
    };
    const guild = new Guild(hooks, options);
    this.guilds.push(guild);
    if (guild.botIsMember) hooks.botJoined(guild);
    return guild;
  }

  /** The conversation of exactly these two; made when there is none. */
  directChannel(first: User, second: User): Channel {
    for (const channel of this.channels.values()) {
      const ids = channel.recipients.map(({ id }) => id);
      if (channel.isDirect && ids.includes(first.id) && ids.includes(second.id)) return channel;
    }
    const channel = new Channel({
      type: ChannelType.DM,
      recipients: [first, second],
      botPermissions: everydayPermissions,
    });
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Whether the bot itself is in the channel, and not only brought along by a person. */
  botSees(channel: Channel): boolean {
    if (channel.guild === null) return channel.recipients.some(({ id }) => id === this.bot.id);
    return channel.guild.botIsMember && (channel.botPermissions & PermissionFlagsBits.ViewChannel) !== 0n;
  }

  addMessage(options: MessageOptions): Message {
    const message = new Message(this.changes, options);
    message.channel.history.push(message);
    this.tell(GatewayDispatchEvents.MessageCreate, message);
    this.changes.announce();
    return message;
  }

  /** Tells the bot about a new or changed message, as far as it may know. */
  tell(eventName: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate, message: Message): void {
    if (!this.botSees(message.channel) || message.ephemeralFor !== null) return;
    this.dispatch(eventName, this.messageIntent(message.channel), ({ intents }) => this.messageData(message, intents));
  }

  deleteMessage(message: Message, by: 'bot' | 'person'): void {
    message.delete(by);
    const { channel } = message;
    if (!this.botSees(channel) || message.ephemeralFor !== null) return;
    this.dispatch(GatewayDispatchEvents.MessageDelete, this.messageIntent(channel), () => ({
      id: message.id,
      channel_id: channel.id,
      ...(channel.guild === null ? {} : { guild_id: channel.guild.id }),
    }));
  }

  /** A message as an event brings it, its text left out where the bot may not read it. */
  messageData(message: Message, intents: number): GatewayMessageCreateDispatchData {
    const { channel, reference } = message;
    const seesContent = (one: Message) => this.maySeeContent(one, intents);
    const data: GatewayMessageCreateDispatchData = {
      ...message.data({ seesContent: seesContent(message) }),
      channel_type: channel.type,
      mentions: message.mentions.map((user) => ({
        ...userData(user),
        ...(channel.guild === null ? {} : { member: channel.guild.partialMemberData(user) }),
      })),
    };
    if (channel.guild !== null) {
      data.guild_id = channel.guild.id;
      if (message.webhookId === null) data.member = channel.guild.partialMemberData(message.author);
    }
    if (reference !== null)
      data.referenced_message = reference.isDeleted ? null : reference.data({ seesContent: seesContent(reference) });
    return data;
  }

  maySeeContent(message: Message, intents: number): boolean {
    return (
      (intents & GatewayIntentBits.MessageContent) !== 0 ||
      message.channel.isDirect ||
      message.author.id === this.bot.id ||
      message.mentions.some(({ id }) => id === this.bot.id)
    );
  }

  /** The message of this id in the channel; null when it does not stand there. */
  findMessage(channel: Channel, id: string): Message | null {
    return channel.messages.find((message) => message.id === id) ?? null;
  }

  /** Users mentioned in a text, in order. */
  mentionedIn(text: string): User[] {
    const ids = [...text.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '');
    return [...new Set(ids)].map((id) => this.users.get(id)).filter((user) => user !== undefined);
  }

  /** The person who acts, as an interaction in a server describes them. */
  memberData(guild: Guild, user: User, permissions: bigint): APIInteractionGuildMember {
    return { ...guild.memberData(user), permissions: permissions.toString() };
  }

  private channelAdded(channel: Channel): void {
    this.channels.set(channel.id, channel);
    if (!this.botSees(channel)) return;
    const isThread = channel.type === ChannelType.PublicThread;
    const eventName = isThread ? GatewayDispatchEvents.ThreadCreate : GatewayDispatchEvents.ChannelCreate;
    this.dispatch(eventName, GatewayIntentBits.Guilds, () => ({
      ...channel.data(),
      ...(isThread ? { newly_created: true } : {}),
    }));
  }

  private messageIntent(channel: Channel): number {
    return channel.isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  }
}
