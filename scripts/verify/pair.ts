import { z } from 'zod';
import { errorKinds } from '../../src/answer/verify/verification.js';
import { languages } from '../../src/text/language.js';

/** A claim with its quotes, and whether they prove it. */
export const Pair = z.strictObject({
  id: z.string(),
  language: z.enum(languages),
  claim: z.string(),
  quotes: z
    .array(
      z.strictObject({
        text: z.string(),
        title: z.string(),
        publisher: z.string(),
        published: z.string(),
        language: z.enum(languages),
        /** As its article has it in the language of the claim. */
        translation: z.strictObject({ text: z.string(), language: z.enum(languages) }).optional(),
      }),
    )
    .min(1),
  /** "proven", or what is wrong with it. */
  label: z.enum(['proven', ...errorKinds]),
  origin: z.enum(['copy', 'paraphrase', 'translation', 'edit', 'hard', 'draft']),
});
export type Pair = z.infer<typeof Pair>;
