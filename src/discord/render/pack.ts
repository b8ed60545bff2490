/**
 * Puts blocks into as few parts as possible, in order, each of at most `limit` UTF-16 code units. A block is never
 * halved: one that is longer than the limit alone must be cut before.
 */
export function packBlocks(blocks: readonly string[], limit: number, separator: string): string[] {
  const parts: string[] = [];
  for (const block of blocks) {
    if (block.length > limit) throw new RangeError(`A block has ${block.length} characters, the limit is ${limit}`);
    const last = parts.at(-1);
    if (last !== undefined && last.length + separator.length + block.length <= limit)
      parts[parts.length - 1] = last + separator + block;
    else parts.push(block);
  }
  return parts;
}
