import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Loaded {
  readonly format: string;
  readonly source: Buffer;
  readonly shortCircuit: boolean;
}

const fileUrl = (name: string) => new URL(`../${name}`, import.meta.url).href;
const passedOn = 'passed on';

async function load(url: string): Promise<Loaded | typeof passedOn> {
  const hooks = (await import(fileUrl('src/packages/package-hooks.mjs'))) as {
    load(url: string, context: object, next: () => typeof passedOn): Loaded | typeof passedOn;
  };
  return hooks.load(url, {}, () => passedOn);
}

describe('the loader of packages', () => {
  test.each(['node_modules/zod/index.js', 'node_modules/zod/v4/core/schemas.js', 'node_modules/tsx/dist/loader.mjs'])(
    'hands an ES module to Node as it is: %s',
    async (name) => {
      const url = fileUrl(name);
      expect(await load(url)).toEqual({ format: 'module', source: readFileSync(new URL(url)), shortCircuit: true });
    },
  );

  test.each([
    ['of this project', fileUrl('src/error.ts')],
    ['of this project, in JavaScript', fileUrl('src/retrieval/start-index-worker.mjs')],
    ['in CommonJS', fileUrl('node_modules/discord.js/src/index.js')],
    ['in CommonJS, by its ending', fileUrl('node_modules/zod/index.cjs')],
    ['in JSON', fileUrl('node_modules/zod/package.json')],
    ['of Node', 'node:fs'],
  ])('leaves alone what is %s', async (_name, url) => {
    expect(await load(url)).toBe(passedOn);
  });
});
