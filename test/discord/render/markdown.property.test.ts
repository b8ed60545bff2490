import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAtWord, escapeMarkdown, escapeWithin, linkTarget, linkTo } from '../../../src/discord/render/markdown.js';
import { toDisplayLine } from '../../../src/text/display.js';
import { anyText } from '../../support/arbitraries.js';
import { readMarkdown } from '../../support/discord/read-markdown.js';

/** What formats, links or mentions at Discord, and what could make it do so when it is put together. */
const markdownParts = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '@',
    '#',
    '-',
    '+',
    ':',
    '!',
    '&',
  ],
  ...[
    '# ',
    '## ',
    '> ',
    '>>> ',
    '- ',
    '-# ',
    '1. ',
    '12. ',
    'word',
    ' ',
    '\n',
    'a b',
    '小米',
    '\u200b',
    '\u202e',
    '\ud83d',
  ],
  ...[
    'https://example.org/a_b',
    'HTTP://x.y',
    'discord://x',
    'steam://run/1',
    'discord.gg/abc',
    'Discord.com/invite/a',
  ],
  ...['discordapp.com/invite/abc', '@everyone', '@here', '<@1>', '<@!12>', '<@&3>', '<#4>', '</ask:5>', '<t:1:R>'],
  ...['<:x:6>', ':smile:', ':white_check_mark:', '10:30:45', '[a](https://x.y)', '<https://x.y>', 'mailto:a@b.c'],
];

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...markdownParts), { maxLength: 25, size: 'max' }).map((parts) => parts.join('')),
  anyText,
);

/** Halves of surrogate pairs. */
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe('escapeMarkdown()', () => {
  test('makes any text show as written: nothing formats, links or mentions', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(readMarkdown(escapeMarkdown(text))).toEqual({ plain: toDisplayLine(text), marks: [] });
        expect(readMarkdown(`• ${escapeMarkdown(text)} · more`)).toEqual({
          plain: `• ${toDisplayLine(text)} · more`,
          marks: [],
        });
      }),
      { numRuns: 500 },
    );
  });

  test('leaves nothing that Discord finds without reading the marks: addresses, invitations, calls to everyone', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[a-z]:\/\/|discord(?:app)?\.(?:gg|com)\/|(?<!\\)@|(?<!\\)<|\n/i);
      }),
    );
  });

  test('stays within the marks that it is put between', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = toDisplayLine(text);
        fc.pre(shown !== '');
        const read = readMarkdown(`[${escapeMarkdown(text)}](https://example.org)`);
        expect(read).toEqual({ plain: shown, marks: ['link'] });
      }),
    );
  });

  test('leaves plain sentences as they are', () => {
    const plain = 'Xiaomi sold 5,000 phones at 10:30, (it said) for $580; 50% more than in "2018"!';
    expect(escapeMarkdown(plain)).toBe(plain);
    expect(escapeMarkdown('小米：2018年，售价¥2,999。')).toBe('小米：2018年，售价¥2,999。');
  });
});

describe('escapeWithin()', () => {
  test('never gives more than it may, and keeps what fits', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 10, max: 300 }), (text, maximum) => {
        const escaped = escapeWithin(text, maximum);
        expect(escaped.length).toBeLessThanOrEqual(maximum);
        const whole = escapeMarkdown(text);
        if (whole.length <= maximum) expect(escaped).toBe(whole);
        else expect(escaped).toMatch(/…$/);
        expect(readMarkdown(escaped).marks).toEqual([]);
      }),
    );
  });
});

describe('cutAtWord()', () => {
  test('never exceeds the length, never halves a character, never touches a shorter text', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, maximum) => {
        const cut = cutAtWord(text, maximum);
        const line = toDisplayLine(text);
        expect(cut.length).toBeLessThanOrEqual(maximum);
        expect(cut).not.toMatch(halves);
        if (line.length <= maximum) expect(cut).toBe(line);
        else {
          expect(cut.endsWith('…')).toBe(true);
          expect(line.startsWith(cut.slice(0, -1))).toBe(true);
        }
      }),
    );
  });

  test('cuts at a word where one is near, and inside a very long one', () => {
    expect(cutAtWord('one two three four', 10)).toBe('one two…');
    expect(cutAtWord('one two, three four', 10)).toBe('one two…');
    expect(cutAtWord('小米在美国没有卖手机的计划', 6)).toBe('小米在美国…');
    expect(cutAtWord(`a ${'b'.repeat(50)}`, 20)).toBe(`a ${'b'.repeat(17)}…`);
  });
});

describe('linkTarget()', () => {
  test('takes addresses of the web only', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'discord://x', 'no url', ''])
      expect(linkTarget(url)).toBeNull();
    expect(linkTarget('https://example.org/a?b=c#d')).toBe('https://example.org/a?b=c#d');
  });

  test('gives nothing that could end the link or format it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          hostileText.map((text) => `https://example.org/${text}`),
        ),
        hostileText,
        (url, title) => {
          const target = linkTarget(url);
          if (target !== null) expect(target).toMatch(/^https?:\/\/[^\s()<>[\]\\*~`|]+$/);
          const link = linkTo(title, url);
          expect(readMarkdown(link).marks.length).toBeLessThanOrEqual(1);
          expect(readMarkdown(`${link} next`).plain).toMatch(/ next$/);
        },
      ),
    );
    expect(linkTarget('https://en.wikipedia.org/wiki/A_(b)')).toBe('https://en.wikipedia.org/wiki/A_%28b%29');
  });

  test('a title without a usable address stands alone, and is never empty', () => {
    expect(linkTo('A *title*', 'javascript:x')).toBe('A \\*title\\*');
    expect(linkTo('\u200b', 'https://example.org/')).toBe('[source](https://example.org/)');
  });
});
