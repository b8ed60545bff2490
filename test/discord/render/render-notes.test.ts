import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonalData } from '../../../src/discord/memory/memory.js';
import {
  renderGaps,
  renderHelp,
  renderKnowledge,
  renderPersonalData,
  renderPrivacy,
  renderStatistics,
} from '../../../src/discord/render/render-notes.js';
import { languages } from '../../../src/text/language.js';

/** Reads CSV as RFC 4180 says. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const fileOf = (reply: ReturnType<typeof renderGaps>) => reply.files?.[0]?.data.toString('utf8') ?? '';

describe('renderGaps()', () => {
  test('writes any question so that it is read back, and so that no spreadsheet runs it', () => {
    const question = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\r\n', '\t', 'a', '小米'), { maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 8 }), (questions) => {
        const gaps = questions.map((text) => ({
          day: '2026-01-02',
          question: text,
          language: 'zh' as const,
          times: 2,
        }));
        const csv = fileOf(renderGaps(gaps, 'en'));
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [head, ...rows] = readCsv(csv.slice(1));
        expect(head).toEqual(['last_asked', 'times', 'language', 'question']);
        expect(rows.map((row) => row.slice(0, 3))).toEqual(questions.map(() => ['2026-01-02', '2', 'zh']));
        for (const [index, row] of rows.entries()) {
          const read = row[3] ?? '';
          expect(read.replace(/^'(?='*[=+\-@\t\r])/, '')).toBe(questions[index]);
          expect(read).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });

  test('says so when there are none', () => {
    expect(renderGaps([], 'en')).toEqual({ content: 'There was no question that my sources could not answer.' });
  });
});

describe('renderPersonalData()', () => {
  const data: PersonalData = {
    questions: [
      { askedAt: '2026-01-02T03:04:05.000Z', server: null, question: '小米？', result: 'help', answer: 'Hi' },
    ],
    conversationTurns: [{ saidAt: '2026-01-02T03:04:05.000Z', place: 'dm:1', question: '小米？' }],
    feedback: [{ givenAt: '2026-01-02T03:04:05.000Z', isHelpful: false, reason: 'old' }],
    modelTokens: [{ day: '2026-01-02', tokens: 2_300 }],
  };

  test('gives everything in a file that any program reads', () => {
    const reply = renderPersonalData(data, 'en');
    expect(reply.content).toContain('4 entries');
    expect(reply.files?.map(({ name }) => name)).toEqual(['stateside-my-data.json']);
    expect(JSON.parse(fileOf(reply))).toEqual(data);
  });

  test('gives no file when there is nothing', () => {
    const reply = renderPersonalData({ questions: [], conversationTurns: [], feedback: [], modelTokens: [] }, 'es');
    expect(reply).toEqual({ content: 'No guardo nada sobre ti.' });
  });
});

describe('renderStatistics()', () => {
  test('gives shares and times, also when nobody has asked anything', () => {
    const none = {
      questions: 0,
      answered: 0,
      refused: 0,
      helpful: 0,
      notHelpful: 0,
      medianLatencyMs: 0,
      modelAnswers: 0,
      modelTokens: 0,
      slowestLatencyMs: 0,
    };
    expect(renderStatistics(none, 'en').embeds?.[0]?.description).not.toMatch(/NaN|Infinity|%/);
    const some = {
      ...none,
      questions: 8,
      answered: 6,
      refused: 2,
      helpful: 1,
      medianLatencyMs: 250,
      modelAnswers: 0,
      modelTokens: 0,
      slowestLatencyMs: 12_340,
    };
    const description = renderStatistics(some, 'en').embeds?.[0]?.description;
    expect(description).toContain('Answered: **6 (75%)**');
    expect(description).toContain('**0.25 s, 12.3 s**');
  });
});

test('renderHelp() and renderPrivacy() name commands that can be clicked once their ids are known', () => {
  const ids = new Map(
    ['ask', 'prospects', 'compare', 'timeline', 'sources', 'privacy', 'mydata', 'forget'].map((name) => [
      name,
      '123456789012345678',
    ]),
  );
  for (const language of languages) {
    for (const render of [renderHelp, renderPrivacy]) {
      const description = render(language, ids).embeds?.[0]?.description ?? '';
      expect(description).toContain('</mydata:123456789012345678>');
      expect(description).not.toMatch(/`\//);
      expect(description.length).toBeLessThanOrEqual(4_096);
      expect(render(language, new Map()).embeds?.[0]?.description).toContain('`/mydata`');
    }
  }
});

test('renderKnowledge() shows a folder without articles too', () => {
  const state = { articles: 0, passages: 0, newest: null, rejected: 2, openedAt: new Date(1_700_000_000_500) };
  const description = renderKnowledge(state, 'en').embeds?.[0]?.description;
  expect(description).toContain('Newest: **–**');
  expect(description).toContain('<t:1700000000:R>');
});
