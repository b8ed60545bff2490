import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import { formatDate } from '../../answer/phrases.js';
import type { ArticleSummary } from '../../retrieval/passage-store.js';
import type { Language } from '../../text/language.js';
import { toCustomId } from '../custom-id.js';
import { escapeWithin, linkTo } from './markdown.js';
import { accentColor, limits, type Reply } from './reply.js';
import { texts } from './texts.js';

const articlesPerPage = 10;

/** One page of what the bot knows, with buttons to the pages beside it. */
export function renderSources(
  articles: readonly ArticleSummary[],
  view: {
    readonly page: number;
    readonly maker: string | null;
    readonly topic: string | null;
    readonly language: Language;
    /** What the list was narrowed to, for the title. */
    readonly narrowedTo: readonly string[];
  },
): Reply {
  const say = texts[view.language];
  if (articles.length === 0) return { content: say.noSources };
  const pages = Math.ceil(articles.length / articlesPerPage);
  const page = Math.min(Math.max(0, view.page), pages - 1);
  const shown = articles.slice(page * articlesPerPage, (page + 1) * articlesPerPage);
  const list = (nameOf: (article: ArticleSummary) => string) =>
    shown
      .map(
        (article) =>
          `• ${nameOf(article)} · ${escapeWithin(article.publisher, 60)} · ${formatDate(article.published, view.language)}`,
      )
      .join('\n');
  const linked = list(({ title, url }) => linkTo(title, url));
  // Addresses may be long: rather a list without links than one that is cut.
  const description = linked.length <= limits.embedDescription ? linked : list(({ title }) => escapeWithin(title, 140));
  const turn = (to: number, label: string): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: toCustomId({ kind: 'sources-page', page: Math.max(0, to), maker: view.maker, topic: view.topic }),
    disabled: to < 0 || to >= pages,
  });
  // Two buttons that lead to the same page would carry the same id.
  const buttons = [
    ...(page > 0 ? [turn(page - 1, say.previous)] : []),
    ...(page < pages - 1 ? [turn(page + 1, say.next)] : []),
  ];
  return {
    embeds: [
      {
        title: [say.sourcesTitle(articles.length), ...view.narrowedTo].join(' · ').slice(0, 250),
        description,
        color: accentColor,
        ...(pages > 1 ? { footer: { text: say.page(page + 1, pages) } } : {}),
      },
    ],
    components: buttons.length > 0 ? [{ type: ComponentType.ActionRow, components: buttons }] : [],
  };
}
