import { type APIAllowedMentions, MessageFlags } from 'discord.js';
import { flatten, type MessageState } from './payload-checks.js';

// Discord allows all of this; a bot that is quiet and safe does not do it.

const mention = /@everyone|@here|<@[!&]?\d+>/;
/** A link outside angle brackets, which would be shown with a preview. */
const previewedLink = /(?<![<\w])https?:\/\/\S/;

interface Outgoing {
  readonly state: MessageState;
  readonly allowedMentions: APIAllowedMentions | null | undefined;
  readonly isReply: boolean;
}

/** What would disturb people about a message: pings, and previews of links. */
export function checkManners({ state, allowedMentions, isReply }: Outgoing): string[] {
  const texts = [state.content, ...flatten(state.components).map(({ content }) => content ?? '')];
  const found: string[] = [];
  const { parse, users, roles, replied_user: repliedUser } = allowedMentions ?? {};
  const allowsSome =
    !allowedMentions || parse === undefined || [parse, users, roles].some((list) => (list?.length ?? 0) > 0);
  const mentioned = texts.map((text) => mention.exec(text)?.[0]).find((match) => match !== undefined);
  if (mentioned !== undefined && allowsSome) found.push(`may ping ${mentioned}: allowed_mentions has no empty "parse"`);
  if (repliedUser === true) found.push('pings the author it replies to: replied_user is true');
  else if (isReply && !allowedMentions) found.push('pings the author it replies to: allowed_mentions is absent');
  const isWithoutPreviews =
    (state.flags & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2)) !== 0 || state.embeds.length > 0;
  if (!isWithoutPreviews && previewedLink.test(state.content))
    found.push('shows previews of links: SUPPRESS_EMBEDS is not set');
  return found;
}
