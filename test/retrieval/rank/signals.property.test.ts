import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  bestSentenceCoverage,
  bm25,
  coverage,
  gramCoverage,
  makerAgreement,
  periodAgreement,
  recency,
  topicAgreement,
  wordPairs,
} from '../../../src/retrieval/rank/signals.js';
import { gramCounts } from '../../../src/text/grams.js';
import { anyText } from '../../support/arbitraries.js';
import { conceptOf, questionOf, summaryOf, viewOf } from '../../support/ranking.js';

const term = fc.constantFrom('phone', 'ban', 'verizon', 'word', 'mobil', '小米', '');
const share = fc.double({ min: 0, max: 1, noNaN: true });
const idf = fc.double({ min: 0, max: 30, noNaN: true });
const concept = fc
  .record({
    kind: fc.constantFrom('word' as const, 'maker' as const, 'synonym' as const),
    id: fc.constantFrom(null, 'xiaomi', 'honor'),
    idf,
    alternatives: fc.array(fc.record({ terms: fc.array(term, { maxLength: 3 }), weight: share }), { maxLength: 4 }),
  })
  .map((changes) => conceptOf('x', changes));
const question = fc
  .record({
    concepts: fc.array(concept, { maxLength: 6 }),
    terms: fc.array(term, { maxLength: 6 }),
    topics: fc.uniqueArray(fc.constantFrom('patents', 'price', 'security'), { maxLength: 3 }),
  })
  .map(({ concepts, terms, topics }) => questionOf(concepts, { terms, topics }));
const text = fc.oneof(
  anyText,
  fc
    .array(fc.constantFrom('phone', 'ban', 'Verizon', 'móvil', '小米在美国', 'the', '.'), { maxLength: 40 })
    .map((words) => words.join(' ')),
);

const within = (value: number) => value >= 0 && value <= 1 + 1e-9;

describe('every signal stays within 0 and 1', () => {
  test('those of a question and a passage', () => {
    fc.assert(
      fc.property(
        question,
        text,
        idf,
        fc.double({ min: 0.5, max: 1000, noNaN: true }),
        (asked, body, weight, average) => {
          const view = viewOf(body);
          const article = summaryOf({ makers: ['xiaomi'], topics: ['price', 'security'] });
          return [
            coverage(asked.concepts, view.positions),
            ...view.sentences.map((sentence) => coverage(asked.concepts, sentence.positions)),
            bestSentenceCoverage(asked.concepts, view),
            bm25(asked, view, average),
            wordPairs(asked, view.positions, () => weight),
            makerAgreement(asked, view, article),
            topicAgreement(asked, article),
          ].every(within);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('gramCoverage()', () => {
    fc.assert(
      fc.property(text, text, idf, (asked, body, weight) =>
        within(gramCoverage(gramCounts(asked), gramCounts(body), () => weight)),
      ),
      { numRuns: 100 },
    );
  });

  test('recency() and periodAgreement()', () => {
    const date = fc
      .tuple(
        fc.integer({ min: 1000, max: 9999 }),
        fc.option(fc.integer({ min: 1, max: 12 })),
        fc.option(fc.integer({ min: 1, max: 28 })),
      )
      .map(([year, month, day]) =>
        [year, ...(month ? [month, ...(day ? [day] : [])] : [])].map((part) => String(part).padStart(2, '0')).join('-'),
      );
    fc.assert(
      fc.property(
        date,
        date,
        fc.array(date, { maxLength: 3 }),
        (published, newest, dates) => within(recency(published, newest)) && within(periodAgreement(dates, published)),
      ),
    );
  });
});
