import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { impliedModalities } from '../../../src/answer/verify/answering-cues.js';
import {
  attribution,
  causality,
  directions,
  hardNegation,
  mayBegin,
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
  expect([...(firstLetters('le(?:aves|ft)|exits?') ?? [])].sort()).toEqual(['exi', 'lea', 'lef']);
  expect([...(firstLetters('(?:up|)on|g[ai]ve') ?? [])].sort()).toEqual(['gav', 'giv', 'on', 'upo']);
  expect([...(firstLetters('a|as long as|según') ?? [])].sort()).toEqual(['a', 'as', 'seg']);
  expect([...(firstLetters('(?<!no )pud(?:o|ieron)') ?? [])]).toEqual(['pud']);
  expect(firstLetters('\\p{L}+less')).toBeNull();
  expect(firstLetters('(?:un)?\\p{L}+')).toBeNull();
});

test('prefixAt() reads a word without its accents and case', () => {
  expect(prefixAt('Dijo Él', 5)).toBe('el');
  expect(prefixAt('según', 0)).toBe('seg');
});

test('no word that a cue matches is passed over for its first letters', () => {
  const texts = ['hard.txt', 'true-claims.txt', 'third-claims.txt'].flatMap((file) =>
    readFileSync(path.join(import.meta.dirname, file), 'utf8')
      .split('\n')
      .filter((line) => !/\p{Script=Han}/u.test(line)),
  );
  let matches = 0;
  for (const { latin, pattern } of all) {
    if (!latin) continue;
    for (const text of texts)
      for (const match of text.matchAll(pattern)) {
        matches += 1;
        expect(mayBegin(latin, prefixAt(text, match.index)), match[0]).toBe(true);
        expect(text.slice(match.index)).toMatch(/^\p{Script=Latin}/u);
      }
  }
  expect(matches).toBeGreaterThan(500);
});
