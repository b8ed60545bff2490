import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backgroundFrequency, isEnglishWord } from '../../../src/retrieval/background/background-frequencies.js';
import { stemWord } from '../../../src/text/analyze.js';

const source = new URL('../../../src/retrieval/background/english-document-frequencies.tsv', import.meta.url);

describe('background frequencies', () => {
  test('have the stems that questions and articles have', () => {
    const wrong = readFileSync(source, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'))
      .filter(([word = '', , stem = word]) => stem !== stemWord(word, 'en'));
    expect(wrong).toEqual([]);
  });

  test('count all forms of a word together, and know which forms are English', () => {
    expect(backgroundFrequency(stemWord('phones', 'en'))).toBeGreaterThan(backgroundFrequency('patent'));
    expect(isEnglishWord('phones')).toBe(true);
    expect(isEnglishWord('huawie')).toBe(false);
  });
});
