import { formatDate } from '../../answer/phrases.js';
import type { Language } from '../../text/language.js';
import type { CommandIds } from '../commands/register-commands.js';
import { conversationMinutes, type Gap, keptDays, type PersonalData, type Statistics } from '../memory/memory.js';
import { accentColor, type Reply } from './reply.js';
import { texts } from './texts.js';

/** Names of commands become mentions that can be clicked, once their ids are known. */
function linkCommands(text: string, ids: CommandIds): string {
  return text.replace(/`\/([a-z]+)`/g, (written, name: string) => {
    const id = ids.get(name);
    return id === undefined ? written : `</${name}:${id}>`;
  });
}

export function renderHelp(language: Language, ids: CommandIds): Reply {
  return note(texts[language].help.map((line) => linkCommands(line, ids)).join('\n\n'));
}

export function renderPrivacy(language: Language, ids: CommandIds): Reply {
  const lines = texts[language].privacy({ days: keptDays, minutes: conversationMinutes });
  return note(lines.map((line) => linkCommands(line, ids)).join('\n\n'));
}

/** Everything stored about a person, as a file. */
export function renderPersonalData(data: PersonalData, language: Language): Reply {
  const say = texts[language];
  const count = data.questions.length + data.conversationTurns.length + data.feedback.length + data.modelTokens.length;
  if (count === 0) return { content: say.noData };
  return {
    content: say.myData(count),
    files: [{ name: 'stateside-my-data.json', data: Buffer.from(`${JSON.stringify(data, null, 2)}\n`) }],
  };
}

export function renderStatistics(statistics: Statistics, language: Language): Reply {
  const say = texts[language];
  const share = (count: number) =>
    statistics.questions > 0 ? ` (${Math.round((100 * count) / statistics.questions)}%)` : '';
  const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const rows: readonly (readonly [string, string])[] = [
    [say.stats.questions, String(statistics.questions)],
    [say.stats.answered, `${statistics.answered}${share(statistics.answered)}`],
    [say.stats.refused, `${statistics.refused}${share(statistics.refused)}`],
    [say.stats.feedback, `${statistics.helpful} / ${statistics.notHelpful}`],
    [say.stats.latency, `${seconds(statistics.medianLatencyMs)}, ${seconds(statistics.slowestLatencyMs)}`],
    ...(statistics.modelAnswers > 0
      ? [[say.stats.model, `${statistics.modelAnswers} / ${statistics.modelTokens.toLocaleString('en')}`] as const]
      : []),
  ];
  return table(say.statsTitle(keptDays), rows);
}

/** Unanswered questions as CSV (RFC 4180, with a byte order mark so that spreadsheets read Chinese). */
export function renderGaps(gaps: readonly Gap[], language: Language): Reply {
  const say = texts[language];
  if (gaps.length === 0) return { content: say.noGaps };
  const rows = [
    ['last_asked', 'times', 'language', 'question'],
    ...gaps.map((gap) => [gap.day, String(gap.times), gap.language, gap.question]),
  ];
  const csv = rows.map((row) => row.map(csvField).join(',')).join('\r\n');
  return {
    content: say.gaps(gaps.length, keptDays),
    files: [{ name: 'stateside-gaps.csv', data: Buffer.from(`\ufeff${csv}\r\n`) }],
  };
}

/** A field that begins like a formula, with or without apostrophes, gets one more: a spreadsheet would run it. */
function csvField(value: string): string {
  const harmless = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function renderKnowledge(
  state: {
    readonly articles: number;
    readonly passages: number;
    readonly newest: string | null;
    readonly rejected: number;
    readonly openedAt: Date;
  },
  language: Language,
): Reply {
  const say = texts[language];
  return table(say.knowledgeTitle, [
    [say.knowledge.articles, String(state.articles)],
    [say.knowledge.passages, String(state.passages)],
    [say.knowledge.newest, state.newest === null ? '–' : formatDate(state.newest, language)],
    [say.knowledge.rejected, String(state.rejected)],
    [say.knowledge.since, `<t:${Math.floor(state.openedAt.getTime() / 1000)}:R>`],
  ]);
}

function note(description: string): Reply {
  return { embeds: [{ description, color: accentColor }] };
}

function table(title: string, rows: readonly (readonly [string, string])[]): Reply {
  return {
    embeds: [
      { title, description: rows.map(([name, value]) => `${name}: **${value}**`).join('\n'), color: accentColor },
    ],
  };
}
