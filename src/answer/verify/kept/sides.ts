/** What stands before something in a sentence, and behind it. */
export type Sides = readonly [before: string, behind: string];

/** How many pairs of signs two Chinese texts have in common. */
export function pairsShared(one: string, other: string): number {
  return [...one].filter((sign, place) => other.includes(one.slice(place, place + 2)) && /\p{L}/u.test(sign)).length;
}

/** Whether what stands before in the one is rather what stands behind in the other, and the other way round. */
export function isTurnedRound([before, behind]: Sides, [beforeToo, behindToo]: Sides): boolean {
  const crossed = pairsShared(before, behindToo) + pairsShared(behind, beforeToo);
  return crossed > pairsShared(before, beforeToo) + pairsShared(behind, behindToo);
}

/** Whether what stands on each side is clearly what stands on the same side of the other. */
export function areAlike([before, behind]: Sides, [beforeToo, behindToo]: Sides): boolean {
  const straight = pairsShared(before, beforeToo) + pairsShared(behind, behindToo);
  return straight > 2 * Math.max(pairsShared(before, behindToo), pairsShared(behind, beforeToo), 1);
}
