import { vi } from 'vitest';

// The default needs no network; a test that reaches for it is wrong.
vi.stubGlobal('fetch', () => {
  throw new Error('Cannot use the network here: the default configuration needs none');
});
