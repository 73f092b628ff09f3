/** Logs with known numbers for the dashboard's tests. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** 2025-08-14T00:00:00Z. */
const midnight = 1_755_129_600;

export interface Flow {
  readonly src: string;
  readonly dst: string;
  readonly port: number;
  readonly protocol?: number;
  readonly packets?: number;
  readonly bytes?: number | bigint;
  /** Seconds after midnight. */
  readonly at?: number;
  readonly action?: string;
  readonly eni?: string;
}

export function line({
  src,
  dst,
  port,
  protocol = 6,
  packets = 1,
  bytes = 40,
  at = 0,
  action = 'ACCEPT',
  eni = 'eni-1',
}: Flow) {
  const start = midnight + at;
  return `2 123456789012 ${eni} ${src} ${dst} 40000 ${port} ${protocol} ${packets} ${bytes} ${start} ${start + 60} ${action} OK`;
}

/** A folder of its own with one log. */
export function logOf(flows: readonly Flow[], more: readonly string[] = []): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const file = join(folder, 'flows.log');
  writeFileSync(file, `${[header, ...flows.map(line), ...more].join('\n')}\n`);
  return { folder, file };
}

/** What would be markup, or end the script that holds the data, if anybody took it for that. */
export const hostile = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '"><img/src=x/onerror=alert(3)>',
  '<!--<script>',
  '\u2028\u2029\u202e',
  "';alert(4)//",
  '{{script}}$&',
];

/** A day in the small: a scanner, a web server, names that are markup, and more sources than a page tells apart. */
export const day: readonly Flow[] = [
  ...Array.from(
    { length: 40 },
    (_, i): Flow => ({
      ...{ src: '203.0.113.9', dst: `10.0.0.${1 + (i % 4)}`, port: [22, 23, 3389][i % 3] ?? 22 },
      ...{ at: i * 1800, action: 'REJECT', packets: 2, bytes: 80 },
    }),
  ),
  ...Array.from(
    { length: 60 },
    (_, i): Flow => ({
      ...{ src: `10.0.1.${1 + (i % 6)}`, dst: '10.0.0.1', port: 443, packets: 10 + i, bytes: 15_000 + i, at: i * 1300 },
      ...{ eni: i % 2 === 0 ? 'eni-1' : 'eni-2' },
    }),
  ),
  ...Array.from(
    { length: 10 },
    (_, i): Flow => ({
      ...{ src: '10.0.0.1', dst: '192.0.2.53', port: 53, protocol: 17, at: 7200 * i, bytes: 100, packets: 1 },
    }),
  ),
  ...Array.from(
    { length: 5 },
    (_, i): Flow => ({
      ...{ src: '203.0.113.77', dst: '10.0.0.2', port: 0, protocol: 1, at: 3600 * i, action: 'REJECT', bytes: 84 },
    }),
  ),
  ...hostile.map((eni, i): Flow => ({ src: '10.0.2.1', dst: '10.0.0.3', port: 8080, at: 600 * i, eni })),
];
