import { collapse, type PageDocument, type PageElement, plainText } from './dom.js';

/** Never part of what a story says. */
const removedElements =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, picture, img, source, map, form, button, input, select, textarea, dialog, nav, footer, figure, figcaption, amp-ad, amp-sidebar, amp-img, amp-video, amp-carousel, amp-iframe, amp-social-share, amp-consent, amp-analytics, [hidden], [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"], [role="dialog"], [role="alertdialog"], [role="complementary"], [aria-modal="true"], [role="menu"], [role="toolbar"], [itemprop="comment"], [itemtype$="/Comment"]';

/** Words of class names and ids that mark what surrounds a story, as whole words between hyphens and the like. */
const foreignWords =
  /(?:^|[\s_-])(?:ads?|advert\w*|adbox|adslot|dfp|sponsor(?:ed)?|promo\w*|outbrain|taboola|related\w*|recirc\w*|recommend\w*|readmore|read-more|more-(?:stories|news|from|on|articles)|also-read|see-also|dont-miss|trending|popular|most-read|latest-news|newsletter\w*|sign-?up\w*|subscribe\w*|subscription|cookie\w*|consent|gdpr|cmp|onetrust\w*|didomi\w*|banner|popup|modal|overlay|toast|share\w*|sharing|social\w*|follow|follow-?us|addthis|comments?|disqus\w*|respond|breadcrumbs?|navbar|menu|site-?nav|sidebar|widget\w*|tags?-?(?:list|cloud)|taglist|tags|topics-list|byline|author-?(?:bio|box|card|info)|about-?(?:the-)?author|bio|post-?meta|entry-?meta|article-?meta|timestamp|dateline-bar|caption\w*|pic|pie-?foto|img_descr|photo-?credit|image-?credit|credits?|wp-caption-text|gallery|slideshow|carousel|pull-?quote\w*|pullquote|callout-quote|quote-highlight|skip-?link|skip-?to|screen-reader\w*|sr-only|visually-hidden|print-only|noprint|pagination|pager|page-nav|toc|table-of-contents|jump-?links?|audio-?player|video-?player|player|listen|tts|app-?(?:promo|download)|download-app|donat\w+|paywall-?(?:prompt|banner)|regwall|disclaimer|legal-?notice|copyright|editor-?(?:credit|info)|responsible-editor|qrcode|wechat\w*|twitter-tweet|instagram-media|fb-post|tiktok-embed|reddit-embed\w*|embed(?:-card)?|infobox|mw-editsection|reflist|references|navbox|catlinks|hatnote|site-?sub|factbox-promo|correction-form|feedback|rating|poll|quiz|survey|live-?nav|key-?moments-nav|ticker|breaking-bar|weather|stock-?ticker|code-block-\d+|dek|deck|standfirst|strapline|subtitle|sub-title|subtitulo|bajada|letters|xgxw|xgyd|xiangguan|tuijian|fenxiang|pinglun|guanggao|zrbj|bianji|siguenos|relacionad[oa]s|comparte|compartir|boletin|publicidad|lo-mas|te-puede-interesar|noticias-relacionadas)(?:$|[\s_-])/i;
/** Names that look foreign and hold the story on many sites. */
const ownWords =
  /(?:^|[\s_-])(?:article-?(?:body|content|text|main)|post-?(?:body|content)|story-?(?:body|content|text)|entry-?content|main-?(?:content|text)|content-?(?:body|main)|has-sidebar|with-sidebar|no-sidebar|layout-\w+|page|body|live-?blog\w*|paywall)(?:$|[\s_-])/i;

/** Less than this is no story. Code units, which Chinese needs few of. */
const minimumStoryLength = 100;

/** Takes away, in place, everything on a page that is not the story: chrome, promotion, captions, pull quotes. */
export function cleanPage(document: PageDocument): void {
  const { body } = document;
  removeComments(document.documentElement);
  for (const header of [...body.querySelectorAll('header')]) reduceHeader(header);
  for (const element of [...body.querySelectorAll(removedElements)]) element.remove();
  const allLength = plainText(body).length;
  for (const element of [...body.querySelectorAll('*')]) {
    if (!body.contains(element)) continue;
    if (isInvisible(element, allLength) || (isForeign(element) && !holdsStory(element, allLength))) element.remove();
  }
  for (const aside of [...body.querySelectorAll('aside')]) if (!holdsStory(aside, allLength)) aside.remove();
  removeRepeatedQuotes(document);
}

/** Of a header only the headings are the story's, unless it holds real paragraphs. */
function reduceHeader(header: PageElement): void {
  const isOfStory = header.closest('article, main') !== null || header.querySelector('h1') !== null;
  const hasProse = [...header.querySelectorAll('p')].some((paragraph) => plainText(paragraph).length > 120);
  if (!isOfStory) header.remove();
  else if (!hasProse) header.replaceWith(...header.querySelectorAll('h1, h2, h3, h4'));
}

function removeComments(root: PageElement): void {
  const stack: PageElement[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    for (const node of [...element.childNodes]) {
      if (node.nodeType === 8) (node as PageElement).remove();
      else if (node.nodeType === 1) stack.push(node as PageElement);
    }
  }
}

function isInvisible(element: PageElement, allLength: number): boolean {
  const style = element.getAttribute('style') ?? '';
  if (/display\s*:\s*none/i.test(style) || element.getAttribute('aria-hidden') === 'true') return true;
  // Some sites hide the story until a script has run.
  return /visibility\s*:\s*hidden/i.test(style) && !holdsStory(element, allLength);
}

function isForeign(element: PageElement): boolean {
  if (
    /^(?:HTML|BODY|MAIN|ARTICLE|H1|TBODY|TR|TD|TH|EM|STRONG|B|I)$/.test(element.tagName) &&
    !/pull-?quote|caption|credit|related|promo|newsletter|advert|read-?more/i.test(element.className)
  )
    return false;
  const names =
    `${element.className} ${element.id} ${element.getAttribute('data-component') ?? ''} ${element.getAttribute('data-testid') ?? ''}`
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .replace(/__|:/g, '-');
  return foreignWords.test(names) && !ownWords.test(names);
}

/** Whether most of the page's prose lies in an element, whatever it is called. */
function holdsStory(element: PageElement, allLength: number): boolean {
  const prose = [...element.querySelectorAll('p')].reduce((sum, paragraph) => sum + plainText(paragraph).length, 0);
  return prose > minimumStoryLength && prose > allLength * 0.5;
}

/** A pull quote without a telling name repeats, word for word, a part of a paragraph. */
function removeRepeatedQuotes(document: PageDocument): void {
  const paragraphs = [...document.body.querySelectorAll('p')]
    .filter((paragraph) => paragraph.closest('blockquote') === null)
    .map((paragraph) => bare(paragraph.textContent ?? ''));
  for (const quote of [...document.body.querySelectorAll('blockquote, q, [class*="quote"]')]) {
    const text = bare(quote.textContent ?? '').replace(/(?:—|--|–).*$/u, '');
    if (
      text.length > 20 &&
      quote.closest('p') === null &&
      paragraphs.some((paragraph) => paragraph.length > text.length && paragraph.includes(text))
    )
      quote.remove();
  }
}

function bare(text: string): string {
  return collapse(text)
    .toLowerCase()
    .replace(/["“”‘’'«»「」『』]/g, '')
    .replace(/[.,;:!?。！？，]+$/, '');
}
