import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PassageView } from '../../../src/retrieval/rank/passage-view.js';
import { anyText } from '../../support/arbitraries.js';
import { viewOf } from '../../support/ranking.js';

describe('PassageView', () => {
  test('its sentences are slices of the article, by offsets that count from the article’s start', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, text) => {
        const article = before + text;
        const { passage } = viewOf(text);
        const view = new PassageView({ ...passage, start: before.length, end: article.length }, 'en');
        for (const { start, end, text: sentence } of view.sentences) expect(article.slice(start, end)).toBe(sentence);
      }),
      { numRuns: 50 },
    );
  });

  test('knows where each term stands; a passage of stopwords alone has none', () => {
    const view = viewOf('Verizon sells the phone and the phones.');
    expect(view.positions.get('phone')).toHaveLength(2);
    expect(view.positions.get('the')).toBeUndefined();
    expect(viewOf('It is what it is.')).toMatchObject({ length: 0 });
    expect(viewOf('It is what it is.').positions.size).toBe(0);
  });
});
