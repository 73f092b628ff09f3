/** Logs in a folder of their own, gone after the test, and questions to ask of them. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type FilesEngine, openFiles } from '../../../src/engines/duckdb/engine.ts';
import type { FilesOptions } from '../../../src/engines/duckdb/options.ts';
import type { LogFile } from '../../../src/logs/plan.ts';
import type { Question } from '../../../src/query.ts';
import type { Result, Row } from '../../../src/result.ts';
import { identifier, join as joined, type Sql, sql } from '../../../src/sql.ts';

export const v2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** 2024-08-08T01:00:00Z, in the middle of most tests. */
export const t0 = 1723078800;

const usual: Record<string, string | number> = {
  version: 2,
  'account-id': '111122223333',
  'interface-id': 'eni-0a1',
  srcaddr: '10.0.0.5',
  dstaddr: '198.51.100.7',
  srcport: 44000,
  dstport: 443,
  protocol: 6,
  packets: 10,
  bytes: 840,
  start: t0,
  end: t0 + 60,
  action: 'ACCEPT',
  'log-status': 'OK',
};

/** A record of these fields in their order, the usual one but for what is given. */
function line(given: Record<string, string | number> = {}, fields = v2): string {
  return fields
    .split(' ')
    .map((name) => String(given[name] ?? usual[name] ?? '-'))
    .join(' ');
}

/** A log with a header line. */
export function log(records: readonly Record<string, string | number>[], fields = v2): string {
  return `${[fields, ...records.map((record) => line(record, fields))].join('\n')}\n`;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by name; a name may have folders. */
export function files(contents: Record<string, string | Uint8Array>): LogFile[] {
  const folder = temporaryFolder();
  return Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return logFile(path);
  });
}

export function logFile(path: string): LogFile {
  return { name: basename(path), path, size: statSync(path).size, named: false };
}

/** An engine that is closed after the test. */
export function engine(of: readonly LogFile[], options: Partial<FilesOptions> = {}): FilesEngine {
  const opened = openFiles({ files: of, read: {}, temporaryFolder: temporaryFolder(), ...options });
  onTestFinished(() => opened.close());
  return opened;
}

export const everything = { window: {}, conditions: [] } as const;

/** Rejected traffic by source, the most first. */
export const rejects: Question = {
  columns: [
    { name: 'srcaddr', kind: 'address' },
    { name: 'flows', kind: 'count' },
    { name: 'packets', kind: 'packets' },
    { name: 'bytes', kind: 'bytes' },
    { name: 'first_seen', kind: 'time' },
    { name: 'last_seen', kind: 'time' },
  ],
  needs: ['srcaddr', 'action'],
  reads: ['srcaddr', 'action'],
  rows: 'grouped',
  sql: sql`SELECT srcaddr, sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
  min(start_time) AS first_seen, max(end_time) AS last_seen
FROM flow WHERE action = 'REJECT' GROUP BY srcaddr ORDER BY flows DESC, srcaddr`,
};

/** Flows and bytes by the given fields, in their order. */
export function totals(...by: readonly string[]): Question {
  return {
    columns: [
      ...by.map((name) => ({ name, kind: 'text' as const })),
      { name: 'flows', kind: 'count' },
      { name: 'bytes', kind: 'bytes' },
    ],
    needs: by,
    reads: by,
    rows: 'grouped',
    sql: sql`SELECT ${list(by)}${by.length > 0 ? sql`, ` : sql``}sum(flows) AS flows, sum(bytes) AS bytes FROM flow GROUP BY ALL ORDER BY ALL`,
  };
}

/** The records themselves. */
export function records(...fields: readonly string[]): Question {
  return {
    columns: fields.map((name) => ({ name, kind: name.endsWith('_time') ? 'time' : 'text' })),
    needs: [],
    reads: fields,
    rows: 'records',
    sql: sql`SELECT ${list(fields)} FROM flow ORDER BY ALL`,
  };
}

function list(names: readonly string[]): Sql {
  return joined(names.map(identifier));
}

export async function rowsOf(result: Result | Promise<Result>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of (await result).batches) rows.push(...batch);
  return rows;
}
