import { readFileSync } from 'node:fs';

/** The "type" of the package.json that holds for each folder. */
const types = new Map();

function typeOf(folder) {
  const known = types.get(folder.href);
  if (known !== undefined) return known;
  const type = readType(folder) ?? (isRoot(folder) ? 'commonjs' : typeOf(new URL('..', folder)));
  types.set(folder.href, type);
  return type;
}

function isRoot({ pathname }) {
  return pathname === '/' || pathname.endsWith('/node_modules/');
}

/** @returns Null where there is no package.json. */
function readType(folder) {
  let content;
  try {
    content = readFileSync(new URL('package.json', folder), 'utf8');
  } catch {
    return null;
  }
  return JSON.parse(content).type ?? 'commonjs';
}

/** ES modules of packages are handed to Node as they are; everything else goes its usual way. */
export function load(url, context, next) {
  const isOfPackage = url.startsWith('file:') && url.includes('/node_modules/');
  const isModule =
    url.endsWith('.mjs') || (url.endsWith('.js') && isOfPackage && typeOf(new URL('.', url)) === 'module');
  if (!isOfPackage || !isModule) return next(url, context);
  return { format: 'module', source: readFileSync(new URL(url)), shortCircuit: true };
}
