import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';

/** A Chinese verb of two sides: who stands before it, and, with other words, behind it. */
const twoSided =
  /(\p{Script=Han}{2,3}|[\p{Script=Latin}\p{N}]+)(?:也|都|就|已|曾)?(让位于|让|使得?|需要|允许|要求|超过|超越|领先|取代|收购|起诉|帮助|依赖|依靠|授权|阻止|影响)(?:了)?([^，。；]{2,14})/gu;

const sidesOf = (text: string) =>
  [...text.matchAll(twoSided)].map(([, before = '', verb = '', behind = '']) => ({ before, verb, behind }));

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

/** "Carriers need the brands" for "the brands need the carriers", in Chinese, where only the order tells the two apart. */
export function keptExchanges(claim: ReadText, proof: Proof): Objection[] {
  if (claim.language !== 'zh') return [];
  const object = (found: string): Objection[] => [
    { kind: 'name', found, reason: `the quotes have the two sides of "${found}" the other way round` },
  ];
  const way = turnedWay(claim, proof);
  if (way !== undefined) return object(way);
  const quoted = proof.quotes.flatMap(({ read }) => sidesOf(read.text));
  for (const { before, verb, behind } of sidesOf(claim.text)) {
    const same = quoted.filter((other) => other.verb === verb);
    if (same.some((other) => other.before === before)) continue;
    if (same.some((other) => other.behind.includes(before) && behind.includes(other.before))) return object(verb);
  }
  return [];
}
