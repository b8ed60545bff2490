import { describe, expect, test } from 'vitest';
import { languageOfLocale, type Texts, texts } from '../../../src/discord/render/texts.js';
import { languages } from '../../../src/text/language.js';

/** Every text of a language by its path; those that say a number or a name are given one. */
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'function') {
    const say = value as (...given: unknown[]) => unknown;
    return flat(path === '.privacy' ? say({ days: 37, minutes: 37 }) : say(37, 37), `${path}(37)`);
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) => flat(part, `${path}.${key}`));
  return [[path, String(value)]];
}

describe('texts', () => {
  test('say everything in every language, with what they are given', () => {
    const english = flat(texts.en);
    for (const language of languages) {
      const own = flat(texts[language]);
      expect(own.map(([path]) => path)).toEqual(english.map(([path]) => path));
      expect(own.filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object/.test(text))).toEqual([]);
      const given = own.filter(([path]) => path.endsWith('(37)'));
      expect(given.filter(([, text]) => !text.includes('37'))).toEqual([]);
    }
  });

  test('keep within what Discord shows of a button, a menu and a form', () => {
    const longest: Partial<Record<keyof Texts, number>> = {
      moreEvidence: 80,
      newestOnly: 80,
      makePublic: 80,
      helpful: 80,
      notHelpful: 80,
      previous: 80,
      next: 80,
      showPassages: 150,
      reasonTitle: 45,
      reasonLabel: 45,
      reasonPlaceholder: 100,
    };
    for (const language of languages)
      for (const [name, length] of Object.entries(longest))
        expect(String(texts[language][name as keyof Texts]).length, `${language}.${name}`).toBeLessThanOrEqual(length);
  });
});

test('languageOfLocale() speaks English where it knows no better', () => {
  const locales = ['zh-CN', 'zh-TW', 'es-ES', 'es-419', 'en-US', 'de', undefined];
  expect(locales.map(languageOfLocale)).toEqual(['zh', 'zh', 'es', 'es', 'en', 'en', 'en']);
});
