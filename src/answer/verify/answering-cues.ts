import { type Cue, cue } from './cues.js';

/**
 * Words that are too weak to raise an objection, but enough to answer one: a claim that says "not" may rest on a quote
 * that says "missing", one that says "planned" on one that says "meant to".
 */
export const impliedNegation: Cue = cue(
  'not~',
  [
    'missing|miss(?:es|ed)?|absen\\p{L}+|lack\\p{L}*|except(?:ed|ion|ions|ing)?|exclud\\p{L}+|exclus(?:ion|ive)\\p{L}*|other than|apart from|unlike|aside',
    'fail\\p{L}*|stop\\p{L}*|end(?:s|ed|ing)|ceas\\p{L}+|halt\\p{L}*|quit\\p{L}*|exit\\p{L}*|left|leav(?:e|es|ing)|gone|withdr\\p{L}+|drop(?:s|ped|ping)?|cancel\\p{L}*|call(?:s|ed|ing)? off|scrap\\p{L}*|shelv\\p{L}+|g[ai]ve[ns]? up|giving up|g[ai]ve[ns]? way|abandon\\p{L}*|wound down|wind(?:s|ing)? down|shut\\p{L}*|clos(?:e|es|ed|ing|ure)|terminat\\p{L}+|dissol\\p{L}+|phas\\p{L}+ out|fold(?:ed|s)|collaps\\p{L}+|f[ae]ll(?:s|en)? through|came to nothing|broke(?:n)? off|broke down',
    'refus\\p{L}+|declin\\p{L}+|reject\\p{L}*|turn\\p{L}* (?:down|away)|den(?:y|ies|ied|ying|ial)|dismiss\\p{L}*|disput\\p{L}+|contradict\\p{L}*|oppos\\p{L}+|object(?:s|ed|ion|ions)|overrul\\p{L}+|overturn\\p{L}*|vacat\\p{L}+|struck down|took away|tak(?:es|en) away|threw out|false\\p{L}*|untrue|wrong\\p{L}*|mistak\\p{L}+|unfounded|baseless|myth|rule[sd]? out',
    'block\\p{L}*|ban\\p{L}{0,4}|bar(?:s|red|ring)|prohibit\\p{L}*|forbid\\p{L}*|forbade|outlaw\\p{L}*|illegal\\p{L}*|unlawful\\p{L}*|prevent\\p{L}*|hinder\\p{L}*|hamper\\p{L}*|kept? (?:\\p{L}+ ){0,3}(?:from|out|away|waiting|off)|held (?:up|back)|stood in the way|stands? in the way|out of (?:reach|business|stock|the|question)|off[ -]limits|exceed\\p{L}*|beyond|cut off|stripped|deprived|depriv\\p{L}+',
    'suspen\\p{L}+|paus\\p{L}+|delay\\p{L}*|postpon\\p{L}+|put off|wait(?:s|ed|ing)?|await\\p{L}*|pending|outstanding|remain\\p{L}* to|yet to|stall\\p{L}*|in limbo|on hold|still (?:being|under|in the|to be)|open(?! \\p{L})|unresolved',
    'un(?!it|iv|ion|der|til|ique|iform|derst|i)\\p{L}{4,}|in(?:complete|sufficient|adequate|eligible|capable|valid|compatible|ability|visible|frequent|active|accessible|correct|accurate|consistent|expensive)\\p{L}*|im(?:possib|probab)\\p{L}*|il(?:legal|licit)\\p{L}*|ir(?:relevant|regular)\\p{L}*|dis(?:contin|approv|agre|appear|allow|courag|qualif|interest|connect)\\p{L}*|non[- ]?\\p{L}+|\\p{L}+less(?! )|free (?:of|from)|immune',
    'los(?:e|es|t|ing)|short of|skip\\p{L}*|avoid\\p{L}*|escap\\p{L}+|spare[sd]?|exempt\\p{L}*|ignor\\p{L}+|neglect\\p{L}*|omit\\p{L}*|overlook\\p{L}*|pass(?:es|ed|ing) over|le(?:ft|aves?) (?:it |them )?(?:open|out)|lapse[sd]?|expir\\p{L}+|revo[ck]\\p{L}+|remov\\p{L}+|defunct|dead|stranger|minor|little|few|hardly|barely|scarcely|rarely|seldom|nowhere|anything but|too \\p{L}+ (?:to|for)|against(?= \\p{L}+ing)|opposite|only|just|limit\\p{L}*|restrict\\p{L}*|alone|all that|sole\\p{L}*',
    'falta\\p{L}*|ausen\\p{L}+|carec\\p{L}+|excluy\\p{L}+|exclui\\p{L}+|excepto|salvo|dej\\p{L}+ (?:de|sin|fuera)|ces(?:ó|aron|ar)|termin\\p{L}+|cerr\\p{L}+|cierr\\p{L}+|cancel\\p{L}+|suspend\\p{L}+|suspensi\\p{L}+|renunci\\p{L}+|abandon\\p{L}+|retir\\p{L}+|sal(?:ió|ieron|ida|ir)|rechaz\\p{L}+|neg(?:ó|aron|ar|ativa)|nieg\\p{L}+|desmint\\p{L}+|desmient\\p{L}+|descart\\p{L}+|fals[oa]s?|err[oó]ne\\p{L}+|prohib\\p{L}+|vet(?:o|ó|ado|ada|ados|adas|ar|aron)|bloque\\p{L}+|imped\\p{L}+|impid\\p{L}+|evit\\p{L}+|aplaz\\p{L}+|retras\\p{L}+|pendient\\p{L}+|espera|im(?:posib|probab)\\p{L}+|in(?:capa|compat|sufic|complet|cumpl|defin|activ)\\p{L}+|des(?:conoc|apare|autoriz|aconsej)\\p{L}+|perd\\p{L}+|pierd\\p{L}+|fuera de|más allá|super(?:ar|an|a|ó)|apenas|poc[oa]s?|solo|sólo|solamente|únic\\p{L}+|limit\\p{L}+|restring\\p{L}+|libre[s]? de|exent\\p{L}+',
  ].join('|'),
  '缺|无|非|未|不|没|除|失|停|止|退|离开|放弃|取消|搁置|拒|否|驳|反对|禁|封|阻|防|避免|推迟|延|待|等待|暂|仅|只|限|超出|超过|少|难|撤|终|关闭|结束|假|误',
);

/** The same for how sure a sentence is, by the ids of what they answer for. */
export const impliedModalities: readonly Cue[] = [
  cue(
    'possibility',
    "chances?|conceivabl\\p{L}+|thinkable|uncertain\\p{L}*|unsure|remains? to be seen|speculat\\p{L}+|theoretically|in theory|threaten\\p{L}*|eventualmente|(?:puedan?|pudier\\p{L}+|pudies\\p{L}+)|a lo mejor|en teoría|amenaz\\p{L}+|sospech\\p{L}+",
    '或许|也许|恐|大概|有望|疑似|似乎|未必|不排除',
  ),
  cue(
    'likelihood',
    "look(?:s|ed)?(?= (?:like|as if|set|likely|poised)(?!\\p{L}))|on (?:course|track)|poised|odds|appear(?:s|ed)?(?= to)|presum\\p{L}+|apparent\\p{L}*|sounds? like|aparent\\p{L}+|presumibl\\p{L}+|seguramente|supon\\p{L}+",
    '看起来|看似|显得|大概|估计',
  ),
  cue('future', "prospects?|in the future|years? away|forthcoming|upcoming|eventually|until(?= (?:at least|next))|en el futuro|próxim\\p{L}+", '未来|今后|即将'),
  cue('expectation', "look(?:s|ed|ing)? (?:forward|ahead)|scheduled|await\\p{L}*|hop(?:e|es|ed|ing)|esper\\p{L}+", '期待|有望|看好|估计'),
  cue(
    'intention',
    "means? to|meant (?:\\p{L}+ )?to|would like|look(?:s|ed|ing)? to|set out to|bent on|determined to|decid(?:es|ed) to|prepar(?:es|ed|ing) to|work(?:s|ed|ing) towards?|envisag\\p{L}+|envision\\p{L}*|contemplat\\p{L}+|explor(?:es|ed|ing)|vow(?:s|ed)|pledg(?:es|ed)|promis(?:es|ed)|ready to|prev(?:é|én|eía|eían)|tenía[n]? previsto|proyect\\p{L}+|dese\\p{L}+|dispuest\\p{L}+|aspir\\p{L}+|propón\\p{L}*|propon\\p{L}+|propus\\p{L}+",
    '想|愿|筹备|争取|规划|寻求|欲',
  ),
  cue('hearsay', "unverified|talk of|whisper\\p{L}*|accus\\p{L}+|suspic\\p{L}+|acus\\p{L}+|sospech\\p{L}+", '传言|传闻|消息称|嫌疑'),
  cue(
    'opinion',
    "fear(?:s|ed|ing)?|worr\\p{L}+|deem\\p{L}*|view(?:s|ed) as|s(?:ees?|aw) as|held that|holds that|conclud\\p{L}+|surmis\\p{L}+|presum\\p{L}+|assum\\p{L}+|tem(?:e|en|ía|ían|or)|supon\\p{L}+",
    '担忧|担心|看来|觉得|断言|评价',
  ),
  cue('request', "appeal\\p{L}*|petition\\p{L}*|advis(?:es|ed|ing)|advice|urg\\p{L}+|lobb\\p{L}+|motion|wish(?:es|ed)|want(?:s|ed)|petici\\p{L}+|solicit\\p{L}+|reclam\\p{L}+|suger\\p{L}+|sugi\\p{L}+", '申请|催促|劝|促请'),
  cue(
    'obligation',
    "needs?|needed|necess\\p{L}+|requir\\p{L}+|mandat\\p{L}+|compel\\p{L}*|forc(?:e|es|ed|ing)|bound to|essential|indispensable|prerequisite|cannot (?:\\p{L}+ ){0,3}without|impossible without|neces\\p{L}+|exig\\p{L}+|requier\\p{L}+|requer\\p{L}+|precis(?:a|an|aba)|imprescindible|hay que|hace falta",
    '需|必|规定|强制',
  ),
  cue('could', "able to|ability|allow\\p{L}*|enabl\\p{L}+|can|permit\\p{L}*|free to|capab\\p{L}+|puedan?|pudier\\p{L}+|pudies\\p{L}+|puede[n]?|permit\\p{L}+", '可|能|允许'),
];
