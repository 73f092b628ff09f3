import { describe, expect, it } from 'vitest';
import { classOf, flowColumns } from '../../src/catalog/columns.ts';
import { catalogTable } from '../../src/catalog/table.ts';
import { tableWith } from './tables.ts';

describe('a table of the catalog', () => {
  it.each([
    ['org.apache.hadoop.mapred.TextInputFormat', 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe', 'text'],
    ['org.apache.hadoop.mapred.TextInputFormat', 'org.apache.hadoop.hive.serde2.OpenCSVSerde', 'text'],
    ['org.apache.hadoop.mapred.TextInputFormat', 'org.apache.hadoop.hive.serde2.RegexSerDe', 'text'],
    ['org.apache.hadoop.mapred.TextInputFormat', 'org.openx.data.jsonserde.JsonSerDe', 'typed'],
    [
      'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      'typed',
    ],
  ])('has rows by position or by name: %s with %s', (InputFormat, SerializationLibrary, format) => {
    expect(
      catalogTable({ Name: 't', StorageDescriptor: { InputFormat, SerdeInfo: { SerializationLibrary } } }, 'db').format,
    ).toBe(format);
  });

  it('is a view whose columns of time prune as keys do', () => {
    const view = tableWith('', {}, 'srcaddr start:bigint year month date', 'VIRTUAL_VIEW');
    expect(view).toMatchObject({
      format: 'view',
      partitionKeys: [{ name: 'year' }, { name: 'month' }, { name: 'date' }],
    });
    expect(view.columns.map(({ name }) => name)).toEqual(['srcaddr', 'start']);
  });

  it("has columns under AWS's names, older ones understood, the exact one first", () => {
    const columns = flowColumns(
      tableWith('', {}, 'SourceAddress numbytes:int start_time:timestamp start:bigint log-status my-own'),
    );
    expect([...columns].map(([name, column]) => `${name}=${column.name}`).sort()).toEqual([
      'bytes=numbytes',
      'log_status=log-status',
      'my_own=my-own',
      'srcaddr=sourceaddress',
      'start=start',
    ]);
  });

  it('has types of a few classes', () => {
    const classes = [
      'string',
      'varchar(20)',
      'int',
      'bigint',
      'double',
      'decimal(38,0)',
      'timestamp',
      'binary',
      'array<string>',
      'boolean',
    ];
    expect(classes.map((type) => classOf({ name: 'x', type }))).toEqual([
      'text',
      'text',
      'whole',
      'whole',
      'number',
      'number',
      'time',
      'bytes',
      'nested',
      'other',
    ]);
  });
});
