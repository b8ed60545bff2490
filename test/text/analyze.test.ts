import { describe, expect, test } from 'vitest';
import { analyze, contentTerms, stemWord, stripDiacritics } from '../../src/text/analyze.js';

const words = (text: string) => analyze(text, 'en').map((token) => token.word);

describe('analyze()', () => {
  test('keeps names with signs in them whole', () => {
    expect(words('AT&T, T-Mobile and Lei’s Mi 11')).toEqual(['at&t', 't-mobile', 'and', 'lei’s', 'mi', '11']);
  });

  test('keeps a name with a hyphen whole right behind Chinese', () => {
    expect(words('在T-Mobile门店')).toEqual(['在', 't-mobile', '门店']);
  });

  test('reads a number the same with and without thousands marks', () => {
    expect(words('1,000 1000 3.5 2,50')).toEqual(['1000', '1000', '3.5', '2,50']);
  });

  test('gives inflections, possessives and accents one term', () => {
    expect(contentTerms('launches launched launching', 'en')).toEqual(['launch', 'launch', 'launch']);
    expect(contentTerms("Huawei Huawei's Huawei’s", 'en')).toEqual(['huawei', 'huawei', 'huawei']);
    expect(contentTerms('patentes patente', 'es')).toEqual(['patent', 'patent']);
    expect(stripDiacritics('Núñez')).toBe('Nunez');
    expect(stemWord('teléfonos', 'es')).toBe(stemWord('teléfono', 'es'));
  });

  test('cuts Chinese into overlapping pairs, a lone character into itself', () => {
    expect(analyze('小米在美国 米', 'zh').map((token) => token.word)).toEqual(['小米', '米在', '在美', '美国', '米']);
  });

  test('keeps Chinese and Latin words beside each other apart', () => {
    expect(analyze('小米Mi手机5G', 'zh').map((token) => token.word)).toEqual(['小米', 'mi', '手机', '5', 'g']);
  });

  test('marks stopwords and capitals', () => {
    expect(analyze('The phone of Xiaomi', 'en').map((token) => [token.isStopword, token.isCapitalised])).toEqual([
      [true, true],
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect(contentTerms('el teléfono de Xiaomi', 'es')).toHaveLength(2);
  });

  test('gives no empty term and none with a space, whatever a letter decomposes into', () => {
    const terms = analyze('ﷺ ͺ \u0301 e\u0301 ½ ㎏ ﬁ', 'en').map((token) => token.term);
    expect(terms.filter((term) => term === '' || /\s/.test(term))).toEqual([]);
    expect(terms).toContain('fi');
  });
});
