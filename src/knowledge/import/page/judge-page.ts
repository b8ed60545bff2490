import { countWords } from '../../split-article.js';
import { ImportError } from '../import-error.js';
import { collapse, type PageDocument, plainText } from './dom.js';

/** Fewer words than this are no article. */
const minimumWords = 40;
/** Up to this many words a page that asks for money or a login is a stub. */
const stubWords = 350;
/** With nothing but a plain request as a sign, shorter ones are. */
const strongStubWords = 250;

/** What is looked at before a page is taken apart. */
export interface PageSigns {
  readonly title: string;
  readonly headings: string;
  /** All visible text. */
  readonly text: string;
  readonly wordCount: number;
  readonly hasPassword: boolean;
  /** Whether something can be typed in. */
  readonly hasForm: boolean;
  readonly hasWall: boolean;
  readonly needsScript: boolean;
  readonly isFree: boolean | null;
}

const missing =
  /\b(?:404|page (?:not found|does(?:n['’]t| not) exist|can(?:no|['’])t be found|unavailable|has (?:been )?(?:moved|removed))|not found|no longer (?:available|exists)|nothing (?:was )?found|we can(?:['’]t|not) find|couldn['’]t find (?:that|the|this)|página no encontrada|no (?:se ha )?encontrad[oa]|ya no (?:existe|está disponible)|error 404)\b|页面(?:不存在|未找到|已删除|找不到)|找不到(?:该|您|页面)|(?:内容|文章)(?:不存在|已(?:被)?删除)/i;
/** Requests that say outright that there is more to read. */
const strongWallPhrase =
  /\b(?:(?:to|for) (?:continue|keep) reading|to read (?:the|this) (?:full|whole|rest|entire)|unlock (?:this|the (?:full|rest))|(?:this|the full) (?:article|story) is (?:only )?(?:available (?:only )?(?:to|for)|for|reserved for|exclusive to)[^.]{0,20}(?:subscribers?|members?)|para (?:seguir|continuar) leyendo|para leer (?:el artículo|la noticia) complet)|(?:订阅|登录|付费|开通会员)[^。]{0,12}(?:继续|后|即可)[^。]{0,6}阅读/i;
/** Titles that say nothing but that. */
const plainlyMissing =
  /^\W*(?:error\s*)?404\b(?:.{0,12}$|\W+(?:error|page|not found))|^(?:oops\W*|sorry\W*)*(?:the |this |that )?page (?:not found|can(?:['’]t|not) be found|(?:does not|doesn['’]t) exist)|^(?:página no encontrada|页面(?:不存在|未找到))/iu;
const consent = /before you continue|\bcookies?\b|\bprivacy\b|\bconsent\b|antes de continuar|privacidad|隐私/i;
const robotCheck =
  /just a moment|checking your browser|verify (?:that )?you(?:['’]re| are) (?:a )?human|are you (?:a )?(?:robot|human)|not a robot|captcha|access denied|attention required|unusual traffic|安全验证|人机验证/i;
const login = /\b(?:log ?in|sign ?in|sign on|iniciar sesión|inicia sesión|acceder|identifícate)\b|登录|登陆/i;
const wallPhrase =
  /\b(?:to read (?:the|this) (?:full|whole|rest|entire)|(?:subscribe|sign up|register|log ?in|sign in|join|create (?:a|an) (?:free )?account)[^.]{0,60}?(?:to|and) (?:continue|keep|finish|read|unlock|access|get (?:full|unlimited) access)|(?:to|for) (?:continue|keep) reading|(?:continue|keep) reading (?:this (?:article|story)|with|for)|unlock (?:this|the (?:full|rest))|(?:this|the full|full) (?:article|story|content|report) is (?:only )?(?:available (?:only )?(?:to|for)|for|reserved for|exclusive to)[^.]{0,20}(?:subscribers?|members?|premium)|subscriber[- ]only|(?:for|only) (?:paying )?subscribers(?: only)?|members[- ]only|you(?:['’]ve| have) (?:reached|read|used)[^.]{0,40}(?:limit|free articles?)|(?:free|remaining) articles? (?:left|this month|remaining)|already a (?:subscriber|member)|start your (?:free )?(?:trial|subscription)|suscríbete (?:para|y) |hazte suscriptor|solo (?:para )?suscriptores|exclusiv[oa] para suscriptores|contenido (?:exclusivo|premium)|para (?:seguir|continuar) leyendo|para leer (?:el artículo|la noticia) complet)|(?:订阅|登录|付费|开通会员|注册)[^。]{0,12}(?:继续|后|即可|才能)?(?:阅读|查看)(?:全文|更多|完整)?|(?:剩余|余下)(?:内容|全文)[^。]{0,10}(?:付费|订阅|登录)|会员(?:专享|可读|专属)/i;
const wallNames =
  '[class*="paywall"], [id*="paywall"], [class*="regwall"], [class*="subscriber-only"], [class*="premium-wall"], [class*="piano-"], [class*="meter-wall"], [class*="gateway"], [class*="article-gate"], [class*="content-gate"], [class*="subscription-wall"], [data-paywall]';

/** Reads the signs from the page as it came, before anything is removed. */
export function readSigns(document: PageDocument, isFree: boolean | null): PageSigns {
  const copy = document.body.cloneNode(true);
  for (const element of [
    ...copy.querySelectorAll(
      'script, style, noscript, template, [hidden], [style*="display:none"], [style*="display: none"]',
    ),
  ])
    element.remove();
  const text = collapse(copy.textContent ?? '');
  const tier = document.querySelector('meta[property="article:content_tier"]')?.getAttribute('content') ?? '';
  const noscript = [...document.querySelectorAll('noscript')].map((element) => plainText(element)).join(' ');
  return {
    title: collapse(document.title),
    headings: [...document.querySelectorAll('h1, h2')].slice(0, 4).map(plainText).join(' · '),
    text,
    wordCount: countWords(text),
    hasPassword: document.querySelector('input[type="password"]') !== null,
    hasForm: document.querySelector('form input, input[type="email"]') !== null,
    hasWall: document.querySelector(wallNames) !== null,
    needsScript:
      /(?:enable|activate|requires?|turn on|active|activar|habilita|启用)[^.]{0,30}(?:javascript|cookies)|(?:javascript|cookies)[^.]{0,40}(?:enabled?|required|disabled|habilitad|启用)/i.test(
        `${noscript} ${text.slice(0, 1000)}`,
      ),
    isFree: /^(?:locked|paid|premium|subscriber)$/i.test(tier) ? false : isFree,
  };
}

/**
 * Refuses what is no story, saying what it is instead.
 * @param storyText The text that was found; empty when none was.
 * @throws {ImportError}
 */
export function judgePage(signs: PageSigns, storyText: string, source: string): void {
  const words = countWords(storyText);
  const heads = `${signs.title} · ${signs.headings}`;
  if (signs.wordCount === 0 && !signs.hasPassword && !signs.needsScript)
    throw new ImportError(source, 'the page is empty', { remedy: 'open it with a browser and save what you see' });
  const isMissing = plainlyMissing.test(signs.title) || plainlyMissing.test(signs.headings);
  if (isMissing || (words < 150 && missing.test(heads)))
    throw new ImportError(source, 'it is a "page not found" page, although the server says otherwise', {
      remedy: 'check the address',
    });
  if (words < 150 && robotCheck.test(`${heads} ${signs.text.slice(0, 600)}`))
    throw new ImportError(source, 'it is a check against robots, not the story', {
      remedy: 'open it with a browser, save what you see and import the file',
    });
  const asksLogin = login.test(heads) || (signs.hasPassword && login.test(signs.text));
  if (asksLogin && (signs.hasPassword || signs.hasForm) && words < (signs.hasPassword ? 150 : 60))
    throw new ImportError(source, 'it is a login page', {
      remedy: 'log in with a browser, save the story and import the file',
    });
  if (words < 300 && consent.test(heads) && (storyText.match(/cookies?|隐私/gi)?.length ?? 0) >= 2)
    throw new ImportError(source, 'it is a page about cookies and consent, not the story', {
      remedy: 'open it with a browser, save what you see and import the file',
    });
  if (isStub(signs, storyText, words))
    throw new ImportError(
      source,
      `only the beginning of the story is there (${words} words), the rest is behind a paywall or login`,
      {
        remedy: 'save the whole story with your subscription, and import the file',
      },
    );
  if (words < minimumWords && missing.test(signs.text.slice(0, 600)))
    throw new ImportError(source, 'it is a "page not found" page, although the server says otherwise', {
      remedy: 'check the address',
    });
  if (words < minimumWords && signs.needsScript)
    throw new ImportError(source, 'the page shows its text only with JavaScript or cookies', {
      remedy: 'open it with a browser, save what you see and import the file',
    });
  if (words < minimumWords)
    throw new ImportError(
      source,
      words === 0
        ? 'no article was found on the page'
        : `no article was found on the page, only ${words} words that could belong to one`,
      { remedy: 'give the address of a single story, or put its text into a Markdown file' },
    );
}

function isStub(signs: PageSigns, storyText: string, words: number): boolean {
  const asks = wallPhrase.test(signs.text);
  if (!signs.hasWall && (signs.isFree === true || (!asks && signs.isFree === null))) return false;
  const isCutOff = /(?:\.\.\.|…|\[…\])\s*$/.test(storyText.trim());
  // Two of the signs, or one and a text that breaks off, outweigh the length of a longer preview.
  const signCount = Number(asks) + Number(signs.hasWall) + Number(signs.isFree === false);
  if (signCount >= 2) return words < stubWords;
  if (signs.isFree === false) return words < 150 || isCutOff;
  if (asks && strongWallPhrase.test(signs.text) && words < strongStubWords) return true;
  return words < 120 || (isCutOff && words < stubWords);
}
