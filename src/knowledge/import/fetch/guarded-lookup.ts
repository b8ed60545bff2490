import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** A name or address that leads into a private network. */
export class InwardAddressError extends Error {
  readonly code = 'INWARD_ADDRESS';
  constructor(readonly address: string) {
    super(`it leads to ${address}, which is not on the public internet`);
  }
}

/**
 * Resolves names for connections, refusing those of which any address points inward. It runs where the connection is
 * made, so a name that changes its answer between a check and the connection gains nothing.
 */
export function guardedLookup(options: { readonly mayBeLoopback?: boolean }): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    resolve(
      hostname,
      { family: lookupOptions.family ?? 0, hints: lookupOptions.hints ?? 0, all: true },
      (error, addresses) => {
        if (error) {
          callback(error, []);
          return;
        }
        const inward = addresses.find(({ address }) => !isPublicAddress(address, options));
        if (inward) callback(new InwardAddressError(inward.address), []);
        else if (lookupOptions.all) callback(null, addresses);
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
    );
  };
}
