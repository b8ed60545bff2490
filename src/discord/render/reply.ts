import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';

/** A file that goes with a message. */
export interface ReplyFile {
  readonly name: string;
  readonly data: Buffer;
}

/** One message of ours; who sees it, and that it pings nobody, is for the one who sends it. */
export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files?: readonly ReplyFile[];
}

/** UTF-16 code units; Discord's limits, less some room where text is added later. */
export const limits = {
  content: 2_000,
  embedDescription: 4_096,
  embedTitle: 256,
  /** All text of all embeds of a message. */
  embedTotal: 6_000,
  buttonLabel: 80,
  optionLabel: 100,
  optionDescription: 100,
  options: 25,
} as const;

/** The colour of the bar beside our embeds. */
export const accentColor = 0x2f6f8f;
