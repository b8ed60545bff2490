const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a terminal
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Makes a text from a source or a person safe to show: control characters (terminal commands), characters that turn
 * the reading direction, invisible ones and halves of surrogate pairs are left out. The stored quote stays as it is.
 */
export function toDisplayText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unsafe, '');
}

/** The same on one line, for titles, names and addresses: a line break in one must not look like a line of ours. */
export function toDisplayLine(text: string): string {
  return toDisplayText(text).replace(/\s+/g, ' ').trim();
}
