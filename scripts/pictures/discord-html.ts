import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';

/** A message as it stands in a channel. */
export interface PicturedMessage {
  readonly author: string;
  readonly isBot: boolean;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly isPrivate: boolean;
  /** What stands above it, for example which command was used. */
  readonly context?: string;
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** One line of Discord's markdown: escapes, bold, masked links, command mentions, times. */
function inline(text: string): string {
  const pattern =
    /\\([!-/:-@[-`{-~])|\*\*(.+?)(?<!\\)\*\*|\[((?:\\.|[^\]\\])+)\]\((https?:[^)\s]+)\)|<\/([\w-]+):\d+>|<t:\d+:R>|`([^`]+)`|(?<![*\\])\*([^*]+)\*(?!\*)/gsu;
  let html = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    html += escapeHtml(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, escaped, bold, label, , command, code, italic] = match;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (bold !== undefined) html += `<strong>${inline(bold)}</strong>`;
    else if (label !== undefined) html += `<a>${inline(label)}</a>`;
    else if (command !== undefined) html += `<span class="mention">/${command}</span>`;
    else if (italic !== undefined) html += `<em>${inline(italic)}</em>`;
    else if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else html += 'a moment ago';
  }
  return html + escapeHtml(text.slice(end));
}

function block(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('-# ')) return `<div class="small">${inline(line.slice(3))}</div>`;
      if (line.startsWith('### ')) return `<h3>${inline(line.slice(4))}</h3>`;
      if (line.startsWith('> ')) return `<blockquote>${inline(line.slice(2))}</blockquote>`;
      return line === '' ? '<div class="gap"></div>' : `<div>${inline(line)}</div>`;
    })
    .join('');
}

function embed({ title, url, description, fields, footer, color }: APIEmbed): string {
  const bar = `#${(color ?? 0x4e5058).toString(16).padStart(6, '0')}`;
  return `<div class="embed" style="border-left-color:${bar}">${
    title === undefined
      ? ''
      : `<div class="title">${url === undefined ? inline(title) : `<a>${inline(title)}</a>`}</div>`
  }${description === undefined ? '' : block(description)}${
    fields && fields.length > 0
      ? `<div class="fields">${fields
          .map(
            (field) =>
              `<div class="field${field.inline === true ? ' inline' : ''}"><div class="name">${inline(field.name)}</div>${block(field.value)}</div>`,
          )
          .join('')}</div>`
      : ''
  }${footer === undefined ? '' : `<div class="footer">${escapeHtml(footer.text)}</div>`}</div>`;
}

function components(rows: readonly APIMessageTopLevelComponent[]): string {
  return rows
    .map((row) => {
      if (!('components' in row)) return '';
      const parts = row.components.map((component) => {
        if ('placeholder' in component)
          return `<div class="select">${escapeHtml(component.placeholder ?? '')}<span>⌄</span></div>`;
        if (!('label' in component)) return '';
        const emoji = component.emoji?.name ?? '';
        return `<div class="button${component.style === 1 ? ' primary' : ''}">${emoji} ${escapeHtml(component.label ?? '')}</div>`;
      });
      return `<div class="row">${parts.join('')}</div>`;
    })
    .join('');
}

function message({ author, isBot, content, embeds, components: rows, isPrivate, context }: PicturedMessage): string {
  return `<div class="message${isPrivate ? ' private' : ''}"><div class="avatar${isBot ? ' bot' : ''}">${escapeHtml(author.slice(0, 1))}</div><div class="body">${
    context === undefined ? '' : `<div class="context">${escapeHtml(context)}</div>`
  }<div class="author">${escapeHtml(author)}${isBot ? '<span class="tag">APP</span>' : ''}</div><div class="content">${block(content)}</div>${embeds
    .map(embed)
    .join(
      '',
    )}${components(rows)}${isPrivate ? '<div class="only">👁 Only you can see this · Dismiss message</div>' : ''}</div></div>`;
}

const style = `
*{box-sizing:border-box}body{margin:0;background:#313338;color:#dbdee1;font:16px/1.375 "Noto Sans","Noto Sans CJK SC",sans-serif;padding:16px 0}
.message{display:flex;padding:8px 16px;gap:16px}.message.private{background:#36373f;border-left:2px solid #5865f2}
.avatar{flex:none;width:40px;height:40px;border-radius:50%;background:#5c6773;color:#fff;display:grid;place-items:center;font-weight:600}.avatar.bot{background:#2f6f8f}
.body{min-width:0;flex:1}.author{font-weight:600;color:#f2f3f5}.tag{background:#5865f2;color:#fff;font-size:10px;border-radius:4px;padding:1px 5px;margin-left:6px;vertical-align:2px}
.context{font-size:13px;color:#b5bac1}.small{font-size:13px;color:#949ba4;line-height:1.4}.gap{height:10px}.only{font-size:12px;color:#949ba4;margin-top:6px}
a{color:#00a8fc}code{background:#2b2d31;border-radius:3px;padding:1px 4px;font-size:14px}.mention{background:#3c4270;color:#c9cdfb;border-radius:3px;padding:0 2px}
blockquote{margin:2px 0;padding-left:10px;border-left:4px solid #4e5058}h3{margin:8px 0 2px;font-size:16px;color:#f2f3f5}
.embed{background:#2b2d31;border-left:4px solid;border-radius:4px;padding:10px 14px 12px;margin-top:6px;max-width:520px;font-size:14px;overflow-wrap:anywhere}
.embed .title{font-weight:600;font-size:16px;margin-bottom:6px;color:#f2f3f5}.embed .footer{font-size:12px;color:#b5bac1;margin-top:8px}
.fields{display:grid;grid-template-columns:repeat(2,1fr);gap:8px}.field{grid-column:1/-1}.field.inline{grid-column:auto}.field .name{font-weight:600;color:#f2f3f5}
.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:6px;max-width:520px}.button{background:#4e5058;color:#fff;border-radius:4px;padding:5px 14px;font-size:14px;font-weight:500}.button.primary{background:#5865f2}
.select{flex:1;background:#1e1f22;border-radius:4px;padding:9px 12px;color:#949ba4;display:flex;justify-content:space-between}
@media(max-width:500px){.message{padding:8px 10px;gap:10px}.avatar{width:32px;height:32px}}`;

/** A page that shows messages as Discord's dark theme does. */
export function toPage(messages: readonly PicturedMessage[]): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${messages.map(message).join('')}</body></html>`;
}
