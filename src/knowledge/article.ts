import { z } from 'zod';
import { type Language, languages } from '../text/language.js';

export const articleKinds = ['report', 'statement', 'official', 'analysis', 'opinion'] as const;

const publishedPattern = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** YYYY, YYYY-MM or YYYY-MM-DD of a day that exists; the precision is kept and shown. */
export const PublishedDate = z
  .union([z.string(), z.number()])
  .transform((value) => String(value))
  .refine((value) => publishedPattern.test(value) && isCalendarDate(value), {
    error: 'must be a date such as 2018, 2018-03 or 2018-03-27',
  });

function isCalendarDate(value: string): boolean {
  if (value.length < 10) return true;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'may hold only letters, digits, dots, hyphens and underscores' })
  .max(120, { error: 'may hold at most 120 characters' });

const readerQuestion = z.string().trim().min(1).max(300);

/** The front matter of an article file. Strict: an unknown key is an error. */
export const ArticleFrontMatter = z.strictObject({
  id: id.optional(),
  title: z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(300, { error: 'may hold at most 300 characters' }),
  publisher: z.string().trim().min(1, { error: 'must not be empty' }),
  author: z.string().trim().min(1).nullish(),
  published: PublishedDate,
  /** A local document without an address on the web has its file's name: file:///name.pdf. */
  url: z.union([z.url({ protocol: /^https?$/ }), z.string().regex(/^file:\/\/\/[^/]+$/)], {
    error: 'must be an http or https address',
  }),
  kind: z.enum(articleKinds, { error: `must be one of ${articleKinds.join(', ')}` }).default('report'),
  language: z.enum(languages, { error: `must be one of ${languages.join(', ')}` }).optional(),
  makers: z.array(z.string()).optional(),
  topics: z.array(z.string()).optional(),
  /** Whether the text is a brief of its source in the keeper's own words; the glossary decides where this is absent. */
  brief: z.boolean({ error: 'must be true or false' }).nullish(),
  supersedes: z.array(z.string()).default([]),
  /** Questions, or the first words of a sentence with the questions that it answers. */
  questions: z
    .array(
      z.union([readerQuestion, z.record(z.string().trim().min(1), z.array(readerQuestion))], {
        error: 'must be a question of 1 to 300 characters, or the first words of a sentence with a list of such',
      }),
    )
    .default([]),
  /** The first words of a sentence with what it says in other languages. */
  translations: z
    .array(
      z.record(z.string().trim().min(1), z.partialRecord(z.enum(languages), z.string().trim().min(1).max(1_000))),
      {
        error: 'must be a list of first words of sentences, each with its translations by language',
      },
    )
    .default([]),
});
export type ArticleFrontMatter = z.infer<typeof ArticleFrontMatter>;

/** What a reader would ask that an article answers. */
export interface ReaderQuestion {
  readonly text: string;
  /** Where the sentence that answers it starts in the article's text; null where the keeper did not say. */
  readonly answeredAt: number | null;
}

/** A sentence of an article in other languages, as close to it as a translation can be. */
export interface TranslatedSentence {
  /** Its place in the article's text. */
  readonly start: number;
  readonly end: number;
  readonly texts: Readonly<Partial<Record<Language, string>>>;
}

/** One dated source. Offsets of passages and quotes count UTF-16 code units of `text`. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly author: string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published: string;
  readonly url: string;
  readonly kind: (typeof articleKinds)[number];
  readonly language: Language;
  /** Ids of glossary makers and topics the article is about. */
  readonly makers: readonly string[];
  readonly topics: readonly string[];
  /** Whether the text is a brief of its source, as the article itself says; null when it does not say. */
  readonly brief: boolean | null;
  /** Ids of older articles whose claims this one overtakes. */
  readonly supersedes: readonly string[];
  /** What readers would ask that the article answers: searched, never shown or quoted. */
  readonly questions: readonly ReaderQuestion[];
  /** What claims in other languages are compared with; never quoted. In reading order. */
  readonly translations: readonly TranslatedSentence[];
  /** Everything after the front matter's closing line, unchanged. */
  readonly text: string;
}
