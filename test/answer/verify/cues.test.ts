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

test('prefixAt() reads a word without its accents and case, two Chinese characters, and not from one script into the other', () => {
  expect(prefixAt('小米Mi中', 1)).toBe('米');
  expect(prefixAt('小米科技', 0)).toBe('小米');
  expect(prefixAt('Mi中国', 0)).toBe('mi');
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
      for (const match of text.matchAll(pattern)) {
        matches += 1;
        expect(cuesAt(prefixAt(text, match.index)), match[0]).toContain(one);
      }
    }
  }
  expect(matches).toBeGreaterThan(500);
});
