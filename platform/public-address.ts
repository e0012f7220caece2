import { BlockList, isIP } from "node:net";

/** Not reachable for everybody, by the IANA special-purpose registries of IPv4 and IPv6 (RFC 6890 and its successors). */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  INSIDE.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  // 2001::/23 holds Teredo, 2002::/16 is 6to4: both carry an IPv4 address that would have to be looked at, too.
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  INSIDE.addSubnet(network, prefix, "ipv6");

/** What is handed out to everybody. IPv4 in an IPv6 address (::ffff:10.0.0.1, 64:ff9b::) stands outside of it. */
const GLOBAL_IPV6 = new BlockList();
GLOBAL_IPV6.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the public internet, and no host inside a network, of this machine or of its cloud. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !INSIDE.check(address, "ipv4");
  return family === 6 && GLOBAL_IPV6.check(address, "ipv6") && !INSIDE.check(address, "ipv6");
}
