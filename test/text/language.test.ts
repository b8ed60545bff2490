import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../src/text/language.js';

describe('detectLanguage()', () => {
  test.each([
    ['Will Xiaomi ever sell phones in the US?', 'en'],
    ['¿Cuándo venderá Xiaomi móviles en Estados Unidos?', 'es'],
    ['xiaomi vende telefonos en estados unidos', 'es'],
    ['meizu llego a usa?', 'es'],
    ['verizon acepta celulares importados?', 'es'],
    ['Is it a con?', 'en'],
    ['小米什么时候进入美国市场？', 'zh'],
    ['OnePlus 和 T-Mobile 的合作', 'zh'],
    ['Xiaomi (小米) is a maker of phones from Beijing', 'en'],
    ['Xiaomi', 'en'],
    ['', 'en'],
  ])('%s → %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
