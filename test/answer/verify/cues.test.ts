import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { impliedModalities } from '../../../src/answer/verify/answering-cues.js';
import {
  attribution,
  causality,
  cuesAt,
  directions,
  hardNegation,
  modalities,
  quantifiers,
  softNegations,
} from '../../../src/answer/verify/cues.js';
import { firstLetters, prefixAt } from '../../../src/answer/verify/first-letters.js';

const all = [
  hardNegation,
  ...softNegations,
  ...modalities,
  ...impliedModalities,
  attribution,
  ...directions,
  ...quantifiers,
  causality,
];

test('firstLetters() tells how a match can begin', () => {
  expect([...(firstLetters('le(?:aves|ft)|exits?') ?? [])].sort()).toEqual(['exit', 'exits', 'leaves', 'left']);
  expect([...(firstLetters('(?:up|)on|g[ai]ve') ?? [])].sort()).toEqual(['gave', 'give', 'on', 'upon']);
  expect([...(firstLetters('a|as long as|según') ?? [])].sort()).toEqual(['a', 'as', 'segun']);
  expect([...(firstLetters('(?<!no )pud(?:o|ieron)') ?? [])]).toEqual(['pudo', 'pudier']);
  expect(firstLetters('\\p{L}+less')).toBeNull();
  expect(firstLetters('(?:un)?\\p{L}+')).toBeNull();
});

test('prefixAt() reads a word without its accents and case', () => {
  expect(prefixAt('Dijo Él', 5)).toBe('el');
  expect(prefixAt('según', 0)).toBe('segun');
});

test('no word that a cue matches is passed over for its first letters', () => {
  const texts = ['hard.txt', 'true-claims.txt', 'third-claims.txt'].flatMap((file) =>
    readFileSync(path.join(import.meta.dirname, file), 'utf8').split('\n'),
  );
  let matches = 0;
  for (const one of all) {
    const { parts, pattern } = one;
    if (!parts) continue;
    for (const text of texts) {
      const inHan = parts.han ? [...text.matchAll(parts.han)].map(({ index }) => index) : [];
      for (const match of text.matchAll(pattern)) {
        matches += 1;
        if (/^\p{Script=Latin}/u.test(match[0])) expect(cuesAt(prefixAt(text, match.index)), match[0]).toContain(one);
        else expect(inHan, match[0]).toContain(match.index);
      }
    }
  }
  expect(matches).toBeGreaterThan(500);
});
