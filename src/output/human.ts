/** Cells as people read them, in tables: names beside numbers, bytes in units, nothing that a terminal would obey. */
import { largestSeconds } from '../flow.ts';
import { portName } from '../port.ts';
import { hasPorts, protocolName } from '../protocol.ts';
import type { Column, Kind, Row, Value } from '../result.ts';
import { visible } from './escape.ts';
import { grouped, humanBytes } from './units.ts';
import { instant } from './values.ts';

/** What stands for a missing value. */
const missing = '-';

/** Kinds whose cells line up on the right. Ports and protocols do not: a name follows their number. */
const numeric: ReadonlySet<Kind> = new Set(['integer', 'count', 'packets', 'bytes', 'share', 'number']);

export function alignsRight(kind: Kind): boolean {
  return numeric.has(kind);
}

/** Makes the cells of a row, one for each column. */
export function humanCells(columns: readonly Column[], bytes: 'human' | 'raw'): (row: Row) => string[] {
  const protocolAt = columns.findIndex((column) => column.kind === 'protocol');
  return (row) => {
    const protocol = row[protocolAt] ?? null;
    return columns.map(({ kind }, i) => {
      const value = row[i] ?? null;
      if (kind === 'port' && isNoPort(value, protocol)) return missing;
      return humanCell(value, kind, bytes);
    });
  };
}

/** Flow logs write port 0 for protocols that have no ports. */
function isNoPort(port: Value, protocol: Value): boolean {
  return isNumber(protocol) && !hasPorts(Number(protocol)) && isNumber(port) && Number(port) === 0;
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function humanCell(value: Value, kind: Kind, bytes: 'human' | 'raw'): string {
  if (value === null) return missing;
  if (typeof value === 'string') return visible(value);
  if (value instanceof Date) return time(value) || missing;
  return isNumber(value) ? humanNumber(value, kind, bytes) : String(value);
}

function humanNumber(value: number | bigint, kind: Kind, bytes: 'human' | 'raw'): string {
  switch (kind) {
    case 'bytes':
      return bytes === 'human' ? humanBytes(value) : grouped(value);
    case 'count':
    case 'packets':
      return grouped(value);
    case 'epoch':
      return epochTime(value);
    case 'share':
      return percent(Number(value));
    case 'number':
      return decimal(value);
    case 'port':
      return named(value, portName(Number(value)));
    case 'protocol':
      return named(value, protocolName(Number(value)));
    default:
      return String(value);
  }
}

function time(value: Date): string {
  return instant(value).replace('T', ' ');
}

/** A number that is no time stays a number. */
function epochTime(value: number | bigint): string {
  const ms = value > largestSeconds ? Number(value) : Number(value) * 1000;
  return time(new Date(ms)) || String(value);
}

function named(number: number | bigint, name: string | undefined): string {
  return name === undefined ? String(number) : `${number} ${name}`;
}

/** A share from 0 to 1, as `12.3 %`. What is there but too little to show is not 0. */
function percent(share: number): string {
  return share > 0 && share < 0.0005 ? '<0.1 %' : `${(share * 100).toFixed(1)} %`;
}

/** Two decimals, or three significant digits below 1. */
function decimal(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isInteger(value)) return grouped(value);
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) < 1 ? String(Number(value.toPrecision(3))) : grouped(Number(value.toFixed(2)));
}
