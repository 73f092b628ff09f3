/** How much the cells of a page tell apart, from fine to coarse. */
import type { Dimension } from './contract.ts';

/** So many cells, at some six bytes each when they are packed, leave the page below 2 MB. */
export const mostCells = 150_000;

/** How much is told apart: how many values have names, and how many bins of the axis make one time. */
export interface Level {
  readonly addresses: number;
  readonly ports: number;
  readonly interfaces: number;
  readonly span: number;
}

/** Longer than any axis. */
const always = 1 << 20;

/** From fine to coarse; the last always fits: at most some 60,000 cells. */
export const levels: readonly [Level, ...Level[]] = [
  { addresses: 1000, ports: 1000, interfaces: 300, span: 1 },
  { addresses: 400, ports: 300, interfaces: 150, span: 1 },
  { addresses: 200, ports: 120, interfaces: 80, span: 1 },
  { addresses: 120, ports: 60, interfaces: 40, span: 1 },
  { addresses: 120, ports: 60, interfaces: 40, span: 2 },
  { addresses: 90, ports: 40, interfaces: 30, span: 4 },
  { addresses: 64, ports: 32, interfaces: 24, span: 4 },
  { addresses: 64, ports: 32, interfaces: 24, span: 8 },
  { addresses: 48, ports: 28, interfaces: 20, span: 8 },
  { addresses: 40, ports: 24, interfaces: 16, span: 8 },
  { addresses: 32, ports: 24, interfaces: 12, span: 8 },
  { addresses: 32, ports: 24, interfaces: 12, span: 16 },
  { addresses: 26, ports: 22, interfaces: 12, span: 16 },
  { addresses: 20, ports: 20, interfaces: 10, span: 16 },
  { addresses: 14, ports: 12, interfaces: 8, span: 16 },
  { addresses: 10, ports: 8, interfaces: 5, span: always },
];

/** Protocols are few by nature. */
const mostProtocols = 12;

/** How many names of each dimension a level has. */
export function namesAt({ addresses, ports, interfaces }: Level): Readonly<Record<Dimension, number>> {
  return {
    ...{ srcaddr: addresses, dstaddr: addresses, dstport: ports },
    ...{ protocol: mostProtocols, interface_id: interfaces },
  };
}

/** The first level worth a look. Of many flows the finest ones hardly ever fit, and to try them takes long and much memory. */
export function finestFor(flows: bigint): number {
  if (flows <= 10 * mostCells) return 0;
  return flows <= 30 * mostCells ? 4 : 6;
}

/** Bins of the axis that make one time at the level in that place. */
export function spanOf(level: number): number {
  return levels[level]?.span ?? 1;
}
