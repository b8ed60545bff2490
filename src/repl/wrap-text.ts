import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Not put at the start of a line. */
const closing = /^[\p{Pe}\p{Pf}，。、；：！？…·.,;:!?%）」』】》〉”’\]]$/u;
/** Not left at the end of a line. */
const opening = /^[\p{Ps}\p{Pi}“‘（「『【《〈]$/u;
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** What must stay together, and whether white space stood before it. */
interface Piece {
  text: string;
  readonly spaceBefore: boolean;
}

/**
 * Breaks a text into lines of at most `width` terminal columns: at spaces, between Chinese characters (but not before
 * closing or after opening marks), and inside a word only when it is wider than a line. Line breaks in the text stay.
 * Nothing but white space is lost.
 * @param indent Put before every line; counts towards the width.
 */
export function wrapText(text: string, width: number, indent = ''): string {
  const room = Math.max(8, width - stringWidth(indent));
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, room))
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = '';
  let currentWidth = 0;
  for (const piece of piecesOf(line, room)) {
    const width = stringWidth(piece.text);
    const space = piece.spaceBefore && current !== '' ? 1 : 0;
    if (current !== '' && currentWidth + space + width > room) {
      lines.push(current);
      current = piece.text;
      currentWidth = width;
    } else {
      current += (space ? ' ' : '') + piece.text;
      currentWidth += space + width;
    }
  }
  lines.push(current);
  return lines;
}

function piecesOf(line: string, room: number): Piece[] {
  const pieces: Piece[] = [];
  for (const match of line.matchAll(/\S+/g)) {
    let spaceBefore = match.index > 0;
    let piece: Piece | null = null;
    let pieceWidth = 0;
    let previous = '';
    for (const { segment } of graphemes.segment(match[0])) {
      const width = stringWidth(segment);
      const mayBreak =
        piece !== null &&
        (wide.test(segment) || wide.test(previous)) &&
        !closing.test(segment) &&
        !opening.test(previous);
      if (piece === null || mayBreak || pieceWidth + width > room) {
        piece = { text: segment, spaceBefore };
        pieces.push(piece);
        pieceWidth = width;
        spaceBefore = false;
      } else {
        piece.text += segment;
        pieceWidth += width;
      }
      previous = segment;
    }
  }
  return pieces;
}
