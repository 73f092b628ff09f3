import { describe, expect, it } from 'vitest';
import { catalogTable } from '../../src/catalog/table.ts';
import { viewSource } from '../../src/catalog/view-source.ts';
import { createView, isView, sameSelect, storedSelect, wantedViews } from '../../src/catalog/views.ts';
import { views } from '../../src/queries/views/index.ts';

const columns =
  'version:int account_id interface_id srcaddr dstaddr srcport:int dstport:int protocol:bigint packets:bigint bytes:bigint start:bigint end:bigint action log_status';

function table(text: string, keys = 'year month date', name = 'flowlogs') {
  const parse = (list: string) =>
    list.split(' ').map((one) => ({ Name: one.split(':')[0], Type: one.split(':')[1] ?? 'string' }));
  const StorageDescriptor = {
    Columns: parse(text),
    Location: 's3://x/',
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  };
  return catalogTable({ Name: name, PartitionKeys: parse(keys), StorageDescriptor }, 'my-db');
}

function texts(text: string, keys?: string): Map<string, string | undefined> {
  return new Map(wantedViews(views, viewSource(table(text, keys)), '').map(({ name, sql }) => [name, sql?.text]));
}

describe('the text of the views', () => {
  const all = texts(columns);

  it('has names and columns that dashboards know', () => {
    expect(all.get('vpc_reject_traffic')).toBe(`SELECT
  NULLIF(TRY_CAST("srcaddr" AS varchar), '-') AS srcaddr,
  NULLIF(TRY_CAST("dstaddr" AS varchar), '-') AS dstaddr,
  count(*) AS reject_count,
  sum(TRY_CAST("bytes" AS bigint)) AS total_reject_bytes
FROM "my-db"."flowlogs"
WHERE NULLIF(TRY_CAST("action" AS varchar), '-') = 'REJECT'
GROUP BY 1, 2`);
    expect(all.get('vpc_accept_traffic')).toContain(
      'sum(TRY_CAST("bytes" AS bigint)) AS total_bytes,\n  count(*) AS connection_attempts',
    );
  });

  it('has no order, no star and a cast for every field', () => {
    for (const [name, text = ''] of all) {
      expect(text, name).not.toMatch(/order by|select \*/i);
      const bare = text
        .replace(/TRY_CAST\("\w+" AS \w+\)/g, '')
        .replace(/AS "\w+"/g, '')
        .replace(/FROM .*/g, '');
      expect(bare.match(/"\w+"/g) ?? [], name).toEqual(name === 'vpc_flow' ? ['"year"', '"month"', '"date"'] : []);
    }
  });

  it('is put between quotes under the name that it gets', () => {
    const [first] = wantedViews(views, viewSource(table(columns)), 'prod-');
    expect(first?.sql && createView(first.name, first.sql).text).toMatch(
      /^CREATE OR REPLACE VIEW "prod-vpc_reject_traffic" AS\nSELECT/,
    );
  });

  it('finds fields under their older names, and keeps unknown ones', () => {
    const older = texts('version:string sourceaddress destinationaddress numbytes:string action logstatus team').get(
      'vpc_flow',
    );
    expect(older).toContain(`NULLIF(TRY_CAST("sourceaddress" AS varchar), '-') AS "srcaddr"`);
    expect(older).toContain('TRY_CAST("numbytes" AS bigint) AS "bytes"');
    expect(older).toContain('"team"');
  });

  it('gives accounts that a crawler took for numbers their zeros back', () => {
    const text = texts('version:int account_id:bigint interface_id').get('vpc_flow');
    expect(text).toContain(`lpad(TRY_CAST("account_id" AS varchar), 12, '0') AS "account_id"`);
  });

  it('tells what a table lacks in place of a text', () => {
    const wanted = wantedViews(
      views,
      viewSource(table('version:int srcaddr bytes:bigint start:bigint packets:bigint')),
      '',
    );
    expect(wanted.map(({ name, lacks }) => [name, lacks.join()])).toEqual([
      ['vpc_reject_traffic', 'dstaddr,action'],
      ['vpc_accept_traffic', 'action'],
      ['vpc_traffic_daily', 'action'],
      ['vpc_top_ports', 'dstport,protocol,action'],
      ['vpc_flow', ''],
    ]);
  });

  it('exposes a partition key once, although a field has its name', () => {
    const flow = texts(`${columns} region`, 'region year month date').get('vpc_flow') ?? '';
    expect(flow.match(/"region"/g)).toEqual(['"region"']);
  });

  it('takes rows without a log status by whether they have numbers', () => {
    expect(texts('srcaddr bytes:bigint').get('vpc_flow')).toContain('WHERE TRY_CAST("bytes" AS bigint) IS NOT NULL');
    expect(texts('srcaddr dstaddr').get('vpc_flow')).toContain('WHERE true');
  });
});

describe('comparing with what the catalog has', () => {
  const stored = (sql: string) =>
    `/* Presto View: ${Buffer.from(JSON.stringify({ originalSql: sql, columns: [] })).toString('base64')} */`;

  it('reads the text of a view', () => {
    expect(storedSelect({ Name: 'v', ViewOriginalText: stored('SELECT 1 x') })).toBe('SELECT 1 x');
    for (const text of [undefined, 'SELECT 1', '/* Presto View: bm8= */', '/* Presto View: e30= */']) {
      expect(storedSelect(text === undefined ? { Name: 'v' } : { Name: 'v', ViewOriginalText: text })).toBeUndefined();
    }
  });

  it('knows a view from a table', () => {
    expect(
      [{ TableType: 'VIRTUAL_VIEW' }, { Parameters: { presto_view: 'true' } }, { TableType: 'EXTERNAL_TABLE' }].map(
        (one) => isView({ Name: 'v', ...one }),
      ),
    ).toEqual([true, true, false]);
  });

  it('takes a text for the same in whatever form the formatter gave it', () => {
    const ours = `SELECT\n  count(*) AS n,\n  sum(TRY_CAST("bytes" AS bigint)) AS b\nFROM "db"."t"\nWHERE "action" = 'REJECT'\nGROUP BY 1`;
    const formatted = `SELECT\n  COUNT(*) n\n, sum(TRY_CAST(bytes AS bigint)) b\nFROM\n  db.t\nWHERE (action = 'REJECT')\nGROUP BY 1\n`;
    expect(sameSelect(ours, formatted)).toBe(true);
  });

  it.each([
    [`SELECT a FROM t WHERE b = 'REJECT'`, `SELECT a FROM t WHERE b = 'reject'`],
    ['SELECT a FROM t', 'SELECT b FROM t'],
    ['SELECT a FROM t', 'SELECT a FROM t ORDER BY 1'],
    ['SELECT sum(a) FROM t', 'SELECT max(a) FROM t'],
    ['SELECT a FROM t WHERE b > 1', 'SELECT a FROM t WHERE b >= 1'],
  ])('tells %s from %s', (a, b) => {
    expect(sameSelect(a, b)).toBe(false);
  });
});
