/** Numbers, times and values as people read them. Times are in UTC. */
import { visible } from '../../output/escape.ts';
import { briefBytes, grouped, humanBytes } from '../../output/units.ts';
import { portName } from '../../port.ts';
import { protocolName } from '../../protocol.ts';
import type { Dimension } from '../contract.ts';
import type { Measure } from './amounts.ts';

/** What stands for a missing value. */
export const none = '–';

export function amount(value: number | bigint | null, measure: Measure): string {
  if (value === null) return none;
  return measure === 'bytes' ? humanBytes(value) : grouped(value);
}

/** All digits. */
export function exactly(value: number | bigint | null, measure: Measure): string {
  if (value === null) return 'not recorded';
  return measure === 'bytes' ? `${grouped(value)} bytes` : grouped(value);
}

/** For the axis of a chart: `12k`, `1.5M`, `34 GB`. */
export function brief(value: number, measure: Measure): string {
  if (measure === 'bytes') return briefBytes(value);
  const units = ['', 'k', 'M', 'G', 'T', 'P'];
  let unit = 0;
  while (unit < units.length - 1 && value / 1000 ** unit >= 999.5) unit++;
  const scaled = value / 1000 ** unit;
  return `${scaled < 9.95 && scaled % 1 !== 0 ? scaled.toFixed(1) : Math.round(scaled)}${units[unit]}`;
}

/** `12.3 %`. What is there but too little to show is not 0. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part < 0) return none;
  const share = part / whole;
  return share > 0 && share < 0.0005 ? '<0.1 %' : `${(share * 100).toFixed(1)} %`;
}

/** `2025-08-14 10:20`, with seconds where they are not 0. */
export function time(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')
    .replace(/:00$/, '');
}

export function instant(text: string | null): string {
  return text === null ? none : time(Date.parse(text) / 1000);
}

/** `10:00 to 11:00` on one day, else both in full. */
export function stretch(from: number, to: number): string {
  const [start, end] = [time(from), time(to)];
  return start.slice(0, 10) === end.slice(0, 10) ? `${start} to ${end.slice(11)}` : `${start} to ${end}`;
}

/** `15 min`, `1 h`, `7 d`. */
export function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${grouped(seconds / 86_400)} d`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`;
}

/** A value as it stands in a table: `443 https`, `6 tcp`, an address. Nothing in it hides or turns text. */
export function value(name: Dimension, logged: string | number): string {
  if (name === 'dstport') return [logged, portName(Number(logged))].filter(Boolean).join(' ');
  if (name === 'protocol') return protocolName(Number(logged)) ?? String(logged);
  return visible(String(logged));
}

export const measureNames: Readonly<Record<Measure, string>> = { flows: 'Flows', packets: 'Packets', bytes: 'Bytes' };

export const dimensionNames: Readonly<Record<Dimension, string>> = {
  srcaddr: 'Source',
  dstaddr: 'Destination',
  dstport: 'Port',
  protocol: 'Protocol',
  interface_id: 'Interface',
};
