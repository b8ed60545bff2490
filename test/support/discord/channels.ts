import {
  type APIChannel,
  type APIGuildMember,
  type APIUser,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GuildFeature,
  type GuildMemberFlags,
  type Locale,
  OverwriteType,
  PermissionFlagsBits,
  type UserFlags,
} from 'discord.js';
import type { Message } from './message.js';
import { newSnowflake } from './snowflake.js';

/** What a member may do in a new server. */
export const everydayPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseExternalApps;

/** How long Discord shows that someone is typing. */
const typingMs = 10_000;

/** An account: a person, a bot, or a webhook's face. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
}

export function userData({ id, name, isBot }: User): APIUser {
  return {
    id,
    username: name,
    discriminator: isBot ? '0000' : '0',
    global_name: isBot ? null : name,
    avatar: null,
    ...(isBot ? { bot: true } : {}),
    public_flags: 0 as UserFlags,
  };
}

interface GuildOptions {
  readonly name: string;
  readonly botIsMember?: boolean;
  readonly locale?: Locale | `${Locale}`;
}

/** What a server needs from the world around it. */
export interface GuildHooks {
  readonly bot: User;
  readonly channelAdded: (channel: Channel) => void;
  readonly botJoined: (guild: Guild) => void;
  readonly botLeft: (guild: Guild) => void;
}

/** A server. */
export class Guild {
  readonly id = newSnowflake();
  readonly name: string;
  readonly locale: string;
  readonly channels: Channel[] = [];
  readonly createdAt = Date.now();
  private isMember: boolean;

  constructor(
    private readonly hooks: GuildHooks,
    { name, botIsMember = true, locale = 'en-US' }: GuildOptions,
  ) {
    this.name = name;
    this.locale = locale;
    this.isMember = botIsMember;
  }

  get botIsMember(): boolean {
    return this.isMember;
  }

  /** A text channel. @param botPermissions What the bot may do there; everything by default. */
  channel(name: string, { botPermissions = everydayPermissions }: { readonly botPermissions?: bigint } = {}): Channel {
    const channel = new Channel({ type: ChannelType.GuildText, name, guild: this, botPermissions });
    this.add(channel);
    return channel;
  }

  /** A public thread in one of the server's channels. */
  thread(parent: Channel, name: string): Channel {
    const { botPermissions } = parent;
    const thread = new Channel({ type: ChannelType.PublicThread, name, guild: this, parent, botPermissions });
    this.add(thread);
    return thread;
  }

  addBot(): void {
    if (this.isMember) return;
    this.isMember = true;
    this.hooks.botJoined(this);
  }

  removeBot(): void {
    if (!this.isMember) return;
    this.isMember = false;
    this.hooks.botLeft(this);
  }

  memberData(user: User): APIGuildMember {
    return { ...this.partialMemberData(user), user: userData(user) };
  }

  /** A member without the user, as it stands in messages. */
  partialMemberData(user: User): Omit<APIGuildMember, 'user'> {
    return {
      nick: null,
      avatar: null,
      banner: null,
      roles: user.id === this.hooks.bot.id ? [this.botRoleId] : [],
      joined_at: new Date(this.createdAt).toISOString(),
      premium_since: null,
      deaf: false,
      mute: false,
      flags: 0 as GuildMemberFlags,
      pending: false,
      communication_disabled_until: null,
    };
  }

  /** The whole server as GUILD_CREATE brings it. */
  data(): GatewayGuildCreateDispatchData {
    const isThread = ({ type }: Channel) => type === ChannelType.PublicThread;
    const data = {
      id: this.id,
      name: this.name,
      icon: null,
      splash: null,
      discovery_splash: null,
      owner_id: this.ownerId,
      region: 'us-east',
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      roles: [
        this.roleData(this.id, '@everyone', everydayPermissions),
        this.roleData(this.botRoleId, this.hooks.bot.name, 0n),
      ],
      emojis: [],
      features: [] as GuildFeature[],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      max_members: 500_000,
      vanity_url_code: null,
      description: null,
      banner: null,
      premium_tier: 0,
      premium_subscription_count: 0,
      preferred_locale: this.locale,
      public_updates_channel_id: null,
      nsfw_level: 0,
      stickers: [],
      premium_progress_bar_enabled: false,
      safety_alerts_channel_id: null,
      hub_type: null,
      incidents_data: null,
      joined_at: new Date(this.createdAt).toISOString(),
      large: false,
      unavailable: false,
      member_count: 2,
      voice_states: [],
      members: [this.memberData(this.hooks.bot)],
      channels: this.channels.filter((channel) => !isThread(channel)).map((channel) => channel.data()),
      threads: this.channels.filter(isThread).map((thread) => thread.data()),
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
    // The enums of the shape are plain numbers here.
    return data as unknown as GatewayGuildCreateDispatchData;
  }

  readonly ownerId = newSnowflake();
  readonly botRoleId = newSnowflake();

  private roleData(id: string, name: string, permissions: bigint): unknown {
    return {
      id,
      name,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      icon: null,
      unicode_emoji: null,
      position: id === this.id ? 0 : 1,
      permissions: permissions.toString(),
      managed: id !== this.id,
      mentionable: false,
      flags: 0,
      ...(id === this.id ? {} : { tags: { bot_id: this.hooks.bot.id } }),
    };
  }

  private add(channel: Channel): void {
    this.channels.push(channel);
    this.hooks.channelAdded(channel);
  }
}

export interface ChannelOptions {
  readonly type: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM;
  readonly name?: string;
  readonly guild?: Guild;
  readonly parent?: Channel;
  readonly botPermissions: bigint;
  /** Who is in a direct conversation. */
  readonly recipients?: readonly User[];
}

/** A server's text channel, a thread, or a direct conversation. */
export class Channel {
  readonly id = newSnowflake();
  readonly type: ChannelOptions['type'];
  readonly name: string;
  readonly guild: Guild | null;
  readonly parent: Channel | null;
  readonly botPermissions: bigint;
  readonly recipients: readonly User[];
  /** Every message ever, oldest first, those seen by one person and deleted ones too. */
  readonly history: Message[] = [];
  /** When the bot said that it is typing, milliseconds since 1970. */
  readonly typing: number[] = [];

  constructor({ type, name = '', guild, parent, botPermissions, recipients = [] }: ChannelOptions) {
    this.type = type;
    this.name = name;
    this.guild = guild ?? null;
    this.parent = parent ?? null;
    this.botPermissions = botPermissions;
    this.recipients = recipients;
  }

  get isDirect(): boolean {
    return this.type === ChannelType.DM;
  }

  /** The messages that stand, oldest first. */
  get messages(): Message[] {
    return this.history.filter((message) => message.deletedAt === null);
  }

  /** Whether people see the bot typing: for 10 s after it said so, or until its next message. */
  isBotTyping(botId: string, at: number = Date.now()): boolean {
    const last = this.typing.at(-1) ?? Number.NEGATIVE_INFINITY;
    return (
      at - last < typingMs && !this.history.some(({ author, createdAt }) => author.id === botId && createdAt >= last)
    );
  }

  data(): APIChannel {
    const lastMessageId = this.messages.findLast((message) => message.ephemeralFor === null)?.id ?? null;
    const common = { id: this.id, type: this.type, last_message_id: lastMessageId, flags: 0 };
    const data =
      this.guild === null
        ? { ...common, recipients: this.recipients.filter(({ isBot }) => !isBot).map(userData) }
        : {
            ...common,
            guild_id: this.guild.id,
            name: this.name,
            rate_limit_per_user: 0,
            ...(this.parent === null ? this.textData() : this.threadData(this.parent)),
          };
    // One shape of the union per type, which the compiler cannot follow.
    return data as unknown as APIChannel;
  }

  private textData(): object {
    const denied = everydayPermissions & ~this.botPermissions;
    const overwrite = {
      id: this.guild?.botRoleId ?? '',
      type: OverwriteType.Role,
      allow: '0',
      deny: denied.toString(),
    };
    return {
      position: 0,
      permission_overwrites: denied === 0n ? [] : [overwrite],
      nsfw: false,
      topic: null,
      parent_id: null,
    };
  }

  private threadData(parent: Channel): object {
    const startedAt = new Date().toISOString();
    return {
      parent_id: parent.id,
      owner_id: this.guild?.ownerId,
      message_count: this.messages.length,
      total_message_sent: this.history.length,
      member_count: 1,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 1440,
        archive_timestamp: startedAt,
        create_timestamp: startedAt,
        locked: false,
        invitable: true,
      },
    };
  }
}
