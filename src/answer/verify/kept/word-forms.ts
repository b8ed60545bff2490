import { RecentCache } from '../../../recent-cache.js';
import { stripDiacritics } from '../../../text/analyze.js';
import { isHan } from '../other-names.js';
import type { Proof } from '../proof.js';
import type { ReadText, Unit } from '../read-text.js';

/** Spanish verbs whose forms begin differently, and how these end; without accents. */
const roots =
  'cubr|cubiert,abr|abiert,escrib|escrit,pon|pus|puest,hac|hic|hiz|hech,ve|vist,volv|vuelv|vuelt,ten|tien|tuv,pod|pud|pued,quer|quier|quis,ven|vien|vin,sab|sup,ped|pid,perd|pierd,sent|sient|sint,empez|empiez|empec,cont|cuent,mostr|muestr,prob|prueb,encontr|encuentr,segu|sig,conten|contien|contuv,manten|mantien|mantuv,obten|obtien|obtuv,conduc|conduj,produc|produj,reduc|reduj|reduzc,introduc|introduj,supon|supus|supuest,dispon|dispus|dispuest,propon|propus|propuest,exig|exij,dij|dec|dic|dich'
    .split(',')
    .map(
      (starts) =>
        new RegExp(
          `^(?:${starts})(?:[aeo](?:n|s|r|ba|ban|ndo|ron|mos|ra|ran|d[oa]s?)?|i(?:a|an|o|r|ra|ran|eron|endo|era|eran|d[oa]s?)?|[eai]r(?:a|an|ia|ian)|t[oa]s?)?$`,
          'u',
        ),
    );

/** A word as its forms are compared. */
interface WordForm {
  readonly bare: string;
  /** Of which of the verbs above it is a form. */
  readonly root: number;
}

const forms = new RecentCache<string, WordForm>(8_192);

function formOf(word: string): WordForm {
  return forms.getOrMake(word, () => {
    const bare = stripDiacritics(word);
    return { bare, root: roots.findIndex((root) => root.test(bare)) };
  });
}

/** "Regulatory" and "regulator": alike but for their endings. */
export function isFormOf(word: string, other: string): boolean {
  const [one, another] = [formOf(word), formOf(other)];
  if (one.root >= 0 && one.root === another.root) return true;
  const shorter = Math.min(one.bare.length, another.bare.length);
  if (shorter < 4) return false;
  const shared = Math.max(4, shorter - 3);
  return (
    one.bare.slice(0, shared) === another.bare.slice(0, shared) && Math.abs(one.bare.length - another.bare.length) < 6
  );
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
  return isHan(phrase) ? text.includes(phrase) : plain(text).includes(plain(phrase.trim()));
}

const plainTexts = new RecentCache<string, string>(2_048);

/** The words of a text with a space around each. */
function plain(text: string): string {
  return plainTexts.getOrMake(text, () => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `);
}
