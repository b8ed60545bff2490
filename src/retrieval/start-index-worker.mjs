// A worker thread does not inherit the TypeScript loader of the main thread on Node 20: it registers its own.
import { register } from 'tsx/esm/api';

register();
await import('../packages/load-as-they-are.mjs');
await import('./index-worker.ts');
