import { type Cue, cue } from './cues.js';

/**
 * How sure a sentence is, by words too weak to raise an objection but enough to answer one: a claim that says "planned" may
 * rest on a quote that says "meant to". By the ids of what they answer for.
 */
export const impliedModalities: readonly Cue[] = [
  cue(
    'possibility',
    'left open|leav(?:e|es|ing) open|exposed to|expuest[oa]s? a|dej\\p{L}+ abiert\\p{L}+|chances?|conceivabl\\p{L}+|thinkable|uncertain\\p{L}*|unsure|remains? to be seen|speculat\\p{L}+|theoretically|in theory|threaten\\p{L}*|eventualmente|(?:puedan?|pudier\\p{L}+|pudies\\p{L}+)|a lo mejor|en teoría|amenaz\\p{L}+|sospech\\p{L}+',
    '或许|也许|恐|大概|有望|疑似|似乎|未必|不排除',
  ),
  cue(
    'likelihood',
    'resembl\\p{L}+|se parec\\p{L}+|asemej\\p{L}+|look(?:s|ed)?(?= (?:like|as if|set|likely|poised)(?!\\p{L}))|on (?:course|track)|poised|odds|appear(?:s|ed)?(?= to)|presum\\p{L}+|apparent\\p{L}*|sounds? like|aparent\\p{L}+|presumibl\\p{L}+|seguramente|supon\\p{L}+',
    '看起来|看似|显得|大概|估计',
  ),
  cue(
    'future',
    'prospects?|in the future|years? away|forthcoming|upcoming|eventually|until(?= (?:at least|next))|en el futuro|próxim\\p{L}+',
    '未来|今后|即将|会|要',
  ),
  cue(
    'expectation',
    'set (?:[\\p{L}\\p{N}]+ ){1,4}for|contempl\\p{L}+|look(?:s|ed|ing)? (?:forward|ahead)|scheduled|due (?:to|on|in|by|for)|fechas?|(?:trial|hearing|launch|release|opening) date|(?:is|are|was|were) due|planned|await\\p{L}*|meant to|intended to|provid(?:es|ed) for|hop(?:e|es|ed|ing)|esper\\p{L}+|deb(?:e|en|ía|ían)(?= \\p{L}+[aei]r(?!\\p{L}))',
    '期待|有望|看好|估计|原定|本应|定在|定于|定为',
  ),
  cue(
    'intention',
    'look(?:s|ed|ing)? for|in mind|in order to|so as to|con (?:el fin|vistas) de|means? to|meant (?:\\p{L}+ )?to|consider\\p{L}*|mull\\p{L}*|would like|look(?:s|ed|ing)? to|set out to|bent on|determined to|decid(?:es|ed) to|prepar(?:es|ed|ing)(?: to)?|work(?:s|ed|ing) towards?|envisag\\p{L}+|envision\\p{L}*|contemplat\\p{L}+|explor(?:es|ed|ing)|vow(?:s|ed)|pledg(?:es|ed)|promis(?:es|ed)|ready to|prev(?:é|én|eía|eían)|tenía[n]? previsto|proyect\\p{L}+|dese\\p{L}+|dispuest\\p{L}+|aspir\\p{L}+|propón\\p{L}*|propon\\p{L}+|propus\\p{L}+',
    '方案|为了|以便|想|愿|考虑|筹备|争取|规划|寻求|欲',
  ),
  cue(
    'hearsay',
    'unverified|apparent\\p{L}*|aparentemente|talk of|whisper\\p{L}*|accus\\p{L}+|suspic\\p{L}+|acus\\p{L}+|sospech\\p{L}+',
    '传言|传闻|消息称|嫌疑|指控|指责|控告',
  ),
  cue(
    'opinion',
    'consider\\p{L}*|regard\\p{L}*|thought|fear(?:s|ed|ing)?|worr\\p{L}+|deem\\p{L}*|view(?:s|ed) as|t(?:ook|aken) (?:[\\p{L}\\p{N}]+ ){1,6}(?:for|to be)|s(?:ees?|aw)|held that|holds that|(?:is|are|was|were) held to|conclud\\p{L}+|surmis\\p{L}+|presum\\p{L}+|assum\\p{L}+|tem(?:e|en|ía|ían|or)|supon\\p{L}+',
    '担忧|担心|看来|觉得|断言|评价',
  ),
  cue(
    'request',
    'requirements?|appl(?:ications?|ied|ies)|warn(?:s|ed|ing)?|advirti\\p{L}+|propuest\\p{L}+|invit\\p{L}+|appeal\\p{L}*|petition\\p{L}*|advis(?:es|ed|ing)|advice|urg\\p{L}+|lobb\\p{L}+|motion|wish(?:es|ed)|want(?:s|ed)|petici\\p{L}+|solicit\\p{L}+|reclam\\p{L}+|suger\\p{L}+|sugi\\p{L}+',
    '申请|催促|劝|促请',
  ),
  cue(
    'obligation',
    'subject (?:[\\p{L}\\p{N}]+ ){0,6}to|liable|depend\\p{L}*|rel(?:y|ies|ied|ying)|oblig\\p{L}+|deb(?:ía|ían|iera|ieran)|needs?|needed|necess\\p{L}+|requir\\p{L}+|mandat\\p{L}+|compel\\p{L}*|forc(?:e|es|ed|ing)|bound to|essential|indispensable|prerequisite|cannot (?:\\p{L}+ ){0,3}without|impossible without|neces\\p{L}+|exig\\p{L}+|requier\\p{L}+|requer\\p{L}+|precis(?:a|an|aba)|imprescindible|hay que|hace falta',
    '需|必|规定|强制',
  ),
  cue(
    'could',
    'able to|ability|allow\\p{L}*|enabl\\p{L}+|can|permit\\p{L}*|free to|capab\\p{L}+|puedan?|pudier\\p{L}+|pudies\\p{L}+|puede[n]?|permit\\p{L}+',
    '(?<!许)可|能|允许|无法|没法|[买用做看]不[到了]',
  ),
  cue(
    'condition',
    "(?<!.)should|even with|without(?= (?:the|its|this|that|an?|such)(?!\\p{L}))|but for|de no ser por|given|with(?= (?:\\p{L}+[’']s |its |their )?(?:consent|agreement|permission))",
    '在.{1,12}情况下',
  ),
  cue(
    'deliberation',
    'c[ao]mes? into question|in mind|examin\\p{L}+|stud(?:y|ies|ied|ying)|look(?:s|ed|ing) (?:at|into)|analiz\\p{L}+',
    '研究|审查|考察',
  ),
  cue(
    'confirmation',
    'show(?:s|ed|n|ing)?|establish\\p{L}*|evidence|(?:be|been|is|was|are|were) (?:\\p{L}+ )?(?:sure|certain)|formally|official|oficial(?:es)?',
    '官方|正式',
  ),
  cue('promise', 'commit\\p{L}*|undert(?:ake|akes|ook)|assur\\p{L}+|compromet\\p{L}+|asegur\\p{L}+', '保证'),
  cue(
    'purpose',
    'in order to|designed to|so that|to (?:help|spare|prevent|avoid|protect)|para|debía[n]?|iba[n]? a',
    '为了|要|将',
  ),
];
