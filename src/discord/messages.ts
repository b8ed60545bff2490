import { type Client, type Message, MessageType, PermissionFlagsBits } from 'discord.js';
import { detectLanguage } from '../text/language.js';
import { ask } from './ask.js';
import { type BotContext, explainFailure, turnAway } from './context.js';
import { GrowingReply } from './growing-reply.js';
import type { Reply } from './render/reply.js';
import { texts } from './render/texts.js';

const stopPattern = /^[\s/!]*(?:stop|cancel|para|basta|cancela|停|停止|取消)[\s.!。！]*$/i;
const resetPattern = /^[\s/!]*(?:reset|start over|reiniciar|empezar de nuevo|重新开始|重置)[\s.!。！]*$/i;

/** Answers direct messages, mentions, and replies to the bot; everything else is none of its business. */
export async function handleMessage(context: BotContext, client: Client<true>, message: Message): Promise<void> {
  const me = client.user.id;
  if (message.author.bot || message.webhookId !== null || message.system || message.author.id === me) return;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
  const isDirect = message.guildId === null;
  const isMentioned = message.mentions.users.has(me);
  const isReplyToMe = message.type === MessageType.Reply && message.mentions.repliedUser?.id === me;
  if (!isDirect && !isMentioned && !isReplyToMe) return;
  if (!isNew(context, `message:${message.id}`)) return;

  const text = questionIn(message.content, me);
  const language = detectLanguage(text);
  const say = texts[language];
  const send = (replies: readonly Reply[]) => context.responder.send(message.channelId, replies, message.id);
  if (text === '') {
    // Discord hides what a message says that does not mention the bot.
    await send([
      { content: message.content === '' && isReplyToMe && !isMentioned ? say.cannotSeeContent : say.emptyQuestion },
    ]);
    return;
  }
  const place = placeOf(message, isDirect);
  if (stopPattern.test(text) && context.running.stopIn(place, message.author.id)) return;
  if (resetPattern.test(text)) {
    context.memory.resetConversation(place);
    await send([{ content: say.resetDone }]);
    return;
  }
  const refusal = await turnAway(context, message.author.id, message.guildId, language);
  if (refusal) {
    await send([refusal]);
    return;
  }
  const growing = new GrowingReply(context.responder.channelPlace(message.channelId, message.id));
  const stopTyping = context.responder.typing(message.channelId);
  let replies: Reply[];
  try {
    replies = await ask(context, {
      id: message.id,
      text,
      person: message.author.id,
      guild: message.guildId,
      surface: isDirect ? 'direct-message' : 'mention',
      origin: null,
      place,
      filters: {},
      isPrivate: false,
      showsQuestion: false,
      mayEmbed: isDirect || mayEmbed(message),
      askedAt: message.createdTimestamp,
      growing,
    });
  } catch (error) {
    replies = [explainFailure(context, error, language)];
  } finally {
    stopTyping();
  }
  await growing.finish(replies);
}

/** Whether an event has not been seen before; when that cannot be told, it counts as new. */
export function isNew(context: BotContext, id: string): boolean {
  try {
    if (context.memory.takeEvent(id)) return true;
    context.metrics.repeated();
    return false;
  } catch (error) {
    context.log.error({ err: error }, 'cannot write the memory');
    return true;
  }
}

/** What a message asks, without the mentions that made it reach the bot. */
function questionIn(content: string, me: string): string {
  return content
    .replaceAll(new RegExp(`<@!?${me}>`, 'g'), ' ')
    .replaceAll(/<(?:@[!&]?|#|a?:\w+:)\d+>/g, ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/** Follow-ups belong together in a direct message, in a thread, and for one person in a channel. */
function placeOf(message: Message, isDirect: boolean): string {
  if (isDirect) return `dm:${message.channelId}`;
  return message.channel.isThread()
    ? `thread:${message.channelId}`
    : `channel:${message.channelId}:${message.author.id}`;
}

function mayEmbed(message: Message): boolean {
  if (!message.inGuild()) return true;
  const me = message.guild.members.me;
  // What is not known is taken for allowed: it is by default, and the invite asks for it.
  return me === null || message.channel.permissionsFor(me).has(PermissionFlagsBits.EmbedLinks);
}
