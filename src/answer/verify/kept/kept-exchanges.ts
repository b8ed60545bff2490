import type { Proof } from '../proof.js';
import type { ReadText } from '../read-text.js';
import type { Objection } from '../verification.js';

/** A Chinese verb of two sides: who stands before it, and, with other words, behind it. */
const twoSided =
  /(\p{Script=Han}{2,3}|[\p{Script=Latin}\p{N}]+)(?:也|都|就|已|曾)?(让位于|让|使得?|需要|允许|要求|超过|超越|领先|取代|收购|起诉|帮助|依赖|依靠|授权|阻止|影响)(?:了)?([^，。；]{2,14})/gu;

const sidesOf = (text: string) =>
  [...text.matchAll(twoSided)].map(([, before = '', verb = '', behind = '']) => ({ before, verb, behind }));

/** "Carriers need the brands" for "the brands need the carriers", in Chinese, where only the order tells the two apart. */
export function keptExchanges(claim: ReadText, { quotes }: Proof): Objection[] {
  if (claim.language !== 'zh') return [];
  const quoted = quotes.flatMap(({ read }) => sidesOf(read.text));
  for (const { before, verb, behind } of sidesOf(claim.text)) {
    const same = quoted.filter((other) => other.verb === verb);
    if (same.some((other) => other.before === before)) continue;
    if (same.some((other) => other.behind.includes(before) && behind.includes(other.before)))
      return [{ kind: 'name', found: verb, reason: `the quotes have the two sides of "${verb}" the other way round` }];
  }
  return [];
}
