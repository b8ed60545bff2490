import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  InteractionContextType,
  type InteractionType,
} from 'discord.js';
import type { Changes, WaitOptions } from './changes.js';
import type { Channel, User } from './channels.js';
import type { Message } from './message.js';
import { type AnyComponent, flatten } from './payload-checks.js';
import { newSnowflake } from './snowflake.js';

/** How long Discord waits for an acknowledgement. */
export const acknowledgementMs = 3000;

export interface Acknowledgement {
  readonly kind: 'reply' | 'deferred-reply' | 'deferred-update' | 'update' | 'choices' | 'modal';
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A form that the bot has opened for a person. */
export class Modal {
  constructor(
    readonly interaction: Interaction,
    readonly data: APIModalInteractionResponseCallbackData,
  ) {}

  get title(): string {
    return this.data.title;
  }

  get customId(): string {
    return this.data.custom_id;
  }

  /** The inputs in order, with the label above each. */
  get fields(): { readonly customId: string; readonly label: string; readonly component: AnyComponent }[] {
    const fields = [];
    for (const row of this.data.components as readonly AnyComponent[]) {
      for (const component of row.type === ComponentType.Label ? flatten([row.component]) : (row.components ?? []))
        fields.push({
          customId: component.custom_id ?? '',
          label: row.label ?? component.label ?? '',
          component,
        });
    }
    return fields;
  }
}

export interface InteractionOptions {
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly context: InteractionContextType;
  /** Installation type → id of the server or person that installed the app. */
  readonly owners: Readonly<Record<string, string>>;
  /** The message whose component was used. */
  readonly source?: Message | null;
  readonly commandName?: string | null;
  readonly lifetimeMs: number;
}

/** Something a person did that the bot has to answer, and all that came of it. */
export class Interaction {
  readonly id = newSnowflake();
  readonly token =
    `aW50ZXJhY3Rpb246${Buffer.from(`${this.id}:${Math.random().toString(36).slice(2)}`).toString('base64url')}`;
  readonly createdAt = Date.now();
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly context: InteractionContextType;
  readonly owners: Readonly<Record<string, string>>;
  readonly source: Message | null;
  readonly commandName: string | null;
  readonly followUps: Message[] = [];
  acknowledgement: Acknowledgement | null = null;
  /** The reply; null while there is none. After an update it is the message that the component stands in. */
  message: Message | null = null;
  choices: readonly Choice[] | null = null;
  modal: Modal | null = null;
  expiresAt: number;
  /** A fault has met it: lateness and repetition are no fault of the bot's. */
  isDisturbed = false;
  /** The acknowledgement did not come in time: the person reads that the application did not respond. */
  hasFailed = false;
  private readonly editsBefore: number;

  constructor(
    private readonly changes: Changes,
    options: InteractionOptions,
  ) {
    this.type = options.type;
    this.user = options.user;
    this.channel = options.channel;
    this.context = options.context;
    this.owners = options.owners;
    this.source = options.source ?? null;
    this.commandName = options.commandName ?? null;
    this.expiresAt = this.createdAt + options.lifetimeMs;
    this.editsBefore = this.source?.edits.length ?? 0;
  }

  /** From the person's action to the bot's first answer; null while there is none. */
  get acknowledgedAfterMs(): number | null {
    return this.acknowledgement === null ? null : this.acknowledgement.at - this.createdAt;
  }

  get isExpired(): boolean {
    return Date.now() >= this.expiresAt;
  }

  /** From now on its token is refused, as it is after 15 minutes. */
  expire(): void {
    this.isDisturbed = true;
    this.expiresAt = Date.now();
  }

  acknowledge(kind: Acknowledgement['kind']): void {
    this.acknowledgement = { kind, at: Date.now() };
    this.changes.announce();
  }

  /** Whether nothing but the app's installation by this person brought it here: follow-ups are few then. */
  get isUserInstalledOnly(): boolean {
    return this.context === InteractionContextType.Guild && this.channel.guild?.botIsMember === false;
  }

  async waitForAcknowledgement(options: WaitOptions = {}): Promise<Acknowledgement> {
    return this.wait('an acknowledgement', () => this.acknowledgement ?? undefined, options);
  }

  /** The answer that a person reads: the reply, a deferred reply once it is edited, or the changed message. */
  async waitForReply(options: WaitOptions = {}): Promise<Message> {
    return this.wait('the reply', () => this.answer, options);
  }

  /** @param count Resolves when there are so many. @default 1 */
  async waitForFollowUps(count = 1, options: WaitOptions = {}): Promise<readonly Message[]> {
    return this.wait(
      `${count} follow-ups`,
      () => (this.followUps.length >= count ? this.followUps : undefined),
      options,
    );
  }

  async waitForModal(options: WaitOptions = {}): Promise<Modal> {
    return this.wait('a modal', () => this.modal ?? undefined, options);
  }

  async waitForChoices(options: WaitOptions = {}): Promise<readonly Choice[]> {
    return this.wait('choices', () => this.choices ?? undefined, options);
  }

  private get answer(): Message | undefined {
    switch (this.acknowledgement?.kind) {
      case 'reply':
      case 'update':
        return this.message ?? undefined;
      case 'deferred-reply':
        return this.message?.isThinking ? undefined : (this.message ?? undefined);
      case 'deferred-update':
        return (this.source?.edits.length ?? 0) > this.editsBefore ? (this.source ?? undefined) : undefined;
      default:
        return undefined;
    }
  }

  private wait<T>(what: string, look: () => T | undefined, options: WaitOptions): Promise<T> {
    return this.changes.waitFor(
      `${what} to ${this.commandName ?? 'the interaction'}`,
      () => {
        const found = look();
        if (found === undefined && this.hasFailed)
          throw new Error(`Cannot get ${what}: the application did not respond within ${acknowledgementMs} ms`);
        return found;
      },
      options,
    );
  }
}
