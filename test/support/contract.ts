import { expect } from 'vitest';
import { z } from 'zod';

const text = z.string();
const marker = z.int().min(1);
const common = {
  question: text,
  text,
  notices: z.array(text),
  timings: z.strictObject({ retrievalMs: z.number().min(0), answerMs: z.number().min(0) }),
};

/** The JSON of an answer as README promises it: these keys and no others. */
export const JsonAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('answered'),
    mode: z.enum(['extractive', 'generated']),
    asOf: z.string().regex(/^\d{4}(-\d{2}){0,2}$/),
    claims: z.array(z.strictObject({ text, citations: z.array(marker).min(1) })).min(1),
    citations: z
      .array(
        z.strictObject({
          marker,
          passageId: text,
          articleId: text,
          title: text,
          publisher: text,
          published: z.string().regex(/^\d{4}(-\d{2}){0,2}$/),
          url: z.url(),
          quote: z.string().min(1),
          start: z.int().min(0),
          end: z.int().min(1),
        }),
      )
      .min(1),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('no-source'),
    claims: z.tuple([]),
    citations: z.tuple([]),
    nearest: z.array(z.strictObject({ id: text, title: text, published: text, url: text })).max(3),
  }),
  z.strictObject({ ...common, kind: z.literal('help'), claims: z.tuple([]), citations: z.tuple([]) }),
]);
export type JsonAnswer = z.infer<typeof JsonAnswer>;

/** Reads one line of JSON output and holds it against the contract. */
export function parseJsonAnswer(line: string): JsonAnswer {
  expect(line).not.toContain('\n');
  return JsonAnswer.parse(JSON.parse(line));
}

/** Characters that must not reach a terminal: they move the cursor, turn the reading direction or cannot be seen. */
export const unsafeCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
