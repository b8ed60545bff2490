import { z } from 'zod';
import { languages } from '../text/language.js';

const Names = z.strictObject({
  en: z.array(z.string().min(1)).default([]),
  es: z.array(z.string().min(1)).default([]),
  zh: z.array(z.string().min(1)).default([]),
});

const Label = z.strictObject({ en: z.string().min(1), es: z.string().min(1), zh: z.string().min(1) });

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'must be lowercase words joined by hyphens' });

/** A phone maker, with everything that names it. */
const Maker = z.strictObject({
  id: slug,
  name: z.string().min(1),
  names: Names.prefault({}),
  /** Sub-brands, product lines and models whose mention means this maker. */
  brands: z.array(z.string().min(1)).default([]),
  /** People who speak for it. */
  people: z.array(z.string().min(1)).default([]),
  misspellings: z.array(z.string().min(1)).default([]),
  /** Names that are also ordinary words: they count only when written exactly so. */
  exact: z.array(z.string().min(1)).default([]),
  /** Ids of makers it belongs to or is closely tied with: evidence on them is related, not equal. */
  related: z.array(slug).default([]),
});

const Topic = z.strictObject({ id: slug, name: Label, terms: Names });

/** A carrier, retailer, agency, list, law or firm that questions name. */
const Entity = z.strictObject({
  id: slug,
  kind: z.enum(['carrier', 'retailer', 'agency', 'list', 'law', 'firm', 'person', 'place']),
  names: Names,
  exact: z.array(z.string().min(1)).default([]),
  /** A place that is a market of its own beside the one the corpus is about. */
  isOtherMarket: z.boolean().default(false),
});

/** The glossary file: what the corpus is about, in three languages. No code knows a brand name. */
export const GlossaryFile = z
  .strictObject({
    /** The articles beside it are briefs of their sources in the keeper's own words; each citation then says so. */
    articlesAreBriefs: z.boolean().default(false),
    /** The place that the corpus is about: questions often leave it out, articles repeat it. */
    market: Names.prefault({}),
    makers: z.array(Maker).default([]),
    topics: z.array(Topic).default([]),
    /** Ids of the topics that stand between a maker and the market, weightiest first. All topics, in order, when absent. */
    hurdles: z.array(slug).optional(),
    entities: z.array(Entity).default([]),
    /** Groups of words that mean the same here: synonyms in English, and their translations. */
    synonyms: z.array(Names).default([]),
  })
  .refine(({ topics, hurdles = [] }) => hurdles.every((id) => topics.some((topic) => topic.id === id)), {
    path: ['hurdles'],
    error: 'must hold ids of topics only',
  });
export type GlossaryFile = z.infer<typeof GlossaryFile>;

export const emptyGlossary: GlossaryFile = GlossaryFile.parse({});

/** All names of an entry in every language, without repeats. */
export function allNames(names: z.infer<typeof Names>): string[] {
  return [...new Set(languages.flatMap((language) => names[language]))];
}
