import { describe, expect, test } from 'vitest';
import { type AnswerType, readIntent } from '../../../src/retrieval/understand/intent.js';
import type { Language } from '../../../src/text/language.js';

describe('readIntent()', () => {
  test.each<[Language, AnswerType, string]>([
    ['en', 'reason', 'Why did Verizon drop Huawei?'],
    ['en', 'reason', 'What kept Xiaomi from coming?'],
    ['en', 'amount', 'How many patents does Xiaomi hold?'],
    ['en', 'amount', 'What fine did ZTE pay?'],
    ['en', 'date', 'When was the ban lifted?'],
    ['en', 'date', 'In what year did Honor become independent?'],
    ['en', 'person', 'Who called it a big loss?'],
    ['en', 'organisation', 'Which carrier sells the OnePlus 6T?'],
    ['en', 'place', 'Where does Honor sell phones?'],
    ['en', 'yes-no', 'Will Xiaomi sell phones in the US?'],
    ['en', 'yes-no', "Isn't Huawei banned?"],
    ['en', 'manner', 'How did ZTE get out of it?'],
    ['en', 'thing', 'What did Best Buy stop selling?'],
    ['en', 'other', 'Honor in America'],
    ['es', 'reason', '¿Por qué dejó Verizon a Huawei?'],
    ['es', 'amount', '¿Cuántas patentes tiene Xiaomi?'],
    ['es', 'date', '¿Cuándo se levantó el veto?'],
    ['es', 'person', '¿Quién lo llamó una pérdida?'],
    ['es', 'organisation', '¿Qué operadora vende el OnePlus 6T?'],
    ['es', 'place', '¿Dónde vende Honor?'],
    ['es', 'yes-no', '¿Va a vender Xiaomi en Estados Unidos?'],
    ['es', 'yes-no', '¿Está Huawei en la lista?'],
    ['zh', 'reason', '威瑞森为什么放弃华为？'],
    ['zh', 'amount', '中兴交了多少罚款？'],
    ['zh', 'date', '荣耀什么时候独立的？'],
    ['zh', 'person', '谁说这是损失？'],
    ['zh', 'organisation', '哪家运营商卖一加？'],
    ['zh', 'place', '荣耀在哪里卖手机？'],
    ['zh', 'yes-no', '小米会在美国卖手机吗？'],
  ])('%s: %s ← %s', (language, answerType, question) => {
    expect(readIntent(question, language).answerType).toBe(answerType);
  });

  test.each<[Language, string]>([
    ['en', 'Does Honor still sell phones there?'],
    ['en', "What's the latest on Xiaomi?"],
    ['es', '¿Vende Honor móviles ahora?'],
    ['es', '¿Cuál es el último plan de Xiaomi?'],
    ['zh', '荣耀现在卖手机吗？'],
  ])('asks how things stand now, %s: %s', (language, question) => {
    expect(readIntent(question, language).asksNow).toBe(true);
  });

  test.each<[Language, string]>([
    ['en', 'Will Xiaomi come?'],
    ['en', 'What are the prospects of Honor?'],
    ['es', '¿Va a venir Xiaomi?'],
    ['es', '¿Venderá Xiaomi móviles?'],
    ['es', '¿Habrá móviles de Honor?'],
    ['zh', '小米会来吗？'],
    ['zh', '小米什么时候进入美国？'],
    ['es', '¿Cuándo llega Xiaomi a Estados Unidos?'],
  ])('asks about the future, %s: %s', (language, question) => {
    expect(readIntent(question, language).asksFuture).toBe(true);
  });

  test.each<[Language, string]>([
    ['en', 'Compare Xiaomi and Honor'],
    ['en', 'Xiaomi vs. Honor'],
    ['es', 'Diferencia entre Xiaomi y Honor'],
    ['zh', '比较小米和荣耀'],
  ])('compares, %s: %s', (language, question) => {
    expect(readIntent(question, language).isComparison).toBe(true);
  });

  test.each<[Language, string]>([
    ['en', 'Tell me everything about ZTE'],
    ['es', 'Cuéntame todo sobre ZTE'],
    ['zh', '中兴的所有事情'],
  ])('wants all there is, %s: %s', (language, question) => {
    expect(readIntent(question, language).wantsMore).toBe(true);
  });

  test('a word that only holds such a sign asks nothing of the kind', () => {
    expect(readIntent('美国国会和联邦通信委员会为什么反对华为？', 'zh').asksFuture).toBe(false);
    expect(readIntent('华为什么时候被列入实体清单？', 'zh').asksFuture).toBe(false);
    expect(readIntent('小米什么时候进入了西班牙？', 'zh').asksFuture).toBe(false);
    expect(readIntent('Who knows the Willow snowman?', 'en')).toMatchObject({ asksNow: false, asksFuture: false });
  });

  test('a question about the past has none of these', () => {
    expect(readIntent('Why did Verizon drop Huawei in January 2018?', 'en')).toEqual({
      answerType: 'reason',
      asksNow: false,
      asksFuture: false,
      isComparison: false,
      wantsMore: false,
      asksProspects: false,
    });
  });
});
