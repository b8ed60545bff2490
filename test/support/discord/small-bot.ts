import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContextMenuCommandBuilder,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { DiscordStandIn } from './stand-in.js';

export const smallBotCommands = [
  new SlashCommandBuilder()
    .setName('ask')
    .setDescription('Asks')
    .setDescriptionLocalizations({ 'zh-CN': '提问' })
    .addStringOption((option) => option.setName('question').setDescription('What').setRequired(true).setMaxLength(50))
    .addStringOption((option) => option.setName('maker').setDescription('Who').setAutocomplete(true))
    .setIntegrationTypes(0, 1),
  new SlashCommandBuilder().setName('form').setDescription('Opens a form').setContexts(0),
  new SlashCommandBuilder().setName('file').setDescription('Sends a file').setDefaultMemberPermissions(8n),
  new ContextMenuCommandBuilder().setName('Check').setType(ApplicationCommandType.Message),
];

/** A bot that does one thing of each kind, to prove the stand-in with the real discord.js. */
export async function startSmallBot(
  discord: Pick<DiscordStandIn, 'token' | 'apiUrl'>,
  {
    token = discord.token,
    intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  } = {},
): Promise<Client<true>> {
  const client = new Client({
    intents,
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
    allowedMentions: { parse: [], repliedUser: false },
  });
  client.on(Events.Error, () => {});
  client.on(Events.InteractionCreate, (interaction) => {
    // What Discord refuses is the tests' business, seen on the stand-in's side.
    respond(interaction).catch(() => {});
  });
  client.on(Events.MessageCreate, (message) => {
    if (message.author.bot || message.system || message.content === '') return;
    message.channel
      .sendTyping()
      .then(() => message.reply(`You said: ${message.content.replace(/<@\d+> /, '')}`))
      .catch(() => {});
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
    await ready;
    await (client as Client<true>).application.commands.set(smallBotCommands);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  return client as Client<true>;
}

async function respond(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `${typed}米`, value: 'xiaomi' }]);
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'ask') {
    await interaction.deferReply();
    await interaction.editReply({
      content: `${interaction.options.getString('question', true)} See https://example.org/a`,
      flags: MessageFlags.SuppressEmbeds,
      components: [
        new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder().setLabel('More').setCustomId('more').setStyle(ButtonStyle.Secondary),
          new ButtonBuilder().setLabel('Newer').setCustomId('newer').setStyle(ButtonStyle.Secondary),
          new ButtonBuilder().setLabel('Off').setCustomId('off').setStyle(ButtonStyle.Secondary).setDisabled(true),
        ),
        new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
          new StringSelectMenuBuilder().setCustomId('passage').addOptions({ label: 'One', value: '1' }),
        ),
      ],
    });
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'form') {
    const input = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short).setMaxLength(20);
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId('reason')
        .setTitle('Reason')
        .addLabelComponents(new LabelBuilder().setLabel('Why?').setTextInputComponent(input)),
    );
  } else if (interaction.isChatInputCommand()) {
    const files = [{ attachment: Buffer.from('a,b\n1,2\n'), name: 'gaps.csv' }];
    await interaction.reply({ content: 'The gaps', files, flags: MessageFlags.Ephemeral });
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({
      content: `Checked: ${interaction.targetMessage.content}`,
      flags: MessageFlags.Ephemeral,
    });
  } else if (interaction.isStringSelectMenu()) {
    await interaction.update({ content: `Passage ${interaction.values[0]}` });
  } else if (interaction.isButton() && interaction.customId === 'more') {
    await interaction.reply({ content: 'More evidence', flags: MessageFlags.Ephemeral });
    await interaction.followUp({ content: 'And more', flags: MessageFlags.Ephemeral });
  } else if (interaction.isButton()) {
    await interaction.deferUpdate();
    await interaction.editReply({ content: 'Only the newest' });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply({ content: `Because: ${interaction.fields.getTextInputValue('why')}` });
  }
}
