import {
  type ButtonInteraction,
  ComponentType,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Citation } from '../answer/answer.js';
import type { SearchFilters } from '../retrieval/passage-store.js';
import type { Language } from '../text/language.js';
import { ask } from './ask.js';
import { sourcesPage } from './commands/personal-commands.js';
import { type BotContext, explainFailure, turnAway } from './context.js';
import { readCustomId, toCustomId } from './custom-id.js';
import { GrowingReply } from './growing-reply.js';
import type { Knowledge } from './knowledge-keeper.js';
import type { Exchange } from './memory/memory.js';
import { renderAnswer, renderPassage } from './render/render-answer.js';
import type { Reply } from './render/reply.js';
import { texts } from './render/texts.js';

const reasonField = 'reason';
const longestReason = 500;
/** "Newest only" looks at what was published within this time before the newest source that was cited. Years. */
const newestYears = 1;

/** Does what a button, a menu or a form of ours asks for; what it needs is in its id and in the memory. */
export async function handleComponent(
  context: BotContext,
  interaction: ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction,
  language: Language,
): Promise<void> {
  const { responder } = context;
  const action = readCustomId(interaction.customId);
  const tell = (content: string) => responder.reply(interaction, { content }, true);
  if (!action) {
    await tell(texts[language].outdatedControl);
    return;
  }
  if (action.kind === 'sources-page') {
    await responder.update(interaction, await sourcesPage(context, { ...action, language }));
    return;
  }
  if (action.kind === 'stop') {
    const stopped = context.running.stop(action.question, interaction.user.id);
    if (stopped === 'stopped') await responder.acknowledge(interaction);
    else await tell(stopped === 'over' ? texts[language].nothingToStop : texts[language].notYours);
    return;
  }
  const exchange = context.memory.exchange(action.exchange);
  if (!exchange) {
    await tell(texts[language].expiredAnswer);
    return;
  }
  switch (action.kind) {
    case 'show-passage': {
      const marker = interaction.isStringSelectMenu() ? Number(interaction.values[0]) : Number.NaN;
      await responder.reply(interaction, await passage(context, exchange, marker, language), true);
      return;
    }
    case 'more':
    case 'newest':
      await askAgain(context, interaction, exchange, action.kind, language);
      return;
    case 'publish':
      await publish(context, interaction, exchange, language);
      return;
    case 'feedback':
      context.memory.giveFeedback(exchange.id, interaction.user.id, action.isHelpful);
      if (action.isHelpful) await tell(texts[language].thanks);
      else await responder.showForm(interaction, reasonForm(exchange.id, language));
      return;
    case 'feedback-reason': {
      const reason = interaction.isModalSubmit() ? interaction.fields.getTextInputValue(reasonField).trim() : '';
      context.memory.giveFeedback(exchange.id, interaction.user.id, false, reason.slice(0, longestReason) || null);
      await tell(reason === '' ? texts[language].thanks : texts[language].thanksForReason);
    }
  }
}

function reasonForm(exchange: string, language: Language) {
  const say = texts[language];
  return {
    custom_id: toCustomId({ kind: 'feedback-reason', exchange }),
    title: say.reasonTitle,
    components: [
      {
        type: ComponentType.ActionRow as const,
        components: [
          {
            type: ComponentType.TextInput as const,
            custom_id: reasonField,
            label: say.reasonLabel,
            placeholder: say.reasonPlaceholder,
            style: TextInputStyle.Paragraph,
            required: false,
            max_length: longestReason,
          },
        ],
      },
    ],
  };
}

/** The part of the source around a quote of an answer, as the source is now. */
async function passage(context: BotContext, exchange: Exchange, marker: number, language: Language): Promise<Reply> {
  const say = texts[language];
  const citation =
    exchange.answer.kind === 'answered'
      ? exchange.answer.citations.find((candidate) => candidate.marker === marker)
      : undefined;
  if (!citation) return { content: say.outdatedControl };
  return context.knowledge.use(async (knowledge) => {
    const around = await contextOf(knowledge, citation);
    if (around === 'gone') return { content: say.sourceGone };
    if (around === 'changed') return { content: say.sourceChanged };
    return renderPassage(citation, around, { language, areBriefs: knowledge.areBriefs });
  });
}

async function contextOf(
  { store }: Knowledge,
  citation: Citation,
): Promise<{ before: string; after: string } | 'gone' | 'changed'> {
  const article = await store.article(citation.articleId);
  if (!article) return 'gone';
  const isInPlace = article.text.slice(citation.start, citation.end) === citation.quote;
  const start = isInPlace ? citation.start : article.text.indexOf(citation.quote);
  if (start < 0) return 'changed';
  const end = start + citation.quote.length;
  const stored = await store.passageById(citation.passageId);
  const isInside = stored !== null && stored.start <= start && stored.end >= end;
  // A passage that was split anew still has its surroundings.
  const [from, to] = isInside
    ? [stored.start, stored.end]
    : [Math.max(0, start - 400), Math.min(article.text.length, end + 400)];
  return { before: article.text.slice(from, start), after: article.text.slice(end, to) };
}

/** The same question with more sentences, or from the newest sources only; for the one who pressed. */
async function askAgain(
  context: BotContext,
  interaction: ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction,
  exchange: Exchange,
  how: 'more' | 'newest',
  language: Language,
): Promise<void> {
  const { responder } = context;
  const refusal = await turnAway(context, interaction.user.id, interaction.guildId, language);
  if (refusal) {
    await responder.reply(interaction, refusal, true);
    return;
  }
  if (!(await responder.defer(interaction, true))) return;
  const growing = new GrowingReply(responder.interactionPlace(interaction, true));
  let replies: Reply[];
  try {
    replies = await ask(context, {
      id: interaction.id,
      text: exchange.standalone,
      person: interaction.user.id,
      guild: interaction.guildId,
      surface: 'button',
      origin: exchange.id,
      place: null,
      filters: how === 'newest' ? newestFilters(exchange) : exchange.filters,
      wantsMore: how === 'more',
      isPrivate: true,
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

function newestFilters(exchange: Exchange): SearchFilters {
  if (exchange.answer.kind !== 'answered') return exchange.filters;
  const { asOf } = exchange.answer;
  const since = `${Number(asOf.slice(0, 4)) - newestYears}${asOf.slice(4)}`;
  const own = exchange.filters.since;
  return { ...exchange.filters, since: own !== undefined && own > since ? own : since };
}

/** Shows a private answer to everyone, once, and only when the one who asked wants it. */
async function publish(
  context: BotContext,
  interaction: ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction,
  exchange: Exchange,
  language: Language,
): Promise<void> {
  const { responder, memory, knowledge } = context;
  const say = texts[language];
  if (exchange.person !== interaction.user.id) {
    await responder.reply(interaction, { content: say.notYours }, true);
    return;
  }
  if (!memory.takeEvent(`publish:${exchange.id}`)) {
    await responder.reply(interaction, { content: say.published }, true);
    return;
  }
  const [first, ...rest] = renderAnswer(exchange.answer, {
    exchange: exchange.id,
    question: exchange.question,
    language: exchange.language,
    areBriefs: knowledge.current.areBriefs,
    isPrivate: false,
    mayEmbed: true,
    note: say.sharedBy(interaction.user.displayName),
  });
  if (first && (await responder.reply(interaction, first, false))) await responder.followUp(interaction, rest, false);
}
