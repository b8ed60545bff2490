import type { GlossaryIndex } from '../../knowledge/glossary-index.js';

/** A test of glossary ids that is made once for each glossary. */
function oncePerGlossary(
  isOne: (kind: string | undefined) => boolean,
): (glossary: GlossaryIndex) => (id: string) => boolean {
  const known = new WeakMap<GlossaryIndex, (id: string) => boolean>();
  return (glossary) => {
    let test = known.get(glossary);
    if (!test) {
      const kinds = new Map<string, string>(glossary.file.entities.map(({ id, kind }) => [id, kind]));
      test = (id) => glossary.makerIds.has(id) || isOne(kinds.get(id));
      known.set(glossary, test);
    }
    return test;
  };
}

/** Makers, carriers, shops and agencies do things; outlets and lists only tell of them. */
export const actorsOf = oncePerGlossary((kind) => ['carrier', 'retailer', 'agency'].includes(kind ?? ''));

/** Firms and persons do so too, where it is only asked who did something to whom. */
export const partiesOf = oncePerGlossary((kind) => !['law', 'list', 'place', undefined].includes(kind));

/** Who speaks for themselves; papers and market researchers only tell of others. */
export const speakersOf = oncePerGlossary((kind) => ['carrier', 'retailer', 'agency', 'person'].includes(kind ?? ''));

/** Firms and people, who have few names; an office has many. */
export const tradersOf = oncePerGlossary((kind) => ['carrier', 'retailer', 'firm', 'person'].includes(kind ?? ''));
