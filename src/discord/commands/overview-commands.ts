import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { detectLanguage, type Language } from '../../text/language.js';
import { resolveMaker } from '../choices.js';
import { type BotContext, explainFailure, turnAway } from '../context.js';
import type { Knowledge } from '../knowledge-keeper.js';
import { escapeWithin } from '../render/markdown.js';
import {
  type OverviewView,
  renderChecks,
  renderComparison,
  renderProspects,
  renderTimeline,
} from '../render/render-overview.js';
import type { Reply } from '../render/reply.js';
import { texts } from '../render/texts.js';
import type { InteractionHandle } from '../respond.js';
import { readFilters } from './ask-command.js';

export const overviewCommands: ReadonlySet<string> = new Set(['prospects', 'compare', 'timeline']);

/** A statement check reads at most this much of a message. UTF-16 code units. */
const checkedLength = 4_000;

/** /prospects, /compare and /timeline: the sources laid out by hurdle, side by side, or in time. */
export async function runOverview(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  language: Language,
): Promise<void> {
  const makers: string[] = [];
  for (const option of interaction.commandName === 'compare' ? ['first', 'second'] : ['maker']) {
    const typed = interaction.options.getString(option, true);
    const maker = resolveMaker(context.knowledge.current.glossary, typed);
    if (maker === null) {
      const content = texts[language].unknownMaker(escapeWithin(typed, 100));
      await context.responder.reply(interaction, { content }, true);
      return;
    }
    makers.push(maker);
  }
  const read = readFilters(context, interaction, language);
  if ('problem' in read) {
    await context.responder.reply(interaction, read.problem, true);
    return;
  }
  const [first = '', second = ''] = makers;
  if (first === second) {
    await context.responder.reply(interaction, { content: texts[language].sameMaker }, true);
    return;
  }
  const topic = read.filters.topics?.[0];
  const since = read.filters.since;
  await respond(context, interaction, language, false, async ({ engine }, view) => {
    switch (interaction.commandName) {
      case 'prospects':
        return renderProspects(await engine.prospects(first, { language }), view);
      case 'compare':
        return renderComparison(await engine.compare(first, second, topic, { language }), view);
      default:
        return renderTimeline(
          await engine.timeline(first, {
            language,
            ...(topic === undefined ? {} : { topic }),
            ...(since === undefined ? {} : { since }),
          }),
          view,
        );
    }
  });
}

/** The message menu "Check with sources": for the one who chose it. */
export async function runCheck(
  context: BotContext,
  interaction: MessageContextMenuCommandInteraction,
  language: Language,
): Promise<void> {
  const message = interaction.targetMessage;
  // A message may say what it says in its embeds alone.
  const text = [message.content, ...message.embeds.map((embed) => embed.description ?? '')].join('\n').trim();
  if (text === '') {
    await context.responder.reply(interaction, { content: texts[language].nothingToCheck }, true);
    return;
  }
  await respond(context, interaction, language, true, async ({ engine }, view) =>
    renderChecks(await engine.checkStatements(text.slice(0, checkedLength), { language: detectLanguage(text) }), view),
  );
}

async function respond(
  context: BotContext,
  interaction: InteractionHandle & { readonly user: { readonly id: string }; readonly guildId: string | null },
  language: Language,
  isPrivate: boolean,
  work: (knowledge: Knowledge, view: OverviewView) => Promise<Reply[]>,
): Promise<void> {
  const { responder, queue, knowledge } = context;
  const refusal = await turnAway(context, interaction.user.id, interaction.guildId, language);
  if (refusal) {
    await responder.reply(interaction, refusal, true);
    return;
  }
  if (!(await responder.defer(interaction, isPrivate))) return;
  let replies: Reply[];
  try {
    replies = await queue.run(() =>
      knowledge.use((current) => work(current, { language, glossary: current.glossary, areBriefs: current.areBriefs })),
    );
  } catch (error) {
    replies = [explainFailure(context, error, language)];
  }
  await responder.finish(interaction, replies, isPrivate);
}
