/** One line of a page; lengths in points, y from the bottom. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const pageNumber = /^[-–—\s]*(?:page )?\d{1,4}(?: (?:of|\/) \d{1,4})?[-–—\s]*$/i;

/** Joins lines to paragraphs, over page breaks too, leaving out page numbers and lines that repeat on most pages. */
export function joinLines(pages: readonly (readonly PdfLine[])[]): string {
  const running = runningLines(pages);
  const paragraphs: string[] = [];
  let current = '';
  let previous: PdfLine | null = null;
  const bodies = pages.map((page) => {
    const outer = new Set([...page.slice(0, 3), ...page.slice(-3)]);
    const isRunning = (line: PdfLine) =>
      outer.has(line) && (running.has(line.text) || running.has(pattern(line.text)) || pageNumber.test(line.text));
    return page.filter((line) => !isRunning(line));
  });
  const gap = usualGap(bodies);
  for (const lines of bodies) {
    const left = Math.min(...lines.map(({ x }) => x));
    const isFirstOfPage = () => previous === null || !lines.includes(previous);
    for (const line of lines) {
      const isNew: boolean =
        current === '' ||
        (isFirstOfPage()
          ? /[.!?。！？:："”]$/u.test(current) &&
            /^[\p{Lu}\p{N}\p{Script=Han}“"«¿¡]/u.test(line.text) &&
            line.x - left > 4
          : previous !== null && startsParagraph(previous, line, gap));
      if (isNew && current !== '') {
        paragraphs.push(current);
        current = '';
      }
      current = current === '' ? line.text : joinTwo(current, line.text);
      previous = line;
    }
  }
  if (current !== '') paragraphs.push(current);
  return `${paragraphs.join('\n\n')}\n`;
}

function startsParagraph(previous: PdfLine, line: PdfLine, gap: number): boolean {
  const distance = previous.y - line.y;
  // Upwards means the next column.
  if (distance < 0) return false;
  const isOtherSize = Math.abs(previous.height - line.height) > 1.5;
  const isIndented = line.x - previous.x > 8 && /[.!?。！？:："”)]$/u.test(previous.text);
  return isOtherSize || isIndented || distance > gap * 1.35 || /^(?:[•▪●◦]|\d{1,2}[.)]\s|[-–]\s)/.test(line.text);
}

/** The distance between lines within paragraphs: the lower quartile, as pages of short paragraphs have many larger ones. */
function usualGap(pages: readonly (readonly PdfLine[])[]): number {
  const gaps = pages.flatMap((lines) =>
    lines.flatMap((line, index) => {
      const previous = lines[index - 1];
      return previous && previous.y > line.y ? [previous.y - line.y] : [];
    }),
  );
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 4)] ?? 14;
}

function joinTwo(before: string, after: string): string {
  // A word broken over two lines; "US-made" keeps its hyphen when a capital follows.
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  const isHan = /\p{Script=Han}[，。、；：]?$/u.test(before) && /^\p{Script=Han}/u.test(after);
  return isHan || before.endsWith('-') ? before + after : `${before} ${after}`;
}

/** The outermost line at each end of a page may differ in its numbers from page to page, the second may not. */
function* outerKeys(page: readonly PdfLine[]): Generator<string> {
  const lines = page.filter(({ text }) => !pageNumber.test(text));
  for (const line of [lines[0], lines.at(-1)]) if (line) yield pattern(line.text);
  for (const line of [lines[1], lines.at(-2)]) if (line) yield line.text;
}

function pattern(text: string): string {
  return text.replace(/\d+/g, '#').toLowerCase();
}

/** Outer lines that stand on at least half of three or more pages. */
function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  if (pages.length < 3) return new Set();
  for (const page of pages) for (const key of new Set(outerKeys(page))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= pages.length / 2).map(([key]) => key));
}
