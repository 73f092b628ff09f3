/** The command that shows a section of a page in full. */
import type { FlowsRequest } from './requests.ts';

/** `top-ports` → `flowlogs top-ports --dedupe`, if the page counts so. */
export function moreOf({ packetLevel, dedupe }: FlowsRequest): (command: string) => string {
  const counting = [...(packetLevel ? [' --packet-level'] : []), ...(dedupe ? [' --dedupe'] : [])].join('');
  return (command) => `flowlogs ${command}${counting}`;
}
