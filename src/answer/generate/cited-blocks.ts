import { splitSentences } from '../../text/sentences.js';
import type { DraftClaim } from './draft.js';

/** A stretch of the answer and the evidence that the provider says it rests on. */
interface CitedStretch {
  readonly start: number;
  end: number;
  readonly ids: Set<number>;
}

/**
 * Reads an answer in content blocks that carry the provider's own citations (Anthropic: `content_block_location` of a
 * document whose blocks are the evidence sentences, in order). A sentence may run over several blocks; it is complete
 * when the block that its end is in is.
 */
export class CitedBlockReader {
  private text = '';
  private readonly stretches: CitedStretch[] = [];
  private block: number | null = null;
  private given = 0;
  private said: string | null = null;
  private claimCount = 0;

  /** @returns The sentences that this piece completed. */
  push(content: unknown): DraftClaim[] {
    const pieces =
      typeof content === 'string' ? [{ type: 'text', text: content }] : Array.isArray(content) ? content : [];
    const found: DraftClaim[] = [];
    for (const piece of pieces as readonly Record<string, unknown>[]) {
      const { type, text, citations, index } = piece;
      if (type !== 'text' && type !== 'text_delta') continue;
      const block = typeof index === 'number' ? index : (this.block ?? 0);
      if (block !== this.block) {
        found.push(...this.complete(this.text.length));
        this.block = block;
        this.stretches.push({ start: this.text.length, end: this.text.length, ids: new Set() });
      }
      const stretch = this.stretches.at(-1);
      if (!stretch) continue;
      if (typeof text === 'string') this.text += text;
      stretch.end = this.text.length;
      if (Array.isArray(citations))
        for (const citation of citations) for (const id of idsOf(citation)) stretch.ids.add(id);
    }
    return found;
  }

  /** What is left when the answer has ended. */
  end(): DraftClaim[] {
    return this.complete(Number.POSITIVE_INFINITY);
  }

  get hasClaims(): boolean {
    return this.claimCount > 0;
  }

  get missing(): string | null {
    return this.said;
  }

  /** The sentences that end before a place and were not given yet. */
  private complete(before: number): DraftClaim[] {
    const isEnd = before === Number.POSITIVE_INFINITY;
    const sentences = splitSentences(this.text);
    const ready = sentences.filter(
      ({ start, end }, index) =>
        start >= this.given &&
        (isEnd ||
          (end <= before &&
            (index < sentences.length - 1 || /[.!?。！？]["”’]?\s*$/.test(this.text.slice(start, before))))),
    );
    const last = ready.at(-1);
    if (last) this.given = last.end;
    return ready.flatMap(({ start, end }) => {
      const text = this.text.slice(start, end).replace(/\s+/g, ' ').trim();
      const missing = /^MISSING:\s*(.+)$/i.exec(text)?.[1];
      if (missing !== undefined) {
        this.said = missing.slice(0, 300);
        return [];
      }
      const ids = new Set(
        this.stretches
          .filter((stretch) => stretch.start < end && stretch.end > start)
          .flatMap((stretch) => [...stretch.ids]),
      );
      // A sentence without a citation (a greeting, "let me look") proves nothing and is not shown.
      if (ids.size === 0) return [];
      this.claimCount += 1;
      return [{ text, ids: [...ids] }];
    });
  }
}

function idsOf(citation: unknown): number[] {
  const {
    type,
    document_index: document,
    start_block_index: start,
    end_block_index: end,
  } = (citation ?? {}) as Record<string, unknown>;
  if (type !== 'content_block_location' || document !== 0 || typeof start !== 'number' || typeof end !== 'number')
    return [];
  // Blocks count from 0, evidence from 1; the end is exclusive.
  return Array.from({ length: Math.min(20, Math.max(1, end - start)) }, (_, offset) => start + offset + 1);
}
