import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from '../core/privateAddress.ts';

/** A name leads to addresses that are not to be asked, and to no other. */
export class PrivateAddressError extends Error {
  readonly code = 'GATHER_PRIVATE_ADDRESS';
}

/** A look-up that gives only public addresses, whatever a name leads to: what it gives is what the socket connects to. */
export function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error || !Array.isArray(found)) return callback(error, found);
      const addresses = found.filter(({ address }) => !isPrivateAddress(address));
      const [first] = addresses;
      if (!first) {
        const message = `${hostname} has private addresses only`;
        return callback(new PrivateAddressError(message), options.all ? [] : '');
      }
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
}
