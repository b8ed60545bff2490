import { createHash } from 'node:crypto';
import { splitSentences, type TextRange } from '../text/sentences.js';
import type { Passage } from './passage.js';

/** A passage shorter than this is joined with its neighbour under the same heading. Words. */
const minimumPassageWords = 40;
/** A paragraph longer than this is cut between sentences. Words. */
const maximumPassageWords = 160;

interface Block extends TextRange {
  readonly heading: string;
}

/**
 * Cuts an article's text into passages of about 40 to 160 words that start and end with a sentence. What stands under
 * one heading and fits into one passage stays together: halves of a brief would compete with each
 * other, and each would lack the names and dates of the other. Headings, fenced
 * code, HTML comments that start a line and Markdown rules belong to no passage: the first give context, the others
 * are not prose.
 * Everything else that is not white space lies in exactly one passage.
 */
export function splitArticle(articleId: string, text: string): Passage[] {
  const pieces: { range: TextRange; heading: string; words: number }[] = [];
  const blocks = [...readBlocks(text)];
  const wordsUnder = wordsUnderHeadings(text, blocks);
  for (const [index, block] of blocks.entries()) {
    const isShort = (wordsUnder[index] ?? 0) <= maximumPassageWords;
    for (const range of cutBlock(text, block)) {
      const words = measure(text, range);
      const previous = pieces.at(-1);
      const joinedWords = Math.max(
        (previous?.words ?? 0) + words,
        lengthInWords({ start: previous?.range.start ?? range.start, end: range.end }),
      );
      const isSmall = previous && (isShort || previous.words < minimumPassageWords || words < minimumPassageWords / 2);
      if (
        previous &&
        isSmall &&
        previous.heading === block.heading &&
        joinedWords <= maximumPassageWords &&
        onlySpaceBetween(text, previous.range.end, range.start)
      ) {
        pieces[pieces.length - 1] = {
          range: { start: previous.range.start, end: range.end },
          heading: block.heading,
          words: joinedWords,
        };
      } else {
        pieces.push({ range, heading: block.heading, words });
      }
    }
  }
  const seen = new Map<string, number>();
  return pieces.map(({ range, heading }) => {
    const passageText = text.slice(range.start, range.end);
    const hash = createHash('sha256').update(passageText).digest('hex').slice(0, 12);
    const repeat = seen.get(hash) ?? 0;
    seen.set(hash, repeat + 1);
    const id = `${articleId}#${hash}${repeat > 0 ? `-${repeat + 1}` : ''}`;
    return { id, articleId, start: range.start, end: range.end, text: passageText, heading };
  });
}

/** For each block, how many words stand under its heading in a row. */
function wordsUnderHeadings(text: string, blocks: readonly Block[]): number[] {
  const words: number[] = [];
  for (let start = 0; start < blocks.length; ) {
    let end = start;
    let sum = 0;
    for (; end < blocks.length && blocks[end]?.heading === blocks[start]?.heading; end += 1)
      sum += measure(text, blocks[end] as Block);
    while (words.length < end) words.push(sum);
    start = end;
  }
  return words;
}

function onlySpaceBetween(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}

/** Words of spaced scripts, plus Chinese characters at 0.6 words each. */
export function countWords(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  // Where a word begins: a word of five million letters, matched as a whole, is too deep for the engine at times.
  const others = text.match(/(?<![^\s\p{Script=Han}\p{P}])[^\s\p{Script=Han}\p{P}]/gu)?.length ?? 0;
  return Math.ceil(others + han * 0.6);
}

/** Words, but at least one for every 20 code units, so that text without words cannot make an endless passage. */
function measure(text: string, range: TextRange): number {
  return Math.max(1, countWords(text.slice(range.start, range.end)), lengthInWords(range));
}

function lengthInWords({ start, end }: TextRange): number {
  return (end - start) / 20;
}

function* readBlocks(text: string): Generator<Block> {
  const headings: string[] = [];
  let blockStart = -1;
  let blockEnd = 0;
  let fence: string | null = null;
  let inComment = false;
  let position = 0;
  const heading = () => headings.filter(Boolean).join(' › ');
  while (position <= text.length) {
    let lineEnd = text.indexOf('\n', position);
    if (lineEnd === -1) lineEnd = text.length;
    const line = text.slice(position, lineEnd);
    const skipped: { length: number; inComment: boolean } =
      fence === null ? skipComments(line, inComment) : { length: 0, inComment: false };
    inComment = skipped.inComment;
    const trimmed = line.slice(skipped.length).trim();
    const fenceMark: string | null = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(trimmed)?.[1] ?? null;
    let isProse = true;
    if (fence !== null) {
      isProse = false;
      if (fenceMark?.startsWith(fence) && fenceMark === trimmed) fence = null;
    } else if (fenceMark) {
      isProse = false;
      fence = fenceMark;
    }
    const headingMatch = isProse ? /^(#{1,6})(?:\s+(.*))?$/.exec(trimmed.slice(0, 400)) : null;
    const isRule = trimmed.length <= 100 && /^(?:[-*_]\s*){3,}$/.test(trimmed);
    const isBreak = !isProse || trimmed === '' || headingMatch !== null || isRule;
    const isListItem = !isBreak && /^(?:[-*+]|\d{1,3}[.)])\s/.test(trimmed.slice(0, 8));
    if (blockStart >= 0 && (isBreak || isListItem || skipped.length > 0)) {
      yield { start: blockStart, end: blockEnd, heading: heading() };
      blockStart = -1;
    }
    if (headingMatch) {
      const level = headingMatch[1]?.length ?? 1;
      headings.length = level - 1;
      // Signs after the words close the heading; those of "C#" are part of its words.
      headings[level - 1] = (headingMatch[2] ?? '').replace(/(?:^|\s)#+$/, '').trim();
    } else if (!isBreak) {
      if (blockStart < 0) blockStart = position + skipped.length;
      blockEnd = lineEnd;
    }
    position = lineEnd + 1;
  }
  if (blockStart >= 0) yield { start: blockStart, end: blockEnd, heading: heading() };
}

/** How much of a line's start belongs to comments, and whether the last of them goes on in the next line. */
function skipComments(line: string, inComment: boolean): { length: number; inComment: boolean } {
  const opening = /\s*<!--/y;
  let isOpen = inComment;
  let length = 0;
  for (;;) {
    opening.lastIndex = length;
    const isOpened = !isOpen && opening.test(line);
    if (!isOpen && !isOpened) return { length, inComment: false };
    // "<!-->" is a whole comment.
    const close = line.indexOf('-->', isOpened ? opening.lastIndex - 2 : length);
    if (close < 0) return { length: line.length, inComment: true };
    isOpen = false;
    length = close + 3;
  }
}

/** Cuts one paragraph between sentences into pieces of about equal size, none over the maximum if sentences allow. */
function cutBlock(text: string, block: Block): TextRange[] {
  const sentences = splitSentences(text, block.start, block.end);
  const counts = sentences.map((sentence) => measure(text, sentence));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pieceCount = Math.ceil(total / maximumPassageWords);
  const target = total / Math.max(1, pieceCount);
  const pieces: TextRange[] = [];
  let start = -1;
  let end = 0;
  let words = 0;
  for (const [index, sentence] of sentences.entries()) {
    const count = counts[index] ?? 0;
    const joinedWords = Math.max(words + count, lengthInWords({ start, end: sentence.end }));
    if (start >= 0 && (joinedWords > maximumPassageWords || words + count / 2 > target)) {
      pieces.push({ start, end });
      start = -1;
      words = 0;
    }
    if (start < 0) start = sentence.start;
    end = sentence.end;
    words += count;
  }
  if (start >= 0) pieces.push({ start, end });
  return pieces;
}
