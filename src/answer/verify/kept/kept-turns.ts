import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasPhrase } from './word-forms.js';

const proForm =
  /(?<!\p{L})(?:but|whereas|while|although) (?:\p{Lu}[\p{L}&-]*(?: and )?)+ (?:did|does|do|was|were|is|are|has|had|have)(?=[.,;])|(?<!\p{L})no (?:more|less|fewer)(?!\p{L})|(?<!\p{L})no (?:más|menos)(?!\p{L})|(?<!\p{L})not (?:just|only|merely)(?!\p{L})|(?<!\p{L})no s[oó]lo(?!\p{L})|不[仅只光]|同一(?=[个家款份项])|则(?:会|能|可以|有|是)(?=[，。])|再次|(?<!\p{L})do(?:es|ing|ne)? (?:well|badly|fine|better|worse)(?!\p{L})|(?<!\p{L})(?:v[ao]n?|iba[n]?) (?:bien|mal|mejor|peor)(?!\p{L})|(?<!\p{L})(?:hab[ií]an?|han?) de \p{L}+r(?!\p{L})/u;

/** "所有者" is an owner. */
const allOfThem = /所有(?!者|权|制|人)|全部|一律/u;
const allOrEach = /所有(?!者|权|制|人)|全|一律|都|每|各|任何|凡/u;
const allOfThese = /(?<!\p{L})(?:all of (?:them|these|those)|tod[oa]s (?:ell[oa]s|est[oa]s))(?!\p{L})/iu;
const few = /(?<!\p{L}|a )(?:few|hardly any|poc[oa]s) (\p{L}+)|(?:很少有|少有|鲜有)(\p{Script=Han}{2})/iu;
const fewer = /(?<!\p{L})(?:few|fewer|hardly|barely|rarely|poc[oa]s|apenas)(?!\p{L})|少|鲜/iu;
const measures = '家个款名种部位';
const oneOf = new RegExp(`(?<![第另之唯统同某每进这那任])一([${measures}])`, 'u');
const severalOf = new RegExp(`(?<![许很更])(?:多|数|几|若干|好几)([${measures}])`, 'u');
const onlyOne = new RegExp(`[只仅][^，。；]{0,4}一[${measures}]`, 'u');
const allOf = /所有(?:的)?(\p{Script=Han}{2})/gu;
const counted = `([一二两三四五六七八九十\\d]+)(?=[${measures}])`;
const furtherOnes = new RegExp(`另外${counted}`, 'gu');
const allTogether = new RegExp(`(?:共有?|一共|总共)${counted}`, 'u');
const onTop = /外加|另加|加上|此外还有|(?<!\p{L})(?:plus|on top of|in addition to|además de|más(?= \d))(?!\p{L})/iu;
const ofIt = /其中(?!之)|包含|包括|(?<!\p{L})(?:including|of which|incluid[oa]s?|de l[oa]s cuales)(?!\p{L})/iu;
/** Lengths of time without a number; the unit, where it alone tells, is a group. */
const oneOfTime = /(?<!\p{L})(?:an?|one|una?) (day|week|month|year|día|semana|mes|año)(?!\p{L})/iu;
const someOfTime =
  /[数几]个?[年月周天]|(?<!\p{L})(?:within|in|en) (?:days|weeks|months|years|días|semanas|meses|años)(?!\p{L})/u;

/** "But Huawei did", "no more than": what so few words turn, a quote must turn as well. */
export function keptTurns(claim: ReadText, proof: Proof): Objection[] {
  return [...keptQuantifiers(claim, proof), ...keptSpans(claim, proof), ...keptForms(claim, proof)].slice(0, 1);
}

function keptQuantifiers(claim: ReadText, { quotes }: Proof): Objection[] {
  const all = allOfThem.exec(claim.text)?.[0];
  if (all !== undefined && !quotes.some(({ read }) => allOrEach.test(read.text)))
    return [{ kind: 'number', found: all, reason: `no quote says "${all}"` }];
  const [every] = allOfThese.exec(claim.text) ?? [];
  if (every !== undefined && !quotes.some(({ read }) => hasPhrase(read.text, every) || allOfThese.test(read.text)))
    return [{ kind: 'number', found: every, reason: `no quote says "${every}"` }];
  const measured = keptMeasures(claim.text, quotes);
  if (measured !== undefined) return [{ kind: 'number', found: measured, reason: `no quote says "${measured}"` }];
  // "Few phones have" is not "phones have".
  const lost = quotes.map(({ read }) => few.exec(read.text)).find((match) => match !== null);
  if (lost && hasPhrase(claim.text, lost[1] ?? lost[2] ?? '') && !fewer.test(claim.text))
    return [{ kind: 'number', found: lost[0], reason: `the quotes say "${lost[0]}"` }];
  return [];
}

/** "One company" for "several" or "a batch of", "one brand" for "all brands", in Chinese, and "of which" for "plus". */
function keptMeasures(text: string, quotes: Proof['quotes']): string | undefined {
  const isIn = (said: string) => quotes.some(({ read }) => read.text.includes(said));
  for (const [mine, theirs] of [
    [oneOf, severalOf],
    [severalOf, oneOf],
  ] as const) {
    const [said, measure] = mine.exec(text) ?? [];
    const isOther = ({ read }: Proof['quotes'][number]) =>
      [...read.text.matchAll(new RegExp(theirs, 'gu'))].some(([, other]) => other === measure);
    if (said && !isIn(said) && quotes.some(isOther)) return said;
  }
  const [single] = onlyOne.exec(text) ?? [];
  if (single && !quotes.some(({ read }) => oneOf.test(read.text))) return single;
  for (const { read } of quotes)
    for (const [, what] of read.text.matchAll(allOf)) {
      const [said] = new RegExp(`一[${measures}]${what}`, 'u').exec(text) ?? [];
      if (said && !isIn(said)) return said;
    }
  const [lone] = oneOf.exec(text) ?? [];
  if (lone && !isIn(lone) && !/一[批些]/u.test(text) && quotes.some(({ read }) => /一[批些]/u.test(read.text)))
    return lone;
  // "Eight in all" for "eight more".
  const others = quotes.flatMap(({ read }) => [...read.text.matchAll(furtherOnes)]);
  const [, together] = allTogether.exec(text) ?? [];
  if (together && others.some(([, count]) => count === together)) return together;
  const [part] = ofIt.exec(text) ?? [];
  if (part && !onTop.test(text) && quotes.some(({ read }) => onTop.test(read.text) && !ofIt.test(read.text)))
    return part;
  return undefined;
}

/** "About a month" for "about a day". */
function keptSpans(claim: ReadText, { quotes }: Proof): Objection[] {
  return [
    { pattern: oneOfTime, kind: 'number' as const },
    { pattern: someOfTime, kind: 'date' as const },
  ].flatMap(({ pattern, kind }) => {
    const [found, unit = found] = pattern.exec(claim.text) ?? [];
    if (found === undefined || unit === undefined) return [];
    const isOther = quotes.every(({ read }) => pattern.test(read.text) && !hasPhrase(read.text, unit));
    return isOther ? [{ kind, found, reason: `no quote says "${found}"` }] : [];
  });
}

function keptForms(claim: ReadText, { quotes }: Proof): Objection[] {
  const found = proForm.exec(claim.text)?.[0];
  if (found === undefined || quotes.some(({ read }) => hasPhrase(read.text, found) || proForm.test(read.text)))
    return [];
  return [{ kind: 'negation', found, reason: `no quote says "${found}"` }];
}
