import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  GatewayDispatchEvents,
  InteractionContextType,
  InteractionType,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import type { WaitOptions } from './changes.js';
import { type Channel, everydayPermissions, type Guild, type User, userData } from './channels.js';
import { fillOptions, findOptions, type OptionValue, type SentOption } from './command-options.js';
import { acknowledgementMs, type Choice, Interaction, type Modal } from './interaction.js';
import type { Message } from './message.js';
import type { AnyComponent } from './payload-checks.js';
import type { StoredCommand, World } from './world.js';

export interface PersonOptions {
  readonly name: string;
  /** @default 'en-US' */
  readonly locale?: string;
  /** Another bot. @default false */
  readonly isBot?: boolean;
  /** Has added the app to their own account: commands work everywhere. @default false */
  readonly hasInstalledApp?: boolean;
  /** @default true */
  readonly acceptsDirectMessages?: boolean;
}

/** Where a person acts: in a channel, in a server's first channel, or (by default) in the conversation with the bot. */
export interface Place {
  readonly channel?: Channel;
  readonly guild?: Guild;
  readonly dm?: true;
  /** What the person may do there. @default what members may */
  readonly permissions?: bigint;
}

export interface SayOptions {
  /** Puts a mention of the bot before the text. @default false */
  readonly mentionsBot?: boolean;
  readonly replyTo?: Message;
  /** A reply pings the author it replies to. @default true */
  readonly pingsAuthor?: boolean;
  /** Sent through a webhook: it has no person behind it. @default false */
  readonly webhook?: boolean;
  /** Written by Discord itself, as when somebody joins. @default false */
  readonly system?: boolean;
}

const selectTypes: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

/** Somebody at Discord's client: does what it allows, and is refused what it refuses. */
export class Person implements User {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  readonly locale: string;
  private readonly hasInstalledApp: boolean;

  constructor(
    private readonly world: World,
    id: string,
    options: PersonOptions,
  ) {
    this.id = id;
    this.name = options.name;
    this.locale = options.locale ?? 'en-US';
    this.isBot = options.isBot ?? false;
    this.hasInstalledApp = options.hasInstalledApp ?? false;
    world.users.set(id, this);
    if (options.acceptsDirectMessages === false) world.closedToDirectMessages.add(id);
  }

  /** The conversation with the bot. */
  get dm(): Channel {
    return this.world.directChannel(this, this.world.bot);
  }

  /** A conversation with somebody else, where the bot is not. */
  privateChannelWith(other: User): Channel {
    return this.world.directChannel(this, other);
  }

  directMessage(text: string, options: SayOptions = {}): Message {
    return this.says(this.dm, text, options);
  }

  says(channel: Channel, text: string, options: SayOptions = {}): Message {
    const { mentionsBot = false, replyTo, pingsAuthor = true, webhook = false, system = false } = options;
    const { bot } = this.world;
    const content = mentionsBot ? `<@${bot.id}> ${text}` : text;
    const mentions = this.world.mentionedIn(content);
    if (replyTo !== undefined && pingsAuthor && !mentions.includes(replyTo.author)) mentions.push(replyTo.author);
    return this.world.addMessage({
      channel,
      author: webhook ? { id: this.id, name: this.name, isBot: true } : this,
      state: { content: system ? '' : content },
      mentions,
      reference: replyTo ?? null,
      webhookId: webhook ? this.id : null,
      ...(system ? { type: channel.isDirect ? MessageType.ChannelPinnedMessage : MessageType.UserJoin } : {}),
    });
  }

  /** Changes a message of one's own. */
  edits(message: Message, text: string): void {
    if (message.author.id !== this.id) throw new Error(`Cannot edit the message: it is not ${this.name}'s`);
    message.mentions = this.world.mentionedIn(text);
    message.edit({ ...message.state, content: text });
    this.world.tell(GatewayDispatchEvents.MessageUpdate, message);
  }

  /** Deletes a message, or dismisses one that only this person sees. */
  deletes(message: Message): void {
    this.world.deleteMessage(message, 'person');
  }

  /** Whether the message stands before this person's eyes. */
  sees(message: Message): boolean {
    const { ephemeralFor, channel } = message;
    if (message.isDeleted || (ephemeralFor !== null && ephemeralFor.id !== this.id)) return false;
    return channel.recipients.length === 0 || channel.recipients.some(({ id }) => id === this.id);
  }

  /**
   * Uses a slash command.
   * @param command Its name, with subcommands after spaces.
   * @throws {Error} When Discord's client would not offer it there, or would not send these options.
   */
  slash(command: string, values: Readonly<Record<string, OptionValue>> = {}, place: Place = {}): Interaction {
    const [name = '', ...path] = command.split(' ');
    const stored = this.commandFor(name, ApplicationCommandType.ChatInput, place);
    const { options, resolved } = fillOptions(command, findOptions(stored, path), values);
    return this.interact(InteractionType.ApplicationCommand, place, {
      commandName: name,
      data: {
        ...commandReference(stored, ApplicationCommandType.ChatInput),
        ...(options.length > 0 ? { options } : {}),
        ...(resolved === undefined ? {} : { resolved }),
      },
    });
  }

  /**
   * Types into an option that gives suggestions.
   * @param values What the other options hold already.
   * @returns What the bot suggests.
   */
  async autocomplete(
    command: string,
    optionName: string,
    typed: string,
    {
      values = {},
      timeoutMs,
      ...place
    }: Place & WaitOptions & { readonly values?: Readonly<Record<string, OptionValue>> } = {},
  ): Promise<readonly Choice[]> {
    const interaction = this.types(command, optionName, typed, { values, ...place });
    return interaction.waitForChoices(timeoutMs === undefined ? {} : { timeoutMs });
  }

  /** Like autocomplete, but gives the interaction at once. */
  types(
    command: string,
    optionName: string,
    typed: string,
    { values = {}, ...place }: Place & { readonly values?: Readonly<Record<string, OptionValue>> } = {},
  ): Interaction {
    const [name = '', ...path] = command.split(' ');
    const stored = this.commandFor(name, ApplicationCommandType.ChatInput, place);
    const found = findOptions(stored, path);
    const option = found.declared.find((one) => one.name === optionName);
    if (option === undefined || !('autocomplete' in option) || option.autocomplete !== true)
      throw new Error(`Cannot type into "${optionName}" of /${command}: it declares no suggestions`);
    // What is still being typed need not be complete.
    const lenient = { ...found, declared: found.declared.map((one) => ({ ...one, required: false })) };
    const others = fillOptions(command, { ...lenient, wrap: (options) => options } as typeof found, values).options;
    const focused: SentOption = { name: optionName, type: option.type, value: typed, focused: true };
    return this.interact(InteractionType.ApplicationCommandAutocomplete, place, {
      commandName: name,
      data: {
        ...commandReference(stored, ApplicationCommandType.ChatInput),
        options: found.wrap([...others, focused]),
      },
    });
  }

  /** Chooses a command from the menu of a message or a person. */
  contextMenu(name: string, target: Message | User, place: Place = {}): Interaction {
    const isMessage = 'content' in target;
    const type = isMessage ? ApplicationCommandType.Message : ApplicationCommandType.User;
    const where = isMessage && place.channel === undefined ? { ...place, channel: target.channel } : place;
    const stored = this.commandFor(name, type, where);
    const { guild } = this.channelOf(where);
    const resolved = isMessage
      ? { messages: { [target.id]: target.data() } }
      : {
          users: { [target.id]: userData(target) },
          ...(guild === null
            ? {}
            : {
                members: {
                  [target.id]: { ...guild.partialMemberData(target), permissions: everydayPermissions.toString() },
                },
              }),
        };
    return this.interact(InteractionType.ApplicationCommand, where, {
      commandName: name,
      data: { ...commandReference(stored, type), target_id: target.id, resolved },
    });
  }

  /** Presses a button. @param button Its label or custom_id. */
  press(message: Message, button: string): Interaction {
    const component = this.usable(message, button);
    if (component.type !== ComponentType.Button || component.custom_id === undefined)
      throw new Error(`Cannot press "${button}": it is not a button that the bot hears of`);
    return this.use(message, component);
  }

  /** Chooses from a select. */
  choose(message: Message, select: string, values: readonly string[]): Interaction {
    const component = this.usable(message, select) as AnyComponent & {
      readonly options?: readonly { readonly value: string }[];
      readonly min_values?: number;
      readonly max_values?: number;
    };
    if (!selectTypes.includes(component.type)) throw new Error(`Cannot choose from "${select}": it is not a select`);
    const { options, min_values: least = 1, max_values: most = 1 } = component;
    const unknown = values.find((value) => options !== undefined && !options.some((option) => option.value === value));
    if (unknown !== undefined) throw new Error(`Cannot choose "${unknown}" from "${select}": there is no such option`);
    if (values.length < least || values.length > most)
      throw new Error(`Cannot choose ${values.length} from "${select}": it takes ${least} to ${most}`);
    return this.use(message, component, values);
  }

  /** Fills in a form and sends it. @param values By custom_id or label; what is left out stays as it was. */
  submit(modal: Modal, values: Readonly<Record<string, string>>): Interaction {
    const { interaction, fields } = modal;
    if (interaction.user.id !== this.id) throw new Error(`Cannot submit the form: it is not ${this.name}'s`);
    const unknown = Object.keys(values).find(
      (name) => !fields.some(({ customId, label }) => customId === name || label === name),
    );
    if (unknown !== undefined) throw new Error(`Cannot submit "${modal.title}": it has no field "${unknown}"`);
    const sent = (component: AnyComponent, label: string): object => {
      if (component.type === ComponentType.TextInput) return textInputValue(component, label, values);
      const value = values[component.custom_id ?? ''] ?? values[label];
      return {
        type: component.type,
        id: 1,
        custom_id: component.custom_id,
        values: value === undefined ? [] : [value],
      };
    };
    const components = (modal.data.components as readonly AnyComponent[]).map((row, index) => {
      const base = { type: row.type, id: index + 1 };
      if (row.component !== undefined) return { ...base, component: sent(row.component, row.label ?? '') };
      if (row.components === undefined) return base;
      return { ...base, components: row.components.map((input) => sent(input, input.label ?? '')) };
    });
    return this.interact(
      InteractionType.ModalSubmit,
      { channel: interaction.channel },
      { data: { custom_id: modal.customId, components }, source: interaction.source },
    );
  }

  private usable(message: Message, name: string): AnyComponent {
    if (!this.sees(message)) throw new Error(`Cannot use "${name}": ${this.name} does not see the message`);
    const component = message.component(name);
    if (component === undefined)
      throw new Error(`Cannot use "${name}": the message has only ${message.buttonLabels.join(', ')}`);
    if ((component as { disabled?: boolean }).disabled) throw new Error(`Cannot use "${name}": it is disabled`);
    return component;
  }

  private use(message: Message, component: AnyComponent, values?: readonly string[]): Interaction {
    return this.interact(
      InteractionType.MessageComponent,
      { channel: message.channel },
      {
        source: message,
        data: {
          id: component.id,
          component_type: component.type,
          custom_id: component.custom_id,
          ...(values === undefined ? {} : { values }),
        },
      },
    );
  }

  private channelOf({ channel, guild }: Place): Channel {
    const found = channel ?? guild?.channels[0] ?? (guild === undefined ? this.dm : undefined);
    if (found === undefined) throw new Error(`Cannot act in ${guild?.name}: it has no channel`);
    return found;
  }

  private contextOf(channel: Channel): InteractionContextType {
    if (channel.guild !== null) return InteractionContextType.Guild;
    return this.world.botSees(channel) ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
  }

  private commandFor(name: string, type: ApplicationCommandType, place: Place): StoredCommand {
    const channel = this.channelOf(place);
    const scopes = [channel.guild?.id, ''].filter((scope) => scope !== undefined);
    const stored = scopes
      .flatMap((scope) => this.world.commands.get(scope) ?? [])
      .find((command) => command.name === name && (command.type ?? ApplicationCommandType.ChatInput) === type);
    if (stored === undefined) throw new Error(`Cannot use "${name}": no such command is registered there`);
    const context = this.contextOf(channel);
    const contexts = (stored as { contexts?: readonly InteractionContextType[] | null }).contexts;
    if (contexts && !contexts.includes(context))
      throw new Error(`Cannot use "${name}": it is not offered in context ${InteractionContextType[context]}`);
    const integrations = stored.integration_types ?? [ApplicationIntegrationType.GuildInstall];
    const owners = this.ownersAt(channel);
    if (!integrations.some((integration) => String(integration) in owners))
      throw new Error(`Cannot use "${name}": the app is not installed there in a way that offers it`);
    const needed = stored.default_member_permissions;
    const own = place.permissions ?? everydayPermissions;
    const isAdministrator = (own & PermissionFlagsBits.Administrator) !== 0n;
    const mayNot =
      needed !== undefined && needed !== null && (BigInt(needed) === 0n || (own & BigInt(needed)) !== BigInt(needed));
    if (channel.guild !== null && mayNot && !isAdministrator)
      throw new Error(`Cannot use "${name}": ${this.name} lacks the permissions it asks for`);
    return stored;
  }

  /** Through whose installations the app is here. */
  private ownersAt({ guild, recipients }: Channel): Record<string, string> {
    const withBot = recipients.some(({ id }) => id === this.world.bot.id);
    const owners: Record<string, string> = {};
    if (guild?.botIsMember) owners[ApplicationIntegrationType.GuildInstall] = guild.id;
    if (withBot) owners[ApplicationIntegrationType.GuildInstall] = '0';
    if (this.hasInstalledApp) owners[ApplicationIntegrationType.UserInstall] = this.id;
    return owners;
  }

  private interact(
    type: InteractionType,
    place: Place,
    { data, commandName, source }: { data: object; commandName?: string; source?: Message | null },
  ): Interaction {
    const channel = this.channelOf(place);
    const { guild } = channel;
    const context = this.contextOf(channel);
    const { bot, options, interactions, changes } = this.world;
    const interaction = new Interaction(changes, {
      type,
      user: this,
      channel,
      context,
      owners: source?.interactionMetadata?.authorizing_integration_owners ?? this.ownersAt(channel),
      source: source ?? null,
      commandName: commandName ?? null,
      lifetimeMs: options.interactionLifetimeMs,
    });
    interactions.set(interaction.token, interaction);
    const permissions = place.permissions ?? everydayPermissions;
    const content = {
      id: interaction.id,
      application_id: bot.id,
      type,
      data,
      ...(guild === null
        ? { user: userData(this) }
        : {
            guild_id: guild.id,
            guild: { id: guild.id, locale: guild.locale, features: [] },
            guild_locale: guild.locale,
            member: this.world.memberData(guild, this, permissions),
          }),
      channel_id: channel.id,
      channel: this.channelData(channel, permissions),
      token: interaction.token,
      version: 1,
      ...(source ? { message: source.data() } : {}),
      app_permissions: channel.botPermissions.toString(),
      locale: this.locale,
      entitlements: [],
      authorizing_integration_owners: interaction.owners,
      context,
      attachment_size_limit: 10 * 1024 * 1024,
    };
    // Delivered only after a reconnection, it may well come too late.
    interaction.isDisturbed = !this.world.isBotConnected();
    this.watch(interaction);
    this.world.dispatch(GatewayDispatchEvents.InteractionCreate, null, () => content);
    return interaction;
  }

  private channelData(channel: Channel, permissions: bigint): object {
    const data = channel.data();
    return channel.guild === null ? data : { ...data, permissions: permissions.toString() };
  }

  /** Tells the person, after three seconds of silence, that the application did not respond. */
  private watch(interaction: Interaction): void {
    const timer = setTimeout(() => {
      if (interaction.acknowledgement !== null) return;
      interaction.hasFailed = true;
      if (!interaction.isDisturbed && this.world.isBotConnected())
        this.world.violate(
          `${interaction.commandName ?? 'An interaction'} was not acknowledged within ${acknowledgementMs} ms`,
        );
      this.world.changes.announce();
    }, acknowledgementMs);
    timer.unref();
  }
}

function commandReference({ id, name }: StoredCommand, type: ApplicationCommandType): object {
  return { id, name, type };
}

function textInputValue(component: AnyComponent, label: string, values: Readonly<Record<string, string>>): object {
  const input = component as AnyComponent & {
    readonly value?: string;
    readonly required?: boolean;
    readonly min_length?: number;
    readonly max_length?: number;
  };
  const value = values[input.custom_id ?? ''] ?? values[label] ?? input.value ?? '';
  const { required = true, min_length: least = 0, max_length: most = 4000 } = input;
  if (required && value === '') throw new Error(`Cannot submit the form: "${label}" is required`);
  if (value !== '' && ([...value].length < least || [...value].length > most))
    throw new Error(`Cannot submit the form: "${label}" takes ${least} to ${most} characters`);
  return { type: ComponentType.TextInput, id: 1, custom_id: input.custom_id, value };
}
