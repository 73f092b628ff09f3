import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prelude } from '../../src/engines/duckdb/session.ts';
import { askedPorts } from '../../src/queries/ip-ports.ts';

/** A `flow` whose rows stand for several records, as a grouping reader makes them. SYN is 2, SYN-ACK 18. */
const flow = `CREATE TABLE flow AS SELECT * FROM (VALUES
  ('10.0.0.1', '10.0.0.9', 40000, 443,  6,    'ACCEPT', NULL, 2, 100),
  ('10.0.0.2', '10.0.0.9', 40000, 443,  6,    'ACCEPT', NULL, 1, 100),
  ('10.0.0.2', '10.0.0.9', 40001, 443,  6,    NULL,     NULL, 1, 100),
  ('10.0.0.3', '10.0.0.9', 40000, 443,  6,    'REJECT', NULL, 7, 100),
  ('10.0.0.9', '10.0.0.1', 443,   40000, 6,   'ACCEPT', NULL, 9, 100),
  ('10.0.0.1', '10.0.0.9', 40000, 9999, 6,    'ACCEPT', 2,    5, 100),
  ('10.0.0.9', '10.0.0.1', 9999,  40000, 6,   'ACCEPT', 18,   5, 100),
  ('10.0.0.1', '10.0.0.9', 40000, 20001, 6,    'ACCEPT', NULL, 3, 100),
  ('10.0.0.1', '10.0.0.8', 40000, 53,   17,   'ACCEPT', NULL, 4, 100),
  ('10.0.0.1', '10.0.0.9', 0,     0,    1,    'ACCEPT', NULL, 6, 100)
) AS t (srcaddr, dstaddr, srcport, dstport, protocol, action, tcp_flags, flows, bytes),
  (SELECT 1::HUGEINT AS packets, TIMESTAMP '2025-08-14 10:00:00' AS start_time, TIMESTAMP '2025-08-14 10:01:00' AS end_time)`;

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(prelude.text);
  await connection.run(flow);
});
afterAll(() => instance.closeSync());

async function asked(...given: Parameters<typeof askedPorts>) {
  const { sql } = askedPorts(...given);
  return (await connection.runAndReadAll(sql.text)).getRowObjectsJson();
}

describe('the ports that are asked for', () => {
  const clients = { column: 'clients', of: 'srcaddr' } as const;

  it('are those of servers; replies, rejected flows and what neither flags nor ports tell are left out', async () => {
    // 443: 2 + 1 + 1 of two clients, the one whose action is not recorded as well; 9999 by its SYN; 20001 is not well known.
    expect((await asked(clients, 10)).map(({ dstport, clients, flows }) => [dstport, clients, flows])).toEqual([
      [9999, '1', '5'],
      [53, '1', '4'],
      [443, '2', '4'],
    ]);
  });

  it('count servers instead where one client asks', async () => {
    const servers = { column: 'servers', of: 'dstaddr' } as const;
    expect((await asked(servers, 1)).map(({ dstport, servers }) => [dstport, servers])).toEqual([[9999, '1']]);
  });

  it('need the ports, and take flags and actions where they are recorded', () => {
    const { needs, reads } = askedPorts(clients, 10);
    expect(needs).toEqual(['srcport', 'dstport', 'protocol', 'dstport', 'protocol']);
    expect(reads).toEqual(['srcport', 'dstport', 'protocol', 'srcaddr', 'tcp_flags', 'action']);
  });
});
