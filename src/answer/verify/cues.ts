import { firstHan, firstLetters, prefixAt, prefixLength } from './first-letters.js';

/** Words that decide what a sentence says, in English, Spanish and Chinese. The same id means the same in each. */
export interface Cue {
  readonly id: string;
  readonly pattern: RegExp;
  /** The same in two parts, which is quicker. */
  readonly parts?: CueParts;
}

/** Each is matched at one place. */
interface CueParts {
  readonly latin: RegExp;
  /** Null where there are no Chinese words. */
  readonly han: RegExp | null;
}

/** By how a word must begin for them to be tried, and those that may begin with anything. */
const cuesByStart = new Map<string, Cue[]>();
const anywhere: Cue[] = [];
/** For the beginnings of words met so far, what may match there. */
const cuesByPrefix = new Map<string, readonly Cue[]>();

/** All cues that a text which goes on so may begin a match of. @see prefixAt */
export function cuesAt(prefix: string): readonly Cue[] {
  let cues = cuesByPrefix.get(prefix);
  if (!cues) {
    const found = new Set(prefix.charCodeAt(0) >= firstHan ? [] : anywhere);
    for (let length = 1; length <= Math.min(prefixLength, prefix.length); length += 1)
      for (const one of cuesByStart.get(prefix.slice(0, length)) ?? []) found.add(one);
    cues = [...found];
    cuesByPrefix.set(prefix, cues);
  }
  return cues;
}

/** Latin letters as the three languages and names in them have them: a small class, which is compiled quickly. */
const letters = 'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f';

/** A pattern for texts in Latin letters, its classes of all the world's letters and digits narrowed to those. */
function narrow(pattern: string): string {
  let isInClass = false;
  return pattern.replace(/\\p\{(L|N)\}|\\.|[[\]]/gu, (found, kind?: string) => {
    if (found === '[') isInClass = true;
    else if (found === ']') isInClass = false;
    if (kind === undefined) return found;
    const members = kind === 'L' ? letters : '0-9';
    return isInClass ? members : `[${members}]`;
  });
}

/** Latin words stand alone; Chinese ones may stand anywhere. */
export function cue(id: string, latin: string, han = ''): Cue {
  const words = `(?:${narrow(latin)})(?![${letters}0-9])`;
  const made = {
    id,
    pattern: new RegExp(`(?<![${letters}0-9])${words}${han === '' ? '' : `|${han}`}`, 'giu'),
    // Tried only where a text begins as they do.
    parts: { latin: new RegExp(words, 'iuy'), han: han === '' ? null : new RegExp(han, 'uy') },
  };
  const starts = firstLetters(latin);
  if (starts === null) anywhere.push(made);
  const hanStarts = han === '' ? [] : [...(firstLetters(han) ?? [])].map((start) => prefixAt(start, 0));
  for (const start of new Set([...(starts ?? []), ...hanStarts]))
    cuesByStart.set(start, [...(cuesByStart.get(start) ?? []), made]);
  cuesByPrefix.clear();
  return made;
}

/** "Not" and its like. */
export const hardNegation: Cue = cue(
  'not',
  "not(?! only| just| (?:more|less|fewer) than)|no(?! estadounidenses?| chin[oa]s?(?!\\p{L})| s[oó]lo| solamente| less than| fewer than| more than| más de| menos de)|never|none|neither|nor|nothing|nobody|nowhere|without|cannot|\\p{L}+n['’]t|nunca|jamás|ningun[oa]s?|ningún|sin(?! embargo| ánimo de lucro| (?:hacer )?ruido)|tampoco|nada|nadie|ni|rather than|instead of|en vez de|en lugar de",
  '没有|没能|没(?!收)|尚未|未(?!来|必)|从不|并非|并不|不(?=到期)|不(?!可接受|过|远|同|一样|一致|一(?:[，。；：、]|$)|(?:得|会)?超过(?=\\p{Script=Han}{0,3}[\\d一二三四五六七八九十两半])|低于|少于|久|断|仅|但|少|得不|到|足|如|管|论|料|只|利|可或缺|排除)|而非|无(?!线|锁|人机|疑|论|限期)|毫无|暂无',
);

/** Words that turn what follows into its opposite, or say that something came to an end. */
export const softNegations: readonly Cue[] = [
  cue(
    'deny',
    'den(?:y|ies|ied|ying|ial(?! orders?(?!\\p{L})))|absolv\\p{L}+|clear(?:s|ed) (?:[\\p{L}\\p{N}’\x27]+ ){1,12}of(?= \\p{L}+ing|\\b)|contest(?:s|ed)?(?! (?:for|between|with))|disput(?:es|ed|ing)|dismiss(?:es|ed|ing|al)(?! (?:(?:about|some|around|nearly|over) )?(?:\\d|employees|staff|workers|people|executives))|desestim\\p{L}+|(?:de)?neg(?:ó|aron|ando|ar|ará|ad[oa]s?)|(?:de)?niega[n]?|desmint\\p{L}+|desmentid[oa]s?|desmiente[n]?',
    '否认|否定|辟谣',
  ),
  cue(
    'refuse',
    'turn(?:s|ed|ing)? down|thr(?:ow|ows|ew|own) out|toss(?:es|ed) out|struck down|strikes? down|rebuff\\p{L}*|declin(?:e|es|ed|ing) (?:to|any|all|comment)|declined in \\p{L}+ \\d{4} to|refus(?:e|es|ed|al|ing)|(?:would|will) not(?= (?:comment|discuss))|objections?|veto(?:es|ed)|reject(?:s|ed|ing|ion)?|(?:rul|decid|vot)(?:es|ed|ing) (?:[\\p{L}\\p{N}]+ ){0,8}against|fall(?:ó|aron) en (?:su )?contra|(?:advis|recommend)(?:e|es|ed|ing) (?:[\\p{L}\\p{N}]+ ){0,2}against|rule[sd]? out|ruling out|rehus(?:a|ó|aron)|se neg(?:ó|aron)|rechaz(?:a|an|ó|aron|ado)|descart(?:a|ó|aron|ado)',
    '拒绝(?!令)|婉拒|拒不|驳回|排除(?!在外)|否决|谢绝',
  ),
  cue(
    'fail',
    'fail(?:s|ed|ing|ure)? to|fail(?:s|ed)(?= (?:its|the|their|tests?|requirements)(?!\\p{L}))|fracas(?:ó|aron) en|no (?:logr(?:ó|aron)|consigui(?:ó|eron))',
    '未能|没能',
  ),
  cue(
    'stop',
    'stop(?:s|ped|ping)?|detuv(?:o|ieron)|hab[ií]an? detenido|do(?:es)? without|ceas(?:e|es|ed)|halt(?:s|ed)?|end(?:s|ed|ing)? (?:the )?sales?|ended (?:its|their) sales?|the end of (?:its|their|his|sales|support|production)|no longer|discontinu\\p{L}+|dej\\p{L}+ de|ya no',
    '停止|停掉|不再|停售|停产',
  ),
  cue(
    'drop',
    'drop(?:s|ping)?(?= (?:its|the|a|an|their|plans?|phones?|huawei|sales|out|products|it|them|both|all)(?!\\p{L}))|dropped(?! (?:to|from|sharply|slightly|further|(?:by )?(?:\\d|an? (?:third|quarter|fifth|tenth|half|percent|few|little|bit|further|record)|about|nearly|almost|some|around|roughly|more|over|half|(?:one|two) (?:percent|per cent|points?|places?))))|abandon(?:s|ed|ing|ment)?|scrap(?:s|ped|ping)?|cancel(?:s|led|ed|ling|lation)?|call(?:s|ed)? off|(?:put|putting) aside|set aside(?= (?:its|the|their|plans?)(?!\\p{L}))|shelv\\p{L}+|ditch(?:es|ed)?|g[ai]ve[ns]? up|giving up|renunci(?!a(?:s)?(?!\\p{L}))\\p{L}+|abandon\\p{L}+|cancel\\p{L}+|desisti\\p{L}+|descart(?:ara|aba|aría|en?(?!\\p{L}))\\p{L}*',
    '放弃|取消|弃购|搁置',
  ),
  cue(
    'withdraw',
    'withdr[ae]w[ns]?|withdrawal|withdrawing|t(?:ake|akes|ook|aken|aking) (?:(?:the|its|their|all|both|it|them) )?down|pull(?:s|ed)? out|back(?:s|ed)? out|walk(?:s|ed)? away|retir\\p{L}+',
    '撤出|撤下|撤回|退出',
  ),
  cue(
    'leave',
    'le(?:aves|ft|aving)(?= (?:the|its|america|us\\b|again|market))|exit(?:s|ed|ing)?|quit(?:s|ting)?|abandon(?:ó|aron) el mercado|sali(?:ó|eron) de|se march(?:ó|aron)|se retir(?:ó|aron)',
    '退出|离开|撤离',
  ),
  cue(
    'ban',
    'ban(?:s|ned|ning)?|stop(?:s|ped|ping)? (?:[\\p{L}\\p{N}’\x27]+ ){1,8}from(?= \\p{L}+ing(?!\\p{L}))|bar(?:s|red|ring)?(?= (?:from|the|any|all|new|most|such|huawei|zte|its|chinese|us|sales|exports|imports|authori\\p{L}+))|barred|prohibit\\p{L}*|forbid\\p{L}*|forbade|outlaw\\p{L}*|illegal\\p{L}*|unlawful\\p{L}*|clos(?:ed|es) to|block(?:s|ed|ing)?|ilegal\\p{L}*|prohib\\p{L}+|veto|vetos|vet(?:ó|aron|ado|ada)|bloque\\p{L}+',
    '禁止|禁令|封杀|禁售|阻止|被禁',
  ),
  cue(
    'lift',
    'lift(?:s|ed|ing)|wip(?:e|es|ed|ing) out|end(?:s|ed|ing)?(?= (?:the|its|a|an|this) (?:\\p{L}+ ){0,2}(?:ban|order|restrictions?|sanctions?|tariffs?))|freed|free of(?! charge)|disappear\\p{L}*|vanish\\p{L}*|desaparec\\p{L}+|remov(?:e|es|ed|al|ing)|overturn\\p{L}*|vacat\\p{L}+|revo[kc]\\p{L}+|withdr[ae]w\\p{L}*|expir\\p{L}+|ran out|run out|off (?:the|its|a|their) .{0,40}list|releas(?:es|ed) (?:[\\p{L}\\p{N}]+ ){0,6}from|off the table|f(?:ell|alls?|allen) away|fuera de la lista|qued(?:ó|aron) libres?(?! para)|libre de(?! \\p{Lu})|pus(?:o|ieron) fin a|levant(?:a|ó|aron|ar|arse|ado|ada|amiento)|liber(?:ó|ada|ado)|revoc\\p{L}+|anul\\p{L}+|elimin(?:a|ó|aron|ar|ado|ada)|expir(?:ó|aron)|venci(?:ó|eron)',
    '解除|消除|取消禁令|移出|移除|撤销|吊销|到期(?!应付|支付|应缴)|摆脱',
  ),
  cue('suspend', 'suspend\\p{L}*|suspension|paus(?:e|es|ed|ing)|suspend\\p{L}+|suspensión', '暂停|中止|搁置'),
  cue('delay', 'delay(?:s|ed|ing)?|postpon\\p{L}+|put off|aplaz\\p{L}+|pospuso|retras\\p{L}+', '推迟|延迟|延期'),
  cue(
    'lack',
    'lack(?:s|ed|ing)?|missing|le(?:ave|aves|aving|ft) (?:[\\p{L}\\p{N}]+ ){0,4}out(?! of)|omit\\p{L}*|devoid of|exclud\\p{L}+|excluding|carec(?:e|en|ía|ían|ió)|(?<!h(?:ace|acía|izo|aga|aría) )falta(?:ba)?n?(?! (?:al menos|un|una|unos|unas|poco|\\d+|dos|tres|que) )|faltar\\p{L}*|excluy\\p{L}+|dej\\p{L}+ (?:[\\p{L}\\p{N}]+ ){0,4}fuera',
    '缺乏|缺少|缺席|不包括|排除在外',
  ),
  cue(
    'avoid',
    'avoid(?:s|ed|ing)?|escap(?:es|ed|ing)|against(?= \\p{L}+ing(?!\\p{L}))|(?:keep|keeps|kept) (?:(?:[\\p{L}\\p{N}’\x27]+ ){1,6}(?:(?<!apart )from|off)|(?:[\\p{L}\\p{N}’\x27,]+ ){1,10}out of)|prevent(?:s|ed|ing)?|kept out|keep out|stay(?:s|ed)? out|spare[sd]?|evit(?:a|ó|aron|ar|ado)|imped\\p{L}+|impid\\p{L}+',
    '避免|防止|不进入|免于|免受|免遭|躲过|避开|逃过',
  ),
  cue(
    'lacking',
    'absen(?:t|ce)|ausen\\p{L}+|unwilling|reluctan\\p{L}+|unready|unpublished|unreleased|unapproved|unauthori[sz]ed|unsupported|unfounded|unlisted|unsold|unresolved|unlikely|inaccurate|incorrect|unavailable|unaffected|untouched|exempt\\p{L}*|hardly|scarcely|barely|passed over|skipp(?:ed|ing)|refrain\\p{L}*|partial|incomplete|inconsistent|unforthcoming|insufficient|inadequate|pending|unfinished|undecided|unclear|unknown|unconfirmed|unverified|untrue|false|falsa?s?|falso|unanswered|undisclosed|unproven|unprofitable|leav(?:e|es|ing) .{0,20}open|left .{0,20}open|yet to(?= \\p{L})|awaiting|outstanding|incomplet\\p{L}+|insuficien\\p{L}+|inconsistent\\p{L}+|pendientes?|desconoc\\p{L}+|sin definir',
    '尚待|待定|未知|不明|不实',
  ),
  cue('limit', '(?:limited|confined|restricted) to|limitad[oa]s? a|limitar\\p{L}*', '限于|只限|仅限'),
  cue(
    'lose',
    'los(?:t|es|e|ing)|t(?:ook|aken|akes?) away|strip(?:s|ped) of|perdi(?:ó|eron|do)|pierde[n]?',
    '失去|丢失|失掉',
  ),
  cue(
    'unable',
    'unable|impossible|unlikely|ineligible|unavailable|incapaz|imposible|improbable',
    '无法|不可能|不太可能',
  ),
];

/** How sure a sentence is of what it says. */
export const modalities: readonly Cue[] = [
  cue(
    'possibility',
    'may(?! no longer| only| neither)|might|possibly|perhaps|maybe|potentially|possible|possibilit(?:y|ies)|(?<!no )pued(?:e|en|a|an)|(?<!no )pudier[ao]n?(?<!pudieron)|quizás?|tal vez|posiblemente|posible|acaso|(?:at|in) (?:the )?(?:risk|danger) of|en riesgo de',
    '(?<!不)可能|也许|或许|恐怕|未必|大概|有望|面临.{0,8}风险',
  ),
  cue(
    'likelihood',
    'look(?:s|ed)? like|apparently|aparentemente|likely|unlikely|presumabl[ey]|supposedly|probably|probable|probability|seems?|seemed|appear(?:s|ed)? to|probablemente|presumiblemente|improbable|(?<!se )parece[n]?(?! a )|(?<!se )parecían?(?! a )',
    '很可能|大概率|似乎|看来',
  ),
  cue(
    'future',
    "will|shall|going to(?! \\p{Lu})|won['’]t|about to|(?!podr|est(?:á|án)(?!\\p{L}))\\p{L}+(?:ará|erá|irá|drá)n?|va[n]? a(?= \\p{L}+[aei]r)",
    '(?<!已|已经)将(?!军|来|近|其|\\s?\\d|[\\p{Script=Han}\\p{Script=Latin}\\p{N} “”、.&+-]{2,40}(?:暂停|添加|加入|加到|放入|纳入|移入|取出|剥离|转让|交给|授予|颁给|称作|描述|认定|评定|拆分|分拆|指定|定性|列入|列为|移出|移除|下调|上调|定为|定在|提高到|降至|归为|归因|归咎|归功|豁免|排除|免除|上架|下架|视为|称为|评为|推迟|延长|推向|带到|带入|卖给|出售给|作为|用于|扩大到|保持在|维持在|限制在|控制在))|将会|即将|(?<![员协大机社国议展峰公酒委工学商晚都不布法事证面合运谈者金理分年例峰宴盛研])会(?!继续|议|长|见|员|面|计|谈|晤)',
  ),
  cue(
    'expectation',
    'expect(?:s|ed|ing|ation|ations)?|scheduled for|slated for|(?:is|are|was|were) (?:set|scheduled|slated) to|(?:is|are|was|were) due to(?= (?:open|start|begin|launch|end|be|go|take|come|expire|release|announce|meet|vote|arrive|ship|sell|run|land|appear|present|decide|report|close|reach|return|leave)(?!\\p{L}))|predict(?:s|ed|ion)?|forecast(?:s|ed)?(?! range)|project(?:s|ed) (?:to|that)|projected|fores(?:ees?|aw|een)|outlook|anticipat\\p{L}+|predij\\p{L}+|predic\\p{L}+|augur\\p{L}+|vaticin\\p{L}+|prevé[n]?|preve[íi]a[n]?|se espera|espera[n]? que|esperaba[n]? que|pron[oó]stic\\p{L}+|(?<!lo )previ(?:ó|sto|sta|stos|stas|sión)',
    '预计|预测(?!区间|范围|值)|预期(?!区间|范围|值)|料将|预料|有望',
  ),
  cue(
    'intention',
    '(?<!(?:service|data|rate|prepaid|(?<!-)mobile|eligible|premium|unlimited|on an?|on any|on its|familiar with (?:the|its|their)|knowledge of (?:the|its)|briefed on (?:the|its)) )plan(?:ned|ning)?(?! b)|(?<!(?:service|data|rate|phone|prepaid|(?<!-)mobile|eligible|premium|unlimited|familiar with (?:the|its|their)|knowledge of (?:the|its)|briefed on (?:the|its)) )plans|intend(?:s|ed|ing)?|intention|intent|aim(?:s|ed|ing)?(?! (?:more |mostly |mainly )?at(?! \\p{N}))|hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed|ing)?|goal|seeks?|(?:is|are|was|were) seeking|sought|work(?:s|ed|ing)? (?:in [\\p{L}\\p{N}-]+ (?:\\d+ )?)?on(?= \\p{L}+ing(?!\\p{L}))|(?<!(?:was|were|is|are|been) )mean(?:s|t) to|eye[sd]|eyeing|ambition\\p{L}*|(?<!(?:conoce|conocen|conocedor|conocedores|conocedoras|conocedora|tanto)(?: de)? (?:los|sus) )plane(?:s(?! de (?:servicio|datos|tarifas|voz|llamadas|pago))|a[n]?|aba[n]?|ó|ar)|planead[oa]s?|iba[n]? a(?= \\p{L}+[aei]r)|plan de|quer[ií]a[n]?|quiere[n]?|pretend\\p{L}+|piensa[n]?|pensaba[n]?(?= \\p{L}+[aei]r(?!\\p{L}))|intención|intenciones|aspira\\p{L}*|esper(?:a|an|aba|aban)(?= (?:poder |que )?\\p{L}+[aei]r(?:lo|la|los|las|se)?(?!\\p{L}))|tenía[n]? pensado|buscab?a?n?|se propone[n]?',
    '(?<!合规|试点|套餐|测试)计划|打算|希望|想要|(?<!虚|模)拟|目标|原定|定于|有意|意图|力争|(?<!做好|做足|已)准备(?!金|好)|意向|谋求|无意|意愿',
  ),
  cue(
    'deliberation',
    'mull(?:s|ed|ing)|consider(?:s|ing)?(?! (?:that|it|this|them|him|her|to be)(?!\\p{L}))|considered(?! (?:that|it|this|them|him|her|to be|an?|the)(?!\\p{L}))|(?<!not )thinking (?:in [\\p{L}\\p{N}]+ (?:\\d+ )?)?(?:about|of)|undecided|made up (?:its|their|his|her) mind|indecis[oa]s?|se plante(?:a|an|aba|aban|ó|aron)|weigh(?:s|ed|ing) (?:up )?(?:in [\\p{L}\\p{N}]+ (?:\\d+ )?)?(?:whether|an?|the)|examin(?:es|ed|ing) whether|toy(?:s|ed|ing) with|consider(?:a|an|aba|aban|ando)(?= \\p{L}+[aei]r(?!\\p{L}))|estudi(?:a|an|aba|aban|arán?|aría|arían|ando)|barajab?a?n?|sopesab?a?n?',
    '(?<!优先|重新|综合)考虑',
  ),
  cue('threat', 'threaten(?:s|ed|ing)? (?:[\\p{L}\\p{N}]+ ){0,4}(?:to|with)|amenaz\\p{L}+ con', '威胁要|扬言'),
  cue('rumour', 'rumou?r(?:s|ed)?|se rumore\\p{L}+|rumor(?:es)?|rumoread[oa]s?', '(?<!数)据传|传闻|传言'),
  cue('purpose', '(?:was|were|is|are) (?:meant|intended|designed|supposed) to|pensad[oa]s? para', '旨在'),
  cue('alleged', 'alleged|supposed(?! (?:to|that|in)(?!\\p{L}))|purported|presunt[oa]s?|supuest[oa]s?', '涉嫌|所谓'),
  cue(
    'promise',
    'promis(?:e|es|ed|ing)|undert(?:ook|akes)|se compromet\\p{L}+|pledg(?:e|es|ed)|vow(?:s|ed)?|promet\\p{L}+|promesas?',
    '承诺|保证会',
  ),
  cue('proposal', 'drafts?|proposed rule|borrador', '草案|拟议'),
  cue('negotiation', 'negotiat\\p{L}+|talks|conversaciones|negoci(?!o)\\p{L}+', '谈判|洽谈|商谈|磋商'),
  cue(
    'hearsay',
    'reportedly|alleg\\p{L}+|(?:is|are|was|were) said to|(?:is|are|was|were) reported(?= .{0,30}to (?:be|have))|supposed(?! (?:to|that|in)(?!\\p{L}))|unconfirmed|leak(?:s|ed)?|speculat\\p{L}+|purported\\p{L}*|tipster|suspect(?:s|ed)?|supuest\\p{L}+|presunt\\p{L}+|al parecer|según se dice|se (?:informó|dijo|rumoreó)(?= de que| que| en .{3,24} (?:de )?que)|filtra\\p{L}+',
    '据称|疑似|据说|爆料|涉嫌|被指|(?:有|有些|一些)(?:报道|消息|传闻|传言)(?=称|说)',
  ),
  cue(
    'opinion',
    'believ\\p{L}+|think[s]?|thought|judg(?:es|ed)|reckon\\p{L}*|argu(?:e|es|ed|ing)|suggest(?:s|ed)?|sugi(?:ere|rió)\\p{L}*|in .{1,30} view|(?:was|were|is|are) of the (?:view|opinion)|opinion(?! (?:writer|piece|column|article))|estimat\\p{L}+|warn(?:s|ed|ings?)?|(?<!(?:the|of|with|by|its) )caution(?:s|ed)?|cree[n]?|creía[n]?|opin\\p{L}+|consider(?:a|ó|an|aba[n]?|ar|ando)|estim\\p{L}+|argument(?:a|ó|an|aron)|a mi juicio|a mi entender|en mi opinión|me parece|in my (?:view|opinion)|calcul(?:a|an|ó|aron|aba)|juzg\\p{L}+|a juicio de|advirti\\p{L}+|advierte[n]?',
    '认为|相信|估计|判断|警告|觉得',
  ),
  cue(
    'confirmation',
    'confirm(?:s|ed|ing|ation)?|officially|certain to|definite(?:ly)?|definitively|prove[nd]|proof|certainly|undoubtedly|guarantee[sd]?|for sure|for certain(?! \\p{L})|as (?:a )?certain(?:ty)?|como (?:cosa )?segur[oa]|established(?= (?:in|since|by|that|as)(?!\\p{L}))|(?:beyond|without) (?:any |a )?doubt|demonstrated|demostrad[oa]s?|comprobad[oa]s?|demuestr\\p{L}+|demostr(?:ó|aron|aba|ando|ar)|confirm(?:a|ó|aron|ado|ada)|oficialmente|definitivamente|sin duda|con certeza|garantiz\\p{L}+',
    '证实|证明(?!材料|文件|书)|确认|官方确认|确定(?!的)|肯定|无疑',
  ),
  cue('could', 'could|podr[ií]an?|podía[n]?|(?<!no )pudieron|(?<!no )pudo', '能够|得以'),
  cue(
    'ability',
    'able to|capable of|allowed to|(?<!to )offer(?:s|ed)?|available|supports?(?! for)|compatible|podrá[n]?|capaz',
    '(?<!许)可以(?!及)|能够',
  ),
  cue(
    'counterfactual',
    "would have|would['’]ve|habría[n]?|hubier\\p{L}+|hubies\\p{L}+",
    '本会|本可|原本会|本来会|会使|将使|(?<!可能)会让',
  ),
  cue(
    'request',
    'ask(?:s|ed|ing)?(?= .{0,60} to \\p{L}| for )|invit(?:e|es|ed|ing)(?= comments)|invit(?:ó|aron)(?= (?:en .{4,24} )?a )|urg(?:es|ed|ing)|advis(?:e|es|ed|ing)|aconsej\\p{L}+|told(?= (?:[\\p{L}\\p{N}]+ ){1,6}to \\p{L})|demand(?:s|ed)|call(?:s|ed)? for|call(?:s|ed)? on(?= .{2,60} to \\p{L})|propos\\p{L}+|recommend(?:s|ed|ation)?|(?<!how .{0,40})should|ought|request(?:s|ed)?|pidi\\p{L}+|pide[n]?|exig\\p{L}+|propon\\p{L}+|propus\\p{L}+|recomend\\p{L}+|debería[n]?|inst(?:ó|aron)',
    '要求|呼吁|敦促|征求|征询|提议|建议|应该|应当|[都均也]应|请求|推荐',
  ),
  cue(
    'obligation',
    'must|(?<!(?:might|may|could|would) )have to|has to|had to|required to|requires?|obliged|(?<!se )debe[n]?|tiene[n]? que|tuvo que|tuvieron que|obligad[oa]s?',
    '必须|不得不|须(?!知)',
  ),
  cue('force', 'forc(?:es|ed)(?= )|compel(?:s|led)|oblig(?:ó|aron)(?= )|forz(?:ó|aron)', '强制|强迫|迫使'),
  cue(
    'condition',
    '(?<!question of )if|unless|provided (?:that)?|only while|as long as|so long as|on (?:the )?condition|in case(?! \\p{N})|otherwise|de otro modo|de lo contrario|si(?! bien)|a menos que|siempre que|con la condición|en caso de',
    '否则|如果|除非|假如|若|一旦|只要|前提|即使|即便|哪怕|就算',
  ),
  cue(
    'guess',
    'assum(?:es|ed|ing)|suppos(?:es|ed)(?! to)|guess(?:es|ed)?|speculat(?:es|ed)|surmis(?:es|ed)|fear(?:s|ed)?(?= that)|suspect(?:s|ed)?(?! of)|supon(?:e|en|ía|ían)(?= que)|supuso(?= que)|sospech(?:a|an|aba|ó)|tem(?:e|ía|ían|ió)(?= que)',
    '猜测|推测|怀疑|估摸|揣测',
  ),
  cue('hint', 'hint(?:s|ed|ing)|insinu(?:a|ó|aba)\\p{L}*|dio a entender|dej(?:ó|aron) entrever', '暗示|影射'),
  cue('attempt', 'tr(?:y|ies|ied|ying) to|attempt(?:s|ed)?|intent(?:a|ó|aron|ar)', '试图|尝试|企图|努力'),
];

/** Who says it: what stands beside a speaker. */
export const attribution: Cue = cue(
  'attribution',
  'object(?:s|ed)(?= (?:in [\\p{L}\\p{N} ]{3,18} )?that(?!\\p{L}))|objet(?:a|ó|aron)(?= (?:en [\\p{L}\\p{N} ]{3,22} )?que(?!\\p{L}))|said|says?|saying|quoted(?= as)|assur(?:es|ed)|talk(?:ed)? of|remarks?|[’\x27]s (?:talk|words|statement|account|forecast|view)|told|tells?|stat(?:ed|ing|ement)|(?<!United )states|claim(?:s|ed|ing)?|assert(?:s|ed|ing)?|insist(?:s|ed|ing)?|wrote|writes?|written|argu(?:e|es|ed)|put(?:s)?(?= .{2,70} at (?:\\$?\\d|about|around|roughly|over|nearly|almost|more|less))|argument(?:a|ó|an|aron)|indicat(?:es|ed)|signal(?:s|led|ed)|hint(?:s)|pledg(?:e|es|ed)|vow(?:s|ed)?|committed|conced(?:es|ed)|contend(?:s|ed)|recall(?:s|ed)|observ(?:es|ed)|comment(?:s|ed)|conclud(?:es|ed)|caution(?:s|ed)|warn(?:s|ed)|advis(?:es|ed)|estimat(?:es|ed)|maintain(?:s|ed)|promis(?:e|es|ed|ing)|declar(?:e|es|ed)|announc(?:e|es|ed|ing|ement)|report(?:s|ed|edly|ing)?|accord(?:ing|s)? to|by .{2,30}(?:count|reckoning|account)|per(?! (?:cent|year|month|day|quarter|unit|person|share|phone)(?!\\p{L}))|(?<!(?:was|were|is|are|been|being|be) )call(?:s|ed)|nam(?:es|ed)|explain(?:s|ed|ing)?|clarif(?:ies|ied)|respon(?:d|ds|ded|se)|answer(?:s|ed)|repl(?:y|ies|ied)|made (?:plain|clear)|admit(?:s|ted)?|acknowledg\\p{L}+|point(?:s|ed|ing) (?:out|to)|sa(?:w|id) itself|describ(?:e|es|ed)|not(?:es|ed)|credited|boast(?:s|ed)|hint(?:s|ed)|remark(?:s|ed)?|cit(?:es|ed|ing)|dismiss(?:es|ed)|asserts?|regard(?:s|ed)|add(?:s|ed)(?= (?:that|in))|dij(?:o|eron)|dich[oa]s?|decía[n]?|decir|dice[n]?|coment\\p{L}+|indic\\p{L}+|record(?:ó|aron|aba|ando)|relat\\p{L}+|cont(?:ó|aron)|aclar\\p{L}+|precis(?:ó|aron|aba)|añadi\\p{L}+|avis(?:ó|aron)|matiz\\p{L}+|subray\\p{L}+|destac\\p{L}+|aleg\\p{L}+|acus(?:ó|aron)|constat\\p{L}+|detall\\p{L}+|se defin\\p{L}+|promesas?|advirti\\p{L}+|predij\\p{L}+|afirm\\p{L}+|asegur\\p{L}+|sostien\\p{L}+|sostuv\\p{L}+|señal\\p{L}+|explic\\p{L}+|declar\\p{L}+|anunci\\p{L}+|según|escrib\\p{L}+|respond\\p{L}+|prometi\\p{L}+|promete[n]?|admiti\\p{L}+|reconoc\\p{L}+|inform\\p{L}+|public(?:ó|aron)|a juicio de|insist\\p{L}+|manifest\\p{L}+|describ\\p{L}+|calific\\p{L}+|apunt\\p{L}+|contest\\p{L}+|recogi\\p{L}+|situ(?:ó|aron)|dat(?:ó|a) ',
  '表示|(?<!名|简|昵|职|俗|统)称(?!之|为|号)|声称|宣称|(?<!来)说(?!明书|服|法|到)|指出|宣布|强调|承诺|坚称|透露|提醒|断言|声明|指称|披露|补充|评论|介绍|重申|主张|自述|发文|撰文|刊文|回忆|回顾|答道|告知|告诉|谈到|谈及|说明|澄清|记载|统计|得出|发言人|警告|(?<![依数证占收凭])据(?!此)|报道|写道|回应|解释|承认|认为|援引|提到|形容|答复|自称|列为|视为|看作',
);

/** Pairs of opposites; the sign after the colon is the pole. */
export const directions: readonly Cue[] = [
  cue(
    'change:+',
    'upwards?|rose|ris(?:e|es|en|ing)|rais(?:e|es|ed|ing)|gr[eo]w[ns]?|growing|growth|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed)?|surg(?:e|es|ed)|gain(?:s|ed|ing)?|expand(?:s|ed|ing)?|(?<!ma[dk](?:e|es|ing) )up(?= (?:\\d|from|by))|above(?= \\p{L})|elev(?:ó|aron|ad[oa]s?)|crec\\p{L}+|aument\\p{L}+|sub(?:i|ir)\\p{L}*|frente al? (?=\\d)|sube[n]?|increment\\p{L}+|gan(?:ó|aron) (?=cuota|más|menos|un|casi|cerca|alrededor|en torno|\\d)|al alza|(?<=\\d(?: percent| per cent|%| %| por ciento)? )(?:more|higher|más|superiores?)|superiores a|(?<=percent )more|(?:more|más)(?= (?:phones?|units|handsets?|devices?|people|sales|products|stores|shops|jobs|teléfonos|móviles|unidades|personas|tiendas|productos))',
    '增长|上升|上涨|增加|提高|上调|调高|攀升|扩大|增至|涨|高于|(?<!最)高(?=\\d)|多于|更多|多(?=卖|售|出货|销)',
  ),
  cue(
    'change:-',
    'downwards?|lost(?= (?:(?:about|around|nearly|almost|over|more than|some|roughly|close to) )?[$€]?\\d| sales| ground| share)|lower(?:s|ed|ing)|trim(?:s|med|ming)|fall(?:s|en|ing)?(?! (?:under|within|into))|fell(?! (?:under|within|into))|drop(?:s|ped)? (?:to|by|from|\\d)|declin(?:e|es|ed|ing)(?! (?:to|any|all|comment|in \\p{L}+ \\d{4} to))|decreas(?:e|es|ed|ing)|shr[aiu]nk|shrinks?|slump(?:s|ed)?|plung(?:e|es|ed)|slid|slip(?:s|ped)|down(?= (?:\\d|from|by))|below(?= \\p{L})|reduc(?:e|es|ed|tion|ing)|cut(?:s|ting)?|rebaj\\p{L}+|disminu\\p{L}+|caye\\p{L}+|cay(?:ó|eron)|cae[n]?|(?<=\\d(?: percent| per cent|%| %| por ciento)? )(?:fewer|less|lower|menos|inferiores?)|inferiores?|fewer|menos(?= (?:teléfonos|móviles|unidades|personas|tiendas|productos))|disminu\\p{L}+|baj(?:ó|aron|a|an|ada|ar\\p{L}*)|descend\\p{L}+|descens\\p{L}+|reduj\\p{L}+|reduc\\p{L}+|recort\\p{L}+|retroced\\p{L}+|perd(?:ió|ieron|ía|ían|ido)(?= (?:más|menos|un|casi|cerca|alrededor|en torno|\\d))',
    '下降|下滑|下跌|减少|降低|下调|调低|萎缩|降至|跌|缩减|削减|(?<!增速|增长率)低于|(?<!最)低(?=\\d)|少于|更少|少(?=卖|售|出货|销)',
  ),
  cue(
    'place:+',
    'ahead of|ahead(?= (?:at|in|with|by))|in front of|led|leads?|leading|outsold|surpass(?:es|ed)?|overt(?:ook|ake[ns]?)|lider\\p{L}+|por delante|super(?:ó|a|aron)|encabez\\p{L}+',
    '领先|超越|第一(?!季|时|财|批|次)|居首|高居',
  ),
  cue(
    'place:-',
    'behind|after(?= \\p{Lu}\\p{L}+(?:,| and) \\p{Lu})|tras(?= \\p{Lu}\\p{L}+(?:,| y) \\p{Lu})|trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|lost to|por detrás|rezag\\p{L}+',
    '落后|不及|次于|(?<=和\\p{L}{1,6})之后',
  ),
  cue(
    'price:+',
    '(?:more )?expensive|dear(?:er)?|premium|high-end|flagship|car[oa]s?(?! \\p{Lu})|gama alta',
    '昂贵|更贵|高端|旗舰',
  ),
  cue(
    'price:-',
    'cheap(?:er|est|ly)?|inexpensive|affordable|budget|low-end|low-cost|barat[oa]s?|asequibles?|económic[oa]s?|gama baja',
    '便宜|廉价|低价|低端|平价',
  ),
  cue(
    'presence:+',
    'enter(?:s|ed|ing)?|entry|arriv(?:e|es|ed|al|ing)|join(?:s|ed|ing)?|debut(?:s|ed)?|entr(?:ar|ó|aron|ada|an?)|lleg(?:ar|ó|aron|ada|an?)|desembarc\\p{L}+',
    '进入|进军|登陆|加入',
  ),
  cue(
    'presence:-',
    'le(?:ave|aves|aving)|exit(?:s|ed|ing)?|quit(?:s|ting)?|withdr[ae]w[ns]?|depart(?:s|ed|ure)|sal(?:ir|ió|ieron|ida)|retir(?:arse|ó)|march(?:arse|ó)',
    '退出|离开|撤出',
  ),
  cue(
    'trade:+',
    'b[ou](?:y|ys|ying|ught)|purchas(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)|compr(?:ar|ó|aron|a[n]?|ado)|adquir\\p{L}+',
    '购买|收购|买下|买入',
  ),
  cue('trade:-', 's[eo]ll(?:s|ing)?|sold|vend(?:er|ió|ieron|e[n]?|ido|erá[n]?)', '出售|销售|卖给|卖掉|售出'),
  cue(
    'permit:+',
    'allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|(?:leave|leaves|left|leaving) (?:[\\p{L}\\p{N}]+ ){1,4}free to|free to|open to|(?<!il)legal to|can still|approv(?:e|es|ed|ing)|authoris\\p{L}+|authoriz\\p{L}+|clear(?:s|ed)(?= \\p{L})|permit(?:e|ió|ieron|en)|autoriz\\p{L}+|aprob\\p{L}+(?! (?:la|una|esa) (?:ley|norma))|aprueb\\p{L}+',
    '允许|批准|许可|获准|通过了',
  ),
  cue(
    'permit:-',
    'ban(?:s|ned|ning)?|bar(?:s|red|ring)|illegal\\p{L}*|unlawful(?! and)|outlaw\\p{L}*|clos(?:ed|es) to|cerrad[oa]s? a|prohibit\\p{L}*|forbid\\p{L}*|forbade|block(?:s|ed|ing)?|disallow\\p{L}*|prohib\\p{L}+|vet(?:ó|aron|ado|ada)|bloque\\p{L}+',
    '禁止|封杀|阻止|禁售',
  ),
  cue(
    'result:+',
    'won|win[s]?|winning|succe(?:ed|eds|eded|ss|ssful|ssfully)|victory|gan(?:ó|aron) (?:el|la|un)|éxito|exitos\\p{L}+|triunf\\p{L}+|logr(?:ó|aron)',
    '胜诉|赢得|成功|获胜',
  ),
  cue(
    'result:-',
    'lost|los(?:e|es|ing)|fail(?:s|ed|ure|ing)?|defeat(?:s|ed)?|flop(?:s|ped)?|perdi(?:ó|eron)|fracas\\p{L}+|derrot\\p{L}+',
    '败诉|输掉|失败|失利',
  ),
  cue('length:+', 'longer(?! \\p{L}+ than any)|más larg[oa]s?|más prolongad[oa]s?', '更长|较长'),
  cue('length:-', 'shorter|más cort[oa]s?|más breves?', '更短|较短'),
  cue('time:+', '(?<!no )sooner|earlier than|antes de lo|(?<=much )earlier', '更早|提前|早于|早得多'),
  cue('time:-', 'later than|(?<=much )later|después de lo|más tarde', '更晚|推迟|晚于|晚得多'),
  cue(
    'end:+',
    '(?<=the )first (?=(?:\\p{L}+ )?(?:months?|weeks?|days?|half|quarters?)(?!\\p{L}))|primer[oa]s? (?=(?:\\p{L}+ )?(?:meses|semanas|días))',
    '前(?=[一二三四五六七八九十\\d]+个月)|头(?=[一二三四五六七八九十\\d]+个月)',
  ),
  cue(
    'end:-',
    '(?<=the )last (?=(?:\\p{L}+ )?(?:months?|weeks?|days?|half|quarters?)(?!\\p{L}))|últim[oa]s? (?=(?:\\p{L}+ )?(?:meses|semanas|días))',
    '后(?=[一二三四五六七八九十\\d]+个月)|最后(?=[一二三四五六七八九十\\d]+个月)',
  ),
  cue('speed:+', 'quick(?:ly|er)?|fast(?:er|est)?|rapid(?:ly)?|soon(?:er)?|rápid\\p{L}+|pronto', '迅速|快速|很快|尽快'),
  cue('speed:-', 'slow(?:ly|er)?|gradual(?:ly)?|lent\\p{L}+|despacio|poco a poco', '缓慢|逐步|慢'),
  cue('strength:+', 'strong(?:er|est|ly)?|fuerte[s]?|sólid\\p{L}+', '强劲|强大|强势'),
  cue('strength:-', 'weak(?:er|est|ly|ness)?|débil(?:es)?|flojo', '疲软|疲弱|弱'),
  cue(
    'stance:+',
    'support(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|back(?:s|ed)(?! out)|in favou?r|prais(?:e|es|ed)|apoy\\p{L}+|respald\\p{L}+|a favor',
    '支持|欢迎|赞成|赞扬',
  ),
  cue(
    'stance:-',
    'oppos(?:e|es|ed|ing|ition)|criticis\\p{L}+|criticiz\\p{L}+|against|condemn\\p{L}*|opus\\p{L}+|opon\\p{L}+|critic\\p{L}+|en contra',
    '反对|批评|谴责|抨击',
  ),
  cue(
    'admit:+',
    'admit(?:s|ted)?|confirm(?:s|ed)?|accept(?:s|ed)?|acknowledg\\p{L}+|admit(?:e|ió|ieron)|confirm(?:a|ó|aron)|acept(?:a|ó|aron)|acced(?:e|ió|ieron)',
    '承认|证实|接受|同意',
  ),
  cue(
    'admit:-',
    'den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed)|declin(?:e|es|ed) to|dismiss(?:es|ed)|rechaz(?:a|ó|aron)|neg(?:ó|aron)|niega|desmint\\p{L}+|rehus(?:a|ó)',
    '否认|拒绝|驳回|驳斥',
  ),
  cue(
    'order:+',
    'before(?! (?:an? |the )?(?:US |U\\.S\\. )?(?:court|judge|International|commission|committee|panel|tribunal|Congress|Senate|House|ITC)(?!\\p{L}))|prior to|ahead of(?= (?:its|the|their|an?)(?!\\p{L}))|antes de(?:l)?|antes de que',
    '之前|以前',
  ),
  cue(
    'order:-',
    'after(?:wards?)?|(?<!(?:is|are|was|were|been) )following|después de(?:l)?|después de que',
    '之后|以后',
  ),
  cue('ago:+', '(?<=years? )(?:earlier|before|ago)|antes(?= de un año)', '一年前'),
  cue('ago:-', '(?<=years? )(?:later|after)', '一年后'),
  cue(
    'willing:+',
    '(?<!(?:not|un) ?)(?:willing(?:ness)?|ready to|prepared to|eager)|dispuest[oa]s?|list[oa]s? para',
    '愿意|准备好',
  ),
  cue('willing:-', 'unwilling(?:ness)?|reluctan\\p{L}+|unready|hesitan\\p{L}+|reaci[oa]s?|reticen\\p{L}+', '不愿|不肯'),
  cue(
    'cover:+',
    'f(?:all|alls|ell|alling) under|subject(?:ed|s)? (?:[\\p{L}\\p{N}]+ ){0,4}to|covered by|part of the range|appl(?:y|ies|ied) (?:also )?to|somet(?:e|en|ió|ieron|id[oa]s?)|sujet[oa]s? a',
    '适用于|纳入|受限于',
  ),
  cue(
    'cover:-',
    'exempt\\p{L}*|untouched|unaffected|spared?|le(?:ave|aves|aving|ft) (?:[\\p{L}\\p{N},-]+ ){0,9}out(?! \\p{Lu})|kept (?:[\\p{L}\\p{N}]+ ){0,6}out of|keep (?:[\\p{L}\\p{N}]+ ){0,6}out of|exim\\p{L}+|exent[oa]s?|exceptu\\p{L}+|fuera del? (?=(?:la |las |los )?(?:norma|regla|lista|prohib|alcance|ámbito|arancel|medida)\\p{L}*)',
    '豁免|免除|不适用',
  ),
  cue(
    'force:+',
    '(?:in|into) (?:force|place)|le(?:t|ts|tting) (?:[\\p{L}\\p{N}]+ ){1,9}stand|uph(?:old|olds|eld)|intact|in effect|en vigor|vigentes?|en pie',
    '有效|维持原|继续生效',
  ),
  cue(
    'force:-',
    'suspend\\p{L}*|block(?:s|ed)(?= (?:the|its|this|that|[\\p{L}’\\x27]+ (?:ban|rule|order|law|investment))(?!\\p{L}))|lost (?:their|its) force|end(?:s|ed|ing)?(?= (?:with|by|on|in|through))|lift(?:s|ed|ing)?|vacat\\p{L}+|struck down|t(?:ake|akes|ook|aken) (?:[\\p{L}\\p{N}]+ ){1,3}back|rescind\\p{L}*|repeal\\p{L}*|revok\\p{L}+|void(?:s|ed)?|overturn\\p{L}*|expir\\p{L}+|laps(?:e|es|ed)|levant(?:ó|aron|ad[oa]s?)|derog\\p{L}+|anul\\p{L}+',
    '取消|撤销|解除|失效|废除',
  ),
  cue(
    'stay:+',
    'kept? (?:[\\p{L}\\p{N}]+ ){1,4}on sale|(?:go|goes|went|gone) on \\p{L}+ing|(?:keep|keeps|kept) (?:on )?(?:sell|offer|carry|stock|support)ing|continu(?:es|ed) (?:to|sell|offer)\\p{L}*|carr(?:y|ies|ied) on|press(?:es|ed) (?:on|ahead)|still (?:sell\\p{L}*|sold|com(?:e|es|ing) with|ha(?:s|ve|d)|get(?:s)?|run(?:s)?|on sale)|keep(?:s)?(?= (?:gmail|google|selling|its|their))|mant(?:uv|en|ien)\\p{L}+ abiert[oa]s?|kept? (?:[\\p{L}\\p{N}]+ ){0,3}open',
    '仍会|继续(?:销售|提供)|仍(?:可|能|带有|提供|销售)',
  ),
  cue(
    'stay:-',
    't(?:ake|akes|ook|aken) (?:[\\p{L}\\p{N}]+ ){0,8}down|no longer|suspend\\p{L}*|paus(?:es|ed|ing)|lack(?:s|ed)?|stopp?(?:s|ed|ing)?|halt(?:s|ed)?|off sale|shut(?:s|ting)?(?= (?:its|the|their))|closed|cerr(?:ó|aron|ado|ad[oa]s?)|dej(?:ó|aron) de|carec\\p{L}+',
    '停止|下架|不再|关闭|缺少',
  ),
  cue(
    'true:+',
    '(?<!\\p{L})(?:accurate|true|correct|well[- ]founded|justified)|cierto|verdader[oa]s?|correct[oa]s?|fundad[oa]s?',
    '属实|准确|正确',
  ),
  cue(
    'true:-',
    'inaccurate|untrue|false|incorrect|wrong|unfounded|baseless|mistaken|fals[oa]s?|infundad[oa]s?|incorrect[oa]s?',
    '不实|不准确|错误|虚假',
  ),
  cue(
    'ease:+',
    'eas(?:y|ily|ier)|without (?:any )?(?:difficulty|trouble|problems?)|sin (?:dificultad|problemas)|fácil\\p{L}*',
    '容易|轻松|方便',
  ),
  cue(
    'ease:-',
    '(?<!without (?:any )?)difficult\\p{L}*|hard(?= to)|impossible|difícil\\p{L}*|imposible',
    '困难|难以|很难',
  ),
  cue(
    'alike:+',
    '(?:the )?same(?= as)|one and the same|equal to|identical|the same ones|igual(?:es)? (?:a|que)|idéntic[oa]s?',
    '相同|一样(?!的是)|一致',
  ),
  cue(
    'alike:-',
    'differ(?:s|ed|ent|ently|ing)?(?! (?:from year|ways))|not the|distint[oa]s?|diferentes?',
    '不同|不一样|有别',
  ),
  cue(
    'listed:+',
    '(?:put|puts|putting|plac(?:e|es|ed)|add(?:s|ed|ing)?|includ(?:e|es|ed)) (?:[\\p{L}\\p{N}’\\x27&.-]+ ){1,8}(?:on|onto|to|in) (?:the |its |a )?(?:[\\p{L}\\p{N}]+ ){0,3}(?:list|blacklist)|(?:añadi|incluy|agreg|pus)\\p{L}+ (?:[\\p{L}\\p{N}.&-]+ ){1,8}(?:a|en) (?:la |su )?(?:[\\p{L}\\p{N}]+ ){0,2}list[a]?',
    '(?:列入|加入|纳入)[^，。]{0,14}名?单',
  ),
  cue(
    'listed:-',
    '(?:remov(?:e|es|ed)|t(?:ake|akes|ook|aken)|struck|delet(?:e|es|ed)) (?:[\\p{L}\\p{N}’\\x27&.-]+ ){1,8}(?:from|off) (?:the |its |a )?(?:[\\p{L}\\p{N}]+ ){0,3}(?:list|blacklist)|(?:sac|retir|elimin|quit|borr)(?:a|ó|aron|ar|ado|aba) (?:[\\p{L}\\p{N}.&-]+ ){1,8}del? (?:la |su )?(?:[\\p{L}\\p{N}]+ ){0,2}list[a]?',
    '(?:移出|移除|剔除)[^，。]{0,14}名?单|从[^，。]{0,14}名?单[^，。]{0,4}(?:移出|移除|剔除|删除)',
  ),
  cue(
    'sale:+',
    '(?:put|puts|putting|bring|brings|brought) (?:[\\p{L}\\p{N}’\\x27&.-]+ ){1,6}on sale|(?:go|goes|went|gone) on sale|(?:pus|pon|sal)\\p{L}+ a la venta',
    '开售|上架|发售',
  ),
  cue(
    'sale:-',
    't(?:ake|akes|ook|aken) (?:[\\p{L}\\p{N}’\\x27&.-]+ ){0,6}off sale|pull(?:s|ed)? (?:[\\p{L}\\p{N}’\\x27&.-]+ ){0,6}(?:from|off) (?:sale|the shelves)|retir\\p{L}+ de la venta',
    '下架|停售',
  ),
  cue(
    'have:+',
    '(?:regain|recover)(?:s|ed|ing)?|g[eo]t(?:s|ting)? (?:[\\p{L}\\p{N}’\\x27]+ ){1,5}back(?!\\p{L})|g[eo]t back|recuper\\p{L}+',
    '恢复|收回|夺回|重获|获得',
  ),
  cue('have:-', 'los(?:t|es|e|ing)|perdi(?:ó|eron|do)|pierde[n]?', '失去|丧失'),
  cue('number:+', 'more and more|ever more|cada vez más', '越来越多'),
  cue('number:-', 'fewer and fewer|ever fewer|cada vez menos', '越来越少'),
  cue(
    'much:+',
    'handsomely|worth (?:a lot|much)|a lot|a great deal|richly|very (?:much|high|large|big)|mucho|muy alt[oa]s?',
    '很多|丰厚|很高',
  ),
  cue(
    'much:-',
    'worth little|little worth|of little|very (?:little|low|small|thin)|hardly anything|muy poc[oa]s?|muy baj[oa]s?',
    '很少|微薄|很低',
  ),
  cue(
    'held:+',
    'still (?:being )?(?:held|detained)|remain(?:s|ed) in (?:custody|jail|prison)|seguían? detenid[oa]s?',
    '仍被(?:关押|拘留)',
  ),
  cue('held:-', 'releas(?:e|es|ed)(?! (?:in|on|date|by))|freed|let go|liberad[oa]s?', '获释|释放'),
  cue('known:+', 'clear(?!ed|s)|obvious|beyond (?:any )?doubt|clar[oa]s?', '清楚|明确|毫无疑问'),
  cue(
    'known:-',
    'unclear|le(?:ave|aves|ft|aving) (?:[\\p{L}\\p{N}]+ ){0,3}open(?! to)|dej\\p{L}+ abiert[oa]|not (?:entirely |fully )?clear|in doubt|dudos[oa]s?|poco clar[oa]s?',
    '不清楚|不明',
  ),
  cue('still:+', 'todavía|aún|sigue[n]?|seguían?', '仍|依然|还在'),
  cue('still:-', 'no longer|not any more|ya no', '不再|已不'),
  cue('business:+', 'in business|still (?:active|operating|there)|en activo', '仍在经营'),
  cue('business:-', 'out of business|gone under|bankrupt|defunct|shut down|en quiebra', '倒闭|破产'),
  cue('likely:+', '(?<!not )likely|probabl[ey]|probablemente', '很可能|大概率'),
  cue('likely:-', 'unlikely|improbabl[ey]|improbable|poco probable', '不太可能|不大可能'),
  cue('able:+', '(?<!not (?:been )?)able to|capaz de|capaces de', '有能力|能够'),
  cue('able:-', 'unable to|incapable|incapaz|incapaces', '无法|不能'),
  cue('part:+', 'includ(?:e|es|ed|ing)|inclu(?:ye|yen|yó|ido)', '包括|包含'),
  cue('part:-', 'exclud(?:e|es|ed|ing)|excluy\\p{L}+', '不包括|排除在外'),
];

/** Words that say of how many something holds; a claim must not add one. */
export const quantifiers: readonly Cue[] = [
  cue(
    'all',
    '(?<!(?:above|at|after|first of) )all(?! the same| but(?!\\p{L}))|every|everyone|everybody|everything|always|entire|entirely|throughout(?= (?:the|its|all)(?!\\p{L}))|(?<!as a )whole|complete(?:ly)?|full|(?<!sobre |por )tod[oa]s?(?! en| el (?:mundo|país))|siempre(?! que)|cada|enter[oa]s?|complet[oa]s?',
    '所有(?!者|权)|全部|每个|每一|始终(?!没|未|不)|总是|全体|整个|完整|全线|一律|各自',
  ),
  cue(
    'most',
    '(?<!at (?:the )?)most(?! recent)|majority|mostly|mainly|chiefly|largely|la mayoría|la mayor parte|mayoritari\\p{L}+|principalmente|sobre todo',
    '大多数|大部分|多数',
  ),
  cue(
    'only',
    'only|solely|exclusively|merely|alone|sole|just(?= (?:\\p{N}|one|two|three|four|five|six|seven|eight|nine|ten))|s[oó]lo|solamente|únic\\p{L}+|exclusiv\\p{L}+',
    '只有|只(?!要|是|字)|仅仅?(?!次于|凭)|唯一|独家',
  ),
  cue('both', 'both|amb[oa]s', '双方|两者|两家都'),
  cue(
    'many',
    'many|numerous|dozens|hundreds|thousands|millions|much|much[oa]s|numeros[oa]s|decenas|cientos|miles',
    '许多|很多|众多|大量|数十|数百|数千',
  ),
  cue('few', 'few|handful|hardly|scarcely|barely|poc[oa]s|apenas|un puñado', '少数|很少|几乎没有|寥寥|少量'),
  cue(
    'superlative',
    'largest|biggest|smallest|best|worst|cheapest|fastest|highest|lowest|greatest|record|(?:el|la|los|las) (?:más|mayor(?! parte)|mejor|peor|menor)(?:es)?|máxim[oa]s?(?! (?:cargo|responsable|ejecutiv|directiv|dirigente|mandatari))|mínim[oa]s?',
    '最(?!近|后|终|初|早|高达|高可达|多达)',
  ),
];

/** Says that one thing brought about another; a claim must not add it. */
export const causality: Cue = cue(
  'cause',
  'because|on account of|(?<=, )since(?= (?:\\p{L}+ ){0,6}(?:is|are|was|were|has|have|had|do|does|did|can|could|would|will|must|may|might|need|needs)(?!\\p{L}))|caus(?:e|es|ed|ing)|(?<!(?:was|were|is|are) )due to(?! \\p{L}+ (?:in|on))|owing to|thanks to|as a result|result(?:s|ed|ing) (?:in|from)|led to|leads to|prompt(?:s|ed|ing)?|driven by|in response to|after which|therefore|thus|so that|since it|in order to|over (?:security|national|spying|espionage|lawmakers|government|political|concerns|fears|worries)|out of fear|fear(?:s|ed|ing)?|attribut\\p{L}+|atribuy\\p{L}+|blam(?:e|es|ed)|porque|debido a|a causa de|por(?= (?:temor|miedo|orden|la presión|presión|motivos|razones|preocupaci\\p{L}+|culpa|el temor|las (?:preocupa|presion|sospech|sancion|restric|dudas)\\p{L}*))|gracias a|como consecuencia|provoc\\p{L}+|a raíz de|ya que|puesto que|por lo que|de modo que|así que',
  '因为|由于|因(?!此|特|素|而|应)|导致|造成|使得|促使|源于|出于|为此|鉴于|归因|受.{0,12}影响|迫于|因此|所以',
);

/** Lists that are looked for as one. */
export const denials: readonly Cue[] = [hardNegation, ...softNegations];
export const attributions: readonly Cue[] = [attribution];
export const reporting: readonly Cue[] = [attribution, ...modalities];
export const causes: readonly Cue[] = [causality];
