import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import type { Language } from '../../text/language.js';
import type { BotContext } from '../context.js';
export const overviewCommands: ReadonlySet<string> = new Set(['prospects', 'compare', 'timeline']);
export async function runOverview(_c: BotContext, _i: ChatInputCommandInteraction, _l: Language): Promise<void> {}
export async function runCheck(_c: BotContext, _i: MessageContextMenuCommandInteraction, _l: Language): Promise<void> {}
