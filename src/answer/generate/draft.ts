import { z } from 'zod';

/** A sentence as a model wrote it, with the numbers of the evidence it says it rests on. */
export interface DraftClaim {
  readonly text: string;
  readonly ids: readonly number[];
}

/** What the model is asked for. */
export const Draft = z.object({
  claims: z
    .array(
      z.object({
        text: z.string().describe('One plain sentence in the language of the question, without markers or links.'),
        ids: z.array(z.number().int()).describe('Numbers of the evidence sentences that prove it, at least one.'),
      }),
    )
    .describe('The answer, one sentence each, the most important first; empty when the evidence does not answer.'),
  missing: z
    .string()
    .nullable()
    .describe('What the evidence lacks for a full answer, as a short search text; null when nothing is missing.'),
});

export const draftSchema = z.toJSONSchema(Draft) as Record<string, unknown>;

/** Models write more or less than they are asked for: what has a text and numbers will do. */
const LooseClaim = z.object({
  text: z.string(),
  ids: z.array(z.union([z.number(), z.string()])),
});
const alternativeIds = ['ids', 'citations', 'sources', 'evidence', 'sentence_ids', 'evidence_ids'] as const;
const alternativeTexts = ['text', 'claim', 'sentence'] as const;

/** Larger objects are no claims. UTF-16 code units. */
const maximumObjectLength = 4_000;

/**
 * Reads claims out of a stream of text as they become complete: the objects of a JSON answer, whatever stands around
 * them. What a model thinks aloud between <think> and </think> is left aside.
 */
export class DraftReader {
  private text = '';
  private position = 0;
  private readonly starts: number[] = [];
  private inString = false;
  private isEscaped = false;
  private claimCount = 0;
  private said: string | null = null;

  /** @returns The claims that this piece completed. */
  push(piece: string): DraftClaim[] {
    this.text += piece;
    const found: DraftClaim[] = [];
    // "</think" may be split over pieces: its beginning waits for the rest.
    for (; this.position < this.text.length; this.position += 1) {
      if (!this.inString && this.text[this.position] === '<') {
        const rest = this.text.slice(this.position);
        if (rest.startsWith('<think>')) {
          const end = this.text.indexOf('</think>', this.position);
          if (end < 0) break;
          this.position = end + '</think>'.length - 1;
          this.starts.length = 0;
          continue;
        }
        if ('<think>'.startsWith(rest)) break;
      }
      const claim = this.step(this.text[this.position] ?? '');
      if (claim) found.push(claim);
    }
    return found;
  }

  /** What the model says is missing; null when it does not say. */
  get missing(): string | null {
    return this.said;
  }

  /** The whole text without what was thought aloud. */
  get prose(): string {
    return this.text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, ' ');
  }

  get hasClaims(): boolean {
    return this.claimCount > 0;
  }

  private step(character: string): DraftClaim | null {
    if (this.inString) {
      if (this.isEscaped) this.isEscaped = false;
      else if (character === '\\') this.isEscaped = true;
      else if (character === '"') this.inString = false;
      return null;
    }
    // Outside of objects a quotation mark is a mark of the prose around them.
    if (character === '"' && this.starts.length > 0) this.inString = true;
    else if (character === '{') this.starts.push(this.position);
    else if (character === '}') {
      const start = this.starts.pop();
      if (start === undefined) return null;
      const value = parseObject(this.text.slice(start, this.position + 1));
      const claim = value && readClaim(value);
      if (claim) {
        this.claimCount += 1;
        return claim;
      }
      const { missing } = (value ?? {}) as { missing?: unknown };
      if (typeof missing === 'string' && missing.trim() !== '') this.said = missing.trim().slice(0, 300);
    }
    return null;
  }
}

function parseObject(source: string): Readonly<Record<string, unknown>> | null {
  // The outermost object holds all claims; only its other keys are of interest.
  if (source.length > 40 * maximumObjectLength) return null;
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // Not every brace in a text begins an object.
  }
}

function readClaim(value: Readonly<Record<string, unknown>>): DraftClaim | null {
  const text = alternativeTexts.map((key) => value[key]).find((found) => typeof found === 'string');
  const ids = alternativeIds.map((key) => value[key]).find((found) => found !== undefined);
  const parsed = LooseClaim.safeParse({ text, ids: Array.isArray(ids) ? ids : ids === undefined ? undefined : [ids] });
  if (!parsed.success || parsed.data.text.length > maximumObjectLength) return null;
  const numbers = parsed.data.ids.flatMap((id) =>
    typeof id === 'number' ? [id] : [...id.matchAll(/\d{1,4}/g)].map(Number),
  );
  const { text: plain, ids: marked } = takeMarkers(parsed.data.text);
  return { text: plain, ids: [...new Set([...numbers, ...marked])].filter(Number.isInteger) };
}

const marker =
  /\s*(?:\[\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]|【\s*(\d{1,3})\s*(?:†[^】]{0,40})?】|\^\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]\^?|\^(\d{1,3})\^|［(\d{1,3})］|\((?:sources?|fuentes?|evidence|ids?)[:\s]*(\d{1,3}(?:\s*,\s*\d{1,3})*)\))/giu;

/** Takes citation markers out of a sentence, in the many ways that models write them. */
export function takeMarkers(text: string): DraftClaim {
  const ids: number[] = [];
  const plain = text
    .replace(marker, (_, ...groups: unknown[]) => {
      const digits = groups.slice(0, 6).find((group) => typeof group === 'string') as string | undefined;
      for (const number of (digits ?? '').matchAll(/\d+/g)) ids.push(Number(number[0]));
      return '';
    })
    .replace(/\s+([.,;:!?。，])/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return { text: plain, ids: [...new Set(ids)] };
}
