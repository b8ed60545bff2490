import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitArticle } from '../../src/knowledge/split-article.js';
import { anyText, isSpace } from '../support/arbitraries.js';

interface Line {
  readonly text: string;
  readonly isProse: boolean;
}

const prose = fc
  .array(
    fc.constantFrom(
      'word',
      'Xiaomi',
      'ended.',
      'U.S.',
      'Why?',
      '小米没有进入美国。',
      '“Quoted.”',
      '𠮷🙂',
      'café',
      '\u200b',
      '-',
      '#1',
    ),
    { minLength: 1, maxLength: 60, size: 'max' },
  )
  .map((words): Line => ({ text: `Say ${words.join(' ')}`, isProse: true }));
const block: fc.Arbitrary<Line[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(prose, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: prose.map((line) => [{ text: `  - ${line.text}`, isProse: true }]) },
  { weight: 1, arbitrary: prose.map((line) => [{ text: `> ${line.text}`, isProse: true }]) },
  { weight: 1, arbitrary: fc.nat(5).map((level) => [{ text: `${'#'.repeat(level + 1)} Heading.`, isProse: false }]) },
  {
    weight: 1,
    arbitrary: prose.map((line) => [
      { text: '```js', isProse: false },
      { text: line.text, isProse: false },
      { text: '```', isProse: false },
    ]),
  },
  {
    weight: 1,
    arbitrary: prose.map((line) => [
      { text: '<!-- Not prose.', isProse: false },
      { text: line.text, isProse: false },
      { text: '-->', isProse: false },
    ]),
  },
  { weight: 1, arbitrary: fc.constantFrom('***', '- - -', '').map((text) => [{ text, isProse: false }]) },
);

/** A text whose prose is known from how it was put together. */
const articleText = fc
  .tuple(fc.array(block, { maxLength: 12, size: 'max' }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([blocks, lineEnd, isSpaced]) => {
    let text = '';
    const proseOffsets = new Set<number>();
    for (const lines of blocks) {
      for (const line of lines) {
        if (line.isProse) {
          for (let index = 0; index < line.text.length; index += 1)
            if (!isSpace(line.text[index] ?? '')) proseOffsets.add(text.length + index);
        }
        text += line.text + lineEnd;
      }
      if (isSpaced) text += lineEnd;
    }
    return { text, proseOffsets };
  });

function expectSound(text: string): void {
  let position = 0;
  const ids = new Set<string>();
  for (const passage of splitArticle('article', text)) {
    expect(passage.text).toBe(text.slice(passage.start, passage.end));
    expect(passage.start).toBeGreaterThanOrEqual(position);
    expect(passage.end).toBeGreaterThan(passage.start);
    expect(isSpace(text[passage.start] ?? '') || isSpace(text[passage.end - 1] ?? '')).toBe(false);
    expect(passage.id).toMatch(/^article#[0-9a-f]{12}(?:-\d+)?$/);
    position = passage.end;
    ids.add(passage.id);
  }
  expect(ids.size).toBe(splitArticle('article', text).length);
}

test('splitArticle() gives ordered, disjoint, exact slices with ids of their own, for any text', () => {
  fc.assert(fc.property(anyText, expectSound), { numRuns: 500 });
});

test('splitArticle() covers every character of the prose and none of headings, fences, comments and rules', () => {
  fc.assert(
    fc.property(articleText, ({ text, proseOffsets }) => {
      expectSound(text);
      const covered = new Set<number>();
      for (const { start, end } of splitArticle('article', text))
        for (let index = start; index < end; index += 1) if (!isSpace(text[index] ?? '')) covered.add(index);
      expect(covered).toEqual(proseOffsets);
    }),
    { numRuns: 300 },
  );
});

test('splitArticle() keeps the ids of passages when text under another heading changes', () => {
  const section = fc.array(fc.constantFrom('word', 'ended. Then', 'why? Because', 'Xiaomi', '小米。'), {
    minLength: 1,
    maxLength: 300,
    size: 'max',
  });
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 5 }), fc.nat(4), section, (sections, at, replacement) => {
      const changed = at % sections.length;
      const build = (parts: string[][]) =>
        parts
          .map(
            (words, index) => `# Section ${index}\n\nOnly${index} ${words.map((word) => `${word}${index}`).join(' ')}`,
          )
          .join('\n\n');
      const idsOutside = (parts: string[][]) =>
        splitArticle('article', build(parts))
          .filter((passage) => passage.heading !== `Section ${changed}`)
          .map((passage) => passage.id);
      expect(idsOutside(sections.with(changed, replacement))).toEqual(idsOutside(sections));
    }),
  );
});
