import { stripDiacritics } from '../../../text/analyze.js';
import { isHan } from '../other-names.js';
import type { Proof } from '../proof.js';
import type { ReadText, Unit } from '../read-text.js';

/** Spanish verbs whose forms begin differently; without accents. */
const roots =
  'cubr|cubiert,abr|abiert,escrib|escrit,pon|pus|puest,hac|hic|hiz|hech,ve|vist,volv|vuelv|vuelt,ten|tien|tuv,pod|pud|pued,quer|quier|quis,ven|vien|vin,sab|sup,ped|pid,perd|pierd,sent|sient|sint,empez|empiez|empec,cont|cuent,mostr|muestr,prob|prueb,encontr|encuentr,segu|sig,conten|contien|contuv,manten|mantien|mantuv,obten|obtien|obtuv,conduc|conduj,produc|produj,reduc|reduj|reduzc,introduc|introduj,supon|supus|supuest,dispon|dispus|dispuest,propon|propus|propuest,exig|exij,dij|dec|dic|dich'
    .split(',')
    .map((starts) => new RegExp(`^(?:${starts})(?:[a-z]{1,7})$`, 'u'));

/** "Regulatory" and "regulator": alike but for their endings. */
export function isFormOf(written: string, another: string): boolean {
  const [word, other] = [stripDiacritics(written), stripDiacritics(another)];
  if (roots.some((root) => root.test(word) && root.test(other))) return true;
  const shorter = Math.min(word.length, other.length);
  if (shorter < 4) return false;
  const shared = Math.max(4, shorter - 3);
  return word.slice(0, shared) === other.slice(0, shared) && Math.abs(word.length - other.length) < 6;
}

/** Whether two units are the same word, in whatever form. */
export const isSameWord = (one: Unit, other: Unit) =>
  one.keys.some((key) => !key.startsWith('g:') && other.keys.includes(key)) ||
  (!one.isName && !isHan(one.word) && isFormOf(one.word, other.word));
export const hasWordOf = (list: readonly Unit[], unit: Unit) => list.some((other) => isSameWord(other, unit));

/** Whether the claim has a word in a form that the quotes have in one place only. */
export function isInThisForm(claim: ReadText, { word }: Unit, { quotes }: Proof): boolean {
  const count = quotes.reduce((sum, { read }) => sum + read.units.filter((unit) => unit.word === word).length, 0);
  return count === 1 && claim.units.some((unit) => unit.word === word);
}

/** Whether a text has a phrase as whole words. */
export function hasPhrase(text: string, phrase: string): boolean {
  const plain = (one: string) => ` ${one.toLowerCase().replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `;
  return /\p{Script=Han}/u.test(phrase) ? text.includes(phrase) : plain(text).includes(plain(phrase.trim()));
}
