import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitTranslations } from '../../../src/retrieval/translation/fit-translations.js';
import { type Gains, TranslationModel, termCounts } from '../../../src/retrieval/translation/translation-model.js';

const sentences = [
  {
    sentence: ['tariff', 'phone'],
    questions: [
      ['tariff', 'phone'],
      ['duti', 'phone'],
      ['关税', '手机'],
      ['arancel', 'telefon'],
    ],
  },
  {
    sentence: ['tariff', 'china'],
    questions: [
      ['duti', 'china'],
      ['tariff', 'china'],
      ['关税', '中国'],
      ['arancel', 'chin'],
    ],
  },
  {
    sentence: ['carrier', 'phone'],
    questions: [
      ['carrier', 'phone'],
      ['oper', 'telefon'],
      ['运营', '手机'],
    ],
  },
  {
    sentence: ['carrier', 'china'],
    questions: [
      ['carrier', 'china'],
      ['oper', 'chin'],
      ['运营', '中国'],
    ],
  },
];
const model = new TranslationModel(fitTranslations(sentences));
const gainOf = ({ terms, values }: Gains, term: string, from = model): number => {
  const place = terms.indexOf(from.numberOf(term) ?? -1);
  return place < 0 ? 0 : (values[place] ?? 0);
};

describe('translations', () => {
  test('what is asked in one language is likelier of a sentence that was asked for in another', () => {
    const gains = model.gains(termCounts(['tariff'], [['duti']]));
    expect(gainOf(gains, '关税')).toBeGreaterThan(0);
    expect(gainOf(gains, 'arancel')).toBeGreaterThan(gainOf(gains, 'oper'));
  });

  test('a term of its questions is likelier than a translation of one', () => {
    const gains = model.gains(termCounts([], [['duti']]));
    expect(gainOf(gains, 'duti')).toBeGreaterThan(gainOf(gains, '关税'));
  });

  test('a sentence that nothing is known of makes nothing likelier, and a term that nobody has is no term', () => {
    expect(model.gains(termCounts(['zebra'], [])).terms).toHaveLength(0);
    expect(model.numberOf('zebra')).toBeUndefined();
    expect(model.weightOf(undefined)).toBe(model.mostWeight);
  });

  test('no term becomes likelier than it can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('tariff', 'duti', 'phone', '关税', 'carrier', 'zebra'), { maxLength: 8 }),
        (terms) => {
          const { terms: numbers, values } = model.gains(termCounts([], [terms]));
          for (const [place, number] of numbers.entries()) {
            expect(values[place]).toBeGreaterThan(0);
            expect(values[place]).toBeLessThanOrEqual(model.weightOf(number) + 1e-4);
          }
          expect([...numbers]).toEqual([...numbers].sort((a, b) => a - b));
        },
      ),
    );
  });

  test('nothing expected, nothing learned', () => {
    expect(new TranslationModel(fitTranslations([])).isEmpty).toBe(true);
    expect(new TranslationModel(fitTranslations([{ sentence: ['tariff'], questions: [] }])).isEmpty).toBe(true);
    expect(model.isEmpty).toBe(false);
  });

  test('the shares of a term add up to at most one', () => {
    const { starts, probabilities, terms } = fitTranslations(sentences);
    for (const number of terms.keys()) {
      const sum = probabilities.slice(starts[number], starts[number + 1]).reduce((a, b) => a + b, 0);
      expect(sum).toBeLessThanOrEqual(1 + 1e-5);
    }
  });

  test('a sentence of very many terms and questions is learned from without end of memory', () => {
    const long = Array.from({ length: 50_000 }, (_, place) => `w${place}`);
    const many = Array.from({ length: 500 }, (_, place) => [`q${place}`, 'phone']);
    const learned = new TranslationModel(fitTranslations([{ sentence: long, questions: many }]));
    expect(learned.numberOf('w0')).toBeDefined();
    expect(learned.numberOf('w49999')).toBeUndefined();
  });
});

test('what is written down reads back the same', () => {
  const again = TranslationModel.fromBytes(model.toBytes());
  const counts = termCounts(['tariff', 'phone'], [['duti', 'phone']]);
  expect(again.gains(counts)).toEqual(model.gains(counts));
  expect(again.mostWeight).toBe(model.mostWeight);
  expect(TranslationModel.fromBytes(new TranslationModel(fitTranslations([])).toBytes()).isEmpty).toBe(true);
});
