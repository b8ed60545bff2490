import type { GlossaryIndex } from '../../../knowledge/glossary-index.js';
import { speakersOf } from '../actors.js';
import { attributions, type Cue, modalities } from '../cues.js';
import { fold, isHan } from '../other-names.js';
import { type Proof, unitsAfter, unitsBefore } from '../proof.js';
import { clauseAt, type FoundCue, findCues, oncePerText, type ReadText, type Unit } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasWordOf } from './word-forms.js';

/** Those who speak for themselves or for somebody, and are no paper. */
const speakers =
  /(?<!\p{L})(?:group|head|chief|executives?|managers?|lawyers?|officials?|spokes\p{L}+|committee|lawmakers?|minist(?:er|ry)|academic|analysts?|author|president|director|secretary|senators?|company|maker|founder|vice|representative|judge|grupo|jefe|directiv[oa]s?|gerente|abogad[oa]|portavoz|comité|legisladores|ministr[oa]|ministerio|académic[oa]|analistas?|autora?|president[ea]|director[a]?|senador\p{L}*|compañía|empresa|fundador|juez|jueza|vicepresident[ea]|responsable)(?!\p{L})|负责人|高管|律师|官员|发言人|委员会|议员|部长|商务部|学者|分析师|作者|总裁|总监|参议员|创始人|法官|掌门人|经理|团队/iu;
/** Verbs of any report. */
const plain =
  /^(?:said|says?|reported|reports?|wrote|writes?|noted|notes?|added|adds?|according to|named?|names|lists?|listed|cites?|cited|dij(?:o|eron)|dice|inform(?:ó|aron)|escribi(?:ó|eron)|señal(?:ó|aron)|indic(?:ó|aron)|añadi(?:ó|eron)|según|表示|称|说|报道|写道|指出|据|补充)$/iu;

/** Verbs of those who may be wrong, papers among them. */
const doubting =
  /^(?:object(?:s|ed)|objet(?:a|ó|aron)|claim(?:s|ed)?|assert(?:s|ed)|alleg(?:es|ed)|aseguró|aseguraron|afirmó|afirmaron|声称|宣称)$/iu;

/** "Raised an objection, saying". */
const answering = /(?:异议|抗议|回应|反驳)，?$/u;

const accordingTo = /^(?:according to|según|据)$/iu;

const nouns =
  /^(?:remarks?|announcement|statements?|arguments?|account|comments?|report|response|anuncio|declaración|comentarios?|argumento|informe|声明|发言人|答复|回应)$/iu;

/** A word of saying with the name of who says it; null where none stands beside it. */
interface Speech extends FoundCue {
  readonly speaker: string | null;
  /** Whether others stand beside it: "posts claimed". */
  readonly isOfOthers: boolean;
  readonly said: string;
  /** All who stand before it in its part of the sentence. */
  readonly ahead: readonly string[];
}

const names =
  /(?<![\p{Script=Latin}\p{N}])[\p{Ll}\p{N}]{0,6}\p{Lu}[\p{Script=Latin}\p{N}&'’.-]*(?: (?:of |de )?\p{Lu}[\p{Script=Latin}\p{N}&'’.-]*)*/gu;
const notNamed =
  /^(?:The|A|An|In|On|At|By|For|From|As|It|He|She|They|But|And|US|El|La|Los|Las|En|Un|Una|January|February|March|April|May|June|July|August|September|October|November|December)$/u;

const speechesOf = oncePerText((read): readonly Speech[] => {
  const named = [
    ...read.mentions.filter(({ kind }) => kind !== 'market').map(({ start, end }) => ({ start, end })),
    ...[...read.text.matchAll(names)]
      .filter(([said]) => !notNamed.test(said))
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .filter(
        ({ start, end }) =>
          !read.dates.some((date) => date.relative === null && date.start < end && date.end > start) &&
          // "Según" at the beginning is no name.
          !read.tokens.some((token) => token.isStopword && token.start === start && token.end === end),
      ),
  ];
  // Who is cited is not who says it.
  const speaking = findCues(read, attributions).filter(({ start }) => !/^cit/iu.test(read.text.slice(start)));
  return speaking.map((cue) => {
    const isAccording = accordingTo.test(read.text.slice(cue.start, cue.end));
    const beside = named
      .map(({ start, end }) => ({ start, end, gap: isAccording ? start - cue.end : cue.start - end }))
      .filter(({ gap, start, end }) => {
        const between = isAccording ? read.text.slice(cue.end, start) : read.text.slice(end, cue.start);
        return (
          gap >= 0 &&
          gap <= (read.language === 'zh' ? 14 : 12) &&
          !/[,;，；。]|(?<!\p{L})(?:and|y|but|pero)(?!\p{L})|并|和/u.test(between)
        );
      })
      .sort((a, b) => a.gap - b.gap || b.end - b.start - (a.end - a.start));
    // ", escribió The Times of India": who says it stands behind, in Spanish as a rule.
    const following = (between: RegExp) =>
      named.find(({ start }) => start >= cue.end && between.test(read.text.slice(cue.end, start)));
    // "Was described by Gizmochina".
    const agent = following(/^ (?:by|por) (?:the |el |la )?$/);
    const nearest = agent ?? beside[0] ?? following(/^ (?:el |la |los |las )?$/);
    return {
      ...cue,
      isOfOthers: nameless.test(read.text.slice(0, cue.start)),
      said: read.text.slice(cue.start, cue.end),
      ahead: (agent ? [] : named)
        .filter(
          ({ start, end }) => end <= cue.start && !/[,;，；。]/.test(read.text.slice(end, cue.start)) && start >= 0,
        )
        .map(({ start, end }) => fold(read.text.slice(start, end).replace(/['’]s?$/, ''))),
      speaker: nearest ? fold(read.text.slice(nearest.start, nearest.end).replace(/['’]s?$/, '')) : null,
    };
  });
});

/** What tells that somebody says so. */
const told: readonly Cue[] = [
  ...attributions,
  ...modalities.filter(({ id }) => ['hearsay', 'rumour', 'opinion'].includes(id)),
];

/** Whom a paper cites is not the paper. */
const citing = /[,(]? ?citing.*$/iu;

/** Those who say something and have no name. */
const nameless =
  /(?:(?<!\p{L})(?:posts?|sources?|rumou?rs?|leaks?|leakers?|insiders?|observers?|critics|publicaciones|fuentes|rumores|filtraciones|observadores|críticos)(?: (?:on|in|at|en|de) [\p{L} ]{3,24})?\s|(?:帖子|消息人士|知情人士|传闻|爆料者?|观察人士|批评者)(?:都|还|也)?)$/iu;

/** Chinese names have no spaces around them. */
const bare = (name: string) => (isHan(name) ? name.trim() : name);
const isOne = (one: string, other: string) => one.includes(bare(other)) || other.includes(bare(one));

/** What somebody says stays said, by the same one. */
export function keptSpeakers(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const isParty = speakersOf(glossary);
  const texts = proof.quotes.map(({ read }) => fold(read.text));
  const quoted = proof.quotes.flatMap(({ read }) => speechesOf(read));
  // "The item recalled": that is the paper.
  const isOpen = quoted.length === 0 || quoted.some((other) => other.speaker === null);
  for (const { start, end, speaker, ahead } of speechesOf(claim)) {
    const said = claim.text.slice(start, end);
    // "Comentado" where the quote has "comentario".
    const stem = fold(said)
      .trimEnd()
      .slice(0, Math.max(6, fold(said).trimEnd().length - 3));
    const isTheirs = texts.some((text) => text.includes(stem));
    if (!plain.test(said) && !isTheirs && claim.language !== 'zh')
      return [{ kind: 'attribution', found: said, reason: `no quote says "${said}"` }];
    if (speaker === null || nouns.test(said)) continue;
    // "According to its survey of May": the quote has the survey in so many words.
    const source = accordingTo.test(said) ? /^[^,;.，。；]{4,}(?=[,，])/u.exec(claim.text.slice(end))?.[0] : undefined;
    if (source !== undefined && texts.some((text) => text.includes(fold(source).trim()))) continue;
    const isOfPaper =
      isOpen && proof.publishers.some((publisher) => isOne(fold(publisher.replace(citing, '')), speaker));
    if (
      isOfPaper ||
      quoted.some((other) =>
        [other.speaker ?? '', ...other.ahead].some(
          (name) =>
            name !== '' &&
            // In Chinese others may stand between who says it and the verb.
            (isOne(name, speaker) || (claim.language === 'zh' && ahead.some((mine) => isOne(name, mine)))),
        ),
      )
    )
      continue;
    // Who speaks may stand further off in the quote than in the claim, but is the one who does.
    const same = quoted.filter((other) => fold(other.said) === fold(said));
    const isFurther =
      (same.length > 0 ? same : quoted).some((other) => other.speaker === null && !other.isOfOthers) &&
      texts.some((text) => text.includes(bare(speaker)));
    if (isFurther) continue;
    return [{ kind: 'name', found: `${speaker.trim()} ${said}`, reason: `no quote has ${speaker.trim()} say it` }];
  }
  const own = findCues(claim, told).map(({ start, end }) => fold(claim.text.slice(start, end)));
  // Said with a word of its own, it may be the same that is said.
  if (own.some((word) => !texts.some((text) => text.includes(word.trimEnd())))) return [];
  for (const { read } of proof.quotes) {
    for (const { start, end, speaker, ahead: others } of speechesOf(read)) {
      const ahead = speaker === null ? others : [speaker, ...others];
      const clause = read.text.slice(Math.max(0, start - 70), start);
      const before = speakerIn(clause.slice(Math.max(clause.lastIndexOf(';'), clause.lastIndexOf('；')) + 1));
      // "Dijo el jefe de marketing": behind the verb, in Spanish as a rule.
      const following = /^ (?:el|la|los|las|un|una) [^,;.]{3,60}/u.exec(read.text.slice(end))?.[0] ?? '';
      const behind = read.language === 'es' && speakers.test(following) ? following : '';
      const isOfPaper = proof.publishers.some((publisher) => fold(`${before}${behind}`).includes(fold(publisher)));
      const isSomebody =
        doubting.test(read.text.slice(start, end)) ||
        answering.test(before) ||
        read.mentions.some(
          (mention) =>
            (mention.by === 'person' || isParty(mention.id)) &&
            mention.start >= start - before.length &&
            mention.end <= start,
        );
      if (isOfPaper || !(isSomebody || speakers.test(before) || speakers.test(behind))) continue;
      // "Hugo Barra, vice president of Xiaomi, said": the claim may be of who he is, and of several quotes of another.
      const said = read.text.slice(start, end);
      // "Según dijo" says it twice.
      const isSaidTwice = speechesOf(read).some(
        (other) => Math.abs(other.start - end) <= 2 && own.includes(fold(other.said)),
      );
      // With another verb by the same one.
      const isSaidOtherwise = speechesOf(claim).some(
        (mine) => mine.speaker !== null && ahead.some((name) => isOne(name, mine.speaker ?? '')),
      );
      // "According to what a filing showed" is "a filing showed".
      const isShown = /^ mostr/u.test(read.text.slice(end)) && /(?<!\p{L})mostr/u.test(claim.text);
      if (isShown || nouns.test(said) || own.includes(fold(said)) || isSaidTwice || isSaidOtherwise) continue;
      // What is said follows, or stands before where nothing does.
      const next = speechesOf(read).find((other) => other.start > end)?.start ?? read.text.length;
      const content = unitsAfter(read, end, Math.min(next, end + 110), 6);
      const what =
        content.length > 0 && behind === '' ? content : unitsBefore(read, start - before.length, 0, 6).concat(content);
      const isOrdinary = ({ start: place }: Unit) => !/^\p{Lu}/u.test(read.text.slice(place));
      const ordinary = what.filter(isOrdinary);
      const met = ordinary.filter((unit) => claim.units.some((mine) => mine.keys[0] === unit.keys[0]));
      if (met.length === 0 || met.length * 2 < ordinary.length) continue;
      return [{ kind: 'attribution', found: said, reason: 'the quotes say who says so; the claim tells it as a fact' }];
    }
  }
  return [];
}

const judging =
  /(?<!\p{L})(?:describ(?:es|ed|e|ió|ieron|ía)|calific(?:a|ó|aron|aba)|tild(?:a|ó|aron))(?!\p{L})|(?<!\p{L})(?:promot(?:es|ed)|bill(?:s|ed)|tout(?:s|ed)|market(?:s|ed)) [^,;.]{1,40} as(?!\p{L})|(?<!\p{L})(?:promocion|anunci)(?:a|ó|aron|aba) [^,;.]{1,40} como(?!\p{L})|自称|形容|宣传为|描述为|誉为|称(?=[^，。；]{1,24}为)/iu;

/** However far what it is praised as stands behind. */
const praised = /(?<!\p{L})(?:promot|bill|tout|market|promocion|anunci)(?:s|ed|es|ing|[aó]|aron|ad[oa]s?)(?!\p{L})/iu;

/** What was said, not that it is. */
const claims = /^(?:afirmaci|declaraci|statements?$|claims?$|remarks?$)/iu;

/** "Described itself as a firm without links": what somebody calls a thing it is not known to be. */
export function keptJudgements(claim: ReadText, { quotes }: Proof): Objection[] {
  if (judging.test(claim.text) || praised.test(claim.text)) return [];
  for (const { read } of quotes) {
    const match = judging.exec(read.text);
    if (!match) continue;
    const { 0: found, index } = match;
    const what = unitsAfter(read, index + found.length, clauseAt(read, index).end, 6);
    const met = what.filter((unit) => hasWordOf(claim.units, unit));
    if (
      met.length < 2 ||
      met.length * 2 < what.length ||
      findCues(claim, told).some(({ start, end }) => !claims.test(claim.text.slice(start, end)))
    )
      continue;
    return [{ kind: 'attribution', found, reason: 'the quotes say who calls it so; the claim tells it as a fact' }];
  }
  return [];
}

/** "Madhav Sheth, of realme, " or "PhoneArena ": the last part, with what it is an apposition to. */
function speakerIn(clause: string): string {
  const parts = clause.split(/(?<=[,，])/u);
  let phrase = parts.pop() ?? '';
  while (parts.length > 0 && (!/\p{Lu}|\p{Script=Han}{2}|\s\p{L}+\s\p{L}+/u.test(phrase) || /[,，]\s*$/.test(phrase)))
    phrase = `${parts.pop()}${phrase}`;
  return phrase;
}
