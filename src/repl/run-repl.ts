import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { makeFolder } from '../make-folder.js';
import { commands } from './commands.js';
import { Session, type SessionOptions } from './session.js';

export interface ReplOptions extends SessionOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A terminal: line editing, history, completion and a prompt. Otherwise each line is answered as it arrives. */
  readonly isTerminal: boolean;
  /** Where entered lines are kept across runs; none when null. */
  readonly historyFile: string | null;
}

const rememberedLines = 500;

/** Reads questions and writes answers until the input ends or a person quits. */
export async function runRepl(options: ReplOptions): Promise<void> {
  const session = new Session(options);
  const { input, output, isTerminal, colors } = options;
  const history = isTerminal ? readHistory(options.historyFile) : [];
  const lines = createInterface({
    input,
    output,
    terminal: isTerminal,
    prompt: colors.bold('> '),
    history,
    historySize: rememberedLines,
    removeHistoryDuplicates: true,
    completer: (line: string) => completeLine(line, session),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  lines.on('history', (entries) => writeHistory(options.historyFile, entries));
  // Ctrl+C ends an answer that is being written, else the program.
  if (isTerminal) lines.on('SIGINT', () => session.stop() || lines.close());
  if (isTerminal) lines.prompt();
  for await (const line of lines) {
    let isFirst = isTerminal;
    const reply = await session.handle(line, (text) => {
      output.write(`${isFirst ? '\n' : ''}${text}\n`);
      isFirst = false;
    });
    if (reply.text !== '')
      output.write(
        session.isJson && !isTerminal ? `${reply.text}\n` : isTerminal ? `\n${reply.text}\n\n` : `${reply.text}\n\n`,
      );
    if (reply.isFinished) break;
    if (isTerminal) lines.prompt();
  }
  lines.close();
}

/** Completes commands, and the names that some of them take. */
export function completeLine(line: string, session: Session): [string[], string] {
  const { glossary } = session.options;
  const word = /^:(\S*)$/.exec(line)?.[1];
  if (word !== undefined) {
    const names = commands.map((command) => `:${command.name}${command.argument ? ' ' : ''}`);
    const matching = names.filter((name) => name.startsWith(line));
    return [matching.length > 0 ? matching : names, line];
  }
  const argument = /^:(maker|topic|sources|passage)\s+(.*)$/.exec(line);
  if (!argument) {
    // In a question, the word at the cursor may be a maker's name.
    const last = /(\S+)$/.exec(line)?.[1] ?? '';
    const names =
      last.length >= 2
        ? glossary.file.makers
            .map((maker) => maker.name)
            .filter((name) => name.toLowerCase().startsWith(last.toLowerCase()))
        : [];
    return [names, last];
  }
  const [, command = '', typed = ''] = argument;
  const choices =
    command === 'passage'
      ? session.last?.result.answer.kind === 'answered'
        ? session.last.result.answer.citations.map(({ marker }) => String(marker))
        : []
      : command === 'topic'
        ? [...glossary.topicIds]
        : command === 'maker'
          ? [...glossary.makerIds]
          : [...glossary.makerIds, ...glossary.topicIds];
  return [choices.filter((choice) => choice.startsWith(typed.toLowerCase())), typed];
}

/** Newest first, as readline keeps it. */
function readHistory(filePath: string | null): string[] {
  if (!filePath || !existsSync(filePath)) return [];
  try {
    return readFileSync(filePath, 'utf8').split('\n').filter(Boolean).slice(0, rememberedLines);
  } catch {
    return []; // A history that cannot be read is only a convenience lost.
  }
}

function writeHistory(filePath: string | null, entries: readonly string[]): void {
  if (!filePath) return;
  try {
    makeFolder(path.dirname(filePath));
    writeFileSync(filePath, `${entries.join('\n')}\n`, { mode: 0o600 });
  } catch {
    // Likewise: answers do not depend on it.
  }
}
