/**
 * `--packet-level`: the addresses of the packets in the place of those of the interface.
 *
 * `srcaddr` and `dstaddr` show the interface's primary address where an interface relays (NAT gateway, transit gateway) or
 * holds further addresses (pods); `pkt_srcaddr` and `pkt_dstaddr` show what the packets had (Amazon VPC user guide, "Flow
 * log records"). At packet level the two change places, in records that have both.
 */
export const packetFields = [
  ['srcaddr', 'pkt_srcaddr'],
  ['dstaddr', 'pkt_dstaddr'],
] as const;

/** Values by field name, with those of packet and interface in each other's place. */
export function atPacketLevel<V>(fields: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  const changed = new Map(fields);
  for (const [own, packet] of packetFields) {
    const [a, b] = [fields.get(own), fields.get(packet)];
    if (a === undefined || b === undefined) continue;
    changed.set(own, b).set(packet, a);
  }
  return changed;
}

/** The names of the fields of a record in order, the same way. */
export function namesAtPacketLevel(names: readonly string[]): readonly string[] {
  const swaps = new Map<string, string>();
  for (const [own, packet] of packetFields) {
    if (names.includes(own) && names.includes(packet)) swaps.set(own, packet).set(packet, own);
  }
  return names.map((name) => swaps.get(name) ?? name);
}
