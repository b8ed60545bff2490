import { collapse, isElement, isText, type PageElement, type PageNode, plainText } from './dom.js';

/** One block of a story's text. */
export interface TextBlock {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'row';
  readonly text: string;
  /** Share of the text that is link text, 0 to 1. */
  readonly linkShare: number;
  /** 2 to 6 for headings, otherwise 0. */
  readonly level: number;
  /** Whether nearly all of it is set in bold, as headings often are. */
  readonly isBold: boolean;
}

const blockTags = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);

/** Turns the elements of a story into blocks of plain text, in reading order. */
export function renderBlocks(root: PageElement): TextBlock[] {
  const blocks: TextBlock[] = [];
  let parts: string[] = [];
  let linkLength = 0;
  let boldLength = 0;
  const flush = (kind: TextBlock['kind'] = 'paragraph', level = 0) => {
    // Two line breaks make a new paragraph, one does not.
    for (const part of parts.join('').split(/\n[ \t\r]*\n\s*/)) {
      const text = collapse(part);
      if (text !== '')
        blocks.push({
          kind,
          text,
          level,
          linkShare: Math.min(1, linkLength / text.length),
          isBold: boldLength > text.length * 0.9,
        });
    }
    parts = [];
    linkLength = 0;
    boldLength = 0;
  };
  const visit = (node: PageNode, kind: TextBlock['kind']): void => {
    if (isText(node)) {
      parts.push((node.textContent ?? '').replace(/\s+/g, ' '));
      return;
    }
    if (!isElement(node)) return;
    const { tagName } = node;
    if (tagName === 'BR') {
      parts.push('\n');
    } else if (tagName === 'TABLE' && isDataTable(node)) {
      flush(kind);
      blocks.push(...renderTable(node));
    } else if (/^H[1-6]$/.test(tagName)) {
      flush(kind);
      visitChildren(node, 'heading');
      flush('heading', Math.max(2, Number(tagName[1])));
    } else if (blockTags.has(tagName)) {
      flush(kind);
      const inner = tagName === 'LI' ? 'item' : tagName === 'UL' || tagName === 'OL' ? 'paragraph' : kind;
      visitChildren(node, inner);
      flush(inner);
    } else {
      if (tagName === 'A') linkLength += plainText(node).length;
      if (tagName === 'B' || tagName === 'STRONG') boldLength += plainText(node).length;
      if (tagName === 'SUP' && /^\[?\d{1,3}\]?$/.test(plainText(node))) return;
      visitChildren(node, kind);
    }
  };
  const visitChildren = (element: PageElement, kind: TextBlock['kind']) => {
    for (const child of element.childNodes) visit(child, kind);
  };
  visit(root, 'paragraph');
  flush();
  return blocks;
}

/** Tables for layout hold paragraphs, headings or a single column. */
function isDataTable(table: PageElement): boolean {
  if (table.getAttribute('role') === 'presentation' || table.querySelector('table, p + p, h1, h2, h3, ul') !== null)
    return false;
  const rows = [...table.querySelectorAll('tr')];
  return rows.length > 1 && rows.some((row) => [...row.querySelectorAll('td, th')].length > 1);
}

function renderTable(table: PageElement): TextBlock[] {
  return [...table.querySelectorAll('tr')].flatMap((row) => {
    const cells = [...row.querySelectorAll('td, th')].map((cell) => plainText(cell).replaceAll('|', '/'));
    return cells.some((cell) => cell !== '')
      ? [{ kind: 'row' as const, text: `| ${cells.join(' | ')} |`, level: 0, linkShare: 0, isBold: false }]
      : [];
  });
}

/** Writes blocks as the text of an article: what would be Markdown's own marks at a line's start is taken away. */
export function joinBlocks(blocks: readonly TextBlock[]): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    const isTight =
      previous !== undefined && block.kind === previous.kind && (block.kind === 'item' || block.kind === 'row');
    if (index > 0) text += isTight ? '\n' : '\n\n';
    const plain =
      block.kind === 'row'
        ? block.text
        : block.text.replace(/^(?:#{1,6}\s+|(?:`{3,}|~{3,})\S*\s*|<!--+\s*|>\s+|[-*+]\s+)+/, '');
    if (block.kind === 'heading') text += `${'#'.repeat(block.level)} ${plain}`;
    else if (block.kind === 'item') text += `- ${plain}`;
    else text += plain;
    if (block.kind === 'row' && previous?.kind !== 'row' && blocks[index + 1]?.kind === 'row')
      text += `\n|${' --- |'.repeat(Math.max(1, block.text.split(' | ').length))}`;
  }
  return `${text}\n`;
}
