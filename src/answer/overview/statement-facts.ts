import type { Mention } from '../../knowledge/glossary-index.js';
import { analyze, type Token } from '../../text/analyze.js';
import type { Language } from '../../text/language.js';
import type { TextRange } from '../../text/sentences.js';
import { findQuantities, type Quantity } from './quantities.js';
import { findSaidDates, type SaidDate } from './said-dates.js';

/** A "not", "never", "no" or the like. */
export interface Negation extends TextRange {
  /** What it negates may stand before it: "said nothing". */
  readonly isObject: boolean;
}

/** What decides whether two statements can both be true: their names, dates, numbers, negation and manner. */
export interface StatementFacts {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly dates: readonly SaidDate[];
  readonly quantities: readonly Quantity[];
  readonly negations: readonly Negation[];
  /** Ways in which it is less than a plain statement of fact. */
  readonly manner: ReadonlySet<Manner>;
  /** The same of a part of it. */
  readonly mannerOf: (start: number, end: number) => ReadonlySet<Manner>;
  /** Says when only beside the moment of writing ("yesterday"). */
  readonly isRelative: boolean;
}

export type Manner =
  | 'possibility'
  | 'intention'
  | 'prediction'
  | 'rumour'
  | 'request'
  | 'denial'
  | 'reversal'
  | 'exclusion'
  | 'part'
  | 'rank'
  | 'condition';

/** A statement of fact and one of these about the same thing do not prove each other. */
const manners: Readonly<Record<Manner, RegExp>> = {
  possibility:
    /\b(?:might|could|can|possibly|perhaps|maybe|potentially|likely|unlikely|probably|seems?|appears?|likelihood)\b|(?<!\p{L})(?:puede[n]?|podr[ií]an?|quizás?|tal vez|posiblemente|probablemente)(?!\p{L})|可能|也许|或许|大概/iu,
  intention:
    /\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|aim(?:s|ed)?|hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed)?|meant|goals?|targets?|ambitions?|mull(?:s|ed|ing)?|eyes|eyeing|consider(?:s|ed|ing)?|weigh(?:s|ed|ing))\b|(?<!\p{L})(?:plane(?:s|a[n]?)|planeaba|quiere[n]?|quería|espera[n]?|esperaba|pretende[n]?|piensa[n]?)(?!\p{L})|计划|打算|希望|想要|目标|考虑/iu,
  prediction:
    /\b(?:will|would|shall|expect(?:s|ed)?|predict(?:s|ed)?|forecasts?|projected|outlook|due to|soon|going to)\b|(?<!\p{L})(?:\p{L}+ará[n]?|\p{L}+erá[n]?|\p{L}+irá[n]?|prevé[n]?|pronostic\p{L}+|va[n]? a)(?!\p{L})|预计|预测|将会|即将/iu,
  rumour:
    /\b(?:rumou?r(?:s|ed)?|alleg\p{L}+|claim(?:s|ed)?|assert(?:s|ed)?|accus\p{L}+|suspect(?:s|ed)?|reportedly|leak(?:s|ed)?|speculated|guess(?:es|ed)?|believ\p{L}+|think[s]?|argu(?:es|ed)|suggest(?:s|ed)?|judged|estimated?)\b|(?<!\p{L})(?:rumor\p{L}*|supuest\p{L}+|presunt\p{L}+|acus\p{L}+|sospech\p{L}+|opin\p{L}+)(?!\p{L})|传闻|据传|涉嫌|指控|猜测|声称/iu,
  request:
    /\b(?:ask(?:s|ed)?|urg(?:es|ed)|demand(?:s|ed)?|call(?:s|ed)? for|propos\p{L}+|recommend(?:s|ed)?|should|must|ought|request(?:s|ed)?|seek[s]?|sought|bill)\b|(?<!\p{L})(?:pidi\p{L}+|pide[n]?|exig\p{L}+|propon\p{L}+|propus\p{L}+|recomend\p{L}+|debe[n]?|debería[n]?)(?!\p{L})|要求|呼吁|敦促|提议|建议|应该/iu,
  denial:
    /\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|reject(?:s|ed)?|refut(?:es|ed)|disput(?:es|ed)|contradict\p{L}*|untrue|baseless)\b|(?<!\p{L})(?:neg(?:ó|aron)|niega[n]?|desmint\p{L}+|desmiente[n]?|rechaz\p{L}+)(?!\p{L})|否认|驳斥|不实/iu,
  reversal:
    /\b(?:lift(?:s|ed)?|end(?:s|ed)|stop(?:s|ped)?|halt(?:s|ed)?|cancel(?:s|led|ed)?|drop(?:s|ped)?|abandon(?:s|ed)?|overturn(?:s|ed)?|remov(?:es|ed|al)|revok\p{L}+|suspend(?:s|ed)?|vacat\p{L}+|withdr\p{L}+|gave up|given up|block(?:s|ed)?|ban(?:s|ned)?|bar(?:s|red)|prohibit\p{L}*|prevent(?:s|ed)?|avoid(?:s|ed)?|fail(?:s|ed)?|refus(?:es|ed)|freed|free from|escap\p{L}+|delay(?:s|ed)?|postpon\p{L}+|expir\p{L}+|ran out|lost|lose[s]?|until|no longer|former(?:ly)?|instead|rather than|replac\p{L}+|absent|missing|lack(?:s|ed)?|take[ns]? (?:off|down)|took (?:off|down)|off)\b|(?<!\p{L})(?:levant\p{L}+|cancel\p{L}+|detuv\p{L}+|dej(?:ó|aron)|abandon\p{L}+|anul\p{L}+|retir\p{L}+|suspend\p{L}+|prohib\p{L}+|vet(?:ó|aron|o)|bloque\p{L}+|revoc\p{L}+|perdi\p{L}+|hasta)(?!\p{L})|解除|取消|停止|放弃|撤销|移出|移除|推迟|暂停|禁止|封杀|失去|不再|退出/iu,
  exclusion:
    /\b(?:only|except|unlike|apart from|other than|solely|merely|exclusively|alone)\b|(?<!\p{L})(?:solo|sólo|solamente|únicamente|excepto|salvo)(?!\p{L})|只|仅|除了|唯一/iu,
  part: /\b(?:half|some|partly|part of|several|few|most|all|every|each|both)\b|(?<!\p{L})(?:mitad|parte|algun[oa]s|tod[oa]s|cada)(?!\p{L})|一半|部分|一些|所有|全部|每/iu,
  rank: /\b(?:first|second|third|fourth|fifth|last|largest|biggest|smallest|top|best|worst|cheapest|fastest|leading)\b|(?<!\p{L})(?:primer[oa]?|segund[oa]|tercer[oa]?|últim[oa]|mayor|mejor|peor)(?!\p{L})|第[一二三四五]|首次|最/iu,
  condition: /\b(?:if|unless|provided|in case|otherwise)\b|(?<!\p{L})(?:si|a menos que)(?!\p{L})|如果|除非|假如/iu,
};

const negation =
  /\b(?:not|no|never|none|neither|nor|nothing|nobody|without|cannot)\b|n['’]t\b|(?<!\p{L})(?:no|nunca|jamás|ningun[oa]?|ningún|sin|tampoco|nada|nadie)(?!\p{L})|没有|没|未|从不|并非|并不|不(?!过|同|久|断|仅|但|少|得不)|无(?!线|锁)/giu;
const relativeTime =
  /\b(?:today|yesterday|tomorrow|tonight|now|currently|recently|lately|last (?:week|month|year|night)|this (?:week|month|year|morning)|next (?:week|month|year)|(?:days?|weeks?|months?|years?) ago|just (?:now|announced))\b|(?<!\p{L})(?:hoy|ayer|mañana|ahora|actualmente|recientemente|(?:la semana|el mes|el año) pasad[oa]|est[ea] (?:semana|mes|año)|hace \p{L}+ (?:días|semanas|meses|años))(?!\p{L})|今天|昨天|明天|现在|目前|最近|上周|上个月|去年|今年|本周|明年/iu;

/** @param mentions What the text names, none inside a longer one. */
export function readFacts(text: string, language: Language, mentions: readonly Mention[]): StatementFacts {
  const dates = findSaidDates(text);
  return {
    text,
    tokens: analyze(text, language),
    mentions,
    dates,
    quantities: findQuantities(text, [...dates, ...mentions]),
    negations: [...text.matchAll(negation)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      isObject: /^(?:nothing|nobody|none|nada|nadie)$/i.test(word),
    })),
    manner: mannerOf(text),
    mannerOf: (start, end) => mannerOf(text.slice(start, end)),
    isRelative: relativeTime.test(text),
  };
}

function mannerOf(text: string): ReadonlySet<Manner> {
  const found = new Set((Object.keys(manners) as Manner[]).filter((name) => manners[name].test(text)));
  // Written small, it is no month.
  if (/\bmay\b/.test(text)) found.add('possibility');
  return found;
}
