import { phrases } from '../../../src/answer/phrases.js';
import type { ShownAnswer } from '../surface.contract.js';
import type { Message } from './message.js';
import { readMarkdown } from './read-markdown.js';

const small = /^-# /;
const notice = /^-# ⚠️ /;
const nearest = Object.values(phrases).map((phrase) => phrase.nearest);
const source = /^\*\*\[(\d+)\]\*\* “(.*)”$/;

/** Reads an answer off the messages it stands in, as a person would. */
export function readAnswer(messages: readonly Message[]): ShownAnswer {
  const said = messages.flatMap(({ content }) => content.split('\n'));
  const embedded = messages.flatMap(({ embeds }) => embeds.flatMap(({ description = '' }) => description.split('\n')));
  const sources = [...said, ...embedded].map((line) => source.exec(line)).filter((match) => match !== null);
  // Without embeds the sources stand below the sentences.
  const end = said.findIndex((line) => source.test(line) || nearest.includes(line));
  const sentences = said.slice(0, end < 0 ? undefined : end).filter((line) => line !== '' && !small.test(line));
  return {
    text: readMarkdown(sentences.join(' ')).plain,
    quotes: Object.fromEntries(sources.map((match) => [match[1] ?? '', readMarkdown(match[2] ?? '').plain])),
    notices: said.filter((line) => notice.test(line)).map((line) => readMarkdown(line.replace(notice, '')).plain),
  };
}
