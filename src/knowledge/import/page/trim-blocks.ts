import { countWords } from '../../split-article.js';
import { readDate } from './published-date.js';
import type { TextBlock } from './render-blocks.js';

/** Whole blocks that lead elsewhere or ask for something. */
const promotion =
  /^(?:[▶►→»•*\s]*)(?:(?:read|see|watch|listen|learn|check out|find out)(?: it)?\s*(?:more|also|next|now|this|out|here)?\s*[:：»›→—–-]|read (?:more|also|next|the full|on)\b.{0,120}$|(?:more|related|also(?: read)?|recommended|further reading|up next|in case you missed it|icymi|don[’']t miss|editor[’']s? (?:pick|choice)s?|trending|popular|most read|latest|now (?:read|playing|watching))(?: (?:on|from|stories|news|articles|coverage|reading|content|links|videos?))*\s*(?:[:：].*|$)|advertisements?\b.{0,30}$|sponsored(?: content)?$|article continues (?:below|after)|story continues (?:below|after)|continue reading(?: below)?|scroll (?:down )?to continue|click (?:here|to)|tap (?:here|to)|(?:sign|log) (?:up|in)\b|subscribe\b|get (?:the|our) (?:latest|best|day|newsletter)|join (?:our|the) (?:newsletter|community|conversation|channel|whatsapp|telegram)|follow (?:us|the latest|our|.{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|youtube|mastodon|tiktok)\b)|our standards\b|sigue (?:toda|la|a|nuestr)|write to us|contact (?:us|the author)|(?:also|another) on |like us on|share (?:this|on|via|the)\b|share$|print$|email$|comments?(?: \(\d+\))?$|leave a (?:comment|reply)|load more|show more|view (?:all|more|comments)|(?:photo|image|picture|video|illustration|graphic|credit|photograph|source)s?(?: credit| by| courtesy(?: of)?)?\s*[:：].{0,160}$|(?:getty images|reuters|ap photo|afp)(?: ?\/.{0,60})?$|(?:\(|\[)?(?:photo|image|picture)\b.{0,80}(?:\)|\])$|all rights reserved|©|copyright\b|we (?:may earn|use cookies)|this (?:article|post|page) (?:may )?contains? affiliate|by (?:signing|subscribing|clicking|continuing|submitting)|you(?:'|’)?(?:ve| have) (?:successfully|been) subscribed|thank you for (?:signing|subscribing)|enter your email|your email|no spam|unsubscribe|privacy policy|terms (?:of|and)|(?:listen|watch) (?:to|now|live)\b.{0,60}$|\d+ ?min(?:ute)?s? read$|back to top|tags?\s*[:：]|topics?\s*[:：]|filed under|categor(?:y|ies)\s*[:：]|posted in|(?:last )?updated(?: on| at)?[:：]? .{0,60}$|published(?: on| at)?[:：]? .{0,60}$|(?:next|previous)(?: (?:page|story|article|post))?$|page \d+ of \d+|\d+ ?(?:comments|shares|views)$|send (?:us )?(?:tips|a tip)|got a tip\b|download (?:our|the) app|open in app|accept(?: all)?(?: cookies)?$|lee (?:también|además|más)|leer (?:más|también)|te puede interesar|también te puede|(?:más|otras) (?:noticias|información|sobre)|(?:noticias|artículos|contenidos?) relacionad|relacionad[oa]s?\b|publicidad$|suscríbete|regístrate|inicia sesión|síguenos|compart[ei]\b.{0,40}$|(?:foto|imagen|vídeo|fuente|crédito)s?\s*[:：].{0,120}$|haz clic|recibe (?:las|nuestr)|únete a|etiquetas?\s*[:：]|archivado en|ver (?:más|comentarios)|continúa leyendo|apúntate)/i;
const promotionChinese =
  /^(?:[▶►→»•*（(【\s]*)(?:相关(?:阅读|新闻|文章|推荐)|延伸阅读|推荐阅读|更多(?:新闻|内容|阅读|精彩)|点击.{0,8}(?:查看|进入|这里|阅读|图片|关注|名片)|扫(?:码|描)|关注(?:我们|.{0,12}公众号)|分享(?:到|至)|责任编辑|(?:本文)?编辑[:：]|(?:图片?|照片|资料图|来源|图源)(?:来源|说明)?[:：]|图[:：/]|广告$|免责声明|版权(?:所有|声明)|未经.{0,12}(?:授权|许可)|下载.{0,10}(?:客户端|APP)|打开.{0,10}(?:APP|客户端)|返回(?:搜狐|首页|顶部)|阅读(?:原文|全文|量)|举报|收藏|点赞|评论\s*\(?\d*\)?$|上一[篇页]|下一[篇页]|热(?:门|点)(?:新闻|推荐|文章)|标签[:：]|关键词[:：]|登录后|订阅|（?完）?$)/;

/** A caption that ends in its credit. */
const credited =
  /(?:\((?:[^()]{0,40}\s)?(?:photo|picture|image|file|foto|illustration|archivo)\b[^()]{0,40}\)|\b(?:photo|photograph|picture|image|foto|imagen)s?(?: by)?:\s?.{2,60}|图[/：:].{1,20})\.?$/iu;
const socialNames = /\b(?:facebook|twitter|instagram|whatsapp|telegram|tiktok|youtube|linkedin|newsletter|boletín)\b/i;
const ownership =
  /版权所有|版權所有|未经.{0,10}(?:授权|许可)|©|\(c\) |copyright|all rights reserved|todos los derechos/i;
/** Lines that tell who wrote something and when. */
const byline = /^(?:by|por|posted by|written by|作者|记者|来源|发布)\b|\b\d{1,2}:\d{2}\b/i;

/** Longer lines without a full stop are part of many stories. */
const fragmentWords = 12;
/** Any date counts here, whatever the day. */
const farFutureMs = Date.UTC(2100, 0, 1);

const aboutAuthor =
  /^ (?:covers|covered|reports|reported from|contributed|writes|teaches|taught|joined|can be reached|is an? |is the |es (?:un |una |el |la )?(?:periodista|redactor|corresponsal|profesor)|是)/;

/** What is known of the story, to leave out where it is repeated. */
export interface KnownParts {
  readonly title: string | null;
  readonly author: string | null;
}

/**
 * Leaves out blocks that are not the story: promotion, lists of links, the headline repeated, lines of names and dates,
 * headings without anything under them, repeated paragraphs, and what hangs on after the last sentence.
 */
export function trimBlocks(blocks: readonly TextBlock[], known: KnownParts): TextBlock[] {
  const kept: TextBlock[] = [];
  const seen = new Set<string>();
  let hasStarted = false;
  for (const block of blocks) {
    if (isPromotion(block) || isLinkLine(block) || isByline(block, known) || isAboutAuthor(block, known)) continue;
    if (sameText(block.text, known.title ?? '')) continue;
    if (!hasStarted && block.kind !== 'heading') {
      if (block.isBold && isFragment({ ...block, isBold: false })) continue;
      hasStarted = true;
    }
    if (isFragment(block)) continue;
    const key = block.text.toLowerCase();
    if (block.kind !== 'row' && block.text.length > 40 && seen.has(key)) continue;
    seen.add(key);
    kept.push(block);
  }
  while (isTail(kept.at(-1))) kept.pop();
  return withoutEmptyHeadings(kept);
}

/** A few words that are no sentence, heading or item: a button, a name, a caption without its picture. */
function isFragment({ kind, text, isBold }: TextBlock): boolean {
  return kind === 'paragraph' && !isBold && !endsLikeSentence(text) && countWords(text) < fragmentWords;
}

function isTail(block: TextBlock | undefined): boolean {
  return (
    block !== undefined && (block.kind === 'paragraph' || block.kind === 'heading') && !endsLikeSentence(block.text)
  );
}

/** "Ada Quill covers trade for The Paper." */
function isAboutAuthor({ text }: TextBlock, { author }: KnownParts): boolean {
  if (text.length > 300) return false;
  return (author ?? '')
    .split(', ')
    .some((name) => name.includes(' ') && text.startsWith(name) && aboutAuthor.test(text.slice(name.length)));
}

function isByline({ text, kind }: TextBlock, { title, author }: KnownParts): boolean {
  if (kind !== 'paragraph' || text.length > 120 || endsLikeSentence(text)) return false;
  const hasAuthor = (author ?? '').split(', ').some((name) => name !== '' && text.includes(name));
  const repeatsTitle = title !== null && title.length > 10 && text.includes(title) && text.length < title.length + 60;
  return hasAuthor || repeatsTitle || byline.test(text) || readDate(text, new Date(farFutureMs)) !== null;
}

function isPromotion({ text, kind, linkShare }: TextBlock): boolean {
  if (kind === 'row') return false;
  if ((promotionChinese.test(text) && text.length < 80) || (ownership.test(text) && text.length < 160)) return true;
  if (text.length < 220 && credited.test(text)) return true;
  if (linkShare > 0.1 && text.length < 220 && socialNames.test(text)) return true;
  if (!promotion.test(text) || text.length > 260) return false;
  // A sentence of the story may begin with such words; a line that ends otherwise, or is mostly a link, does not.
  return kind === 'heading' || linkShare > 0.3 || countWords(text) < 25;
}

/** A block that is a link and no sentence, such as a related headline. */
function isLinkLine({ text, linkShare, kind }: TextBlock): boolean {
  if (kind === 'row' || kind === 'heading') return false;
  return linkShare > 0.85 && (!endsLikeSentence(text) || text.length < 30);
}

function endsLikeSentence(text: string): boolean {
  return /[.!?。！？…:："”’')»」』]$/u.test(text);
}

function sameText(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return b !== '' && bare(a) === bare(b);
}

function withoutEmptyHeadings(blocks: readonly TextBlock[]): TextBlock[] {
  return blocks.filter((block, index) => {
    if (block.kind !== 'heading') return true;
    const next = blocks[index + 1];
    return next !== undefined && (next.kind !== 'heading' || next.level > block.level);
  });
}
