import type { ChatInputCommandInteraction } from 'discord.js';
import type { Language } from '../../text/language.js';
import { makerName, topicName } from '../choices.js';
import type { BotContext } from '../context.js';
import { renderHelp, renderPersonalData, renderPrivacy } from '../render/render-notes.js';
import { renderSources } from '../render/render-sources.js';
import type { Reply } from '../render/reply.js';
import { texts } from '../render/texts.js';
import { readFilters } from './ask-command.js';

type PersonalCommand = (
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
) => Promise<Reply> | Reply;

/** Commands whose reply is for the person alone, and takes no time. */
export const personalCommands: Readonly<Record<string, PersonalCommand>> = {
  help: (context, _, language) => renderHelp(language, context.commandIds),
  privacy: (context, _, language) => renderPrivacy(language, context.commandIds),
  mydata: (context, interaction, language) =>
    renderPersonalData(context.memory.personalData(interaction.user.id), language),
  forget: (context, interaction, language) => ({
    content: texts[language].forgotten(context.memory.forget(interaction.user.id)),
  }),
  sources: async (context, interaction, language) => {
    const read = readFilters(context, interaction, language);
    if ('problem' in read) return read.problem;
    return sourcesPage(context, {
      page: 0,
      maker: read.filters.makers?.[0] ?? null,
      topic: read.filters.topics?.[0] ?? null,
      language,
    });
  },
};

export async function sourcesPage(
  context: BotContext,
  view: {
    readonly page: number;
    readonly maker: string | null;
    readonly topic: string | null;
    readonly language: Language;
  },
): Promise<Reply> {
  const { maker, topic, language } = view;
  return context.knowledge.use(async ({ store, glossary }) => {
    const articles = await store.listArticles({
      ...(maker === null ? {} : { makers: [maker] }),
      ...(topic === null ? {} : { topics: [topic] }),
    });
    const narrowedTo = [
      ...(maker === null ? [] : [makerName(glossary, maker)]),
      ...(topic === null ? [] : [topicName(glossary, topic, language)]),
    ];
    return renderSources(articles, { ...view, narrowedTo });
  });
}
