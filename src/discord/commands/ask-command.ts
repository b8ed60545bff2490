import { type ChatInputCommandInteraction, InteractionContextType } from 'discord.js';
import type { SearchFilters } from '../../retrieval/passage-store.js';
import type { Language } from '../../text/language.js';
import { ask } from '../ask.js';
import { isDate, resolveMaker, resolveTopic } from '../choices.js';
import { type BotContext, explainFailure, turnAway } from '../context.js';
import { GrowingReply } from '../growing-reply.js';
import { escapeWithin } from '../render/markdown.js';
import type { Reply } from '../render/reply.js';
import { texts } from '../render/texts.js';

/** /ask: acknowledged at once, answered when it is ready. */
export async function runAsk(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
): Promise<void> {
  const { responder } = context;
  const isPrivate = interaction.options.getBoolean('private') ?? false;
  const text = interaction.options.getString('question', true);
  const filters = readFilters(context, interaction, language);
  if ('problem' in filters) {
    await responder.reply(interaction, filters.problem, true);
    return;
  }
  if (text.trim() === '') {
    await responder.reply(interaction, { content: texts[language].emptyQuestion }, true);
    return;
  }
  const refusal = await turnAway(context, interaction.user.id, interaction.guildId, language);
  if (refusal) {
    await responder.reply(interaction, refusal, true);
    return;
  }
  if (!(await responder.defer(interaction, isPrivate))) return;
  const growing = new GrowingReply(responder.interactionPlace(interaction, isPrivate));
  let replies: Reply[];
  try {
    replies = await ask(context, {
      id: interaction.id,
      text,
      person: interaction.user.id,
      guild: interaction.guildId,
      surface: 'command',
      origin: null,
      place: placeOf(interaction),
      filters: filters.filters,
      isPrivate,
      showsQuestion: true,
      mayEmbed: true,
      askedAt: interaction.createdTimestamp,
      growing,
    });
  } catch (error) {
    replies = [explainFailure(context, error, language)];
  }
  await growing.finish(replies);
}

function placeOf(interaction: ChatInputCommandInteraction): string {
  const { channelId, channel } = interaction;
  if (interaction.context === InteractionContextType.BotDM) return `dm:${channelId}`;
  return channel?.isThread() ? `thread:${channelId}` : `channel:${channelId}:${interaction.user.id}`;
}

/** The options that narrow what is searched, checked; or what is wrong with them. */
export function readFilters(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
): { readonly filters: SearchFilters } | { readonly problem: Reply } {
  const { glossary } = context.knowledge.current;
  const say = texts[language];
  const typed = (name: string) => interaction.options.getString(name)?.trim() || null;
  const [makerText, topicText, since] = [typed('maker'), typed('topic'), typed('since')];
  const maker = makerText === null ? null : resolveMaker(glossary, makerText);
  if (makerText !== null && maker === null)
    return { problem: { content: say.unknownMaker(escapeWithin(makerText, 100)) } };
  const topic = topicText === null ? null : resolveTopic(glossary, topicText);
  if (topicText !== null && topic === null)
    return { problem: { content: say.unknownTopic(escapeWithin(topicText, 100)) } };
  if (since !== null && !isDate(since)) return { problem: { content: say.badDate(escapeWithin(since, 20)) } };
  return {
    filters: {
      ...(maker === null ? {} : { makers: [maker] }),
      ...(topic === null ? {} : { topics: [topic] }),
      ...(since === null ? {} : { since }),
    },
  };
}
