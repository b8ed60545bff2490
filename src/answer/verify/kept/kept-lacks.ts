import { irregularForms } from '../../overview/judge-statement.js';
import { negationsOf } from '../negations.js';
import { type Proof, unitsAfter } from '../proof.js';
import type { ReadText, Unit } from '../read-text.js';
import type { Objection } from '../verification.js';
import { hasPhrase, hasWordOf } from './word-forms.js';

/** What the quotes say is without, is "non-", or is not even mentioned, a claim does not say is there. */
export function keptLacks(claim: ReadText, proof: Proof): Objection[] {
  const [found] = [
    hadWithout(claim, proof),
    havingWhat(claim, proof),
    withoutItsNon(claim, proof),
    mentionedAfterAll(claim, proof),
    doneAfterAll(claim, proof),
    doneUnwillingly(claim, proof),
    deniedOfBoth(claim, proof),
    deniedOfOne(claim, proof),
  ].filter((said) => said !== undefined);
  return found === undefined ? [] : [{ kind: 'negation', found, reason: 'the quotes deny what the claim says' }];
}

const worth = /[有不]利(?!用|润|益|率)/u;

/** "有锁" for "无锁", and "不利" for "有利". */
function hadWithout({ text }: ReadText, { quotes }: Proof): string | undefined {
  const [said] = worth.exec(text) ?? [];
  if (said && quotes.some(({ read }) => worth.test(read.text) && !read.text.includes(said))) return said;
  return [...text.matchAll(/有(\p{Script=Han})/gu)].find(([said, what]) =>
    quotes.some(({ read }) => read.text.includes(`无${what}`) && !read.text.includes(said)),
  )?.[0];
}

const having: Readonly<Record<'en' | 'es', { readonly pattern: RegExp; readonly without: string }>> = {
  en: { pattern: /(?<!\p{L})with (\p{L}+(?: \p{L}+)?)/giu, without: 'without' },
  es: { pattern: /(?<!\p{L})con (\p{L}+(?: \p{L}+)?)/giu, without: 'sin' },
};

/** "With reciprocal agreements" for "without reciprocal agreements". */
function havingWhat({ language, text }: ReadText, { quotes }: Proof): string | undefined {
  if (language === 'zh') return undefined;
  const { pattern, without } = having[language];
  return [...text.matchAll(pattern)].find(
    ([said, what = '']) =>
      !hasPhrase(text, `${without} ${what}`) &&
      quotes.some(({ read }) => hasPhrase(read.text, `${without} ${what}`) && !hasPhrase(read.text, said)),
  )?.[0];
}

/** "Phone stores" for "non-phone stores". */
function withoutItsNon({ text }: ReadText, { quotes }: Proof): string | undefined {
  for (const { read } of quotes)
    for (const [said, prefix = '', what = ''] of read.text.matchAll(
      /(?<!\p{L})(non-)(\p{L}{4,})|(非)(\p{Script=Han}{2})/giu,
    )) {
      const bare = what || said.slice(1);
      const isBare = new RegExp(`(?<!${prefix || '非'})(?<!\\p{Script=Latin})${bare}(?!\\p{Script=Latin})`, 'iu');
      if (isBare.test(text) && !isBare.test(read.text)) return bare;
    }
  return undefined;
}

const mentioned = /(?<!未|没|没有|不|未曾|不曾)提[到及](?!的)/u;
const unmentioned = /(?:未|没有?|不)(?:曾)?提[到及]?/u;

/** "The report mentioned it", where it did not. */
function mentionedAfterAll({ text }: ReadText, { quotes }: Proof): string | undefined {
  const isDenied = quotes.some(({ read }) => unmentioned.test(read.text) && !mentioned.test(read.text));
  return isDenied ? mentioned.exec(text)?.[0] : undefined;
}

/** "Were banned by the FCC" for "were not banned", in Chinese. */
function doneAfterAll({ text }: ReadText, { quotes }: Proof): string | undefined {
  return quotes
    .flatMap(({ read }) => [...read.text.matchAll(/(?:没有|未|不)被(\p{Script=Han})/gu)])
    .map(([, what = '']) => new RegExp(`(?<!没有|未|不)被[^，。；]{0,14}${what}`, 'u').exec(text)?.[0])
    .find((said) => said !== undefined && !quotes.some(({ read }) => read.text.includes(said)));
}

const unwilling = /(?<!\p{L})(?:unwilling|reluctant|reaci[oa]s?|reticentes?) (?:to|an?|de) ?|不愿意?|不肯|无力/iu;
const notDone =
  /(?<!\p{L})(?:un|ir|re)(?:will|able|luct)|(?<!\p{L})(?:not|no|nor|without|sin|never|nunca|refus\p{L}*|declin\p{L}*|rechaz\p{L}*|rea[cl]i|reticen|incap)|n['’]t(?!\p{L})|[不未没无拒]/iu;

/** "Made the investment" for "was unwilling to make it". */
function doneUnwillingly(claim: ReadText, { quotes }: Proof): string | undefined {
  if (notDone.test(claim.text)) return undefined;
  for (const { read } of quotes) {
    const match = unwilling.exec(read.text);
    const what = match ? unitsAfter(read, match.index + match[0].length, read.text.length, 3) : [];
    if (match && what.length > 0 && what.every((unit) => hasWordOf(claim.units, unit) || irregular(unit, claim)))
      return match[0].trim();
  }
  return undefined;
}

/** "Made" of "make". */
const irregular = ({ keys }: Unit, { tokens }: ReadText) =>
  keys.some((key) =>
    (irregularForms.get(key.slice(2)) ?? []).some((form) =>
      tokens.some(({ term, word }) => term === form || word === form),
    ),
  );

const neitherNor =
  /(?<!\p{L})(?:[Nn]either|[Nn]i) (?:the |el |la )?([\p{L}\p{N}&-]{3,})[^,;.]{0,40}? (?:nor|ni) (?:the |el |la |any |a )?([\p{L}\p{N}&-]{3,})/gu;
const neitherOf = /([\p{L}&]{2,12})[和与]([\p{L}&]{2,12}?)[都均也皆](?:没有|不|未)/gu;
const twofold =
  /[都均也皆]|两者|双方|(?<!\p{L})(?:neither|nor|ni|either|both|ambos|ambas|tampoco|none|ninguno|any of|or|o)(?!\p{L})/iu;

/** "Neither A nor B" of a quote, where the claim has both names and denies it of one. */
function deniedOfBoth(claim: ReadText, { quotes }: Proof): string | undefined {
  if (twofold.test(claim.text)) return undefined;
  const isOfOne = negationsOf(claim).filter(({ isHard }) => isHard).length === 1;
  const pattern = claim.language === 'zh' ? neitherOf : neitherNor;
  const [both] = quotes.flatMap(({ read }) => [...read.text.matchAll(pattern)]);
  if (!isOfOne || !both) return undefined;
  const isNamed = [both[1], both[2]].every((name) => name && hasPhrase(claim.text, name));
  return isNamed ? both[0] : undefined;
}

const butYes = /(?<!不)但(?:会|能|可|将)(?!能)/u;
const contrast = /但|不过|然而|却|而|尽管|虽/u;

/** "It will not come to America, but to Europe", where a quote denies it of both. */
function deniedOfOne({ text }: ReadText, { quotes }: Proof): string | undefined {
  const [quote, other] = quotes;
  return quote && !other && !contrast.test(quote.read.text) ? butYes.exec(text)?.[0] : undefined;
}
