import {
  type APIInteractionResponse,
  type APIMessageInteractionMetadata,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
  type RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord.js';
import { userData } from './channels.js';
import { type Choice, type Interaction, Modal } from './interaction.js';
import type { Message } from './message.js';
import { allowedFlags, checkFlags, type EditBody, type MessageBody, type MessageRequests } from './message-requests.js';
import { checkChoices, checkModal } from './payload-checks.js';
import { invalidForm, Refusal } from './refusal.js';
import type { Answer, Call, Route } from './rest-server.js';
import type { World } from './world.js';

/** Follow-ups that a person's own installation grants where the bot is no member. */
const mostUserInstalledFollowUps = 5;
const defaultLifetimeMs = 15 * 60_000;

const ok = (body: unknown): Answer => ({ status: 200, body });
const done: Answer = { status: 204 };

/** Which answers each kind of interaction may get; updates need a message whose component was used. */
const allowedResponses: Readonly<Record<number, readonly InteractionResponseType[]>> = {
  [InteractionType.ApplicationCommand]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.Modal,
  ],
  [InteractionType.MessageComponent]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
    InteractionResponseType.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [InteractionResponseType.ApplicationCommandAutocompleteResult],
};

/** Answers to interactions: the first one, and the messages that its token allows for a quarter of an hour. */
export function interactionRoutes(world: World, messages: MessageRequests): Route[] {
  const requests = new InteractionRequests(world, messages);
  const webhook = '/webhooks/{webhook_id}/{webhook_token}';
  return [
    {
      method: 'POST',
      path: '/interactions/{interaction_id}/{interaction_token}/callback',
      proof: 'path',
      answer: (call) => requests.respond(call),
    },
    { method: 'POST', path: webhook, proof: 'path', answer: (call) => requests.followUp(call) },
    ...['@original', '{message_id}'].flatMap((name): Route[] => {
      const path = `${webhook}/messages/${name}`;
      return [
        { method: 'GET', path, proof: 'path', answer: (call) => ok(requests.message(call).data()) },
        { method: 'PATCH', path, proof: 'path', answer: (call) => requests.edit(call) },
        { method: 'DELETE', path, proof: 'path', answer: (call) => requests.delete(call) },
      ];
    }),
  ];
}

class InteractionRequests {
  constructor(
    private readonly world: World,
    private readonly messages: MessageRequests,
  ) {}

  respond(call: Call): Answer {
    const interaction = this.world.interactions.get(call.parameters.interaction_token ?? '');
    if (interaction === undefined || interaction.id !== call.parameters.interaction_id)
      throw new Refusal(404, 10062, 'Unknown interaction');
    const isExcused = interaction.isDisturbed;
    if (interaction.acknowledgement !== null)
      throw new Refusal(400, 40060, 'Interaction has already been acknowledged.', { isExcused });
    if (interaction.hasFailed || interaction.isExpired)
      throw new Refusal(404, 10062, 'Unknown interaction', { isExcused });
    const response = call.body as APIInteractionResponse;
    const isUpdate =
      response.type === InteractionResponseType.UpdateMessage ||
      response.type === InteractionResponseType.DeferredMessageUpdate;
    if (!allowedResponses[interaction.type]?.includes(response.type) || (isUpdate && interaction.source === null)) {
      const message = `Interaction type ${interaction.type} cannot be answered with callback type ${response.type}`;
      throw invalidForm([{ field: 'type', code: 'INTERACTION_INVALID_CALLBACK_TYPE', message }]);
    }
    this.apply(interaction, response, call);
    return call.query.get('with_response') === 'true' ? ok(responseData(interaction, response.type)) : done;
  }

  followUp(call: Call): Answer {
    const interaction = this.interactionOf(call);
    const body = call.body as RESTPostAPIWebhookWithTokenJSONBody;
    if (interaction.message?.isThinking) {
      // For compatibility, the first follow-up after a deferral fills the deferred reply, whoever was to see it.
      const { flags: all = 0, ...rest } = body as MessageBody;
      const flags = all & ~MessageFlags.Ephemeral;
      return ok(this.messages.edit(interaction.message, { ...rest, flags } as EditBody, call.files).data());
    }
    if (interaction.isUserInstalledOnly && interaction.followUps.length >= mostUserInstalledFollowUps) {
      throw new Refusal(
        400,
        40094,
        'This interaction has reached the maximum number of follow-up messages for a user-installed application',
      );
    }
    const message = this.messages.post(interaction.channel, {
      body: body as MessageBody,
      files: call.files,
      flags: allowedFlags.respond,
      type: MessageType.Reply,
      reference: interaction.message ?? interaction.source,
      ephemeralFor: isEphemeral(body.flags) ? interaction.user : null,
      interactionMetadata: {
        ...metadataOf(interaction),
        ...(interaction.message === null ? {} : { original_response_message_id: interaction.message.id }),
      },
    });
    interaction.followUps.push(message);
    this.world.changes.announce();
    return ok(message.data());
  }

  edit(call: Call): Answer {
    const message = this.message(call);
    return ok(this.messages.edit(message, call.body as EditBody, call.files).data());
  }

  delete(call: Call): Answer {
    this.world.deleteMessage(this.message(call), 'bot');
    return done;
  }

  /** The message a call is about: the first answer, or one of this interaction's by id. */
  message(call: Call): Message {
    const interaction = this.interactionOf(call);
    const id = call.parameters.message_id;
    const own = [interaction.message, interaction.source, ...interaction.followUps].filter((one) => one !== null);
    const message = id === undefined ? interaction.message : own.find((one) => one.id === id);
    if (!message || message.isDeleted) {
      const isExcused = message?.deletedBy === 'person';
      throw new Refusal(404, 10008, 'Unknown Message', { isExcused });
    }
    return message;
  }

  private interactionOf({ parameters }: Call): Interaction {
    const interaction = this.world.interactions.get(parameters.webhook_token ?? '');
    const isKnown = interaction !== undefined && parameters.webhook_id === this.world.bot.id;
    if (!isKnown || interaction.acknowledgement === null)
      throw new Refusal(404, 10015, 'Unknown Webhook', { isExcused: interaction?.isDisturbed ?? false });
    if (interaction.isExpired) {
      // A bot can know the quarter of an hour, not a shorter time that a test has set.
      const isExcused = interaction.isDisturbed || this.world.options.interactionLifetimeMs !== defaultLifetimeMs;
      throw new Refusal(401, 50027, 'Invalid Webhook Token', { isExcused });
    }
    return interaction;
  }

  private apply(interaction: Interaction, response: APIInteractionResponse, { files }: Call): void {
    const place = 'data.';
    switch (response.type) {
      case InteractionResponseType.ChannelMessageWithSource:
        interaction.message = this.messages.post(interaction.channel, {
          body: response.data as MessageBody,
          files,
          flags: allowedFlags.respond,
          place,
          ...this.replyOptions(interaction, response.data.flags),
        });
        interaction.acknowledge('reply');
        break;
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const flags = response.data?.flags ?? 0;
        checkFlags(flags, allowedFlags.defer, place);
        interaction.message = this.world.addMessage({
          channel: interaction.channel,
          author: this.world.bot,
          webhookId: this.world.bot.id,
          state: { flags: flags | MessageFlags.Loading },
          ...this.replyOptions(interaction, flags),
        });
        interaction.message.nextEditIsFree = true;
        interaction.acknowledge('deferred-reply');
        break;
      }
      case InteractionResponseType.UpdateMessage:
        interaction.message = interaction.source;
        if (interaction.source !== null)
          this.messages.edit(interaction.source, (response.data ?? {}) as EditBody, files, { place, isPaced: false });
        interaction.acknowledge('update');
        break;
      case InteractionResponseType.DeferredMessageUpdate:
        interaction.message = interaction.source;
        if (interaction.source !== null) interaction.source.nextEditIsFree = true;
        interaction.acknowledge('deferred-update');
        break;
      case InteractionResponseType.ApplicationCommandAutocompleteResult: {
        const choices = (response.data.choices ?? []) as readonly Choice[];
        const problems = checkChoices(choices);
        if (problems.length > 0) throw invalidForm(problems);
        interaction.choices = choices;
        interaction.acknowledge('choices');
        break;
      }
      case InteractionResponseType.Modal: {
        const problems = checkModal(response.data);
        if (problems.length > 0) throw invalidForm(problems);
        interaction.modal = new Modal(interaction, response.data);
        interaction.acknowledge('modal');
        break;
      }
      default:
        break;
    }
  }

  private replyOptions(interaction: Interaction, flags: number | undefined) {
    return {
      type: replyTypes[interaction.type] ?? MessageType.ChatInputCommand,
      reference: interaction.type === InteractionType.ApplicationCommand ? null : interaction.source,
      ephemeralFor: isEphemeral(flags) ? interaction.user : null,
      interactionMetadata: metadataOf(interaction),
    };
  }
}

const replyTypes: Readonly<Record<number, MessageType>> = {
  [InteractionType.ApplicationCommand]: MessageType.ChatInputCommand,
  [InteractionType.MessageComponent]: MessageType.Reply,
  [InteractionType.ModalSubmit]: MessageType.Reply,
};

function isEphemeral(flags: number | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function metadataOf({ id, type, user, owners, commandName, source }: Interaction): APIMessageInteractionMetadata {
  const metadata = {
    id,
    type,
    user: userData(user),
    authorizing_integration_owners: owners,
    ...(commandName === null ? {} : { name: commandName }),
    ...(source === null ? {} : { interacted_message_id: source.id }),
  };
  // One shape of the union per type of interaction, which the compiler cannot follow.
  return metadata as unknown as APIMessageInteractionMetadata;
}

function responseData(interaction: Interaction, type: InteractionResponseType): unknown {
  const { message } = interaction;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message === null
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: message.isThinking,
            response_message_ephemeral: message.isEphemeral,
          }),
    },
    resource: { type, ...(message === null ? {} : { message: message.data() }) },
  };
}
