import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EvalQuestion, readJsonLines } from '../../../scripts/eval/datasets.js';
import { fitWording, type WordingExample } from '../../../scripts/fit/fit-wording.js';
import { wordingOf, wordingScore } from '../../../src/answer/refuse/wording.js';
import type { Language } from '../../../src/text/language.js';
import { usePhoneRetriever } from '../../support/phone-retriever.js';

const retriever = usePhoneRetriever();

const wording = async (text: string) => wordingOf(await retriever().understand(text));

describe('the wording of a question', () => {
  test('is the same whoever it asks about', async () => {
    expect(await wording('Did Verizon ever sell Xiaomi phones in 2019?')).toEqual(
      await wording('Did AT&T ever sell Huawei phones in 2016?'),
    );
    expect(await wording('How old is Lei Jun?')).toEqual(await wording('How old is Richard Yu?'));
    expect(await wording('小米有多少员工?')).toEqual(await wording('华为有多少员工?'));
  });

  test('is another one when something else is asked', async () => {
    expect(await wording('How old is Lei Jun?')).not.toEqual(await wording('How rich is Lei Jun?'));
    expect(await wording('When did Xiaomi sell phones?')).not.toEqual(await wording('Who did Xiaomi sell phones?'));
  });
});

describe('the shipped model of wordings finds answered', () => {
  const score = async (text: string) => wordingScore(await retriever().understand(text));

  test.each([
    ['Why did Verizon drop Huawei?', 'How many megapixels does the Mate 10 Pro have?'],
    ['What market share does Honor have?', 'What salary does the head of Honor get?'],
    ['Will Xiaomi sell phones in the US?', 'Will the next Xiaomi be waterproof?'],
    ['¿Por qué no se vende Xiaomi en Estados Unidos?', '¿Cuántos megapíxeles tiene la cámara del Xiaomi?'],
    ['小米为什么不在美国卖手机?', '小米手机的屏幕坏了修要多少钱?'],
  ])('%s rather than %s', async (answered, unanswered) => {
    expect(await score(answered)).toBeGreaterThan(await score(unanswered));
  });

  test('a question of which it knows no word neither likely nor unlikely by its length', () => {
    const strange = (words: string[]) => wordingScore({ text: words.join(' '), language: 'en', wording: words }, empty);
    expect(strange(['zyx'])).toBe(strange(['zyx', 'wvu', 'tsr']));
  });
});

const empty = { intercept: 0.2, weights: new Map<string, number>() };

describe('fitWording()', () => {
  const example = (names: string, isAnswerable: boolean, language: Language = 'en'): WordingExample => ({
    names: new Set(names.split(' ')),
    language,
    isAnswerable,
    weight: 1,
  });
  const scoreOf = (model: ReturnType<typeof fitWording>, names: string) =>
    model.intercept + names.split(' ').reduce((sum, name) => sum + (model.weights.get(name) ?? 0), 0);

  test('tells the words of questions that are answered from those of questions that are not', () => {
    const model = fitWording([
      ...Array.from({ length: 20 }, () => example('why drop', true)),
      ...Array.from({ length: 20 }, () => example('how heavy', false)),
    ]);
    expect(scoreOf(model, 'why drop')).toBeGreaterThan(0.5);
    expect(scoreOf(model, 'how heavy')).toBeLessThan(-0.5);
  });

  test('does not take being common, or being of a language with few unanswered ones, for being answered', () => {
    const model = fitWording([
      ...Array.from({ length: 60 }, () => example('plain', true)),
      ...Array.from({ length: 6 }, () => example('plain', false)),
      ...Array.from({ length: 60 }, () => example('sencillo', true, 'es')),
      ...Array.from({ length: 3 }, () => example('sencillo', false, 'es')),
    ]);
    expect(Math.abs(scoreOf(model, 'plain'))).toBeLessThan(0.1);
    expect(Math.abs(scoreOf(model, 'sencillo'))).toBeLessThan(0.1);
  });
});

describe('the questions that nobody answers', () => {
  const folder = path.join(import.meta.dirname, '../../questions');
  const lines = readFileSync(path.join(folder, 'unanswered.txt'), 'utf8').trimEnd().split('\n');

  test('are many, and each is there once', () => {
    expect(lines.length).toBeGreaterThan(2_000);
    expect(new Set(lines.map((line) => line.trim().toLowerCase())).size).toBe(lines.length);
    expect(lines.filter((line) => line.trim() === '')).toEqual([]);
  });

  test('are none of the development questions: what is learned from may not be measured on', () => {
    const words = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    const learned = new Set(lines.map(words));
    const development = ['fit.jsonl', 'validate.jsonl'].flatMap((name) =>
      readJsonLines(path.join(folder, name), EvalQuestion).map(({ question }) => words(question)),
    );
    expect(development.filter((question) => learned.has(question))).toEqual([]);
  });
});
