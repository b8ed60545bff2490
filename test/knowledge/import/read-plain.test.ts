import { describe, expect, test } from 'vitest';
import { readPlain } from '../../../src/knowledge/import/read-plain.js';

const today = new Date('2026-11-25T00:00:00Z');
const read = (content: string) => readPlain('a.md', content, today);

describe('readPlain()', () => {
  test('takes Markdown’s marks out of the lines, and leaves what is no mark', () => {
    const text =
      'A **bold** and *slanted* word, an ![image](x.png)[link](https://example.org/a_(b) "title") and 2 * 3 * 4, snake_case_name.';
    expect(read(`# Title\n\n${text}\n`)).toMatchObject({
      title: 'Title',
      text: 'A bold and slanted word, an link and 2 * 3 * 4, snake_case_name.\n',
    });
  });

  test.each([
    ['a first heading', '# Orchid sues\n\nOrchid sued Willow.'],
    ['an underlined heading', 'Orchid sues\n===========\n\nOrchid sued Willow.'],
    ['a first line of its own', 'Orchid sues\n\nOrchid sued Willow.'],
    ['its front matter', '---\nTitle: Orchid sues\n---\nOrchid sued Willow.'],
  ])('finds the title in %s', (_name, content) => {
    expect(read(content)).toMatchObject({ title: 'Orchid sues', text: 'Orchid sued Willow.\n' });
  });

  test('takes a first sentence for text, not for a title', () => {
    expect(read('Orchid sued Willow.\n\nWillow denied it.')).toMatchObject({
      title: null,
      text: 'Orchid sued Willow.\n\nWillow denied it.\n',
    });
  });

  test('takes front matter that is no YAML for nothing', () => {
    expect(read('---\na: [b\n---\nOrchid sued Willow.')).toMatchObject({ title: null, text: 'Orchid sued Willow.\n' });
  });

  test.each(['[', '![', '**', '*a ', '_a ', '](', '> '])('gets through half a million characters of "%s"', (mark) => {
    const content = `Orchid sued. ${mark.repeat(Math.floor(500_000 / mark.length))}`;
    expect(read(content).text).toMatch(/^Orchid sued\./);
  });

  test('refuses a book', () => {
    expect(() => read('a '.repeat(1_500_000))).toThrow('it has more than 2,000,000 characters');
  });
});
