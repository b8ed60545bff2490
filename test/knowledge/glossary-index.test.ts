import { describe, expect, test } from 'vitest';
import { GlossaryFile } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';

const glossary = new GlossaryIndex(
  GlossaryFile.parse({
    market: { en: ['United States', 'US', 'U.S', 'U.S.', 'America'], es: ['Estados Unidos'], zh: ['美国'] },
    makers: [
      {
        id: 'mi',
        name: 'Xiaomi',
        names: { en: ['Xiaomi', 'Xiaomi Corp'], es: ['Xiaomi'], zh: ['小米'] },
        brands: ['Redmi', 'Redmi Note', 'Núñez'],
        people: ['Lei Jun'],
        misspellings: ['xiomi'],
        exact: ['POCO', "Mi's"],
      },
      { id: 'vivo', name: 'Vivo', names: { en: ['vivo'], es: ['vivo'], zh: ['vivo', '维沃'] } },
    ],
    topics: [
      {
        id: 'patents',
        name: { en: 'Patents', es: 'Patentes', zh: '专利' },
        terms: { en: ['patent', 'patents', 'licence fee'], es: ['patente'], zh: ['专利'] },
      },
      { id: 'shops', name: { en: 'Shops', es: 'Tiendas', zh: '商店' }, terms: { en: ['shop'] } },
    ],
    entities: [
      { id: 'carrier', kind: 'carrier', names: { zh: ['中国移动'] }, exact: ['Sprint'] },
      { id: 'china', kind: 'place', names: { zh: ['中国'] } },
    ],
    synonyms: [{ en: ['phone', 'handset', 'mobile phone'], es: ['teléfono'], zh: ['手机'] }],
  }),
);
const mentionsOf = (text: string) =>
  glossary.findMentions(text).map(({ id, by, start, end }) => `${id} ${by} ${text.slice(start, end)}`);

describe('GlossaryIndex', () => {
  test('finds names, brands, people and misspellings in any case and with or without accents', () => {
    expect(mentionsOf('XIAOMI’s redmi and lei jun; xiomi, Nunez')).toEqual([
      'mi name XIAOMI’s',
      'mi brand redmi',
      'mi person lei jun',
      'mi misspelling xiomi',
      'mi brand Nunez',
    ]);
  });

  test('takes the longest phrase at a place', () => {
    expect(mentionsOf('A Redmi Note from Xiaomi Corp')).toEqual(['mi brand Redmi Note', 'mi name Xiaomi Corp']);
  });

  test('names a place once, however often the file lists the name', () => {
    expect(mentionsOf('vivo and Vivo')).toEqual(['vivo name vivo', 'vivo name Vivo']);
    expect(mentionsOf('Xiaomi')).toEqual(['mi name Xiaomi']);
  });

  test('counts exact names only as written', () => {
    expect(mentionsOf('POCO, poco, a sprint by Sprint')).toEqual(['mi brand POCO', 'carrier name Sprint']);
    expect(mentionsOf("Mi's price, a mi")).toEqual(["mi brand Mi's"]);
  });

  test('"US" is a country and "us" is not, with or without dots', () => {
    expect(mentionsOf('Tell us about the US and the U.S. market, or the U.S')).toEqual([
      'market name US',
      'market name U.S.',
      'market name U.S',
    ]);
  });

  test('finds Chinese names, but not one inside a longer name', () => {
    expect(mentionsOf('小米和中国移动在美国，中国')).toEqual([
      'mi name 小米',
      'carrier name 中国移动',
      'market name 美国',
      'china name 中国',
    ]);
  });

  test('does not find a name inside another word', () => {
    expect(mentionsOf('revivor, unamerica, redmi-like')).toEqual(['mi brand redmi']);
  });

  test('counts a topic once for each place, whatever forms of the word are listed', () => {
    expect(glossary.findTopics('A patent. A shop and another shop.', 'en')).toEqual(['shops', 'patents']);
    expect(glossary.findTopics('licence fees', 'en')).toEqual(['patents']);
    expect(glossary.findTopics('las patentes', 'es')).toEqual(['patents']);
    expect(glossary.findTopics('专利', 'zh')).toEqual(['patents']);
  });

  test('gives the words of other languages for a synonym', () => {
    const [found] = glossary.findSynonyms('My mobile phones', 'en');
    expect(found?.group.phrases.es).toEqual([['telefon']]);
    expect(found && 'My mobile phones'.slice(found.start, found.end)).toBe('mobile phones');
  });

  test('lists what names a maker by one word, and what has a name in Chinese', () => {
    expect([...glossary.makerTerms()]).toEqual(expect.arrayContaining(['xiaomi', 'redmi', '小米', '维沃']));
    expect(glossary.makerTerms().has('corp')).toBe(false);
    expect([...glossary.chineseTerms()]).toEqual(expect.arrayContaining(['小米', '美国', '手机', '中国']));
    expect(glossary.chineseTerms().has('phone')).toBe(false);
  });

  test('tags each maker once', () => {
    expect(glossary.tagMakers('Redmi by Xiaomi, unlike vivo. Xiaomi again.')).toEqual(['mi', 'vivo']);
    expect(glossary.tagMakers('Nothing known')).toEqual([]);
  });

  test('an empty glossary finds nothing', () => {
    const empty = new GlossaryIndex(GlossaryFile.parse({}));
    expect([empty.findMentions('Xiaomi 小米'), empty.findTopics('patent', 'en'), empty.tagMakers('US')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
