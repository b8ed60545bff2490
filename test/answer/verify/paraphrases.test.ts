import { describe, expect, test } from 'vitest';
import { paraphrasesOf } from '../../../src/answer/verify/kept/paraphrases.js';

describe('paraphrasesOf', () => {
  test.each([
    ['a word for another', '华为的设备无法获得授权。', '华为的设备不能获得授权。', '华为的设备不能获得授权。'],
    ['several words', '商店终止了出售这款手机。', '商店停止销售手机。', '商店停止了销售这款手机。'],
    ['who says it, told by the order', '指令规定商店停售。', '根据指令，商店停售。', '据指令，商店停售。'],
    ['an inquiry into it', '议员要求对一加进行调查。', '议员要求调查一加。', '议员要求对一加调查。'],
    ['what is not one of them', '新增公司中没有小米。', '小米不是新增公司之一。', '小米不是新增公司之一。'],
    [
      'not the only one',
      '小米在美国的障碍不只是产品系列。',
      '产品系列不是小米在美国的唯一障碍。',
      '产品系列不是小米在美国的唯一障碍。',
    ],
    ['the greatest on the other side', '最大障碍可能是安全。', '安全可能是最大障碍。', '安全可能是最大障碍。'],
    [
      'two who both did not',
      '一加没有立即答复，商务部也没有。',
      '一加和商务部都没有立即答复。',
      '一加和商务部都没有立即答复。',
    ],
    [
      'what came before',
      '在说Moto Z将不会收到补丁之后，联想受到批评。',
      '联想受到批评，此前它说Moto Z将不会收到补丁。',
      '联想受到批评，此前说Moto Z将不会收到补丁。',
    ],
  ])('puts %s as the quote has it', (_, claim, quote, expected) => {
    expect(paraphrasesOf(claim, [quote])).toContain(expected);
  });

  test.each([
    ['what the quote says so itself', '华为不能获得授权。', '华为不能获得授权，苹果无法销售。'],
    ['words of which the quote has none', '华为无法获得授权。', '华为有授权。'],
    ['a word within another', '已知华为没有未来。', '华为没有未来，据说如此。'],
    ['what came first for what came then', '小米先让手机到来，然后才开设商店。', '小米在手机到来之前先开设商店。'],
  ])('leaves %s as it is', (_, claim, quote) => {
    expect(paraphrasesOf(claim, [quote])).toEqual([]);
  });

  test('offers few, since each is verified anew', () => {
    const claim =
      '尽管小米没有一家商店，新增公司中没有小米，它仍对一加进行调查，这两家公司并不更大，然后才停止，据Canalys估计，也没有。';
    const quote = '虽然，不是唯一，不是之一，没有任何和都没有，之前先，不比，估计，可能是最大，后，不得。';
    expect(paraphrasesOf(claim, [quote]).length).toBeLessThanOrEqual(3);
  });
});
