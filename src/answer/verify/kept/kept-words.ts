import { RecentCache } from '../../../recent-cache.js';
import { analyze, type Token } from '../../../text/analyze.js';
import { irregularForms } from '../../overview/judge-statement.js';
import { priceWords } from '../check-words.js';
import { modalities } from '../cues.js';
import type { Proof } from '../proof.js';
import { isPronoun } from '../read-amounts.js';
import { findCues, type ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { isFormOf } from './word-forms.js';

/** A claim has no content words but those of the quotes. */
export function keptWords(claim: ReadText, proof: Proof): Objection[] {
  const own = ownWords(claim, proof);
  if (own.length === 0) return [];
  const reason = `no quote says ${own.map((word) => `"${word}"`).join(', ')}`;
  return [{ kind: 'unsupported', found: own.join(' '), reason }];
}

/** Words that join, frame and count what the quotes say, and say nothing of it. */
const framing: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /^(?:according|while|whereas|among|became|become|due|still|have|call|called|thus|thereby|itself|namely|respectively|including|concern(?:s|ing)|regarding|relat(?:ed|ing)|amount(?:s|ed)|reach(?:ed|es)?|cent|percent|dollars?|us|u\.s|phones?|smartphones?|handsets?|compan(?:y|ies)|makers?|year|month|later|earlier|longer|also|then|part|side|share|shares|made|makes?|put|took|gave|went|came|one|ones|some|more|less|up|about|around|roughly|said|says?|reported|reports?|wrote|writes?|noted|notes?|added|adds?|figures?|data|names?|named|lists?|listed|cites?|cited|counts?|counted|lasts|lasted|pos(?:es?|ed)|agency)$/u,
  es: /^(?:según|mientras|además|acuerdo|respecto|concretamente|incluid[oa]s?|respectivamente|frente|ciento|dólares|estadounidenses?|unidos|ee|uu|vez|parte|tiempo|teléfonos?|móviles?|conocid[oa]s?|detrás|lograron?|logró|alcanz\p{L}+|llev(?:a|aba|ó)|lleg(?:ó|aron|a)|pas(?:ar|ó)|usar|principios?|junto|así|contó|empresa|compañía|año|mes|también|luego|después|antes|hecho|cerca|unos?|dij(?:o|eron)|dicen?|inform(?:ó|aron)|escribi(?:ó|eron)|señal(?:ó|aron)|indic(?:ó|aron)|añadi(?:ó|eron)|present(?:ó|aron)|dio|dieron|seguían?|hablar|ofrec(?:e|en|ió|ieron|ía|ían)|propi[oa]s|tuv(?:o|ieron)|nombr(?:ó|ado|ada)|cit(?:ó|ado|ada))$/u,
};
/** Small words that decide a sentence: they must be in a quote as well. */
const deciding: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /^(?:none|nobody|nothing|may|might|must|should|outside|inside|against|before|after|if|only|just|without|instead|until|since|unless|despite|although|though|both|either|neither|all|every|most|least|less|fewer|any|already|still|yet|again|once|never|always|than|own|same|several|many|few|more)$/u,
  es: /^(?:ningún|ningun[oa]s?|nadie|nada|sí|pued[ea]n?|podrían?|deben?|deberían?|fuera|dentro|contra|antes|después|si|solo|sólo|sin|hasta|aunque|pese|ambos|ambas|todos?|todas?|cada|más|menos|ya|todavía|aún|nunca|siempre|otr[oa]s?|vari[oa]s|much[oa]s?|poc[oa]s?|mism[oa]s?|igual(?:es)?|salvo|excepto)$/u,
};

/** What gives a reason, behind what came of it or before it. */
const reasoned: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /, so (?!that)|(?<!\p{L})(?:because|therefore)(?!\p{L})/u,
  es: /(?<!\p{L})(?:por lo que|así que|porque|de modo que|por lo tanto)(?!\p{L})/u,
};
const because: Readonly<Record<'en' | 'es', RegExp>> = { en: /^(?:since|because)$/u, es: /^(?:porque|pues)$/u };

/** "Added 30 million" says more than "added". */
const isSum = /^add(?:s|ed) (?:about |nearly |almost )?[\d$€]/iu;
const falling = /(?<!\p{L})(?:f[ae]ll(?:s|en)? under|appl(?:y|ies|ied) to|subject to)(?!\p{L})/iu;

const papers = new RecentCache<string, readonly Token[]>(512);

/** The words of a paper's name, which claim after claim is compared with. */
function wordsOfPaper(publisher: string): readonly Token[] {
  return papers.getOrMake(publisher, () => analyze(publisher, 'en'));
}

/** What joins two sentences. */
const connecting =
  /(?<!\p{L})(?:sin embargo|no obstante|por su parte|t(?:uvo|uvieron|iene|ienen|enía) lugar|in turn|in addition|at the same time)(?!\p{L})/giu;

/** Content words of the claim that no quote has, in whatever form. */
function ownWords(claim: ReadText, proof: Proof): readonly string[] {
  const { language } = claim;
  if (language === 'zh') return ownCharacters(claim, proof);
  const bare = (word: string) => word.replace(/['’]s?$/u, '');
  const known = new Set<string>();
  const words: string[] = [];
  const texts = [
    ...proof.quotes.flatMap(({ read, title }) => [read.tokens, title.tokens]),
    ...proof.publishers.map(wordsOfPaper),
  ];
  for (const tokens of texts)
    for (const { term, word } of tokens) {
      known.add(term);
      words.push(word);
    }
  const joining = [...claim.text.matchAll(connecting)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
  const taken = [...claim.dates, ...claim.amounts, ...claim.mentions, ...claim.places, ...joining];
  const alike = likeWords(claim, proof);
  const isReasoned = proof.quotes.some(({ read }) => reasoned[language].test(read.text));
  const hasPrice = claim.amounts.some(({ kind }) => kind === 'money');
  return claim.tokens
    .filter(
      ({ term, word, start, end, isStopword }) =>
        word.length > 1 &&
        !(/^(?:two|dos)$/u.test(word) && isPronoun(claim.text, { start, end })) &&
        // "In that same month".
        !(
          /^mism[oa]s?$/u.test(word) &&
          /(?<!\p{L})(?:es[ea]|est[ea]|es[oa]s|est[oa]s) $/u.test(claim.text.slice(0, start))
        ) &&
        // "Que fuera la que ganara".
        !(word === 'fuera' && !/^ de/u.test(claim.text.slice(end))) &&
        // "So it marks a change" is what marks a change, since.
        !(isReasoned && because[language].test(word)) &&
        // What falls under a rule the rule covers.
        !(/^covers?$/u.test(word) && proof.quotes.some(({ read }) => falling.test(read.text))) &&
        // A price is said by its sum.
        !(hasPrice && priceWords.test(word)) &&
        (isStopword
          ? // "Ya que" is because.
            deciding[language].test(word) && !(word === 'ya' && / que(?!\p{L})/uy.test(claim.text.slice(end, end + 5)))
          : !(framing[language].test(bare(word)) && !isSum.test(claim.text.slice(start, end + 12))) &&
            !alike.some((range) => range.start < end && range.end > start)) &&
        !known.has(term) &&
        !taken.some((range) => range.start < end && range.end > start) &&
        !(irregularForms.get(term) ?? []).some((form) => known.has(form)) &&
        !words.some((other) => isFormOf(word, other)),
    )
    .map(({ word }) => word);
}

const likeWords = (claim: ReadText, { keys }: Proof) =>
  claim.units.filter(
    (unit) =>
      !/^(?:days?|weeks?|months?|years?|quarters?|días?|semanas?|mes|meses|años?|trimestres?)$/.test(unit.word) &&
      unit.keys.some((key) => key.startsWith('g:') && keys.has(key)),
  );

/** Signs that join and frame, in Chinese. */
const empty =
  /[的了在为是和与于及把被也都就从由对向到其这那该此并且而以之所等者个们会有中上内外间里时年月日约称说表示据报道指出还则即些得包括它曾谈占入获经过带属处名款位项家再件因将但他她靠地用使写则更着]/u;

/** The same of two or more. */
const emptyPhrases =
  /两者|双方|[这此]类|谈[及到]|公司|销售|出售|售卖|卖|手[中里]|发布|采用|附带|截至|[按依]照|依据|根据|显示|其中|以及|并且|而且|此外|分别|当时|期间|之际|情况下|方面|有关|关于|对于|针对|通过|随着|作为|成为|属于|达到|位列|排名|拥有|具有|具备|带有|自[己身]|二者|告诉|相比|后者|前者|这一|各占|给予|涉及|地点|这次|提起(?=的?[^，。]{0,4}诉讼)|文章|正是|早在(?=\d)|来自|(?:该|这[一项个款份些种家]?)(?:系统|设备|机型|产品|手机|机构|法案|规则|规定|政策|计划|协议|案件|诉讼|报告|调查|网站|媒体|平台|服务|数据|决定|裁决|命令|禁令|品牌|厂商|企业)|一[个项款份名]|其他|之一|[此随]后|此前|这样|[让令]/gu;

const ordering = /(?<=指令|命令|法令|法律|法案|规定|判决|裁决|协议|规则)(?:还|也|则)?(?:要求|规定)/gu;

/** "The order demands that shops must", where the quote says that by the order they must. */
export function orderingIn(claim: ReadText, { quotes }: Proof): RegExpExecArray[] {
  const isDuty = quotes.some(
    ({ read }) => /义务/u.test(read.text) || findCues(read, modalities).some(({ id }) => id === 'obligation'),
  );
  return isDuty ? [...claim.text.matchAll(ordering)] : [];
}

/** "The so-called rule", where a quote says that it is called so. */
export const isNamedSo = ({ quotes }: Proof) => quotes.some(({ read }) => /称[为作]/u.test(read.text));

/** Signs that count, compare, deny, date or limit. */
const decidingSign =
  /[一二三四五六七八九十百千万亿两半双单几数多少全完总每各首次最更较极甚很稍略低高大小长短早晚前后先再又已曾未将正仍还不没无非否别勿莫拒绝禁止能可应须必肯定该只仅才唯独光都均皆除外内反逆升降增减涨跌上下进出开关停始终成败胜负盈亏买卖真假准确实认虚疑或若如假令让使强弱快慢新旧好坏优劣正负左右东西南北美中欧亚英法德日韩国省市院厂团队财撤意周致顶底深浅窄广宽施统预常罕轻重赶失]/u;

function ownCharacters(claim: ReadText, proof: Proof): readonly string[] {
  const known = new Set(proof.quotes.flatMap(({ read, title }) => [...read.text, ...title.text]));
  const phrases = [
    ...claim.text.matchAll(emptyPhrases),
    ...orderingIn(claim, proof),
    ...(proof.quotes.some(({ read }) => /始于|起始|[自从]\P{L}*.{0,20}始/u.test(read.text))
      ? claim.text.matchAll(/开始/gu)
      : []),
    ...claim.text.matchAll(/(?<=自[^，。；]{4,14}起)生效/gu),
    ...claim.text.matchAll(/(?<=只有?[^，。；]{2,40})才/gu),
    ...(isNamedSo(proof) ? claim.text.matchAll(/所谓/gu) : []),
  ].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }));
  const taken = [...claim.dates, ...claim.amounts, ...claim.mentions, ...claim.places, ...phrases];
  const own = [...claim.text.matchAll(/\p{Script=Han}/gu)]
    .filter(
      ({ 0: sign, index }) =>
        !known.has(sign) && !empty.test(sign) && !taken.some(({ start, end }) => start <= index && end > index),
    )
    .map(([sign]) => sign);
  // One sign alone joins or frames like those above, unless it is one that turns or measures what is said.
  return own.length === 1 && !decidingSign.test(own[0] ?? '') ? [] : own;
}
