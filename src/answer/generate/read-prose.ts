import { splitSentences } from '../../text/sentences.js';
import { type DraftClaim, takeMarkers } from './draft.js';

/** Longer text is no answer. UTF-16 code units. */
const maximumProse = 6_000;

/** Reads an answer that came as running text: its sentences that carry markers of evidence. */
export function readProse(text: string): DraftClaim[] {
  const plain = text
    .slice(0, maximumProse)
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/^\s*(?:#{1,6}|[-*•]|\d{1,2}[.)])\s+/gm, '')
    .replace(/(\*\*|__|`)/g, '')
    // A marker behind the full stop belongs to the sentence before it.
    .replace(/([.!?。！？])((?:\s*(?:\[\d[\d,; ]*\]|【\d+[^】]*】|\^\[\d[\d, ]*\]\^?|\^\d+\^))+)/g, '$2$1');
  return plain.split('\n').flatMap((line) =>
    splitSentences(line).flatMap(({ start, end }) => {
      const claim = takeMarkers(line.slice(start, end));
      return claim.ids.length > 0 && claim.text !== '' ? [claim] : [];
    }),
  );
}
