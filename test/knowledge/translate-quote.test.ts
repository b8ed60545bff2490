import { describe, expect, test } from 'vitest';
import { translateQuote } from '../../src/knowledge/translate-quote.js';
import { summaryOf } from '../support/ranking.js';

const text = 'Petals are red. Roses are too.\n\nNobody asked. Why should they?';
const at = (part: string) => {
  const start = text.indexOf(part);
  return [start, start + part.length] as const;
};
const sentence = (part: string, texts: { readonly es?: string; readonly zh?: string }) => {
  const [start, end] = at(part);
  return { start, end, texts };
};
const article = {
  ...summaryOf({ id: 'a' }),
  text,
  translations: [
    sentence('Petals are red.', { es: 'Los pétalos son rojos.', zh: '花瓣是红的。' }),
    sentence('Roses are too.', { es: 'Las rosas también.', zh: '玫瑰也是。' }),
    sentence('Nobody asked.', { es: 'Nadie preguntó.' }),
  ],
};

describe('translateQuote()', () => {
  test.each([
    ['a sentence', 'Roses are too.', 'es', 'Las rosas también.'],
    [
      'sentences, with a space between them',
      'Petals are red. Roses are too.',
      'es',
      'Los pétalos son rojos. Las rosas también.',
    ],
    [
      'sentences over the end of a paragraph',
      'Roses are too.\n\nNobody asked.',
      'es',
      'Las rosas también. Nadie preguntó.',
    ],
    ['Chinese sentences, without one', 'Petals are red. Roses are too.', 'zh', '花瓣是红的。玫瑰也是。'],
  ] as const)('gives %s', (_what, part, language, translation) => {
    expect(translateQuote(article, ...at(part), language)).toBe(translation);
  });

  test.each([
    ['a sentence that nobody has translated', 'Why should they?', 'es'],
    ['one that is translated into another language only', 'Nobody asked.', 'zh'],
    ['sentences of which one is not translated', 'Nobody asked. Why should they?', 'es'],
    ['a part of a sentence', 'are red.', 'es'],
    ['a sentence and a part of the next', 'Petals are red. Roses', 'es'],
  ] as const)('gives nothing for %s', (_what, part, language) => {
    expect(translateQuote(article, ...at(part), language)).toBeNull();
  });
});
