import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  isDate,
  makerName,
  resolveMaker,
  resolveTopic,
  suggestMakers,
  suggestTopics,
  topicName,
} from '../../src/discord/choices.js';
import type { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { readGlossary } from '../../src/knowledge/read-articles.js';
import { shippedKnowledgeFolder } from '../support/phone-corpus.js';

let glossary: GlossaryIndex;
beforeAll(async () => {
  glossary = (await readGlossary([shippedKnowledgeFolder])).glossary;
});

const first = (typed: string) => suggestMakers(glossary, typed)[0]?.value;

describe('suggestMakers()', () => {
  test.each([
    ['xi', 'xiaomi'],
    ['小', 'xiaomi'],
    ['小米', 'xiaomi'],
    ['xaomi', 'xiaomi'],
    ['redmi', 'xiaomi'],
    ['HUAWEI', 'huawei'],
    ['中兴', 'zte'],
    [' one plus', 'oneplus'],
  ])('finds the maker behind "%s"', (typed, id) => {
    expect(first(typed)).toBe(id);
  });

  test('offers makers whose own name begins so before those that it only occurs in', () => {
    const values = suggestMakers(glossary, 'o').map(({ name }) => name.toLowerCase().startsWith('o'));
    expect(values[0]).toBe(true);
    expect(values.indexOf(false) === -1 || !values.slice(values.indexOf(false)).includes(true)).toBe(true);
  });

  test('never offers more than Discord takes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('', ' ', 'a', 'o', '米')), (typed) => {
        for (const choices of [suggestMakers(glossary, typed), suggestTopics(glossary, typed, 'zh')]) {
          expect(choices.length).toBeLessThanOrEqual(25);
          expect(choices.every(({ name, value }) => name.length > 0 && name.length <= 100 && value.length <= 100)).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('suggestTopics()', () => {
  test('speaks the person’s language, and understands the others', () => {
    expect(suggestTopics(glossary, 'patent', 'es')[0]).toEqual({
      name: topicName(glossary, 'patents', 'es'),
      value: 'patents',
    });
    expect(suggestTopics(glossary, '专利', 'en')[0]?.value).toBe('patents');
  });
});

describe('resolveMaker()', () => {
  test('takes an id, a name in any language, a brand, a misspelling, or a sentence that names one', () => {
    for (const text of ['xiaomi', 'Xiaomi', '小米', ' REDMI ', 'xaomi', 'phones by Xiaomi please'])
      expect(resolveMaker(glossary, text)).toBe('xiaomi');
  });

  test('every suggestion resolves to itself', () => {
    for (const { name, value } of suggestMakers(glossary, '')) {
      expect(resolveMaker(glossary, value)).toBe(value);
      expect(resolveMaker(glossary, name)).toBe(value);
      expect(makerName(glossary, value)).toBe(name);
    }
    for (const { name, value } of suggestTopics(glossary, '', 'es'))
      expect([resolveTopic(glossary, value), resolveTopic(glossary, name)]).toEqual([value, value]);
  });

  test('knows when it does not know', () => {
    for (const text of ['Nokla', '', '*', 'gardening'])
      expect([resolveMaker(glossary, text), resolveTopic(glossary, text)]).toEqual([null, null]);
  });
});

describe('isDate()', () => {
  test('takes years, months and days that exist', () => {
    for (const text of ['2024', '2024-05', '2024-02-29', '1999-12-31']) expect(isDate(text)).toBe(true);
    for (const text of [
      '',
      '24',
      '2024-5',
      '2024-13',
      '2024-00',
      '2023-02-29',
      '2024-05-32',
      '2024/05',
      '0001',
      'May 2024',
      '2024-05-31T00:00',
      '２０２４',
    ])
      expect(isDate(text)).toBe(false);
  });
});
