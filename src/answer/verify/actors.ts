import type { GlossaryIndex } from '../../knowledge/glossary-index.js';

/** Makers, carriers, shops and agencies do things; outlets and lists only tell of them. */
const knownActors = new WeakMap<GlossaryIndex, (id: string) => boolean>();
export function actorsOf(glossary: GlossaryIndex): (id: string) => boolean {
  const known = knownActors.get(glossary);
  if (known) return known;
  const kinds = new Map(glossary.file.entities.map(({ id, kind }) => [id, kind]));
  const acts = (id: string) =>
    glossary.makerIds.has(id) || ['carrier', 'retailer', 'agency'].includes(kinds.get(id) ?? '');
  knownActors.set(glossary, acts);
  return acts;
}

/** Firms and persons do so too, where it is only asked who did something to whom. */
const knownParties = new WeakMap<GlossaryIndex, (id: string) => boolean>();
export function partiesOf(glossary: GlossaryIndex): (id: string) => boolean {
  const known = knownParties.get(glossary);
  if (known) return known;
  const kinds = new Map(glossary.file.entities.map(({ id, kind }) => [id, kind]));
  const isParty = (id: string) =>
    glossary.makerIds.has(id) || !['law', 'list', 'place', undefined].includes(kinds.get(id));
  knownParties.set(glossary, isParty);
  return isParty;
}
