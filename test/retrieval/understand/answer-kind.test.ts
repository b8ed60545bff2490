import { describe, expect, test } from 'vitest';
import { answerKindOf, asksAlike, asksApart } from '../../../src/retrieval/understand/answer-kind.js';

describe('answerKindOf()', () => {
  test.each([
    ['How many phones did ZTE sell?', 'count'],
    ['what was the number of stores', 'count'],
    ['How much did Lenovo pay for Motorola?', 'money'],
    ['What does the OnePlus 15 cost?', 'money'],
    ['What rent did they pay in Dallas?', 'money'],
    ['What share of the market does Apple have?', 'share'],
    ['How long did the ban last?', 'duration'],
    ['How heavy is the phone?', 'measure'],
    ['When did LeEco arrive?', 'date'],
    ['so when is it out', 'date'],
    ['In which year was Honor sold?', 'date'],
    ['Why did AT&T drop Huawei?', 'reason'],
    ['What led to the split?', 'reason'],
    ['Who heads OnePlus India?', 'person'],
    ['Which senator wrote the letter?', 'person'],
    ['Which carrier sells TCL?', 'organisation'],
    ['Where was the event?', 'place'],
    ['Which city hosted it?', 'place'],
    ['Which phones did TCL show?', 'choice'],
    ['Is OnePlus leaving?', 'whether'],
    ['yo does honor sell here', 'whether'],
    ['What is the Covered List?', 'open'],
    ['how much was the mate 10 pro', 'money'],
    ['how much did huawei get for honor', 'money'],
    ['How much is the tariff on phones?', 'measure'],
    ['how much of its business is america', 'share'],
    ['honor 7x us price anyone', 'money'],
    ['Did prices go up?', 'whether'],
    ['red magic us launch date', 'date'],
  ] as const)('%s: %s', (question, kind) => {
    expect(answerKindOf(question, 'en')).toBe(kind);
  });

  test('a clause with "when" inside a question does not make it one about a date', () => {
    expect(answerKindOf('Who was in charge when Huawei was banned?', 'en')).toBe('person');
  });
});

test.each([
  ['¿Quién compró Honor?', 'es', 'person'],
  ['谁买了荣耀?', 'zh', 'person'],
  ['Who bought Honor?', 'en', 'person'],
  ['¿Qué pasó?', 'es', 'open'],
  ['¿Cuántos móviles vendió Xiaomi?', 'es', 'count'],
  ['小米卖了多少部手机?', 'zh', 'count'],
  ['¿Cuánto cuesta un Xiaomi?', 'es', 'money'],
  ['小米手机多少钱?', 'zh', 'money'],
  ['¿Qué cuota tiene Xiaomi?', 'es', 'share'],
  ['小米的份额是多少?', 'zh', 'share'],
  ['¿Cuánto tiempo duró?', 'es', 'duration'],
  ['禁令持续了多久?', 'zh', 'duration'],
  ['¿Cuánto mide?', 'es', 'measure'],
] as const)('for laying questions side by side, %s (%s) asks for: %s', (question, language, kind) => {
  expect(answerKindOf(question, language)).toBe(kind);
});

test('questions for amounts may ask alike, those for an amount and a person do not', () => {
  expect(asksAlike('money', 'measure')).toBe(true);
  expect(asksAlike('person', 'person')).toBe(true);
  expect(asksAlike('person', 'money')).toBe(false);
  expect(asksAlike('reason', 'date')).toBe(false);
});

test('a number is another thing than whether; what any sentence may answer is none', () => {
  expect(asksApart('whether', 'count')).toBe(true);
  expect(asksApart('count', 'whether')).toBe(true);
  expect(asksApart('choice', 'whether')).toBe(false);
  expect(asksApart('money', 'count')).toBe(false);
  expect(asksApart('open', 'count')).toBe(false);
  expect(asksApart('person', 'choice')).toBe(true);
  expect(asksApart('person', 'organisation')).toBe(false);
});
