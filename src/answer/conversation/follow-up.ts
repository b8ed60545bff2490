import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import { findDates } from '../../retrieval/understand/find-dates.js';
import { analyze } from '../../text/analyze.js';
import { detectLanguage } from '../../text/language.js';
import type { Conversation } from '../question.js';

/** A question made complete. */
export interface StandaloneQuestion {
  readonly text: string;
  /** The earlier question that this one leans on; its words are searched for too, at less weight. */
  readonly about: string | null;
}

const replacePattern =
  /^(?:and |but |so |ok(?:ay)?,? |hm+,? |y |pero )*(?:(?:what|how) about|what of|and|same (?:for|with)|(?:¿\s*)?y(?: qu[eé] hay de| qu[eé] pasa con)?|(?:那么?|还有))\s*(.+?)\s*(?:then|though|instead|呢)?[\s?？!.]*$/iu;
const trailingPattern = /^(?:那么?)?(.{1,24}?)呢[\s?？]*$/u;
const barePattern =
  /^(?:and |but |so |ok(?:ay)?,? |y |pero )*(?:why(?: (?:not|is that|was that|so|though|did that happen))?|how(?: come| so| much| many| long| often)?|when(?: (?:was|is|did) (?:that|this|it)(?: happen)?)?|where(?: (?:was|is) (?:that|it))?|who(?: (?:said|says) (?:that|so|it))?|what (?:happened|changed|next|then|else)(?: (?:next|then|after(?: that)?))?|since when|until when|says who|really|are you sure|is (?:that|it) (?:true|still true|still so)|did it work(?: out)?|and then|then what|which ones?|such as|like what|for example|(?:¿\s*)?(?:por qu[eé]|cu[aá]ndo|qui[eé]n|d[oó]nde|c[oó]mo|cu[aá]nto|desde cu[aá]ndo|y luego|de verdad)|为什么|为啥|什么时候|何时|谁说的|多少|怎么会|真的吗|后来呢|然后呢|结果呢)[\s?？!.]*$/iu;
const leaningPattern =
  /(?<!\p{L})(?:it|its|it's|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|then|one|ones|the (?:company|maker|brand|phone|phones|ban|deal|move|plan|same|other|first|second|latter|former)|before that|after that|at the time|else|instead|eso|esto|ese|esa|ellos|ellas|él|ella|entonces|allí|antes de eso|después)(?!\p{L})|它|他们|她们|他|她|这个|那个|这家|那家|该公司|其|那时|当时|之前|之后/iu;
const openingPattern = /^(?:and|but|so|also|then|or|y|pero|o|entonces|también)\b|^(?:那|还|而且|但)/iu;

/** A question with more content words than this stands alone unless it clearly leans on another. */
const shortQuestionTerms = 2;
/** So many words are a whole question, however little they say: "can the government really block my phone". */
const wholeQuestionWords = 7;

/**
 * Makes a follow-up complete by rules: "what about Honor?" puts Honor in the place of the maker asked about before;
 * "why?" and questions that say "it" or "that" keep what was asked before as their subject.
 */
export function resolveFollowUp(text: string, conversation: Conversation, glossary: GlossaryIndex): StandaloneQuestion {
  const previous = conversation.at(-1);
  if (!previous) return { text, about: null };
  const plain = text.trim();
  const language = detectLanguage(plain);
  const earlier = previous.standalone;
  if (barePattern.test(plain)) return { text: plain, about: earlier };
  const mentions = glossary.findMentions(plain).filter((mention) => mention.kind !== 'market');
  const terms = analyze(plain, language).filter((token) => !token.isStopword);
  const isBareName =
    /[?？]$/.test(plain) &&
    mentions.length > 0 &&
    terms.every(({ start, end }) => mentions.some((mention) => start >= mention.start && end <= mention.end));
  const replaced = (replacePattern.exec(plain) ?? trailingPattern.exec(plain))?.[1] ?? (isBareName ? plain : undefined);
  if (replaced !== undefined && terms.length <= 8) {
    const substituted = substitute(earlier, replaced, glossary);
    return substituted === null ? { text: replaced, about: earlier } : { text: substituted, about: null };
  }
  const ownSubject = mentions.some((mention) => mention.kind === 'maker');
  if (leaningPattern.test(plain) && !(ownSubject && terms.length > 4)) return { text: plain, about: earlier };
  if (openingPattern.test(plain) && terms.length <= 6) return { text: plain, about: earlier };
  const isShort = terms.length <= shortQuestionTerms && plain.split(/\s+/).length < wholeQuestionWords;
  if (mentions.length === 0 && isShort) return { text: plain, about: earlier };
  return { text: plain, about: null };
}

/** The earlier question with its maker, carrier, other name or date exchanged for what was said; null when none fits. */
function substitute(earlier: string, said: string, glossary: GlossaryIndex): string | null {
  const now = distinct(glossary.findMentions(said)).filter((mention) => mention.kind !== 'market');
  const before = distinct(glossary.findMentions(earlier)).filter((mention) => mention.kind !== 'market');
  const kindOf = (mention: Mention) =>
    mention.kind === 'maker'
      ? 'maker'
      : (glossary.file.entities.find((entity) => entity.id === mention.id)?.kind ?? 'entity');
  const saidTerms = analyze(said, detectLanguage(said)).filter((token) => !token.isStopword);
  const named = now.reduce(
    (count, mention) =>
      count + saidTerms.filter((token) => token.start >= mention.start && token.end <= mention.end).length,
    0,
  );
  // More than a name was said ("and the price of Honor phones?"): that is a question of its own.
  if (now.length > 0 && saidTerms.length - named <= 1) {
    const first = now[0];
    const target = first && before.findLast((mention) => kindOf(mention) === kindOf(first));
    if (first && target)
      return earlier.slice(0, target.start) + said.replace(/[\s?？!.]+$/u, '') + earlier.slice(target.end);
    return null;
  }
  const dates = findDates(said);
  if (dates.length > 0 && saidTerms.length <= 2) {
    // With the month before it, but not with "in".
    const year =
      /(?:(?<!\p{L})(?!(?:in|en|of|de|del|by|since|from|until|before|after|desde|hasta) )\p{L}+ )?(?<!\d)(?:19|20)\d{2}(?!\d)/iu;
    if (findDates(earlier).length > 0)
      return earlier.replace(year, said.replace(/^(?:in|en|at)\s+/i, '').replace(/[\s?？!.]+$/u, ''));
    return null;
  }
  return null;
}

function distinct(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (mention, index) =>
      !mentions.some(
        (other, otherIndex) =>
          otherIndex !== index && contains(other, mention) && (!contains(mention, other) || otherIndex < index),
      ),
  );
}

function contains(outer: Mention, inner: Mention): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}
