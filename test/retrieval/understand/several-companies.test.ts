import { describe, expect, test } from 'vitest';
import { asksOfEach, asksOfTie, companiesOf } from '../../../src/retrieval/understand/several-companies.js';
import { usePhoneRetriever } from '../../support/phone-retriever.js';
import { conceptOf, questionOf } from '../../support/ranking.js';

const retriever = usePhoneRetriever();

describe('asksOfEach()', () => {
  test.each([
    ['Are Huawei and ZTE banned?', true],
    ['Are Xiaomi, Honor or OnePlus sold here?', true],
    ['¿Se venden Honor y Xiaomi?', true],
    ['小米和华为在美国能买到吗？', true],
    ['How does Xiaomi compare to OnePlus?', true],
    ['Will Honor buy the old offices of OnePlus?', false],
    ['Did Huawei sell Honor?', false],
    ['荣耀和华为还有关系吗', false],
    ['Are Honor and Huawei still related?', false],
    ['Are Honor and Huawei owned by the same people?', false],
    ['荣耀是华为的子公司吗', false],
    ['Do Huawei and ZTE have ties to the Chinese government?', true],
    ['Can I use my own Xiaomi or Honor?', true],
    ['Is OnePlus owned by Xiaomi or Honor?', false],
    ['Is Huawei banned?', false],
  ])('tells whether the same is asked of several makers: %s', async (text, expected) => {
    expect(asksOfEach(await retriever().understand(text))).toBe(expected);
  });
});

test('a maker and another firm may be tied to each other too', () => {
  const google = conceptOf('googl', { kind: 'entity', id: 'google', entityKind: 'firm' });
  const asked = (text: string) => questionOf([google, conceptOf('honor')], { text, makers: ['honor'] });
  expect(companiesOf(asked('Does Google own Honor?'))).toEqual(['honor', 'google']);
  expect(asksOfTie(asked('Does Google own Honor?'))).toBe(true);
  expect(asksOfTie(asked('Does Google work on Honor phones?'))).toBe(false);
});
