import type { GlossaryIndex } from '../../knowledge/glossary-index.js';

/** What follows a verb that a maker is called like: "does Verizon honor the warranty". */
const object = String.raw`(?!\s+(?:the|an?|my|your|its|their|our|this|that|his|her|warrant\p{L}+|promises?)(?!\p{L}))`;

/** A question typed without capitals, with those of makers' names that are known by them alone: "is honor banned". */
export function withNames(text: string, glossary: GlossaryIndex): string {
  if (/\p{Lu}/u.test(text)) return text;
  return glossary.file.makers
    .flatMap(({ name, exact }) => (exact.includes(name) ? [name] : []))
    .reduce(
      (named, name) =>
        named.replace(
          new RegExp(`(?<![\\p{L}\\p{N}]|\\bto )${name.toLowerCase()}(?![\\p{L}\\p{N}])${object}`, 'gu'),
          () => name,
        ),
      text,
    );
}
