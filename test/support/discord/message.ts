import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import type { Changes, WaitOptions } from './changes.js';
import { type Channel, type User, userData } from './channels.js';
import { type AnyComponent, flatten, type MessageState } from './payload-checks.js';
import { compareSnowflakes, newSnowflake } from './snowflake.js';

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly description: string | null;
  readonly data: Buffer;
}

/** A message's state that an edit made. */
export interface MessageEdit {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly content: string;
  readonly text: string;
  readonly components: readonly APIMessageTopLevelComponent[];
}

export interface MessageOptions {
  readonly channel: Channel;
  readonly author: User;
  readonly type?: MessageType;
  readonly state?: Partial<Omit<MessageState, 'fileNames'>>;
  readonly attachments?: readonly Attachment[];
  readonly mentions?: readonly User[];
  readonly reference?: Message | null;
  readonly webhookId?: string | null;
  readonly ephemeralFor?: User | null;
  readonly interactionMetadata?: APIMessageInteractionMetadata | null;
  readonly nonce?: string | number | null;
}

/** A message, with its whole past. */
export class Message {
  readonly id = newSnowflake();
  readonly createdAt = Date.now();
  readonly channel: Channel;
  readonly author: User;
  readonly type: MessageType;
  mentions: readonly User[];
  readonly reference: Message | null;
  readonly webhookId: string | null;
  /** The one person who sees it; null when everybody in the channel does. */
  readonly ephemeralFor: User | null;
  readonly interactionMetadata: APIMessageInteractionMetadata | null;
  readonly nonce: string | number | null;
  readonly edits: MessageEdit[] = [];
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly Attachment[];
  flags: number;
  deletedAt: number | null = null;
  /** Whose doing the deletion was. */
  deletedBy: 'bot' | 'person' | null = null;
  /** Edits by the bot that count towards the pace, milliseconds since 1970. */
  readonly pacedEdits: number[] = [];
  /** The next edit is the awaited answer: it is free to come at any moment. */
  nextEditIsFree = false;

  constructor(
    private readonly changes: Changes,
    options: MessageOptions,
  ) {
    const { state = {} } = options;
    this.channel = options.channel;
    this.author = options.author;
    this.reference = options.reference ?? null;
    this.type = options.type ?? (this.reference === null ? MessageType.Default : MessageType.Reply);
    this.content = state.content ?? '';
    this.embeds = state.embeds ?? [];
    this.components = numbered(state.components ?? []);
    this.flags = state.flags ?? 0;
    this.attachments = options.attachments ?? [];
    this.mentions = options.mentions ?? [];
    this.webhookId = options.webhookId ?? null;
    this.ephemeralFor = options.ephemeralFor ?? null;
    this.interactionMetadata = options.interactionMetadata ?? null;
    this.nonce = options.nonce ?? null;
  }

  /** Everything readable: content, texts of embeds, and text components, one a line. */
  get text(): string {
    const embedded = this.embeds.flatMap((embed) => [
      embed.author?.name,
      embed.title,
      embed.description,
      ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
      embed.footer?.text,
    ]);
    const displayed = flatten(this.components).map(({ content }) => content);
    return [this.content, ...embedded, ...displayed].filter((part) => part !== undefined && part !== '').join('\n');
  }

  /** Whether it still says that the bot is thinking. */
  get isThinking(): boolean {
    return (this.flags & MessageFlags.Loading) !== 0;
  }

  get isEphemeral(): boolean {
    return this.ephemeralFor !== null;
  }

  get isDeleted(): boolean {
    return this.deletedAt !== null;
  }

  /** Labels of the buttons in order; a button without one gives its custom_id. */
  get buttonLabels(): string[] {
    return flatten(this.components)
      .filter(({ type }) => type === ComponentType.Button)
      .map(({ label, custom_id: customId }) => label ?? customId ?? '');
  }

  /** A button or select by label or custom_id; undefined when there is none. */
  component(labelOrCustomId: string): AnyComponent | undefined {
    return flatten(this.components).find(
      ({ label, custom_id: customId }) => label === labelOrCustomId || customId === labelOrCustomId,
    );
  }

  /** An attached file's text, read as UTF-8; undefined when there is no such file. */
  fileText(name: string): string | undefined {
    return this.attachments.find((attachment) => attachment.name === name)?.data.toString('utf8');
  }

  get state(): MessageState {
    const { content, embeds, components, flags } = this;
    return { content, embeds, components, flags, fileNames: this.attachments.map(({ name }) => name) };
  }

  /** Puts a new state in place; the time is kept. */
  edit(state: Omit<MessageState, 'fileNames'>, attachments: readonly Attachment[] = this.attachments): void {
    this.content = state.content;
    this.embeds = state.embeds;
    this.components = numbered(state.components);
    this.flags = state.flags & ~MessageFlags.Loading;
    this.attachments = attachments;
    this.edits.push({ at: Date.now(), content: this.content, text: this.text, components: this.components });
    this.changes.announce();
  }

  delete(by: 'bot' | 'person'): void {
    this.deletedAt = Date.now();
    this.deletedBy = by;
    this.changes.announce();
  }

  /** Resolves with the message itself as soon as the condition holds. */
  async waitUntil(condition: (message: Message) => boolean, options: WaitOptions = {}): Promise<Message> {
    return this.changes.waitFor(
      `message "${this.text.slice(0, 60)}"`,
      () => (condition(this) ? this : undefined),
      options,
    );
  }

  /**
   * The first answer to it: a message that refers to it or, in a direct conversation, the bot's next message.
   * @throws {Error} When none came in time.
   */
  async waitForReply(options: WaitOptions = {}): Promise<Message> {
    return this.changes.waitFor(`a reply to "${this.content.slice(0, 60)}"`, () => this.replies[0], options);
  }

  /** The answers to it so far, oldest first; see waitForReply. */
  get replies(): Message[] {
    return this.channel.messages.filter(
      (message) =>
        message.author.isBot &&
        message.author.id !== this.author.id &&
        message.webhookId === null &&
        (message.reference === this || (this.channel.isDirect && compareSnowflakes(message.id, this.id) > 0)),
    );
  }

  /** @param seesContent False gives what a bot without the message content intent receives. */
  data({ seesContent = true }: { readonly seesContent?: boolean } = {}): APIMessage {
    const lastEdit = this.edits.at(-1);
    const data: APIMessage = {
      id: this.id,
      channel_id: this.channel.id,
      author: userData(this.author),
      content: seesContent ? this.content : '',
      timestamp: new Date(this.createdAt).toISOString(),
      edited_timestamp: lastEdit === undefined ? null : new Date(lastEdit.at).toISOString(),
      tts: false,
      mention_everyone: !this.author.isBot && /@everyone|@here/.test(this.content),
      mentions: this.mentions.map(userData),
      mention_roles: [...this.content.matchAll(/<@&(\d+)>/g)].map((match) => match[1] ?? ''),
      attachments: seesContent ? this.attachments.map((attachment) => attachmentData(attachment, this.channel.id)) : [],
      embeds: seesContent ? [...this.embeds] : [],
      components: seesContent ? [...this.components] : [],
      pinned: false,
      type: this.type,
      flags: this.flags,
    };
    if (this.nonce !== null) data.nonce = this.nonce;
    if (this.webhookId !== null) data.webhook_id = this.webhookId;
    if (this.interactionMetadata !== null) {
      data.interaction_metadata = this.interactionMetadata;
      if (this.webhookId !== null) data.application_id = this.webhookId;
    }
    if (this.reference !== null) {
      data.message_reference = {
        type: 0,
        message_id: this.reference.id,
        channel_id: this.reference.channel.id,
        ...(this.channel.guild === null ? {} : { guild_id: this.channel.guild.id }),
      };
    }
    return data;
  }
}

function attachmentData({ id, name, contentType, description, data }: Attachment, channelId: string): APIAttachment {
  const url = `https://cdn.discordapp.com/attachments/${channelId}/${id}/${name}`;
  return {
    id,
    filename: name,
    size: data.length,
    url,
    proxy_url: url.replace('cdn.discordapp.com', 'media.discordapp.net'),
    content_type: contentType,
    ...(description === null ? {} : { description }),
  };
}

/** Discord numbers the components that came without an id. */
function numbered(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const copy = structuredClone(components) as APIMessageTopLevelComponent[];
  const all = flatten(copy) as { id?: number }[];
  const taken = new Set(all.map(({ id }) => id));
  let next = 1;
  for (const component of all) {
    if (component.id !== undefined && component.id !== 0) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}
