import type { AutocompleteInteraction, Interaction } from 'discord.js';
import type { Language } from '../text/language.js';
import { suggestMakers, suggestTopics } from './choices.js';
import { runAsk } from './commands/ask-command.js';
import { managerCommands, runManagerCommand } from './commands/manager-commands.js';
import { overviewCommands, runCheck, runOverview } from './commands/overview-commands.js';
import { personalCommands } from './commands/personal-commands.js';
import { handleComponent } from './components.js';
import { type BotContext, explainFailure } from './context.js';
import { isNew } from './messages.js';
import { languageOfLocale } from './render/texts.js';

/** Handles what a person did with a command, a button, a menu or a form. */
export async function handleInteraction(context: BotContext, interaction: Interaction): Promise<void> {
  const language = languageOfLocale(interaction.locale);
  if (interaction.isAutocomplete()) {
    await context.responder.offerChoices(interaction, choicesFor(context, interaction, language));
    return;
  }
  if (!isNew(context, `interaction:${interaction.id}`)) return;
  try {
    if (interaction.isChatInputCommand()) {
      const name = interaction.commandName;
      const personal = personalCommands[name];
      if (personal) await context.responder.reply(interaction, await personal(context, interaction, language), true);
      else if (managerCommands.has(name)) await runManagerCommand(context, interaction, language);
      else if (overviewCommands.has(name)) await runOverview(context, interaction, language);
      else await runAsk(context, interaction, language);
    } else if (interaction.isMessageContextMenuCommand()) {
      await runCheck(context, interaction, language);
    } else if (interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()) {
      await handleComponent(context, interaction, language);
    }
  } catch (error) {
    // Nobody is left looking at a command that says nothing.
    const reply = explainFailure(context, error, language);
    if (interaction.isRepliable()) await context.responder.reply(interaction, reply, true);
  }
}

function choicesFor(context: BotContext, interaction: AutocompleteInteraction, language: Language) {
  const { name, value } = interaction.options.getFocused(true);
  const { glossary } = context.knowledge.current;
  return name === 'topic' ? suggestTopics(glossary, value, language) : suggestMakers(glossary, value);
}
