import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import { type Answer, type Answered, type Citation, isBrief } from '../../answer/answer.js';
import { formatDate, phrases } from '../../answer/phrases.js';
import type { Language } from '../../text/language.js';
import { type Action, toCustomId } from '../custom-id.js';
import { cutAtWord, escapeMarkdown, escapeWithin, linkTarget, linkTo } from './markdown.js';
import { packBlocks } from './pack.js';
import { accentColor, limits, type Reply } from './reply.js';
import { texts } from './texts.js';

/** A quote is shown up to here; the passage behind it shows it whole. UTF-16 code units. */
export const shownQuoteLength = 300;
/** Longest of each as shown, in UTF-16 code units: with all of them at their longest, a message holds one sentence. */
const longest = { sentence: 900, question: 200, note: 120, notice: 220 };
const sourcesPerEmbed = 3_900;

export interface AnswerView {
  /** Id of the exchange that the buttons work on. */
  readonly exchange: string;
  /** Shown above the answer where the place does not show it; null elsewhere. */
  readonly question: string | null;
  readonly language: Language;
  readonly areBriefs: boolean;
  /** A private answer can be made public. */
  readonly isPrivate: boolean;
  /** False where the bot may not use embeds: the sources then stand in the text. */
  readonly mayEmbed: boolean;
  /** Said above the answer, for example who shared it. */
  readonly note?: string;
}

/** An answer as one message, or as many as its length needs; sentences and citations stay whole. */
export function renderAnswer(answer: Answer, view: AnswerView): Reply[] {
  const replies = view.mayEmbed ? withEmbeds(answer, view) : asText(answer, view);
  const components = answerComponents(answer, view);
  const last = replies.length - 1;
  return replies.map((reply, index) => (index === last && components.length > 0 ? { ...reply, components } : reply));
}

function withEmbeds(answer: Answer, view: AnswerView): Reply[] {
  const contents = contentParts(answer, view);
  const descriptions = packBlocks(sourceBlocks(answer, view), sourcesPerEmbed, '\n\n');
  return Array.from({ length: Math.max(contents.length, descriptions.length) }, (_, index) => {
    const description = descriptions[index];
    return {
      ...(contents[index] === undefined ? {} : { content: contents[index] }),
      ...(description === undefined ? {} : { embeds: [{ description, color: accentColor }] }),
    };
  });
}

function asText(answer: Answer, view: AnswerView): Reply[] {
  return packBlocks([...contentParts(answer, view), ...sourceBlocks(answer, view)], limits.content, '\n\n').map(
    (content) => ({ content }),
  );
}

/** What stands above the sources, in parts that fit a message each. */
function contentParts(answer: Answer, view: AnswerView): string[] {
  const head = [
    ...(view.note === undefined ? [] : [`-# ${escapeWithin(view.note, longest.note)}`]),
    ...(view.question === null ? [] : [`-# ${escapeWithin(view.question, longest.question)}`]),
  ];
  const notices = answer.notices.map((notice) => `-# ⚠️ ${escapeWithin(notice, longest.notice)}`).slice(0, 3);
  if (answer.kind !== 'answered')
    return [[...head, escapeWithin(answer.text, longest.sentence), ...notices].join('\n')];
  const say = texts[view.language];
  const sources = new Set(answer.citations.map((citation) => citation.articleId)).size;
  const { independentSources: independent = sources } = answer;
  const counted = independent < sources ? say.independentSources(independent, sources) : say.sources(sources);
  head.push(`-# ${say.asOf(formatDate(answer.asOf, view.language))} · ${counted}`);
  const room = limits.content - [...head, ...notices].join('\n').length - 4;
  const parts = packBlocks(sentencesOf(answer), room, ' ');
  return parts.map((part, index) =>
    [
      ...(index === 0 ? [...head, ''] : []),
      part,
      ...(index === parts.length - 1 && notices.length > 0 ? ['', ...notices] : []),
    ].join('\n'),
  );
}

/** Each sentence with its markers. */
function sentencesOf(answer: Answered): string[] {
  return answer.claims.map(
    (claim) =>
      `${escapeWithin(claim.text, longest.sentence)} ${claim.citations.map((marker) => `[${marker}]`).join('')}`,
  );
}

/** The cited sources with their numbers, or for an answer without any what the articles hold nearby. */
function sourceBlocks(answer: Answer, view: AnswerView): string[] {
  if (answer.kind === 'answered') return answer.citations.map((citation) => citationBlock(citation, view));
  if (answer.kind !== 'no-source' || answer.nearest.length === 0) return [];
  const lines = answer.nearest.map(
    (article) =>
      `• ${linkTo(article.title, article.url)} · ${escapeMarkdown(formatDate(article.published, view.language))}`,
  );
  return [[phrases[view.language].nearest, ...lines].join('\n')];
}

/** Number, quote, and where it is from. */
export function citationBlock(citation: Citation, view: Pick<AnswerView, 'language' | 'areBriefs'>): string {
  const details = [
    linkTo(citation.title, citation.url),
    escapeWithin(citation.publisher, 100),
    escapeMarkdown(formatDate(citation.published, view.language)),
    ...(isBrief(citation, view.areBriefs) ? [texts[view.language].brief] : []),
  ];
  return `**[${citation.marker}]** “${escapeMarkdown(cutAtWord(citation.quote, shownQuoteLength))}”\n${details.join(' · ')}`;
}

function answerComponents(answer: Answer, view: AnswerView): NonNullable<Reply['components']> {
  const say = texts[view.language];
  const { exchange } = view;
  const button = (
    action: Action,
    label: string,
    emoji: string | null = null,
    style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
  ): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style,
    label,
    custom_id: toCustomId(action),
    ...(emoji === null ? {} : { emoji: { name: emoji } }),
  });
  const publish = view.isPrivate
    ? [button({ kind: 'publish', exchange }, say.makePublic, null, ButtonStyle.Primary)]
    : [];
  const feedback = [
    button({ kind: 'feedback', exchange, isHelpful: true }, say.helpful, '👍'),
    button({ kind: 'feedback', exchange, isHelpful: false }, say.notHelpful, '👎'),
  ];
  if (answer.kind === 'help') return [];
  if (answer.kind === 'no-source') return [{ type: ComponentType.ActionRow, components: [...publish, ...feedback] }];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: toCustomId({ kind: 'show-passage', exchange }),
          placeholder: say.showPassages,
          options: answer.citations.slice(0, limits.options).map((citation) => ({
            label: cutAtWord(`[${citation.marker}] ${citation.title}`, limits.optionLabel),
            description: cutAtWord(
              `${citation.publisher} · ${formatDate(citation.published, view.language)}`,
              limits.optionDescription,
            ),
            value: String(citation.marker),
          })),
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        button({ kind: 'more', exchange }, say.moreEvidence),
        button({ kind: 'newest', exchange }, say.newestOnly),
        ...publish,
        ...feedback,
      ],
    },
  ];
}

/** Ends an answer that is being written. */
export function stopButton(question: string, language: Language): NonNullable<Reply['components']> {
  const button: APIButtonComponentWithCustomId = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: texts[language].stop,
    custom_id: toCustomId({ kind: 'stop', question }),
  };
  return [{ type: ComponentType.ActionRow, components: [button] }];
}

/** The part of a source around a quote, the quote in bold. */
export function renderPassage(
  citation: Citation,
  context: { readonly before: string; readonly after: string },
  view: Pick<AnswerView, 'language' | 'areBriefs'>,
): Reply {
  const inContext = [
    escapeMarkdown(lastPart(context.before, 700)),
    `**${escapeMarkdown(cutAtWord(citation.quote, 900))}**`,
    escapeMarkdown(cutAtWord(context.after, 700)),
  ]
    .filter((part) => part !== '' && part !== '****')
    .join(' ');
  const target = linkTarget(citation.url);
  return {
    embeds: [
      {
        title: escapeWithin(citation.title, limits.embedTitle),
        ...(target === null ? {} : { url: target }),
        description: inContext,
        color: accentColor,
        footer: {
          text: cutAtWord(
            [
              `[${citation.marker}]`,
              citation.publisher,
              formatDate(citation.published, view.language),
              ...(isBrief(citation, view.areBriefs) ? [texts[view.language].brief] : []),
            ].join(' · '),
            300,
          ),
        },
      },
    ],
  };
}

function lastPart(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const part = text.slice(-maximum);
  const space = part.indexOf(' ');
  return `…${space > 0 && space < maximum * 0.4 ? part.slice(space + 1) : part.replace(/^[\udc00-\udfff]/, '')}`;
}
