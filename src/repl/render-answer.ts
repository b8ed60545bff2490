import type { Colors } from 'picocolors/types.js';
import { type Answer, type Claim, isBrief } from '../answer/answer.js';
import { textOf } from '../answer/cite.js';
import { formatDate, phrases } from '../answer/phrases.js';
import { toDisplayLine, toDisplayText } from '../text/display.js';
import { detectLanguage, type Language } from '../text/language.js';
import { wrapText } from './wrap-text.js';

export interface RenderOptions {
  /** Terminal columns. */
  readonly width: number;
  readonly colors: Colors;
  /** Whether the articles are the project's own briefs of their sources, which each citation then says. */
  readonly areBriefs: boolean;
}

const labels: Readonly<
  Record<
    Language,
    {
      asOf: (date: string) => string;
      sources: (count: number) => string;
      /** Where some of the articles are copies or retell each other's story. */
      independentSources: (independent: number, articles: number) => string;
      brief: string;
    }
  >
> = {
  en: {
    asOf: (date) => `As of ${date}`,
    sources: (count) => (count === 1 ? '1 source' : `${count} sources`),
    independentSources: (independent, articles) =>
      `${independent === 1 ? '1 independent source' : `${independent} independent sources`} in ${articles} articles`,
    brief: 'brief of the source',
  },
  es: {
    asOf: (date) => `A fecha de ${date}`,
    sources: (count) => (count === 1 ? '1 fuente' : `${count} fuentes`),
    independentSources: (independent, articles) =>
      `${independent === 1 ? '1 fuente independiente' : `${independent} fuentes independientes`} en ${articles} artículos`,
    brief: 'resumen de la fuente',
  },
  zh: {
    asOf: (date) => `截至${date}`,
    sources: (count) => `${count}个来源`,
    independentSources: (independent, articles) => `${articles}篇文章，${independent}个独立来源`,
    brief: '来源摘要',
  },
};

/**
 * Lays an answer out for a terminal: sentences with markers, then the quotes they rest on.
 * @param shownClaims Sentences that were shown while the answer was being written; they are not repeated.
 */
export function renderAnswer(question: string, answer: Answer, options: RenderOptions, shownClaims = 0): string {
  const { width, colors } = options;
  const language = detectLanguage(question);
  const wrap = (text: string, indent = '') => wrapText(toDisplayText(text), width, indent);
  const lines: string[] = [];
  if (answer.kind === 'answered') {
    const sources = new Set(answer.citations.map((citation) => citation.articleId)).size;
    const label = labels[language];
    const { independentSources: independent = sources } = answer;
    const counted = independent < sources ? label.independentSources(independent, sources) : label.sources(sources);
    const head = colors.dim(`${label.asOf(formatDate(answer.asOf, language))} · ${counted}`);
    const claims = answer.claims.slice(shownClaims);
    const text = shownClaims === 0 ? answer.text : textOf(claims);
    if (shownClaims === 0) lines.push(head, '', colorMarkers(wrap(text), colors));
    else lines.push(...(claims.length > 0 ? [colorMarkers(wrap(text), colors)] : []), '', head);
    for (const notice of answer.notices) lines.push('', colors.yellow(wrap(notice)));
    for (const citation of answer.citations) {
      const details = [
        toDisplayLine(citation.title),
        toDisplayLine(citation.publisher),
        formatDate(citation.published, language),
        ...(isBrief(citation, options.areBriefs) ? [label.brief] : []),
      ].join(' · ');
      lines.push('', colorMarkers(wrap(`[${citation.marker}] “${citation.quote.replace(/\s+/g, ' ')}”`), colors));
      // An address is never broken: a terminal makes it a link only whole.
      lines.push(colors.dim(wrap(details, '    ')), colors.dim(`    ${toDisplayLine(citation.url)}`));
    }
  } else if (answer.kind === 'no-source') {
    lines.push(wrap(answer.text));
    if (answer.nearest.length > 0) {
      lines.push('', colors.dim(phrases[language].nearest));
      for (const article of answer.nearest)
        lines.push(
          colors.dim(
            wrap(toDisplayLine(`· ${article.title} (${formatDate(article.published, language)}) ${article.url}`), '  '),
          ),
        );
    }
    for (const notice of answer.notices) lines.push('', colors.yellow(wrap(notice)));
  } else {
    lines.push(wrap(answer.text));
  }
  return lines.join('\n');
}

/** Sentences of an answer that is still being written, each with its markers. */
export function renderClaims(claims: readonly Claim[], { width, colors }: RenderOptions): string {
  return colorMarkers(wrapText(toDisplayText(textOf(claims)), width), colors);
}

function colorMarkers(text: string, colors: Colors): string {
  return text.replace(/\[\d+\]/g, (marker) => colors.cyan(marker));
}
