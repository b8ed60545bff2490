import { describe, expect, test } from 'vitest';
import { resolveFollowUp } from '../../../src/answer/conversation/follow-up.js';
import type { Conversation } from '../../../src/answer/question.js';
import { phoneGlossaryIndex } from '../../support/phone-corpus.js';

const glossary = phoneGlossaryIndex();
const turnOf = (standalone: string): Conversation => [{ standalone, makers: [], citedArticles: [] }];
const resolve = (text: string, earlier: string) => resolveFollowUp(text, turnOf(earlier), glossary);

describe('resolveFollowUp()', () => {
  test.each([
    ['what about AT&T?', 'Why did Verizon drop Huawei?', 'Why did AT&T drop Huawei?'],
    ['and AT&T?', 'Why did Verizon drop Huawei?', 'Why did AT&T drop Huawei?'],
    ['AT&T?', 'Why did Verizon drop Huawei?', 'Why did AT&T drop Huawei?'],
    ['荣耀？', '小米会在美国卖手机吗？', '荣耀会在美国卖手机吗？'],
    ['And what about Honor then?', 'Will Xiaomi sell phones in the US?', 'Will Honor sell phones in the US?'],
    ['how about OnePlus', 'Which carrier sells Xiaomi phones?', 'Which carrier sells OnePlus phones?'],
    ['same for ZTE?', 'When was Huawei banned?', 'When was ZTE banned?'],
    ['¿y AT&T?', '¿Por qué dejó Verizon a Huawei?', '¿Por qué dejó AT&T a Huawei?'],
    ['¿Y qué pasa con Honor?', '¿Venderá Xiaomi móviles?', '¿Venderá Honor móviles?'],
    ['荣耀呢？', '小米会在美国卖手机吗？', '荣耀会在美国卖手机吗？'],
    ['那荣耀呢', '小米会在美国卖手机吗？', '荣耀会在美国卖手机吗？'],
    ['and in 2019?', 'What did Huawei do in 2018?', 'What did Huawei do in 2019?'],
    ['and in May 2019?', 'What did Huawei do in March 2018?', 'What did Huawei do in May 2019?'],
    ['¿y en 2019?', '¿Qué hizo Huawei en 2018?', '¿Qué hizo Huawei en 2019?'],
    ['what about 2019', '华为在2018做了什么？', '华为在2019做了什么？'],
  ])('“%s” after “%s” puts the new name in the old one’s place', (text, earlier, standalone) => {
    expect(resolve(text, earlier)).toEqual({ text: standalone, about: null });
  });

  test.each([
    ['why?', 'Will Xiaomi sell phones in the US?'],
    ['Why not?', 'Will Xiaomi sell phones in the US?'],
    ['when?', 'Did T-Mobile sell the OnePlus 6T?'],
    ['who said that?', 'Is Huawei a risk?'],
    ['how much?', 'Did ZTE pay a fine?'],
    ['is it still banned?', 'Why was ZTE banned?'],
    ['What did they fear?', 'Why did Verizon drop Huawei?'],
    ['¿Qué dijo él?', '¿Dejó Verizon a Huawei?'],
    ['¿Qué pasó después?', '¿Dejó Verizon a Huawei?'],
    ['but the price?', 'Where does Honor sell phones?'],
    ['¿por qué?', '¿Dejó Verizon a Huawei?'],
    ['¿cuándo?', '¿Dejó Verizon a Huawei?'],
    ['为什么？', '小米会在美国卖手机吗？'],
    ['什么时候？', '中兴被禁了吗？'],
    ['in the US?', 'Does Honor sell phones?'],
  ])('“%s” keeps “%s” as its subject', (text, earlier) => {
    expect(resolve(text, earlier)).toEqual({ text, about: earlier });
  });

  test.each([
    ['Why did the Commerce Department ban exports to ZTE in April 2018?', 'Will Xiaomi sell phones in the US?'],
    ['How much does the OnePlus 6T cost at T-Mobile?', 'Why was ZTE banned?'],
    ['can the us really block my phone?', 'Does Honor sell phones?'],
    ['¿Por qué retiró Google la licencia de Android a Huawei?', 'Why was ZTE banned?'],
    ['荣耀在2020年什么时候脱离华为独立的？', 'Why was ZTE banned?'],
  ])('“%s” stands alone', (text, earlier) => {
    expect(resolve(text, earlier)).toEqual({ text, about: null });
  });

  test('a new name that fits nowhere in the earlier question is asked about with it', () => {
    const { text, about } = resolve('what about Nevada?', 'Where does Honor sell phones?');
    expect(text).toBe('Nevada');
    expect(about).toBe('Where does Honor sell phones?');
  });

  test('without a conversation nothing is changed', () => {
    for (const text of ['why?', 'what about Honor?', '荣耀呢？', ''])
      expect(resolveFollowUp(text, [], glossary)).toEqual({ text, about: null });
  });

  test('only the last turn counts', () => {
    const conversation = [...turnOf('Why was ZTE banned?'), ...turnOf('Will Xiaomi sell phones in the US?')];
    expect(resolveFollowUp('why?', conversation, glossary).about).toBe('Will Xiaomi sell phones in the US?');
  });

  test('a long line without an end is read in linear time', () => {
    for (const unit of ['and ', 'y ', 'what about ', '¿ ', '呢', 'why ', ' ', 'so, '])
      expect(resolve(unit.repeat(2000 / unit.length), 'Why was ZTE banned?')).toHaveProperty('text');
  });
});
