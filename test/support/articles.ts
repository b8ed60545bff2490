import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type FrontMatterLines = Readonly<Record<string, string | undefined>>;

const required: FrontMatterLines = {
  title: 'A headline',
  publisher: 'The Paper',
  published: '2018-03',
  url: 'https://example.org/a',
};

/** An article file: the four required keys, changed or (by undefined) taken away by `keys`, values as YAML. */
export function articleSource(keys: FrontMatterLines = {}, text = 'One short sentence stands here.\n'): string {
  const lines = Object.entries({ ...required, ...keys }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return ['---', ...lines, '---', text].join('\n');
}

let writes = 0;

/** Writes a file with a modification time of its own, as if some time had passed since the last write. */
export function writeFile(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const filePath = path.join(folder, name);
  writeFileSync(filePath, content);
  writes += 1;
  const time = new Date(Date.UTC(2026, 0, 1) + writes * 1000);
  utimesSync(filePath, time, time);
}

export function writeArticle(folder: string, name: string, keys: FrontMatterLines = {}, text?: string): void {
  writeFile(folder, name, articleSource(keys, text));
}

/** A glossary with two makers and two topics. */
export const smallGlossary = `
makers:
  - { id: orchid, name: Orchid, names: { en: [Orchid Mobile] }, brands: [Petal] }
  - { id: willow, name: Willow }
topics:
  - { id: patents, name: { en: Patents, es: Patentes, zh: 专利 }, terms: { en: [patent, lawsuit] } }
  - { id: prices, name: { en: Prices, es: Precios, zh: 价格 }, terms: { en: [price, tariff], es: [arancel], zh: [关税] } }
`;

const subjects = ['Orchid', 'Willow', 'The carrier', 'A regulator', 'The retailer', 'One analyst', 'The court'];
const verbs = ['delayed', 'announced', 'priced', 'tested', 'withdrew', 'licensed', 'praised', 'questioned'];
const things = [
  'handset',
  'modem',
  'patent',
  'contract',
  'tariff',
  'antenna',
  'battery',
  'charger',
  'warranty',
  'camera',
];
const places = ['Texas', 'Ohio', 'Nevada', 'Boston', 'Denver', 'Seattle', 'Chicago', 'Atlanta', 'Portland'];

/** A word that only the synthetic article of this number has; no stemming rule changes it. */
export function serialWord(number: number): string {
  return `zq${[...String(number)].map((digit) => 'bcfghjkmpq'[Number(digit)]).join('')}`;
}

/** The same number gives the same article: some 60 words in each paragraph, its serial word in the first; a passage each. */
export function syntheticText(number: number, paragraphCount = 2): string {
  let state = (number + 1) * 2654435761;
  const next = (choices: readonly string[]) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return choices[state % choices.length] ?? '';
  };
  const sentence = () =>
    `${next(subjects)} ${next(verbs)} the ${next(things)} in ${next(places)} and ${next(verbs)} the ${next(things)} beside it.`;
  const paragraph = (first: string) => [first, ...Array.from({ length: 4 }, sentence)].join(' ');
  const opening = paragraph(`The note marked ${serialWord(number)} concerns a ${next(things)}.`);
  // Under one heading, an article as short as this would be one passage.
  const others = Array.from(
    { length: paragraphCount - 1 },
    (_, part) => `## Part ${part + 2}\n\n${paragraph(sentence())}`,
  );
  return `${[opening, ...others].join('\n\n')}\n`;
}

export function writeSyntheticArticles(folder: string, count: number, paragraphCount = 2): void {
  for (let number = 0; number < count; number += 1) {
    writeArticle(
      folder,
      `note-${String(number).padStart(4, '0')}.md`,
      { title: `Note ${number}`, published: `20${String(10 + (number % 16))}` },
      syntheticText(number, paragraphCount),
    );
  }
}
