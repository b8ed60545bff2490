import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProofQuote } from '../../../src/answer/verify/verification.js';
import { ClaimVerifier } from '../../../src/answer/verify/verify-claim.js';
import { GlossaryFile } from '../../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../../src/knowledge/glossary-index.js';

const glossaryFile = path.join(import.meta.dirname, '..', '..', '..', 'knowledge', 'glossary.yaml');
const verifier = new ClaimVerifier(new GlossaryIndex(GlossaryFile.parse(parse(readFileSync(glossaryFile, 'utf8')))));
const quote = (
  text: string,
  translation: ProofQuote['translation'] = null,
  language: ProofQuote['article']['language'] = 'en',
): ProofQuote => ({
  text,
  translation,
  article: { title: 'A title', publisher: 'The Paper', published: '2018-11', language },
});
const kinds = (claim: string, ...proofs: ProofQuote[]) =>
  verifier.verify(claim, proofs, 'kept').map(({ kind }) => kind);

const said =
  'TCL made the Alcatel phones, which Verizon may sell after May 2018, and Motorola made the Moto G, The Paper wrote in June 2018.';

describe('ClaimVerifier, of who was to keep to the words of the quotes,', () => {
  test.each([
    ['parts left out', 'TCL made the Alcatel phones, The Paper wrote in June 2018.', said],
    [
      'another order',
      'Verizon may sell the Alcatel phones, which TCL made, after May 2018, The Paper wrote in June 2018.',
      said,
    ],
    [
      'other forms of the words',
      'Xiaomi, according to Lei Jun, was selling no phones in the US.',
      'Xiaomi sold no phones in the US, Lei Jun said.',
    ],
    [
      'what is joined with small words',
      'Honor, which sold phones through Amazon, had no American carrier.',
      'Honor had no American carrier. Honor sold phones through Amazon.',
    ],
    [
      'what "did not" stands for',
      'Verizon and AT&T did not sell the phone.',
      'T-Mobile sold the phone, whereas Verizon and AT&T did not.',
    ],
    [
      'the two who were named',
      'The agency closed the case of Ericsson against Motorola because the two had settled.',
      'The agency closed the case of Ericsson against Motorola, because Ericsson and Motorola had settled.',
    ],
    [
      'when the paper reported it',
      'The Paper reported in November 2018 that AT&T would close its network in February 2022.',
      'AT&T would close its network in February 2022.',
    ],
    [
      'a result told before its reason',
      'The place of Xiaomi marks a change, since Xiaomi had ranked second in 2017.',
      'Xiaomi had ranked second in 2017, so the place of Xiaomi marks a change.',
    ],
    [
      'a part that denies nothing',
      'The tariff on Chinese phones was halved in May 2018 and declared unlawful in June 2018.',
      'The tariff on Chinese phones did not last, as it was halved in May 2018 and declared unlawful in June 2018.',
    ],
    [
      'what the paper reported, without its word',
      'TCL made the phones of T-Mobile in May 2018.',
      'The Paper reported in May 2018 that TCL made the phones of T-Mobile in May 2018.',
    ],
    [
      'who is named behind "by"',
      'The Paper described T-Mobile in May 2018 as friendlier to phones.',
      'T-Mobile was described by The Paper in May 2018 as friendlier to phones.',
    ],
  ])('lets %s pass', (_, claim, text) => {
    expect(kinds(claim, quote(text))).toEqual([]);
  });

  test.each([
    [
      'a word of its own',
      'Xiaomi’s board agreed to the rule.',
      'Xiaomi’s shareholders agreed to the rule.',
      'unsupported',
    ],
    [
      'a small word that decides',
      'Huawei sold Honor nine months after the letter.',
      'Huawei sold Honor nine months before the letter.',
      'unsupported',
    ],
    [
      'a hedge of its own',
      'HarmonyOS may no longer run Android apps.',
      'HarmonyOS can no longer run Android apps.',
      'unsupported',
    ],
    ['a hedge left out', 'Coolpad works on a comeback in China.', 'Coolpad plans a comeback in China.', 'modality'],
    [
      'a "not" left out',
      'Labs were banned by the FCC.',
      'Labs were not banned, because the FCC only proposed it.',
      'negation',
    ],
    [
      'a "not" moved',
      'Honor sold no phones, and Huawei sold tablets.',
      'Honor sold phones, and Huawei sold no tablets.',
      'negation',
    ],
    ['"outside" left out', 'No maker of screens works in Asia.', 'No maker of screens works outside Asia.', 'negation'],
    ['makers exchanged', 'Motorola made the Alcatel phones.', said, 'name'],
    [
      'another day beside a word',
      'The event of May 2018 was shown in June 2018.',
      'The event of June 2018 was shown in May 2018.',
      'date',
    ],
    [
      'another number beside a word',
      'The price was 99 dollars.',
      'The price was 69 dollars, though 99 dollars had been asked.',
      'number',
    ],
    ['another list of one law', 'Washington lowered List 4B.', 'Washington lowered List 4A.', 'name'],
    ['a year worked out', 'Xiaomi sold more in 2017.', 'Xiaomi sold more in 2018 than a year earlier.', 'date'],
    [
      'another speaker',
      'Apple said on 6 May 2018 that it made up half of the sales.',
      'Apple made up half of the sales, Counterpoint reported on 6 May 2018.',
      'name',
    ],
    [
      'who says it left out',
      'The ban applies to Honor.',
      'The ban applies to Honor, a group of lawmakers said.',
      'attribution',
    ],
    [
      'more than a report',
      'Apple claimed to sell half of the phones.',
      'Apple sold half of the phones, The Paper reported.',
      'attribution',
    ],
    [
      'another order of those who stand in one',
      'Samsung, Apple and Motorola sold most phones, in that order.',
      'Apple, Samsung and Motorola sold most phones, in that order.',
      'name',
    ],
    [
      'the other house of Congress',
      'The Senate backed the act by 420 votes, and the House passed it.',
      'The House backed the act by 420 votes, and the Senate passed it.',
      'name',
    ],
    [
      'a name for those who have none',
      'OnePlus claimed that the OnePlus 6T might be sold in China only.',
      'The OnePlus 6T might be sold in China only, posts on social media claimed.',
      'name',
    ],
    [
      'a city for its country',
      'Courts in Beijing, Delhi and Munich had issued orders.',
      'Courts in Wuhan, Delhi and Munich had issued orders. Xiaomi had fought in China.',
      'name',
    ],
    [
      'who is made to do what is done to them',
      'ZTE blocked the agency in June 2018.',
      'The agency blocked ZTE in June 2018.',
      'name',
    ],
    [
      'one of two of whom it is denied',
      'OnePlus answered at once, but not Verizon.',
      'Neither OnePlus nor Verizon answered at once.',
      'negation',
    ],
    [
      'what somebody calls itself',
      'Xiaomi is a firm without military links.',
      'Xiaomi described itself as a firm without military links.',
      'attribution',
    ],
    [
      'one date for two',
      'The announcement of March 2018 says that the phone comes in 2018.',
      'The announcement of March 2018 says that the phone comes in 2019.',
      'date',
    ],
    [
      'a day of the article',
      'Xiaomi turned the request down on 24 November 2018.',
      'Xiaomi turned the request down on 23 November 2018.',
      'date',
    ],
    [
      'the largest for the second',
      'Huawei was the largest phone maker of the world.',
      'Huawei was the second-largest phone maker of the world.',
      'number',
    ],
    ['phones for few phones', 'Phones have all the bands.', 'Few phones have all the bands.', 'number'],
    [
      'twice in a year for once in two',
      'BLU has two reviews each year.',
      'BLU has a review every two years.',
      'number',
    ],
    [
      'what gives itself as its reason',
      'Google withdrew the licence of Huawei in May 2018 because Google withdrew the licence of Huawei in May 2018.',
      'Google withdrew the licence of Huawei in May 2018, because it was told to.',
      'citation',
    ],
    [
      'a place for a quarter',
      'TCL was third in the third quarter of 2018.',
      'TCL was fifth in the third quarter of 2018.',
      'number',
    ],
    [
      'all for a part of them',
      'Huawei did away with the 16 charges.',
      'Huawei did away with 13 of the 16 charges.',
      'number',
    ],
    [
      'what each has for what both have',
      'Motorola and TCL each sold 11 percent.',
      'Motorola and TCL jointly sold 11 percent.',
      'number',
    ],
    [
      'another length of time',
      'The two sides cancelled it two years later.',
      'The two sides cancelled it half a year later.',
      'number',
    ],
    [
      'a model with the number of its storage',
      'The OnePlus 12 costs 899 dollars with 12 GB.',
      'The OnePlus 13 costs 899 dollars with 12 GB.',
      'name',
    ],
    [
      'two that changed places with the same words between',
      'A seven of Canada, not of Europe, is what Apple sold more of than Samsung.',
      'A seven of Canada, not of Europe, is what Samsung sold more of than Apple.',
      'name',
    ],
    [
      'with for without',
      'Labs in countries with reciprocal agreements were refused.',
      'Labs in countries without reciprocal agreements were refused.',
      'negation',
    ],
    [
      'a "not" that another "without" hides',
      'Labs in countries without reciprocal agreements were banned by the FCC on 30 April 2018.',
      'Labs in countries without reciprocal agreements were not banned on 30 April 2018, because the FCC only proposed such a ban.',
      'negation',
    ],
    [
      'what it is promoted as',
      'Motorola sold the ThinkPhone, the best phone for cybersecurity.',
      'Motorola sold the ThinkPhone and promoted it as the best phone for cybersecurity.',
      'attribution',
    ],
    ['a fall to for a fall by', 'Sales in the US fell by 36 percent.', 'Sales in the US fell to 36 percent.', 'number'],
    [
      'what is no phone',
      'Xiaomi meant the phone stores to make it known.',
      'Xiaomi meant the non-phone stores to make it known.',
      'negation',
    ],
    [
      'what somebody was unwilling to do',
      'Honor had made the investment that carriers require.',
      'Honor was unwilling to make the investment that carriers require.',
      'negation',
    ],
    [
      'what somebody objected',
      'The FCC acted from political motives.',
      'Hikvision objected in June 2018 that the FCC acted from political motives.',
      'attribution',
    ],
    [
      'all of them for some',
      'Makers are a worry, as all of them have not paid for their patents.',
      'Makers are a worry, as some have not paid for all their patents.',
      'number',
    ],
  ])('turns %s away', (_, claim, text, kind) => {
    expect(kinds(claim, quote(text))).toContain(kind);
  });

  test.each([
    [
      'zh',
      'an order that demands',
      '五角大楼的一项指令要求商店必须结束销售。',
      '根据五角大楼的一项指令，商店必须结束销售。',
    ],
    ['zh', 'another word for the same', '华为的设备无法获得新的授权。', '华为的设备不能获得新的授权。'],
    ['zh', 'another turn for the same', '小米在美国的障碍不只是产品系列。', '产品系列不是小米在美国的唯一障碍。'],
    [
      'zh',
      'what somebody thinks, by another word',
      'Counterpoint分析师认为，苹果处于最强的地位。',
      '在Counterpoint分析师看来，苹果处于最强的地位。',
    ],
    [
      'zh',
      'who did not, told of who it was not done by',
      '大多数美国运营商2018年没有直接销售华为手机。',
      '华为手机2018年没有被大多数美国运营商直接销售。',
    ],
    [
      'zh',
      'the day that the quote has no more of',
      '据引用的彭博社当月报道，乐视提供的产品到2018年4月已缩减为电视。',
      '据引用的彭博社当月报道，到2018年4月，乐视提供的产品已缩减为电视。',
    ],
    ['zh', 'one sign that only joins', '运营商销售手机时给大幅折扣。', '运营商以大幅折扣销售手机。'],
    [
      'zh',
      'a rule that is called so',
      '商务部扩大了限制，即所谓的关联公司规则。',
      '商务部扩大了限制，这被称为关联公司规则。',
    ],
    [
      'zh',
      'what was already done, by its object',
      '美国联邦通信委员会2018年已将华为归为安全威胁。',
      '华为2018年已被美国联邦通信委员会归为安全威胁。',
    ],
    [
      'es',
      'a part that denies nothing',
      'El arancel fue reducido a la mitad en mayo de 2018 y declarado ilegal en junio de 2018.',
      'El arancel no duró, ya que fue reducido a la mitad en mayo de 2018 y declarado ilegal en junio de 2018.',
    ],
  ] as const)('lets pass in %s: %s', (language, _, claim, text) => {
    expect(kinds(claim, quote(text, null, language))).toEqual([]);
  });

  test.each([
    ['zh', 'one sign that counts', '运营商全以大幅折扣销售手机。', '运营商以大幅折扣销售手机。', 'unsupported'],
    ['zh', 'with for without', '荣耀打算销售少量有锁手机。', '荣耀打算销售少量无锁手机。', 'negation'],
    [
      'zh',
      'what is denied everywhere',
      '华为承诺不保留股份，但保留发言权。',
      '华为承诺，既不保留股份，也不保留发言权。',
      'negation',
    ],
    [
      'zh',
      'a fall for growth',
      '2018年在美国，摩托罗拉下降83%，苹果增长53%。',
      '2018年在美国，摩托罗拉增长83%，苹果增长53%，中兴下降77%。',
      'negation',
    ],
    [
      'zh',
      'all for some',
      '所有手机没有美国频段，其所有者需要申请。',
      '一些手机没有美国频段，其所有者需要申请。',
      'number',
    ],
    [
      'zh',
      'what a maker says of itself, where "依据" is no word of saying',
      '2018年10月的说法不准确、没有依据，联想已通过安全审查。',
      '联想称2018年10月的说法不准确、没有依据，并说它已通过安全审查。',
      'attribution',
    ],
    ['zh', 'who differs from whom', '小米与华为不同，仍留在黑名单上。', '与小米不同，华为仍留在黑名单上。', 'name'],
    ['zh', 'the same list for another', '华为仍留在同一份名单上。', '华为仍留在另一份名单上。', 'negation'],
    [
      'zh',
      'what comments were asked for',
      '委员会把实验室禁令扩大到中国的每一家实验室。',
      '委员会就把实验室禁令扩大到中国的每一家实验室征求意见。',
      'modality',
    ],
    [
      'zh',
      'the other half of a year',
      '据《报纸》2018年3月报道，荣耀的手机将在2018年上半年到中国买家手中。',
      '《报纸》2018年3月报道，中国买家将在2018年下半年得到荣耀的手机。',
      'date',
    ],
    ['zh', 'one for several', '被申请人包括一家TCL公司和BLU。', '多家TCL公司和BLU属于被申请人。', 'number'],
    ['zh', 'one for all', '李炳忠将领导OPPO的一个子品牌。', '李炳忠将领导OPPO的所有子品牌。', 'number'],
    [
      'zh',
      'part of it for on top of it',
      '中兴付款10亿美元，其中包含4亿美元托管资金。',
      '中兴付款10亿美元，外加4亿美元托管资金。',
      'number',
    ],
    [
      'zh',
      'a number that is in a name only',
      '一加在另外七个城市开售7 Pro。',
      '一加在另外五个城市开售7 Pro。',
      'number',
    ],
    [
      'zh',
      'one of two who both did not',
      '一加立即作了答复，商务部则没有。',
      '一加和商务部都没有立即答复。',
      'negation',
    ],
    [
      'zh',
      'but yes for the other',
      '一加不会让13T进入美国，但会让其进入欧洲。',
      '一加不会让13T进入美国和欧洲。',
      'negation',
    ],
    [
      'zh',
      'what is not mentioned',
      '联想拥有摩托罗拉手机，报道提到了这些手机。',
      '联想是摩托罗拉手机的所有者，报道对这些手机只字未提。',
      'negation',
    ],
    [
      'zh',
      'another paper',
      '雷军接受《纽约时报》采访时说，小米计划进入美国。',
      '雷军接受《华尔街日报》采访时说，小米计划进入美国。',
      'name',
    ],
    [
      'zh',
      'this year for the next',
      '巴拉2014年说，北美的工作将于当年开始。',
      '巴拉2014年说，北美的工作将于次年开始。',
      'date',
    ],
    [
      'zh',
      'who is sued for who sues',
      'Blue Spike还被谷歌、雅虎等公司起诉过。',
      'Blue Spike还起诉过谷歌、雅虎等公司。',
      'name',
    ],
    [
      'zh',
      'the other of two',
      '例子是美国的频段，而不是欧洲的20频段。',
      '例子是欧洲的20频段，而非美国的频段。',
      'negation',
    ],
    ['zh', 'what is put first', 'TCL把中国置于北美之前。', 'TCL把北美置于中国之前。', 'name'],
    ['zh', 'a cut for a rise', 'OPPO把出货计划上调超过20%。', 'OPPO把出货计划下调超过20%。', 'direction'],
    ['zh', 'the two sides of a verb exchanged', '运营商需要较小的品牌。', '较小的品牌需要运营商。', 'name'],
    ['zh', 'years for months', '小米承诺在数年内推出网站。', '小米承诺在数月内推出网站。', 'date'],
    [
      'es',
      'who is made to do what is done to them',
      'ZTE multó a la agencia en junio de 2018.',
      'La agencia multó a ZTE en junio de 2018.',
      'name',
    ],
  ] as const)('turns away in %s: %s', (language, _, claim, text, kind) => {
    expect(kinds(claim, quote(text, null, language))).toContain(kind);
  });

  test('compares a claim in another language with the translation, and the names with it', () => {
    const translated = quote('Xiaomi may enter the US in 2019.', {
      text: '小米可能于2019年进入美国。',
      language: 'zh',
    });
    expect(kinds('小米2019年可能进入美国。', translated)).toEqual([]);
    expect(kinds('小米2019年可能登陆美国。', translated)).toEqual(['unsupported']);
    expect(kinds('小米于2019年进入美国。', translated)).toContain('modality');
    expect(kinds('Xiaomi may enter the US in 2019.', translated)).toEqual([]);
  });

  test('holds what a maker says apart from what a paper with its name reports', () => {
    const text = 'Huawei reported that Mate 10 phones are the best of all.';
    const by = (publisher: string): ProofQuote => ({ ...quote(text), article: { ...quote(text).article, publisher } });
    const claim = 'Mate 10 phones are the best of all.';
    expect(kinds(claim, by('Huawei Central'))).toEqual(['citation']);
    expect(kinds(claim, by('Huawei'))).toEqual(['citation']);
  });

  test('asks no words of a claim in another language than its quotes', () => {
    expect(kinds('Xiaomi podría llegar a Estados Unidos en 2019.', quote('Xiaomi may enter the US in 2019.'))).toEqual(
      [],
    );
  });

  test('lets other words pass where nobody was asked to keep to them', () => {
    const text = quote('Xiaomi started to sell phones in the US in May 2018.');
    const claim = 'Xiaomi began selling handsets in the US in May 2018.';
    expect(verifier.verify(claim, [text])).toEqual([]);
  });
});
