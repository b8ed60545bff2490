const openers = ['yo ', 'so ', 'lol ', 'ok but ', 'hey ', ''];
const closers = ['', ' tho', ' or what', ' lol', '??', ''];

/**
 * A question as somebody types it in a hurry: lower case, no punctuation, a filler word, and two neighbouring letters
 * exchanged in one longer word of every other copy. The same for the same question.
 * @param seed Chooses the filler and the word.
 */
export function noisyCopy(question: string, seed: number): string {
  const words = question
    .toLowerCase()
    .replace(/[?!.,'’"]/g, '')
    .split(' ');
  const long = words.flatMap((word, index) => (/^[a-z]{6,}$/.test(word) ? [index] : []));
  const chosen = long[seed % Math.max(1, long.length)];
  if (seed % 2 === 0 && chosen !== undefined) {
    const word = words[chosen] ?? '';
    const at = 2 + (seed % (word.length - 3));
    words[chosen] = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  }
  return `${openers[seed % openers.length]}${words.join(' ')}${closers[(seed >> 1) % closers.length]}`;
}
