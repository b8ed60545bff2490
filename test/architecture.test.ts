import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

interface Import {
  readonly from: string;
  /** A path inside the project, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mts|mjs|js)$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
}

/** Import and export statements, `import()` of values and types, and `require`, also one made by createRequire. */
const importPattern =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]|\brequire(?:\([^()]*\))?\(\s*['"]([^'"]+)['"]|createRequire\([^()]*\)\(\s*['"]([^'"]+)['"]/gm;

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[4] ?? match[5] ?? match[6] ?? '';
    const to = specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts')
      : specifier;
    return { from: file, to, isTypeOnly: match[1] !== undefined || match[3] !== undefined };
  });
}

const sources = sourceFiles('src');
const scripts = sourceFiles('scripts');
const imports = [...sources, ...scripts].flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} → ${to}`;

/** main → discord | repl → answer → retrieval → knowledge → leaves: a folder imports only from lower ones. */
const levels: Readonly<Record<string, number>> = {
  main: 5,
  discord: 4,
  repl: 4,
  answer: 3,
  retrieval: 2,
  knowledge: 1,
  text: 0,
  packages: 0,
};

/** The part of src that a file belongs to: a folder, or the file itself for those beside the folders. */
const partOf = (file: string) => file.split('/')[1] ?? '';
const levelOf = (file: string) => (partOf(file).endsWith('.ts') ? 0 : levels[partOf(file)]);

describe('src', () => {
  test('is found, with its imports', () => {
    expect(sources).toContain('src/error.ts');
    expect(imports.map(show)).toContain('src/knowledge/parse-article.ts → src/error.ts');
    expect(imports.map(show)).toContain('src/retrieval/sqlite/open-database.ts → better-sqlite3');
  });

  test('has only folders with a place among the arrows', () => {
    expect(sources.filter((file) => levelOf(file) === undefined)).toEqual([]);
  });

  test('imports only files that exist', () => {
    const missing = imports.filter(({ to }) => /^(?:src|scripts|test)\//.test(to) && !existsSync(path.join(root, to)));
    expect(missing.map(show)).toEqual([]);
  });

  test('imports one way: main → discord | repl → answer → retrieval → knowledge → leaves', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!from.startsWith('src/')) return false;
      if (!to.startsWith('src/')) return /^(?:scripts|test|\.\.)/.test(to);
      const [own, other] = [levelOf(from) ?? 0, levelOf(to) ?? 0];
      // On one level: the same folder, and leaves among each other. This keeps discord and repl apart.
      return own === other ? own > 0 && partOf(from) !== partOf(to) : own < other;
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('a file is never imported by what it imports', () => {
    const valueImports = new Map<string, string[]>();
    for (const { from, to, isTypeOnly } of imports)
      if (!isTypeOnly && to.startsWith('src/')) valueImports.set(from, [...(valueImports.get(from) ?? []), to]);
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      if (done.has(file) || trail.includes(file)) return;
      for (const next of valueImports.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('native modules', () => {
  const importersOf = (name: string) => imports.filter(({ from, to }) => to === name && from.startsWith('src/'));

  test('hnswlib-node is imported in one file', () => {
    expect([...new Set(importersOf('hnswlib-node').map(({ from }) => from))]).toEqual([
      'src/retrieval/vectors/hnsw-vector-index.ts',
    ]);
  });

  test('better-sqlite3 is imported in one file, its types only beside it', () => {
    const importers = importersOf('better-sqlite3');
    expect([...new Set(importers.filter(({ isTypeOnly }) => !isTypeOnly).map(({ from }) => from))]).toEqual([
      'src/retrieval/sqlite/open-database.ts',
    ]);
    expect(importers.filter(({ from }) => !from.startsWith('src/retrieval/sqlite/')).map(show)).toEqual([]);
  });

  test('both are loaded only when needed, so that a missing one is told in words', () => {
    const atLoad = imports.filter(({ to, isTypeOnly, from }) => {
      if (isTypeOnly || (to !== 'hnswlib-node' && to !== 'better-sqlite3')) return false;
      return new RegExp(`^import (?!type)[^;]*'${to}'`, 'm').test(readFileSync(path.join(root, from), 'utf8'));
    });
    expect(atLoad.map(show)).toEqual([]);
  });
});

describe('the environment', () => {
  test('is read only in src/main and scripts', () => {
    const readers = sources.filter((file) =>
      /\bprocess\s*\.\s*env\b|\benv\b[^;]*from 'node:process'/.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(readers.filter((file) => !file.startsWith('src/main/'))).toEqual([]);
  });
});
