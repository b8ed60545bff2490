import { describe, expect, test } from 'vitest';
import { focusOf } from '../../../src/retrieval/understand/focus.js';
import { conceptOf, questionOf } from '../../support/ranking.js';

const focus = (text: string, words: string[], language: 'en' | 'es' | 'zh' = 'en') =>
  focusOf(
    questionOf(
      words.map((word) => conceptOf(word, word.startsWith('X') ? { kind: 'maker', id: 'xiaomi' } : {})),
      { text, language },
    ),
  )?.surface ?? null;

describe('focusOf()', () => {
  test('the thing that a question asks for by name', () => {
    expect(focus('How many employees does Xiaomi have?', ['employees', 'Xiaomi'])).toBe('employees');
    expect(focus('Which processor is inside the phone?', ['processor', 'inside', 'phone'])).toBe('processor');
    expect(focus('What was the damages figure?', ['damages', 'figure'])).toBe('damages');
    expect(focus('¿Qué multa pagó?', ['multa', 'pagó'], 'es')).toBe('multa');
    expect(focus('小米用什么芯片?', ['芯片'], 'zh')).toBe('芯片');
  });

  test('none where it asks for none, or only for a maker', () => {
    expect(focus('Who bought the site?', ['bought', 'site'])).toBeNull();
    expect(focus('When did it launch?', ['launch'])).toBeNull();
    expect(focus('Which Xiaomi is it?', ['Xiaomi'])).toBeNull();
  });
});
