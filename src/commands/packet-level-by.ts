import { UsageError } from '../errors.ts';
import { packetFields } from '../packet-level.ts';

/** Groups by the addresses of packets beside `--packet-level` would be those of the interface. Throws UsageError. */
export function checkPacketLevel(by: readonly string[], packetLevel: boolean): void {
  const packet = packetFields.find(([, name]) => by.includes(name));
  if (!packetLevel || !packet) return;
  throw new UsageError(
    `--by ${packet[1]} and --packet-level say the same twice`,
    `with --packet-level, ${packet[0]} is the address of the packets`,
  );
}
