import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRows } from '../../../src/engines/duckdb/prepared.ts';
import { Session } from '../../../src/engines/duckdb/session.ts';
import { CellTable, TextTable } from '../../../src/engines/duckdb/table.ts';
import { sql } from '../../../src/sql.ts';
import { temporaryFolder } from './logs.ts';

async function withSession<T>(use: (session: Session) => Promise<T>): Promise<T> {
  const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

describe('texts', () => {
  it('come out of DuckDB as they went in: short, long, not ASCII, with NUL, missing', async () => {
    const texts = [
      '',
      'x',
      'twelve bytes',
      'thirteen byte',
      'y'.repeat(5000),
      'é',
      'ééééééééé',
      '日本語日本語日本語',
      'a\0b',
      'a long one with \0 in it',
      "'); DROP TABLE flow;--",
      '\u001b[31m',
    ];
    const rows = await withSession(async (session) => {
      await session.run(sql`CREATE TABLE t (id INTEGER, text VARCHAR)`);
      await session.do(() => {
        const table = new TextTable(session, 't');
        table.append(0, texts);
        table.close();
      });
      return allRows(
        session,
        sql`SELECT text FROM (SELECT text, id FROM t UNION ALL SELECT NULL, 3) ORDER BY id, text NULLS FIRST`,
        ['text'],
      );
    });
    const all: (string | null)[] = [...texts];
    all.splice(3, 0, null);
    expect(rows.map(([text]) => text)).toEqual(all);
  });

  it('come out right whatever stands next to what', async () => {
    await withSession(async (session) => {
      await session.run(sql`CREATE TABLE t (id INTEGER, text VARCHAR)`);
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ maxLength: 60 }),
        fc.constantFrom('10.0.0.1', '192.168.100.100', 'eni-0a1b2c3d4e5f60718'),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(text, { maxLength: 3000 }), async (texts) => {
          await session.run(sql`DELETE FROM t`);
          await session.do(() => {
            const table = new TextTable(session, 't');
            table.append(0, texts);
            table.close();
          });
          const rows = await allRows(session, sql`SELECT text, CASE WHEN id % 3 = 0 THEN text END FROM t ORDER BY id`, [
            'text',
            'text',
          ]);
          expect(rows).toEqual(texts.map((one, id) => [one, id % 3 === 0 ? one : null]));
        }),
        { numRuns: 25 },
      );
    });
  });
});

describe('cells', () => {
  it('come out of DuckDB as they went in, over the borders of its chunks', async () => {
    const count = 5000;
    const small = Int32Array.from({ length: count }, (_, i) => (i % 7 === 0 ? -1 : i * 400_000));
    const large = BigInt64Array.from({ length: count }, (_, i) => (i % 5 === 0 ? -1n : 2n ** 63n - 1n - BigInt(i)));
    const rows = await withSession(async (session) => {
      await session.run(sql`CREATE TABLE t (a INTEGER, b BIGINT)`);
      await session.do(() => {
        const table = new CellTable(session, 't', [32, 64]);
        table.append(3000, [small.slice(0, 3000), large.slice(0, 3000)]);
        // Cells that are a part of a larger memory.
        table.append(2000, [small.subarray(3000), large.subarray(3000)]);
        table.close();
      });
      return allRows(session, sql`SELECT a, b FROM t`, ['integer', 'bytes']);
    });
    // In any order.
    const wanted = Array.from({ length: count }, (_, i) => [small[i], large[i]]);
    expect(rows.map(String).sort()).toEqual(wanted.map(String).sort());
  });
});
