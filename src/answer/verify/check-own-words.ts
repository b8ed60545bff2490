import { analyze } from '../../text/analyze.js';
import { irregularForms } from '../overview/judge-statement.js';
import { attributions } from './cues.js';
import { isLight } from './like-words.js';
import type { Proof } from './proof.js';
import { findCues, type ReadText } from './read-text.js';
import type { Objection } from './verification.js';

/** Words that join, frame and count what the quotes say, and say nothing of it. */
const framing: Readonly<Record<'en' | 'es', RegExp>> = {
  en: /^(?:according|while|whereas|among|became|become|just|due|still|have|call|called|thus|thereby|itself|namely|respectively|including|includ(?:e|es)|concern(?:s|ing)|regarding|relat(?:ed|ing)|follow(?:s|ed|ing)|amount(?:s|ed)|reach(?:ed|es)?|total(?:l?ed)?|cent|percent|dollars?|us|u\.s|time)$/u,
  es: /^(?:según|mientras|además|acuerdo|respecto|concretamente|incluid[oa]s?|respectivamente|frente|ciento|dólares|estadounidenses?|unidos|ee|uu|vez|parte|tiempo)$/u,
};

/**
 * Content words of a claim in the language of its quotes that no quote has, in whatever form: who stays with the words
 * of the evidence, as the model is asked to, has next to none, and who says something else says it with them.
 */
export function ownWords(claim: ReadText, proof: Proof): readonly string[] {
  const { language } = claim;
  if (proof.quotes.some(({ read }) => read.language !== language)) return [];
  if (language === 'zh') return ownCharacters(claim, proof);
  const known = new Set<string>();
  const words: string[] = [];
  const texts = [
    ...proof.quotes.flatMap(({ read, title }) => [read.tokens, title.tokens]),
    ...proof.publishers.map((publisher) => analyze(publisher, 'en')),
  ];
  for (const tokens of texts)
    for (const { term, word } of tokens) {
      known.add(term);
      words.push(word);
    }
  const taken = [
    ...claim.dates,
    ...claim.amounts,
    ...claim.mentions,
    ...claim.places,
    ...findCues(claim, attributions),
    ...likeWords(claim, proof),
  ];
  return claim.tokens
    .filter(
      ({ term, word, start, end, isStopword }) =>
        !isStopword &&
        !known.has(term) &&
        !framing[language].test(word) &&
        !taken.some((range) => range.start < end && range.end > start) &&
        !(irregularForms.get(term) ?? []).some((form) => known.has(form)) &&
        !isLight({ word, start, end, keys: [], isName: false }) &&
        !words.some((other) => isFormOf(word, other)),
    )
    .map(({ word }) => word);
}

/** Those that stand for a word of the quotes. */
const likeWords = (claim: ReadText, { wideKeys }: Proof) =>
  claim.units.filter(({ keys }) => keys.some((key) => key.startsWith('g:') && wideKeys.has(key)));

/** "Regulatory" and "regulator": alike but for their endings. */
function isFormOf(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  if (shorter < 4) return false;
  const shared = Math.max(4, shorter - 3);
  return word.slice(0, shared) === other.slice(0, shared) && Math.abs(word.length - other.length) < 6;
}

const empty =
  /[的了在为是和与于及把被也都就从由对向到其这那该此并且而以之所等者个们会有中上内外间里时年月日约称说表示据报道指出]/u;

function ownCharacters(claim: ReadText, proof: Proof): readonly string[] {
  const known = new Set(proof.quotes.flatMap(({ read, title }) => [...read.text, ...title.text]));
  const taken = [...claim.dates, ...claim.amounts, ...claim.mentions, ...claim.places, ...likeWords(claim, proof)];
  return [...claim.text.matchAll(/\p{Script=Han}/gu)]
    .filter(
      ({ 0: sign, index }) =>
        !known.has(sign) && !empty.test(sign) && !taken.some(({ start, end }) => start <= index && end > index),
    )
    .map(([sign]) => sign);
}

export function checkOwnWords(claim: ReadText, proof: Proof): Objection[] {
  const own = ownWords(claim, proof);
  return own.length > 0
    ? [
        {
          kind: 'unsupported',
          found: own.join(' '),
          reason: `no quote says ${own.map((word) => `"${word}"`).join(', ')}`,
        },
      ]
    : [];
}
