import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derived } from '../../src/derived.ts';
import { binFor, groupsOf, valueList } from '../../src/queries/group.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run('SET integer_division = true');
});
afterAll(() => instance.closeSync());

/** The value of a group over rows of `flow` that are written out. */
async function values(name: string, columns: string, rows: string): Promise<unknown[]> {
  const text = `WITH flow AS (SELECT * FROM (VALUES ${rows}) AS t (${columns})) SELECT ${valueList(groupsOf([name])).text} FROM flow`;
  return (await connection.runAndReadAll(text)).getRowsJson().flat();
}

describe('a service', () => {
  const service = (rows: string) => values('service', 'srcport, dstport, protocol, tcp_flags', rows);

  it('is where SYN goes and where SYN-ACK comes from, whatever other flags were seen beside them', async () => {
    // 2 SYN, 3 SYN+FIN, 6 SYN+RST; 18 SYN-ACK, 19 with FIN, 22 with RST.
    expect(await service('(52000, 8443, 6, 2), (8443, 52000, 6, 18), (3306, 50123, 6, 18)')).toEqual([
      '8443/tcp',
      '8443/tcp',
      '3306/tcp',
    ]);
    expect(await service('(50000, 50001, 6, 3), (50001, 50000, 6, 19), (50000, 50001, 6, 6), (1, 2, 6, 22)')).toEqual([
      '50001/tcp',
      '50001/tcp',
      '50001/tcp',
      '1/tcp',
    ]);
  });

  it('is the well-known port where no flag tells, and none where both or neither are known', async () => {
    expect(await service('(50000, 443, 6, 0), (443, 50000, 6, NULL), (53, 41000, 17, NULL)')).toEqual([
      '443/tcp',
      '443/tcp',
      '53/udp',
    ]);
    expect(await service('(45000, 45001, 6, 1), (443, 22, 6, NULL), (123, 123, 17, NULL)')).toEqual([
      null,
      null,
      '123/udp',
    ]);
  });

  it('is none for protocols without ports', async () => {
    expect(await service('(0, 0, 1, NULL), (0, 443, 47, NULL)')).toEqual([null, null]);
  });
});

describe('a scope', () => {
  it('of a flow is public if one end is, private if both are, other if not, and none without addresses', async () => {
    const rows = `('public', 'private'), ('other', 'public'), ('private', 'private'), ('private', 'other'), (NULL, 'private')`;
    expect(await values('scope', 'srcscope, dstscope', rows)).toEqual(['public', 'public', 'private', 'other', null]);
  });
});

describe('a path', () => {
  it('is said in words; a number that nobody has documented stays', async () => {
    expect(await values('path', 'traffic_path', '(1), (8), (99), (NULL)')).toEqual([
      'same VPC',
      'internet gateway (Nitro)',
      '99',
      null,
    ]);
  });
});

describe('times', () => {
  it('are made of the smallest bin that is asked for', async () => {
    expect(binFor(['srcaddr'])).toBeUndefined();
    expect(binFor(['day', 'srcaddr'])).toEqual({ seconds: 86_400 });
    expect(binFor(['day', 'minute', 'hour'])).toEqual({ seconds: 60 });
    expect(await values('day', 'bin', `(TIMESTAMP '2025-08-14 10:59:00'), (NULL)`)).toEqual([
      '2025-08-14 00:00:00',
      null,
    ]);
  });
});

describe('every derived field', () => {
  it.each(derived.map(({ name, of }) => [name, of] as const))(
    '%s can be grouped by, and needs its fields',
    (name, of) => {
      expect(groupsOf([name]).map(({ column, needs }) => [column.name, needs])).toEqual([[name, of]]);
    },
  );

  it('other names cannot', () => {
    expect(() => groupsOf(['nonsense'])).toThrow(TypeError);
  });
});
