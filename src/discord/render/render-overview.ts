import type { APIEmbed } from 'discord.js';
import { type Citation, type Claim, isBrief } from '../../answer/answer.js';
import type { StatementChecks } from '../../answer/overview/check-statements.js';
import type { Comparison } from '../../answer/overview/compare.js';
import type { Prospects } from '../../answer/overview/prospects.js';
import type { Timeline } from '../../answer/overview/timeline.js';
import { formatDate } from '../../answer/phrases.js';
import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { Language } from '../../text/language.js';
import { makerName, topicName } from '../choices.js';
import { escapeMarkdown, escapeWithin, linkTo } from './markdown.js';
import { packBlocks } from './pack.js';
import { citationBlock } from './render-answer.js';
import { accentColor, limits, type Reply } from './reply.js';
import { texts } from './texts.js';

export interface OverviewView {
  readonly language: Language;
  readonly glossary: GlossaryIndex;
  readonly areBriefs: boolean;
}

const longestSentence = 420;
const perEmbed = 3_800;
/** Below Discord's limit for all embeds of a message together. */
const perMessage = 5_800;
const embedsPerMessage = 10;

/** The outlook of one maker, hurdle by hurdle; what nothing is known of says so. */
export function renderProspects(prospects: Prospects, view: OverviewView): Reply[] {
  const say = texts[view.language];
  const sections = prospects.hurdles.map(
    ({ topic, claims }) =>
      `**${escapeMarkdown(topicName(view.glossary, topic, view.language))}**\n${claims.length > 0 ? sentences(claims) : `*${say.nothingKnown}*`}`,
  );
  const title = say.prospectsOf(makerName(view.glossary, prospects.maker));
  const embeds = packBlocks(sections, perEmbed, '\n\n').map((description, index) => ({
    ...(index === 0 ? { title: title.slice(0, limits.embedTitle) } : {}),
    description,
    color: accentColor,
  }));
  return toReplies(asOfLine(prospects, view), [...embeds, ...sourceEmbeds(prospects.citations, view)]);
}

/** Two makers beside each other, topic by topic. */
export function renderComparison(comparison: Comparison, view: OverviewView): Reply[] {
  const say = texts[view.language];
  const [first, second] = comparison.makers;
  const name = (maker: string) => makerName(view.glossary, maker);
  const embeds: APIEmbed[] = comparison.rows.map(({ topic, cells }) => ({
    title: escapeWithin(topicName(view.glossary, topic, view.language), limits.embedTitle),
    color: accentColor,
    fields: cells.map(({ claims }, index) => ({
      name: name(index === 0 ? first : second).slice(0, 256),
      value: claims.length > 0 ? (packBlocks(claims.map(sentence), 1_000, ' ')[0] ?? '') : `*${say.noEvidence}*`,
      inline: true,
    })),
  }));
  if (embeds.length === 0) embeds.push({ description: say.nothingKnown, color: accentColor });
  const head = `**${escapeMarkdown(say.compared(name(first), name(second)))}**\n${asOfLine(comparison, view)}`;
  return toReplies(head, [...embeds, ...sourceEmbeds(comparison.citations, view)]);
}

/** Events in order, each with its date and its proof. */
export function renderTimeline(timeline: Timeline, view: OverviewView): Reply[] {
  const say = texts[view.language];
  const title = say.timelineOf(makerName(view.glossary, timeline.maker)).slice(0, limits.embedTitle);
  if (timeline.events.length === 0) return [{ embeds: [{ title, description: say.noEvents, color: accentColor }] }];
  const lines = timeline.events.map(
    ({ date, claims }) => `**${escapeMarkdown(formatDate(date, view.language))}** · ${sentences(claims)}`,
  );
  const embeds = packBlocks(lines, perEmbed, '\n\n').map((description, index) => ({
    ...(index === 0 ? { title } : {}),
    description,
    color: accentColor,
  }));
  return toReplies('', [...embeds, ...sourceEmbeds(timeline.citations, view)]);
}

/** What the sources say on each statement of a message. */
export function renderChecks({ checks, citations }: StatementChecks, view: OverviewView): Reply[] {
  const say = texts[view.language];
  if (checks.length === 0) return [{ content: say.nothingToCheck }];
  const marks = { agrees: '✅', contradicts: '❌', 'not-covered': '❔' } as const;
  const words = { agrees: say.agrees, contradicts: say.contradicts, 'not-covered': say.notCovered } as const;
  const blocks = checks.map((check) => {
    const reason = check.reason === undefined ? '' : ` (${say.contradictedBy[check.reason]})`;
    return [
      `> ${escapeWithin(check.statement, 300)}`,
      `${marks[check.verdict]} **${words[check.verdict]}**${reason}`,
      ...(check.claims.length > 0 ? [sentences(check.claims)] : []),
    ].join('\n');
  });
  const embeds = packBlocks(blocks, perEmbed, '\n\n').map((description, index) => ({
    ...(index === 0 ? { title: say.checkTitle } : {}),
    description,
    color: accentColor,
  }));
  const cited = citations.map((citation) => citationBlock(citation, view));
  const sources = packBlocks(cited, perEmbed, '\n\n').map((description) => ({ description, color: accentColor }));
  return toReplies('', [...embeds, ...sources]);
}

function sentence(claim: Claim): string {
  return `${escapeWithin(claim.text, longestSentence)} ${claim.citations.map((marker) => `[${marker}]`).join('')}`;
}

function sentences(claims: readonly Claim[]): string {
  return claims.map(sentence).join(' ');
}

function asOfLine(
  overview: { readonly asOf: string | null; readonly citations: readonly Citation[] },
  { language }: OverviewView,
): string {
  if (overview.asOf === null) return '';
  const say = texts[language];
  const sources = new Set(overview.citations.map((citation) => citation.articleId)).size;
  return `-# ${say.asOf(formatDate(overview.asOf, language))} · ${say.sources(sources)}`;
}

/** Where the sentences above are from: they are the quotes themselves, so none is repeated. */
function sourceEmbeds(citations: readonly Citation[], view: OverviewView): APIEmbed[] {
  const grouped = new Map<string, Citation[]>();
  for (const citation of citations)
    grouped.set(citation.articleId, [...(grouped.get(citation.articleId) ?? []), citation]);
  const lines = [...grouped.values()].map((list) => {
    const [first] = list;
    if (!first) return '';
    return [
      `**${list.map(({ marker }) => `[${marker}]`).join('')}** ${linkTo(first.title, first.url)}`,
      escapeWithin(first.publisher, 80),
      escapeMarkdown(formatDate(first.published, view.language)),
      ...(isBrief(first, view.areBriefs) ? [texts[view.language].brief] : []),
    ].join(' · ');
  });
  return packBlocks(lines, perEmbed, '\n').map((description) => ({ description, color: accentColor }));
}

/** Embeds in as few messages as Discord's limits allow. */
function toReplies(head: string, embeds: readonly APIEmbed[]): Reply[] {
  const groups: APIEmbed[][] = [];
  let size = 0;
  for (const embed of embeds) {
    const length = lengthOf(embed);
    const group = groups.at(-1);
    if (group && size + length <= perMessage && group.length < embedsPerMessage) {
      group.push(embed);
      size += length;
    } else {
      groups.push([embed]);
      size = length;
    }
  }
  return groups.map((group, index) => ({ ...(index === 0 && head !== '' ? { content: head } : {}), embeds: group }));
}

function lengthOf({ title = '', description = '', fields = [] }: APIEmbed): number {
  return (
    title.length + description.length + fields.reduce((sum, field) => sum + field.name.length + field.value.length, 0)
  );
}
