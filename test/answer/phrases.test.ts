import { describe, expect, test } from 'vitest';
import { asksForHelp, formatDate, phrases } from '../../src/answer/phrases.js';
import { detectLanguage } from '../../src/text/language.js';

describe('formatDate()', () => {
  test.each([
    ['2018', 'en', '2018'],
    ['2018-03', 'en', 'March 2018'],
    ['2018-03-27', 'en', '27 March 2018'],
    ['2018', 'es', '2018'],
    ['2018-03', 'es', 'marzo de 2018'],
    ['2018-03-27', 'es', '27 de marzo de 2018'],
    ['2018', 'zh', '2018年'],
    ['2018-03', 'zh', '2018年3月'],
    ['2018-03-27', 'zh', '2018年3月27日'],
  ] as const)('%s in %s is %s: as precise as it is known', (date, language, expected) => {
    expect(formatDate(date, language)).toBe(expected);
  });
});

describe('asksForHelp()', () => {
  test.each([
    'hello',
    'Hi there!',
    'thanks',
    'help',
    '?',
    'What can you do?',
    'who are you',
    'How does this work?',
    'hola',
    '¿Qué puedes hacer?',
    'gracias',
    '你好',
    '你能做什么？',
    '谢谢',
  ])('“%s” asks for help', (text) => {
    expect(asksForHelp(text)).toBe(true);
  });

  test.each([
    'Hello, why did Verizon drop Huawei?',
    'What can Xiaomi do about patents?',
    'Who are the carriers that sell OnePlus phones?',
    'help Xiaomi sell phones',
    '¿Qué puede hacer Xiaomi?',
    '你好，小米会来美国吗？',
    'why?',
  ])('“%s” does not', (text) => {
    expect(asksForHelp(text)).toBe(false);
  });
});

test('every phrase is in the language it stands under', () => {
  for (const language of ['en', 'es', 'zh'] as const) {
    const { noSource, noSourceEmpty, nearest, help, oldEvidence, overtaken, noEvidenceOn } = phrases[language];
    for (const text of [
      noSource,
      noSourceEmpty,
      nearest,
      help,
      oldEvidence('2018'),
      overtaken(1, 2),
      noEvidenceOn('X'),
    ])
      expect(detectLanguage(text)).toBe(language);
  }
});
