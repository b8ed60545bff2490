import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet. Private, loopback, link-local, carrier-grade NAT, multicast,
 * reserved and documentation ranges do not, nor does an IPv6 address that stands for an IPv4 address of these.
 * @param options.mayBeLoopback Counts this machine's own addresses as public: for tests.
 */
export function isPublicAddress(address: string, options: { readonly mayBeLoopback?: boolean } = {}): boolean {
  // A scope such as "%eth0" exists for link-local addresses only.
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  // Mapped addresses (::ffff:10.0.0.1) become what they stand for.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'unicast') return !isCompatibleAddress(parsed);
  return range === 'loopback' && options.mayBeLoopback === true;
}

/** ::a.b.c.d, the form that was given up in 2006 and that some systems still route as IPv4. */
function isCompatibleAddress(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv6 && address.parts.slice(0, 6).every((part) => part === 0);
}
