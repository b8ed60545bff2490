import { allNames } from '../knowledge/glossary.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import { type Language, languages } from '../text/language.js';
import { limits } from './render/reply.js';
import type { Choice } from './respond.js';

interface Named {
  readonly id: string;
  readonly label: string;
  readonly aliases: readonly string[];
}

function makers(glossary: GlossaryIndex): Named[] {
  return glossary.file.makers.map((maker) => ({
    id: maker.id,
    label: maker.name,
    aliases: [maker.id, maker.name, ...allNames(maker.names), ...maker.brands, ...maker.exact, ...maker.misspellings],
  }));
}

function topics(glossary: GlossaryIndex, language: Language): Named[] {
  return glossary.file.topics.map((topic) => ({
    id: topic.id,
    label: topic.name[language],
    aliases: [topic.id, ...languages.map((each) => topic.name[each]), ...allNames(topic.terms)],
  }));
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Makers whose name in any language, brand or misspelling begins with or holds what was typed; best first. */
export function suggestMakers(glossary: GlossaryIndex, typed: string): Choice[] {
  return suggest(makers(glossary), typed);
}

export function suggestTopics(glossary: GlossaryIndex, typed: string, language: Language): Choice[] {
  return suggest(topics(glossary, language), typed);
}

function suggest(entries: readonly Named[], typed: string): Choice[] {
  const wanted = plain(typed);
  const rank = (entry: Named): number => {
    if (wanted === '') return 3;
    const aliases = [entry.label, ...entry.aliases].map(plain);
    if (plain(entry.label).startsWith(wanted)) return 0;
    if (aliases.includes(wanted)) return 1;
    if (aliases.some((alias) => alias.startsWith(wanted))) return 2;
    return aliases.some((alias) => alias.includes(wanted)) ? 3 : Number.POSITIVE_INFINITY;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter(({ rank: place }) => place < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limits.options)
    .map(({ entry }) => ({ name: entry.label.slice(0, 100), value: entry.id }));
}

/** The id that a typed maker stands for, whether it was picked from the list or typed by hand; null when none. */
export function resolveMaker(glossary: GlossaryIndex, text: string): string | null {
  const wanted = plain(text);
  const exact = makers(glossary).find((maker) => maker.aliases.some((alias) => plain(alias) === wanted));
  return exact?.id ?? glossary.findMentions(text).find((mention) => mention.kind === 'maker')?.id ?? null;
}

export function resolveTopic(glossary: GlossaryIndex, text: string): string | null {
  const wanted = plain(text);
  return topics(glossary, 'en').find((topic) => topic.aliases.some((alias) => plain(alias) === wanted))?.id ?? null;
}

export function makerName(glossary: GlossaryIndex, id: string): string {
  return glossary.file.makers.find((maker) => maker.id === id)?.name ?? id;
}

export function topicName(glossary: GlossaryIndex, id: string, language: Language): string {
  return glossary.file.topics.find((topic) => topic.id === id)?.name[language] ?? id;
}

/** YYYY, YYYY-MM or YYYY-MM-DD of a day that exists. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? '1'), Number(match[3] ?? '1')];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
