import {
  type APIMessage,
  type APIMessageInteractionMetadata,
  GatewayDispatchEvents,
  MessageFlags,
  type MessageType,
  PermissionFlagsBits,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { Channel, User } from './channels.js';
import { checkManners } from './manners.js';
import type { Attachment, Message } from './message.js';
import { checkMessage, type MessageState } from './payload-checks.js';
import { invalidForm, type Problem, Refusal } from './refusal.js';
import type { World } from './world.js';

/** A body of any request that makes a message: what they have in common. */
export type MessageBody = Partial<
  Pick<
    RESTPostAPIChannelMessageJSONBody,
    | 'content'
    | 'embeds'
    | 'components'
    | 'flags'
    | 'allowed_mentions'
    | 'attachments'
    | 'poll'
    | 'message_reference'
    | 'nonce'
    | 'enforce_nonce'
  >
>;

export type EditBody = RESTPatchAPIChannelMessageJSONBody;

/** Two edits of one message must be a second apart, less what timers and the network take. */
const shortestEditGapMs = 950;

const alwaysAllowed = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
/** Which flags may be set by which request. */
export const allowedFlags = {
  post: alwaysAllowed | MessageFlags.SuppressNotifications | MessageFlags.IsVoiceMessage,
  respond: alwaysAllowed | MessageFlags.SuppressNotifications | MessageFlags.IsVoiceMessage | MessageFlags.Ephemeral,
  defer: MessageFlags.Ephemeral,
  edit: alwaysAllowed,
} as const;

export interface PostOptions {
  readonly body: MessageBody;
  readonly files: readonly Attachment[];
  readonly flags: number;
  /** Where the message stands in the request, for the paths of errors: "data." or nothing. */
  readonly place?: string;
  readonly type?: MessageType;
  readonly reference?: Message | null;
  readonly ephemeralFor?: User | null;
  readonly interactionMetadata?: APIMessageInteractionMetadata | null;
}

/** What both routes for messages do with them: those of channels and those of interactions. */
export class MessageRequests {
  constructor(private readonly world: World) {}

  /** Makes a message of the bot's. */
  post(channel: Channel, options: PostOptions): Message {
    const { body, files, place = '', reference = null } = options;
    checkFlags(body.flags ?? 0, options.flags, place);
    const state: MessageState = {
      content: (body.content ?? '').trim(),
      embeds: body.embeds ?? [],
      components: body.components ?? [],
      flags: body.flags ?? 0,
      fileNames: files.map(({ name }) => name),
    };
    checkState(state, place, body.poll !== undefined);
    this.observe(`A message in ${describeChannel(channel)}`, state, body, body.message_reference !== undefined);
    return this.world.addMessage({
      channel,
      author: this.world.bot,
      state,
      attachments: files,
      reference,
      nonce: body.nonce ?? null,
      ephemeralFor: options.ephemeralFor ?? null,
      interactionMetadata: options.interactionMetadata ?? null,
      webhookId: options.interactionMetadata ? this.world.bot.id : null,
      ...(options.type === undefined ? {} : { type: options.type }),
    });
  }

  /** Changes a message of the bot's. @param isPaced Whether the edit counts towards the pace of edits. */
  edit(
    message: Message,
    body: EditBody,
    files: readonly Attachment[],
    { place = '', isPaced = true }: { readonly place?: string; readonly isPaced?: boolean } = {},
  ): Message {
    const flags = body.flags ?? 0;
    checkFlags(flags & ~message.flags, allowedFlags.edit, place);
    const keptIds = body.attachments?.map(({ id }) => String(id));
    const kept = message.attachments.filter(({ id }) => keptIds?.includes(id) ?? true);
    const attachments = [...kept, ...files];
    // Layout once chosen stays; so does who sees it.
    const lasting = message.flags & ~MessageFlags.SuppressEmbeds;
    const state: MessageState = {
      content: body.content === undefined ? message.content : (body.content ?? '').trim(),
      embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
      components: body.components === undefined ? message.components : (body.components ?? []),
      flags: body.flags === undefined ? message.flags : lasting | flags,
      fileNames: attachments.map(({ name }) => name),
    };
    checkState(state, place, false);
    const name = `An edit in ${describeChannel(message.channel)}`;
    this.observe(name, state, body, false);
    if (isPaced) this.keepPace(name, message);
    message.edit(state, attachments);
    this.world.tell(GatewayDispatchEvents.MessageUpdate, message);
    return message;
  }

  /** A channel's message as the answer to a request. */
  data(message: Message): APIMessage {
    const { reference } = message;
    const intents = this.world.options.allowedPrivilegedIntents;
    return {
      ...message.data({ seesContent: this.world.maySeeContent(message, intents) }),
      ...(reference === null
        ? {}
        : { referenced_message: reference.data({ seesContent: this.world.maySeeContent(reference, intents) }) }),
    };
  }

  /** @throws {Refusal} When the bot may not write there. */
  checkMayWrite(channel: Channel): void {
    if (!this.world.botSees(channel)) throw new Refusal(403, 50001, 'Missing Access', { isExcused: true });
    const needed =
      channel.parent === null ? PermissionFlagsBits.SendMessages : PermissionFlagsBits.SendMessagesInThreads;
    if ((channel.botPermissions & needed) === 0n)
      throw new Refusal(403, 50013, 'Missing Permissions', { isExcused: true });
    const closed = channel.recipients.some(({ id }) => this.world.closedToDirectMessages.has(id));
    if (closed) throw new Refusal(403, 50007, 'Cannot send messages to this user', { isExcused: true });
  }

  private observe(
    name: string,
    state: MessageState,
    { allowed_mentions: allowedMentions }: MessageBody | EditBody,
    isReply: boolean,
  ): void {
    for (const fault of checkManners({ state, allowedMentions, isReply })) this.world.violate(`${name} ${fault}`);
  }

  private keepPace(name: string, message: Message): void {
    if (message.nextEditIsFree) {
      message.nextEditIsFree = false;
      return;
    }
    const gapMs = Date.now() - (message.pacedEdits.at(-1) ?? Number.NEGATIVE_INFINITY);
    if (gapMs < shortestEditGapMs)
      this.world.violate(`${name} came ${gapMs} ms after the last one: once a second is the most`);
    message.pacedEdits.push(Date.now());
  }
}

export function checkFlags(flags: number, allowed: number, place: string): void {
  const wrong = flags & ~allowed;
  if (wrong === 0) return;
  const names = Object.entries(MessageFlags).filter(([, bit]) => typeof bit === 'number' && (wrong & bit) !== 0);
  throw invalidForm([
    {
      field: `${place}flags`,
      code: 'INVALID_FLAGS',
      message: `These flags cannot be set here: ${names.map(([name]) => name).join(', ')}`,
    },
  ]);
}

function checkState(state: MessageState, place: string, hasPoll: boolean): void {
  const problems = checkMessage(state).map((problem): Problem => ({ ...problem, field: `${place}${problem.field}` }));
  if (problems.length > 0) throw invalidForm(problems);
  const isEmpty =
    state.content === '' && state.embeds.length + state.components.length + state.fileNames.length === 0 && !hasPoll;
  if (isEmpty) throw new Refusal(400, 50006, 'Cannot send an empty message');
}

function describeChannel({ isDirect, name }: Channel): string {
  return isDirect ? 'a direct conversation' : `#${name}`;
}
