import { defineConfig } from 'vitest/config';

/** Each takes the whole machine: programs side by side, or as many questions as one can answer. */
const alone = ['repl-model', 'discord-start', 'discord-load'].map((name) => `test/end-to-end/${name}.test.ts`);
/** They start programs, and replace modules of Node: each file has its own copy of all modules. */
const apart = [
  'test/end-to-end/**/*.test.ts',
  'test/support/**/*.test.ts',
  'test/**/*.crash.test.ts',
  'test/discord/growing-reply.test.ts',
  'test/knowledge/import/fetch-document.test.ts',
];

/** One kind of tests, run when those before it are done. */
const stage = (
  groupOrder: number,
  test: {
    name: string;
    include: string[];
    exclude?: string[];
    maxWorkers: number | string;
    isolate?: boolean;
    maxConcurrency?: number;
  },
) => ({ extends: true as const, test: { ...test, sequence: { groupOrder } } });

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    reporters: ['default', './test/support/count-reporter.ts'],
    // As in CI, so that a snapshot that is missing or left over fails here too; `npm test -- -u` writes them.
    update: 'none',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // Reading all modules again for each file would take as long as the tests.
      stage(0, { name: 'within', include: ['test/**/*.test.ts'], exclude: apart, maxWorkers: '100%', isolate: false }),
      // A third one works while the others wait for their programs.
      stage(1, { name: 'apart', include: apart, exclude: alone, maxWorkers: 3 }),
      // Three programs at a time: more would only take longer each.
      stage(2, { name: 'alone', include: alone, maxWorkers: 1, maxConcurrency: 3 }),
    ],
  },
});
