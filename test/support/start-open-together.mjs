// A worker thread does not inherit the TypeScript loader of the main thread on Node 20.
import { register } from 'tsx/esm/api';

register();
await import('./open-together.worker.ts');
