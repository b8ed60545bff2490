import { analyze } from '../../text/analyze.js';
import type { Language } from '../../text/language.js';
import type { Concept, UnderstoodQuestion } from './understand-question.js';

/** Words that ask for a thing named right after them: "how many employees", "which processor", "qué multa". */
const askingWords: Record<Language, RegExp> = {
  en: /\b(?:how (?:many|much|big|large|long|old|fast|heavy|tall|thick)|what(?:'s| is| was| are| were)?(?: the| its| their| his| her)?|which|whose|what kind of|what sort of)\s+/giu,
  es: /(?:cu[aá]nt[oa]s?|qu[eé]|cu[aá]l(?:es)?(?: es| era| fue| son| fueron)?(?: el| la| los| las)?)\s+/giu,
  zh: /(?:多少|哪(?:个|些|家|款|种)?|什么|几)/gu,
};
/** How many words after the asking word still belong to what is asked for. */
const reach = 3;

const known = new WeakMap<UnderstoodQuestion, Concept | null>();

/**
 * What a question asks for, as it names it: the first content word behind its asking word ("employees" in "How many
 * employees does Transsion have?"). Null where it names no such thing, as in "who", "when" and "why".
 */
export function focusOf(question: UnderstoodQuestion): Concept | null {
  let focus = known.get(question);
  if (focus === undefined) {
    focus = findFocus(question);
    known.set(question, focus);
  }
  return focus;
}

function findFocus(question: UnderstoodQuestion): Concept | null {
  const { text, language, concepts } = question;
  for (const match of text.matchAll(askingWords[language])) {
    const behind = text.slice(match.index + match[0].length);
    const words = analyze(behind, language).slice(0, reach);
    for (const word of words) {
      if (word.isStopword) continue;
      const found = concepts.find(
        (concept) =>
          concept.kind !== 'maker' &&
          concept.kind !== 'entity' &&
          analyze(concept.surface, language).some((token) => token.term === word.term),
      );
      if (found) return found;
      break;
    }
  }
  return null;
}
