/** The languages that articles and questions may be written in. */
export const languages = ['en', 'es', 'zh'] as const;
export type Language = (typeof languages)[number];

const spanishCues = new Set(
  'el la los las un una unos unas de del al y o que qué quién quiénes cuándo dónde cómo cuál cuáles cuánto cuántos cuánta cuántas por para con sin en es son fue fueron era está están ha han no se su sus lo le les más pero como cuando donde este esta estos estas ese esa muy ya también entre sobre hasta desde puedo puede vende venden por según quien cuando cuanto cuantos donde como cual qual estados unidos teléfono telefono teléfonos telefonos móvil movil móviles moviles celular celulares mis tus nos ni va llega llegan llego llegó llegar llegará algún algun alguna todavía todavia aún aun tiene tienen acepta aceptan sirve sirven quiere quieren chinos chinas pasó día dia pidió pidio comprar vender usar prohibir'.split(
    ' ',
  ),
);
const englishCues = new Set(
  'the an of to and or in on at is are was were be been do does did will would can could should has have had what which who whom whose when where why how much many for with from by that this these those it its their not no any there than then about into as if but'.split(
    ' ',
  ),
);

/**
 * Guesses which of the three languages a text is in, from its script and its function words.
 * A text without any cue counts as English. Only the first 2,000 code units are looked at.
 */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, 2000).toLowerCase();
  let han = 0;
  let latin = 0;
  let spanish = 0;
  let english = 0;
  for (const match of sample.matchAll(/\p{Script=Han}|[\p{Script=Latin}\p{M}]+|[¿¡]/gu)) {
    const word = match[0];
    if (/\p{Script=Han}/u.test(word)) han += 1;
    else if (word === '¿' || word === '¡') spanish += 3;
    else {
      latin += 1;
      if (spanishCues.has(word)) spanish += 1;
      if (englishCues.has(word)) english += 1;
      if (/[áéíóúñ]/.test(word)) spanish += 1;
    }
  }
  if (han > 0 && han * 2 >= latin) return 'zh';
  return spanish > english ? 'es' : 'en';
}
