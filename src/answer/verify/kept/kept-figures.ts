import { fold } from '../other-names.js';
import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasPhrase } from './word-forms.js';

const counts: Readonly<Record<'en' | 'es', readonly string[]>> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
};

/** Small numbers in words, which are not read as numbers everywhere. */
export function keptCounts(claim: ReadText, proof: Proof): Objection[] {
  if (claim.language === 'zh') return [];
  const list = counts[claim.language];
  for (const { word } of claim.tokens) {
    const value = list.indexOf(word) + 2;
    if (value < 2 || proof.quotes.some(({ read }) => hasPhrase(read.text, word))) continue;
    const isSaid = proof.quotes.some(({ read }) =>
      // "The 7 Pro" counts nothing.
      read.amounts.some((amount) => amount.value === value && !/^ \p{Lu}/u.test(read.text.slice(amount.end))),
    );
    if (!isSaid && !claim.amounts.some((amount) => amount.kind === 'ordinal' && amount.value === value))
      return [{ kind: 'number', found: word, reason: `no quote says "${word}"` }];
  }
  return [];
}

/** Nothing is worked out: each number is one of a quote, in digits or words. */
export function keptNumbers(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read, title }) => [...read.amounts, ...title.amounts]);
  const texts = proof.quotes.map(({ read, title }) => `${read.text} ${title.text}`);
  for (const { value, kind, start, end } of claim.amounts) {
    const found = claim.text.slice(start, end);
    if (quoted.some((other) => other.value === value) || texts.some((text) => hasPhrase(text, found))) continue;
    if (kind === 'ordinal') continue;
    return [{ kind: 'number', found, reason: `no quote has ${found}` }];
  }
  return [];
}

/** A claim takes its days from the quotes themselves, where these say any. */
export function keptDates(claim: ReadText, proof: Proof): Objection[] {
  const quoted = proof.quotes.flatMap(({ read }) => read.dates).filter(({ relative }) => relative === null);
  if (quoted.length === 0) return [];
  for (const { year, month, day, relative, start, end } of claim.dates) {
    if (year === null || relative !== null) continue;
    if (quoted.some((other) => other.year === year && (month === null || other.month === month))) continue;
    const beside = fold(claim.text.slice(Math.max(0, start - 40), end + 40));
    const isOfPaper = proof.quotes.some(
      ({ published }, index) =>
        published ===
          [year, month, day].flatMap((part) => (part === null ? [] : [String(part).padStart(2, '0')])).join('-') &&
        beside.includes(fold(proof.publishers[index] ?? '')),
    );
    if (isOfPaper) continue;
    const found = claim.text.slice(start, end);
    return [{ kind: 'date', found, reason: `no quote has the date ${found}` }];
  }
  return [];
}
