import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { ErrorKind, Objection } from '../verification.js';
import { isTurnedRound, type Sides } from './sides.js';

/** A Chinese verb of two sides: who stands before it, and, with other words, behind it. */
const twoSided =
  /(\p{Script=Han}{2,3}|[\p{Script=Latin}\p{N}]+)(?:也|都|就|已|曾)?(让位于|置于|优先于|先于|让|使得?|需要|允许|要求|超过|超越|领先|取代|收购|起诉|帮助|依赖|依靠|授权|阻止|影响)(?:了)?([^，。；]{2,14})/gu;

const sidesOf = (text: string) =>
  [...text.matchAll(twoSided)].map(([, before = '', verb = '', behind = '']) => ({
    before: before.replace(/^[把将由]/u, ''),
    verb,
    behind,
  }));

/** What stands before a "to" or "from" in its part of the sentence, and the name behind it. */
const directed = /(?<=[^，。；]{2,40})[向从](?=\p{L}{2})/gu;
const waysOf = ({ text, mentions }: ReadText) =>
  [...text.matchAll(directed)].map(({ index, 0: word }) => {
    const place = index + word.length;
    const name = mentions.find(({ start }) => start === place);
    return {
      word,
      ahead: /[^，。；]*$/u.exec(text.slice(0, index))?.[0] ?? '',
      target: name ? text.slice(name.start, name.end) : text.slice(place, place + 2),
    };
  });

/** "Microsoft sold to Xiaomi" is not "Xiaomi sold to Microsoft". */
function turnedWay(claim: ReadText, { quotes }: Proof): string | undefined {
  const quoted = quotes.flatMap(({ read }) => waysOf(read));
  return waysOf(claim).find(({ word, ahead, target }) => {
    const same = quoted.filter((other) => other.word === word);
    return (
      !same.some((other) => other.target === target) &&
      same.some((other) => other.ahead.includes(target) && ahead.includes(other.target))
    );
  })?.word;
}

const joined = /^(?:[\s,、]|and|or|y|e|o|u|和|与|及|跟|或|以及|the|el|la|los|las)*$/iu;

/** What in a claim may be put in the place of another of its kind. */
const anchorsOf = ({ mentions, places, amounts, dates }: ReadText) => [
  ...[...mentions, ...places].map(({ start, end }) => ({ kind: 'name' as const, start, end })),
  ...amounts.map(({ start, end }) => ({ kind: 'number' as const, start, end })),
  ...dates.map(({ start, end }) => ({ kind: 'date' as const, start, end })),
];

/** Two of a kind, which a quote has in each other's place with the very same words between them. */
function swappedIn(
  claim: ReadText,
  { quotes }: Proof,
): { readonly kind: ErrorKind; readonly found: string } | undefined {
  const { text } = claim;
  const anchors = anchorsOf(claim);
  for (const first of anchors)
    for (const then of anchors) {
      if (first.kind !== then.kind || first.end >= then.start || then.end - first.start > 160) continue;
      const between = text.slice(first.end, then.start);
      const [one, other] = [text.slice(first.start, first.end), text.slice(then.start, then.end)];
      if (one === other || joined.test(between)) continue;
      const isTurned = quotes.some(
        ({ read }) => read.text.includes(`${other}${between}${one}`) && !read.text.includes(`${one}${between}${other}`),
      );
      if (isTurned) return { kind: first.kind, found: between.trim() };
    }
  return undefined;
}

/** "Not the bands of Europe but of the US", and "the 4G version costs more than the 5G version". */
const opposing = [
  { pattern: /([^，。；是]{2,})，?而(?:不是|并?非)([^，。；]{2,})/u, kind: 'negation', found: '而不是' },
  { pattern: /(\S{1,4})比(\S{1,4})/u, kind: 'name', found: '比' },
] as const;

/** Two that a Chinese sentence sets against each other, in each other's place. */
function exchangedIn({ text }: ReadText, { quotes }: Proof) {
  return opposing.find(({ pattern }) => {
    const sidesIn = (said: string): Sides | undefined => {
      const [, before, behind] = pattern.exec(said) ?? [];
      return before && behind ? [before, behind] : undefined;
    };
    const mine = sidesIn(text);
    return (
      mine &&
      quotes.some(({ read }) => {
        const theirs = sidesIn(read.text);
        return theirs && isTurnedRound(mine, theirs);
      })
    );
  });
}

/** "Xiaomi, unlike Huawei" for "Huawei, unlike Xiaomi", in Chinese. */
function differsOtherwise(claim: ReadText, { quotes }: Proof): boolean {
  const differing = ({ text, mentions }: ReadText) =>
    [...text.matchAll(/(?<!这|其|也|则)[与和同](?=[^，。；]{1,20}不同)/gu)].flatMap(({ index }) => {
      const from = mentions.find(({ start }) => start === index + 1);
      const who = mentions.find(({ end }) => end === index) ?? mentions.find(({ start }) => start > (from?.end ?? 0));
      return from && who ? [{ from: from.id, who: who.id }] : [];
    });
  const theirs = quotes.flatMap(({ read }) => differing(read));
  return differing(claim).some(({ from, who }) => theirs.some((other) => other.from === who && other.who === from));
}

/** Who stands before a "被" and right behind it; what else says that something is done to the one who is named first. */
const passive = /被(?=\p{L})/gu;
const doneTo = /[被遭受由让给获向]/u;

/** "Blue Spike was sued by Google" for "Blue Spike sued Google". */
function doneToWhoDid({ text, mentions }: ReadText, { quotes }: Proof): string | undefined {
  for (const { index } of text.matchAll(passive)) {
    const agent = mentions.find(({ start }) => start === index + 1);
    const subject = mentions.filter(({ end }) => end <= index).at(-1);
    if (!agent || !subject || agent.id === subject.id) continue;
    const isActive = quotes.some(({ read: { mentions: theirs, text: said } }) => {
      const [first, other] = theirs.filter(({ id }) => id === subject.id);
      const [then, another] = theirs.filter(({ id }) => id === agent.id);
      if (!first || !then || other || another) return false;
      return first.end < then.start && !doneTo.test(said.slice(first.end, then.start));
    });
    if (isActive) return text.slice(agent.start, agent.end);
  }
  return undefined;
}

/** "Carriers need the brands" for "the brands need the carriers", in Chinese, where only the order tells the two apart. */
export function keptExchanges(claim: ReadText, proof: Proof): Objection[] {
  const object = (found: string, kind: ErrorKind = 'name'): Objection[] => [
    { kind, found, reason: `the quotes have the two sides of "${found}" the other way round` },
  ];
  const swapped = swappedIn(claim, proof);
  if (swapped) return object(swapped.found, swapped.kind);
  if (claim.language !== 'zh') return [];
  const way = turnedWay(claim, proof);
  if (way !== undefined) return object(way);
  const exchanged = exchangedIn(claim, proof);
  if (exchanged) return object(exchanged.found, exchanged.kind);
  if (differsOtherwise(claim, proof)) return object('不同');
  const agent = doneToWhoDid(claim, proof);
  if (agent !== undefined)
    return [{ kind: 'name', found: `被${agent}`, reason: `the quotes say it is done to ${agent}` }];
  const quoted = proof.quotes.flatMap(({ read }) => sidesOf(read.text));
  for (const { before, verb, behind } of sidesOf(claim.text)) {
    const same = quoted.filter((other) => other.verb === verb);
    if (same.some((other) => other.before === before)) continue;
    if (same.some((other) => other.behind.includes(before) && behind.includes(other.before))) return object(verb);
  }
  return [];
}
