import { readFileSync } from 'node:fs';

const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  name: string;
  version: string;
};

/** How the program names itself to the sites that it reads. */
export const userAgent = `${name.charAt(0).toUpperCase()}${name.slice(1)}/${version} (reads articles into a knowledge base)`;
