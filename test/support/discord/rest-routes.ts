import {
  type APIApplication,
  type APIUser,
  ChannelType,
  MessageType,
  type RESTGetAPIGatewayBotResult,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPICurrentUserCreateDMChannelJSONBody,
} from 'discord.js';
import { type Channel, type Guild, userData } from './channels.js';
import { type CommandBody, checkCommands } from './command-checks.js';
import { interactionRoutes } from './interaction-routes.js';
import type { Message } from './message.js';
import { allowedFlags, type EditBody, MessageRequests } from './message-requests.js';
import { invalidForm, Refusal } from './refusal.js';
import type { Answer, Call, Route } from './rest-server.js';
import { compareSnowflakes, newSnowflake } from './snowflake.js';
import type { StoredCommand, World } from './world.js';

/** Every request that the stand-in answers. @param gatewayUrl Known only once the server listens. */
export function buildRoutes(world: World, gatewayUrl: () => string): Route[] {
  const messages = new MessageRequests(world);
  return [
    ...identityRoutes(world, gatewayUrl),
    ...commandRoutes(world),
    ...channelRoutes(world, messages),
    ...guildRoutes(world),
    ...interactionRoutes(world, messages),
  ];
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const done: Answer = { status: 204 };

function identityRoutes(world: World, gatewayUrl: () => string): Route[] {
  const application = (): Answer => ok(applicationData(world));
  return [
    { method: 'GET', path: '/gateway', answer: () => ok({ url: gatewayUrl() }) },
    {
      method: 'GET',
      path: '/gateway/bot',
      answer: () => {
        const limit = { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 };
        return ok({ url: gatewayUrl(), shards: 1, session_start_limit: limit } satisfies RESTGetAPIGatewayBotResult);
      },
    },
    { method: 'GET', path: '/users/@me', answer: () => ok(ownUserData(world)) },
    {
      method: 'GET',
      path: '/users/{user_id}',
      answer: ({ parameters }) => {
        const user = world.users.get(parameters.user_id ?? '');
        if (user === undefined) throw new Refusal(404, 10013, 'Unknown User');
        return ok(userData(user));
      },
    },
    { method: 'GET', path: '/applications/@me', answer: application },
    { method: 'GET', path: '/oauth2/applications/@me', answer: application },
  ];
}

export function ownUserData(world: World): APIUser {
  return { ...userData(world.identity), verified: true, mfa_enabled: true, email: null, flags: 0 as never };
}

function applicationData(world: World): Partial<APIApplication> {
  const { id, name } = world.identity;
  return {
    id,
    name,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0 as never,
    flags_new: '0',
    team: null,
    owner: userData({ id: world.bot.id, name: 'owner', isBot: false }),
    bot: ownUserData(world),
    approximate_guild_count: world.guilds.length,
    integration_types_config: { '0': {}, '1': {} },
    redirect_uris: [],
    interactions_endpoint_url: null,
    event_webhooks_url: null,
  };
}

function commandRoutes(world: World): Route[] {
  const scopeOf = ({ parameters }: Call): string => {
    if (parameters.application_id !== world.identity.id) {
      throw new Refusal(403, 20012, 'You are not authorized to perform this action on this application', {
        isExcused: world.faults.otherApplicationId !== null,
      });
    }
    const guildId = parameters.guild_id;
    if (guildId !== undefined && !world.guilds.some(({ id, botIsMember }) => id === guildId && botIsMember))
      throw new Refusal(403, 50001, 'Missing Access');
    return guildId ?? '';
  };
  const list = (call: Call): Answer => {
    const withLocalizations = call.query.get('with_localizations') === 'true';
    const commands = world.commands.get(scopeOf(call)) ?? [];
    return ok(commands.map((command) => commandData(world, command, call.parameters.guild_id, withLocalizations)));
  };
  const replace = (call: Call): Answer => {
    const scope = scopeOf(call);
    const bodies = (call.body ?? []) as readonly CommandBody[];
    const problems = checkCommands(bodies);
    if (problems.length > 0) throw invalidForm(problems);
    const known = world.commands.get(scope) ?? [];
    const stored = bodies.map((body): StoredCommand => {
      const before = known.find(({ name, type = 1 }) => name === body.name && type === (body.type ?? 1));
      return { ...body, id: before?.id ?? newSnowflake(), version: newSnowflake() };
    });
    world.commands.set(scope, stored);
    world.changes.announce();
    return ok(stored.map((command) => commandData(world, command, call.parameters.guild_id, true)));
  };
  return [
    '/applications/{application_id}/commands',
    '/applications/{application_id}/guilds/{guild_id}/commands',
  ].flatMap((path): Route[] => [
    { method: 'GET', path, answer: list },
    { method: 'PUT', path, answer: replace },
  ]);
}

function commandData(
  world: World,
  command: StoredCommand,
  guildId: string | undefined,
  withLocalizations: boolean,
): unknown {
  const {
    name_localizations: names,
    description_localizations: descriptions,
    ...rest
  } = command as StoredCommand & {
    description_localizations?: unknown;
  };
  return {
    description: '',
    type: 1,
    nsfw: false,
    default_member_permissions: null,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    ...rest,
    application_id: world.identity.id,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
    ...(withLocalizations
      ? { name_localizations: names ?? null, description_localizations: descriptions ?? null }
      : {}),
  };
}

function channelRoutes(world: World, messages: MessageRequests): Route[] {
  const channelOf = ({ parameters }: Call): Channel => {
    const channel = world.channels.get(parameters.channel_id ?? '');
    if (channel === undefined) throw new Refusal(404, 10003, 'Unknown Channel');
    if (!world.botSees(channel)) throw new Refusal(403, 50001, 'Missing Access', { isExcused: true });
    return channel;
  };
  const messageOf = (call: Call): Message => {
    const channel = channelOf(call);
    const id = call.parameters.message_id ?? '';
    const message = world.findMessage(channel, id);
    if (message === null || message.ephemeralFor !== null) throw unknownMessage(channel, id);
    return message;
  };
  const channelPath = '/channels/{channel_id}';
  const listPath = `${channelPath}/messages`;
  const messagePath = `${listPath}/{message_id}`;
  return [
    {
      method: 'POST',
      path: '/users/@me/channels',
      answer: ({ body }) => {
        const { recipient_id: id } = body as RESTPostAPICurrentUserCreateDMChannelJSONBody;
        const user = world.users.get(String(id));
        if (user === undefined || user.isBot) throw new Refusal(400, 50033, 'Invalid Recipient(s)');
        return ok(world.directChannel(user, world.bot).data());
      },
    },
    { method: 'GET', path: channelPath, answer: (call) => ok(channelOf(call).data()) },
    {
      method: 'POST',
      path: `${channelPath}/typing`,
      answer: (call) => {
        const channel = channelOf(call);
        messages.checkMayWrite(channel);
        channel.typing.push(Date.now());
        world.changes.announce();
        return done;
      },
    },
    {
      method: 'GET',
      path: listPath,
      answer: (call) => ok(pageOf(channelOf(call), call.query).map((message) => messages.data(message))),
    },
    {
      method: 'POST',
      path: listPath,
      answer: (call) => {
        const channel = channelOf(call);
        messages.checkMayWrite(channel);
        const body = call.body as RESTPostAPIChannelMessageJSONBody;
        const repeated = channel.history.find(({ nonce }) => nonce !== null && nonce === body.nonce);
        if (body.enforce_nonce && repeated !== undefined) return ok(messages.data(repeated));
        const reference = repliedTo(world, channel, body);
        const message = messages.post(channel, { body, files: call.files, flags: allowedFlags.post, reference });
        return ok(messages.data(message));
      },
    },
    { method: 'GET', path: messagePath, answer: (call) => ok(messages.data(messageOf(call))) },
    {
      method: 'PATCH',
      path: messagePath,
      answer: (call) => {
        const message = messageOf(call);
        if (message.author.id !== world.bot.id)
          throw new Refusal(403, 50005, 'Cannot edit a message authored by another user');
        return ok(messages.data(messages.edit(message, call.body as EditBody, call.files)));
      },
    },
    {
      method: 'DELETE',
      path: messagePath,
      answer: (call) => {
        const message = messageOf(call);
        if (message.author.id !== world.bot.id) {
          throw message.channel.isDirect
            ? new Refusal(403, 50003, 'Cannot execute action on a DM channel')
            : new Refusal(403, 50013, 'Missing Permissions');
        }
        world.deleteMessage(message, 'bot');
        return done;
      },
    },
  ];
}

/** The refusal for a message that is not there: no fault of the bot's when a person took it away. */
export function unknownMessage(channel: Channel, id: string): Refusal {
  const isExcused = channel.history.some((message) => message.id === id && message.deletedBy === 'person');
  return new Refusal(404, 10008, 'Unknown Message', { isExcused });
}

function repliedTo(world: World, channel: Channel, body: RESTPostAPIChannelMessageJSONBody): Message | null {
  const { message_reference: reference } = body;
  if (reference === undefined) return null;
  const id = String(reference.message_id);
  const message = world.findMessage(channel, id);
  if (message !== null && message.type !== MessageType.Default && !isAnswerable(message.type)) {
    throw invalidForm([
      {
        field: 'message_reference',
        code: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
        message: 'Cannot reply to a system message',
      },
    ]);
  }
  if (message === null && reference.fail_if_not_exists !== false) {
    const { options } = unknownMessage(channel, id);
    const problem = { field: 'message_reference', code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' };
    throw new Refusal(400, 50035, 'Invalid Form Body', { ...options, problems: [problem] });
  }
  return message;
}

function isAnswerable(type: MessageType): boolean {
  return [MessageType.Reply, MessageType.ChatInputCommand, MessageType.ContextMenuCommand].includes(type);
}

/** Newest first, as Discord lists messages. */
function pageOf(channel: Channel, query: URLSearchParams): Message[] {
  const limit = Number(query.get('limit') ?? 50);
  const before = query.get('before');
  const after = query.get('after');
  const around = query.get('around');
  const visible = channel.messages.filter(({ ephemeralFor }) => ephemeralFor === null);
  if (after !== null) {
    const later = visible.filter(({ id }) => compareSnowflakes(id, after) > 0);
    return later.slice(0, limit).reverse();
  }
  if (around !== null) {
    const middle = visible.findIndex(({ id }) => compareSnowflakes(id, around) >= 0);
    const start = Math.max(0, middle - Math.floor(limit / 2));
    return visible.slice(start, start + limit).reverse();
  }
  const earlier = before === null ? visible : visible.filter(({ id }) => compareSnowflakes(id, before) < 0);
  return earlier.slice(-limit).reverse();
}

function guildRoutes(world: World): Route[] {
  const guildOf = ({ parameters }: Call): Guild => {
    const guild = world.guilds.find(({ id }) => id === parameters.guild_id);
    if (guild === undefined) throw new Refusal(404, 10004, 'Unknown Guild');
    if (!guild.botIsMember) throw new Refusal(403, 50001, 'Missing Access', { isExcused: true });
    return guild;
  };
  return [
    { method: 'GET', path: '/guilds/{guild_id}', answer: (call) => ok(guildOf(call).data()) },
    {
      method: 'GET',
      path: '/guilds/{guild_id}/channels',
      answer: (call) =>
        ok(
          guildOf(call)
            .channels.filter(({ type }) => type === ChannelType.GuildText)
            .map((channel) => channel.data()),
        ),
    },
    {
      method: 'GET',
      path: '/guilds/{guild_id}/members/{user_id}',
      answer: (call) => {
        const user = world.users.get(call.parameters.user_id ?? '');
        if (user === undefined) throw new Refusal(404, 10007, 'Unknown Member');
        return ok(guildOf(call).memberData(user));
      },
    },
  ];
}
