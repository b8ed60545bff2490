import { setTimeout as pause } from 'node:timers/promises';
import {
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { ReplyPlace } from './growing-reply.js';
import type { Metrics } from './metrics.js';
import { limits, type Reply } from './render/reply.js';

/** What an answer to an interaction needs to know of it. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** When Discord made it, milliseconds since 1970. */
  readonly createdTimestamp: number;
}

/** Waits between attempts at a delivery that the connection, not Discord, refused. Milliseconds. */
const attemptDelaysMs = [250, 1_000, 3_000, 8_000];
/** At most this many follow-ups: a bot that is not in the server is allowed five for each interaction. */
const maximumFollowUps = 4;
/** Discord takes an interaction back after 15 minutes. */
const interactionLifeMs = 14.5 * 60_000;

/** A choice for autocomplete. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * Everything that the bot says goes out here: pinging nobody, without previews, and either delivered or reported.
 *
 * Interactions are answered through a REST client of their own, because Discord exempts them from its limit of 50
 * requests a second, to which discord.js holds all requests of one client.
 */
export class Responder {
  private readonly interactions: REST;
  private callbacksUnderWay = 0;

  constructor(
    /** The bot's own client, for channels. */
    private readonly channels: REST,
    apiUrl: string,
    private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {
    this.interactions = new REST({ api: apiUrl, globalRequestsPerSecond: 1_000_000, timeout: 10_000, retries: 3 });
  }

  /** Whether first responses are on their way: they have a deadline, answers have none. */
  get isAcknowledging(): boolean {
    return this.callbacksUnderWay > 0;
  }

  /** Says at once that an answer will come. @returns False when Discord no longer wants one; that is reported. */
  async defer(interaction: InteractionHandle, isPrivate: boolean): Promise<boolean> {
    return this.callback(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: isPrivate ? MessageFlags.Ephemeral : undefined },
    });
  }

  /** Answers at once. */
  async reply(interaction: InteractionHandle, reply: Reply, isPrivate: boolean): Promise<boolean> {
    const type = InteractionResponseType.ChannelMessageWithSource;
    const { body, files } = toMessage(reply, isPrivate);
    const plain = { type, data: toMessage(plainly(reply), isPrivate).body };
    return this.callback(interaction, { type, data: body }, { files, plain });
  }

  /** Changes the message that the pressed button stands under. */
  async update(interaction: InteractionHandle, reply: Reply): Promise<boolean> {
    return this.callback(interaction, {
      type: InteractionResponseType.UpdateMessage,
      data: toMessage(reply, false).body,
    });
  }

  async showForm(interaction: InteractionHandle, form: APIModalInteractionResponseCallbackData): Promise<boolean> {
    return this.callback(interaction, { type: InteractionResponseType.Modal, data: form });
  }

  async offerChoices(interaction: InteractionHandle, choices: readonly Choice[]): Promise<boolean> {
    return this.callback(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices },
    });
  }

  /** Puts the answer where the deferral was; more messages follow it. @returns Whether all of it was delivered. */
  async finish(interaction: InteractionHandle, replies: readonly Reply[], isPrivate: boolean): Promise<boolean> {
    const [first, ...rest] = replies;
    if (!first) return true;
    const edit = (reply: Reply) =>
      this.interactions.patch(Routes.webhookMessage(interaction.applicationId, interaction.token, '@original'), {
        ...toMessage(reply, false),
        auth: false,
      });
    const until = interaction.createdTimestamp + interactionLifeMs;
    const delivered = await this.deliver(
      'edit',
      until,
      true,
      () => edit(first),
      () => edit(plainly(first)),
    );
    return delivered && this.followUp(interaction, rest, isPrivate);
  }

  /** Takes a button's press on without changing anything. */
  async acknowledge(interaction: InteractionHandle): Promise<boolean> {
    return this.callback(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
  }

  /** Where the deferral of an interaction was, for a reply that is shown while it grows. */
  interactionPlace(interaction: InteractionHandle, isPrivate: boolean): ReplyPlace {
    const route = Routes.webhookMessage(interaction.applicationId, interaction.token, '@original');
    return {
      preview: (reply) =>
        this.preview(() => this.interactions.patch(route, { body: toMessage(reply, false).body, auth: false })),
      finish: (replies) => this.finish(interaction, replies, isPrivate),
    };
  }

  /** The same for a message that is answered in its channel. */
  channelPlace(channelId: string, replyTo: string): ReplyPlace {
    let messageId: string | null = null;
    const edit = (id: string, reply: Reply) =>
      this.channels.patch(Routes.channelMessage(channelId, id), { body: toMessage(reply, false).body });
    return {
      preview: (reply) =>
        this.preview(async () => {
          if (messageId === null) {
            const body = { ...toMessage(reply, false).body, ...reference(replyTo), ...nonce(replyTo, 0) };
            const sent = (await this.channels.post(Routes.channelMessages(channelId), { body })) as { id: string };
            messageId = sent.id;
          } else await edit(messageId, reply);
        }),
      finish: async (replies) => {
        const [first, ...rest] = replies;
        const id = messageId;
        if (id === null || !first) return this.send(channelId, replies, replyTo);
        const until = Date.now() + interactionLifeMs;
        const delivered = await this.deliver(
          'message',
          until,
          true,
          () => edit(id, first),
          () => edit(id, plainly(first)),
        );
        return delivered && this.send(channelId, rest, replyTo, 1);
      },
    };
  }

  /** A preview that is not delivered is no loss: what it shows comes again. */
  private async preview(attempt: () => Promise<unknown>): Promise<boolean> {
    try {
      await attempt();
      return true;
    } catch {
      return false;
    }
  }

  async followUp(interaction: InteractionHandle, replies: readonly Reply[], isPrivate: boolean): Promise<boolean> {
    if (replies.length > maximumFollowUps)
      this.log.warn({ messages: replies.length }, 'a reply is longer than an interaction may be answered with');
    for (const reply of replies.slice(0, maximumFollowUps)) {
      const { body, files } = toMessage(reply, isPrivate);
      // One that may have arrived is not sent again: nothing is said twice.
      const delivered = await this.deliver('follow-up', interaction.createdTimestamp + interactionLifeMs, false, () =>
        this.interactions.post(Routes.webhook(interaction.applicationId, interaction.token), {
          body,
          files,
          auth: false,
        }),
      );
      if (!delivered) return false;
    }
    return true;
  }

  /** Sends messages to a channel, the first as a reply. @returns Whether all were delivered. */
  async send(channelId: string, replies: readonly Reply[], replyTo: string, sentBefore = 0): Promise<boolean> {
    for (const [position, reply] of replies.entries()) {
      const index = position + sentBefore;
      const post = (message: Reply) => {
        const { body, files } = toMessage(message, false);
        const place = { ...(index === 0 ? reference(replyTo) : {}), ...nonce(replyTo, index) };
        return this.channels.post(Routes.channelMessages(channelId), {
          body: { ...body, ...place },
          files,
        });
      };
      const until = Date.now() + interactionLifeMs;
      const delivered = await this.deliver(
        'message',
        until,
        true,
        () => post(reply),
        () => post(plainly(reply)),
      );
      if (!delivered) return false;
    }
    return true;
  }

  /**
   * Shows "typing" in a channel until the returned function is called. Discord shows it for ten seconds or until a
   * message; it is renewed before.
   */
  typing(channelId: string): () => void {
    const stopped = new AbortController();
    const show = () => {
      // A sign only: when it cannot be shown, the answer still comes.
      this.channels.post(Routes.channelTyping(channelId), { signal: stopped.signal }).catch(() => {});
    };
    show();
    const timer = setInterval(show, 8_000);
    return () => {
      clearInterval(timer);
      // One that is still on its way would show after the answer.
      stopped.abort();
    };
  }

  private async callback(
    interaction: InteractionHandle,
    body: object,
    { files = [], plain }: { files?: { name: string; data: Buffer }[]; plain?: object } = {},
  ): Promise<boolean> {
    const started = performance.now();
    this.callbacksUnderWay += 1;
    const post = async (payload: object, attached: { name: string; data: Buffer }[]) => {
      try {
        await this.interactions.post(Routes.interactionCallback(interaction.id, interaction.token), {
          body: payload,
          files: attached,
          auth: false,
        });
      } catch (error) {
        // An earlier attempt had arrived, only its confirmation was lost.
        if (!isDiscordError(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error;
      }
    };
    const until = Date.now() + 3_000;
    const delivered = await this.deliver(
      'callback',
      until,
      true,
      () => post(body, files),
      plain && (() => post(plain, [])),
    );
    this.callbacksUnderWay -= 1;
    if (delivered) this.metrics.acknowledged((performance.now() - started) / 1000);
    return delivered;
  }

  /**
   * Tries until it is delivered, Discord says no, or it is too late.
   * @param mayRepeat Whether an attempt may be repeated that may have arrived.
   * @param plainAttempt Tried once when Discord finds fault with the form of the message: words beat silence.
   */
  private async deliver(
    what: 'callback' | 'edit' | 'follow-up' | 'message',
    until: number,
    mayRepeat: boolean,
    attempt: () => Promise<unknown>,
    plainAttempt?: () => Promise<unknown>,
  ): Promise<boolean> {
    for (let count = 0; ; count += 1) {
      try {
        await attempt();
        return true;
      } catch (error) {
        if (plainAttempt && isDiscordError(error, RESTJSONErrorCodes.InvalidFormBodyOrContentType)) {
          this.log.error({ what }, 'Discord refuses the form of a message; sending it as plain text');
          return this.deliver(what, until, mayRepeat, plainAttempt);
        }
        const delay = attemptDelaysMs[count];
        const isFinal = error instanceof DiscordAPIError && error.status < 500;
        if (isFinal || !mayRepeat || delay === undefined || Date.now() + delay > until) {
          const reason = error instanceof DiscordAPIError ? String(error.code) : 'connection';
          this.metrics.undelivered(what, reason);
          this.log.error({ what, reason, attempts: count + 1, error: describe(error) }, 'cannot deliver');
          return false;
        }
        await pause(delay);
      }
    }
  }
}

function reference(replyTo: string) {
  return { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
}

/** Discord drops a second message with the same nonce, so an attempt whose fate is unknown can be repeated. */
function nonce(replyTo: string, index: number) {
  return { nonce: `${replyTo}.${index}`.slice(-25), enforce_nonce: true };
}

function isDiscordError(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** The kind of error without its request: that holds tokens and what people wrote. */
function describe(error: unknown): string {
  if (error instanceof DiscordAPIError) return `Discord ${error.status}, code ${error.code}`;
  return error instanceof Error ? error.name : 'unknown';
}

/** The words of a reply alone. */
function plainly(reply: Reply): Reply {
  const words = [reply.content ?? '', ...(reply.embeds ?? []).map(({ description = '' }) => description)];
  const text = words.join('\n').trim().slice(0, limits.content);
  return { content: text.replace(/[\ud800-\udbff]$/, '') || '…' };
}

/** A reply in Discord's form. */
function toMessage(reply: Reply, isPrivate: boolean) {
  const hasEmbeds = (reply.embeds?.length ?? 0) > 0;
  const flags = (isPrivate ? MessageFlags.Ephemeral : 0) | (hasEmbeds ? 0 : MessageFlags.SuppressEmbeds);
  const files = (reply.files ?? []).map(({ name, data }) => ({ name, data }));
  return {
    body: {
      content: reply.content ?? '',
      embeds: reply.embeds ?? [],
      components: reply.components ?? [],
      allowed_mentions: { parse: [] },
      flags,
      ...(files.length > 0 ? { attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })) } : {}),
    },
    files,
  };
}
