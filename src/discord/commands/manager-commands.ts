import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import { describeError, StatesideError } from '../../error.js';
import type { Language } from '../../text/language.js';
import type { BotContext } from '../context.js';
import { escapeWithin } from '../render/markdown.js';
import { renderGaps, renderKnowledge, renderStatistics } from '../render/render-notes.js';
import type { Reply } from '../render/reply.js';
import { texts } from '../render/texts.js';

export const managerCommands: ReadonlySet<string> = new Set(['stats', 'gaps', 'knowledge']);

/** Commands for those who manage the server: Discord hides them from others, and here that is checked again. */
export async function runManagerCommand(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
): Promise<void> {
  const { responder, memory, knowledge } = context;
  const guild = interaction.guildId;
  if (guild === null || interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    await responder.reply(interaction, { content: texts[language].notAllowed }, true);
    return;
  }
  switch (interaction.commandName) {
    case 'stats':
      await responder.reply(interaction, renderStatistics(memory.statistics(guild), language), true);
      return;
    case 'gaps':
      await responder.reply(interaction, renderGaps(memory.gaps(guild), language), true);
      return;
    default:
      if (interaction.options.getSubcommand() === 'reload') await reload(context, interaction, language);
      else await responder.reply(interaction, await status(knowledge.current, language), true);
  }
}

async function status(knowledge: BotContext['knowledge']['current'], language: Language): Promise<Reply> {
  const { articleCount, passageCount } = await knowledge.store.statistics();
  return renderKnowledge(
    {
      articles: articleCount,
      passages: passageCount,
      newest: await knowledge.store.newestDate(),
      rejected: knowledge.rejected.length,
      openedAt: knowledge.openedAt,
    },
    language,
  );
}

async function reload(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
): Promise<void> {
  const say = texts[language];
  if (context.knowledge.isReloading) {
    await context.responder.reply(interaction, { content: say.reloadRunning }, true);
    return;
  }
  const reloading = context.knowledge.reload();
  reloading.catch(() => {});
  if (!(await context.responder.defer(interaction, true))) return;
  let reply: Reply;
  try {
    const knowledge = await reloading;
    context.log.info({ articles: knowledge.articleCount, rejected: knowledge.rejected.length }, 'knowledge reloaded');
    reply = { content: say.reloaded(knowledge.articleCount) };
  } catch (error) {
    context.log.error({ err: error }, 'cannot reload the knowledge');
    // Paths of the machine stay out of a server's channels.
    const reason = error instanceof StatesideError ? describeError(error).replace(/"[^"]*[/\\][^"]*"/g, '…') : '?';
    reply = { content: say.reloadFailed(escapeWithin(reason, 500)) };
  }
  await context.responder.finish(interaction, [reply], true);
}
