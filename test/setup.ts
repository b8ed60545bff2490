import { vi } from 'vitest';

const realFetch = globalThis.fetch;

// The default needs no network; a test that reaches for it is wrong. Servers of the test itself are no network.
vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (hostname === '127.0.0.1') return realFetch(input, init);
  throw new Error('Cannot use the network here: the default configuration needs none');
});
