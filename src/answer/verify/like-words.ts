import { RecentCache } from '../../recent-cache.js';
import { rowCosine, wordRow } from '../../retrieval/background/word-vectors.js';
import type { ReadQuote } from './proof.js';
import type { ReadText, Unit } from './read-text.js';

/** Words of every report: they say nothing that would need a proof. */
const light =
  /^(?:phones?|handsets?|smartphones?|sell|sells|selling|sold|sales?|markets?|compan(?:y|ies)|products?|makers?|teléfonos?|móviles?|venta|ventas|vende[nr]?|vendió|mercado|empresa|productos?|手机|销售|市场|公司|产品|此前|之前|以前|之后|后来|before|after|antes|después|tras|also|instead|meanwhile|however|therefore|finally|later|earlier|soon|already|then|once|time|way|fact|case|matter|thing|person|people|part|side|end|kind|term|year|month|week|day|today|including|despite|among|several|various|different|certain|apart|far|long|high|low|whole|previously|eventually|subsequently|some|ones?|points?|made|makes?|up|more|less|run|runs|ran|put|took|takes?|gave|gives?|went|goes|came|comes?|partir|nearly|almost|roughly|approximately|around|about|early|late|while|whereas|since|still|yet|already|just|even|found|finds?|figures?|accounts?|accounted|represent(?:s|ed)?|share|shares|number|total|together|combined|half|ranks?|ranked|place|level|version|entirely|fully|owners?|cuota|representa(?:ba)?|cifra|lugar|份额|占|其中|约|左右|además|mientras|finalmente|luego|hecho|caso|vez|forma|manera|año|mes|día|parte)$/;

const lightWords = new RecentCache<string, boolean>(8_192);

/** Chinese words are read as overlapping pairs: those with a particle or across two words are none. */
const particle = /[的了在为是和与于及把被也都就将从由对向到年月日约占其这那]/u;
export function isLight({ word }: Unit): boolean {
  return lightWords.getOrMake(
    word,
    () => light.test(word) || (/^\p{Script=Han}{2}$/u.test(word) && particle.test(word)),
  );
}

/** The same word with another ending: "regulatory" and "regulator". */
export function isInflected({ word }: Unit, { read, title }: ReadQuote): boolean {
  if (word.length < 5 || /\p{Script=Han}/u.test(word)) return false;
  const stem = word.slice(0, word.length < 7 ? word.length - 1 : Math.max(5, word.length - 4));
  return [read, title].some(({ tokens }) => tokens.some((token) => token.word.startsWith(stem)));
}

/** So alike two words must be to stand for each other: "relied" and "depended" are, "patents" and "phones" are not. */
const nearCosine = 0.44;
const rowsOf = new WeakMap<ReadText, readonly number[]>();

/** A word of like meaning, in an English quote. */
export function isNear({ keys }: Unit, { read }: Pick<ReadQuote, 'read'>): boolean {
  if (read.language !== 'en') return false;
  const row = rowOf(keys);
  if (row < 0) return false;
  let rows = rowsOf.get(read);
  if (!rows) {
    rows = read.units.flatMap((unit) => (unit.isName ? [] : [rowOf(unit.keys)])).filter((other) => other >= 0);
    rowsOf.set(read, rows);
  }
  return rows.some((other) => rowCosine(row, other) >= nearCosine);
}

/** The same word in another form, or one of like meaning. */
export function isLikeIn(unit: Unit, quote: ReadQuote): boolean {
  return isInflected(unit, quote) || isNear(unit, quote);
}

function rowOf(keys: readonly string[]): number {
  const [stem] = keys;
  return stem?.startsWith('t:') ? wordRow(stem.slice(2)) : -1;
}
