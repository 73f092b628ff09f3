import { describe, expect, it } from 'vitest';
import { createTable, replaceTable } from '../../src/catalog/make-table.ts';
import { memoryGlue } from './memory-glue.ts';

const input = (key: string, more: Record<string, string> = {}) => ({
  Name: 'flowlogs',
  PartitionKeys: [{ Name: key, Type: 'string' }],
  Parameters: { EXTERNAL: 'TRUE', ...more },
});

describe('making a table', () => {
  it('makes the database first if it lacks', async () => {
    const glue = memoryGlue({ databases: [] });
    await createTable(glue, 'db', input('day'));
    await createTable(glue, 'db', { ...input('day'), Name: 'other' });
    expect(glue.calls).toEqual(['createDatabase db', 'createTable db.flowlogs', 'createTable db.other']);
  });
});

describe('replacing a table', () => {
  it('updates it where the keys stay, and keeps what a crawler noted but no projection', async () => {
    const old = input('day', { UPDATED_BY_CRAWLER: 'x', 'projection.enabled': 'true', 'skip.header.line.count': '1' });
    const glue = memoryGlue({ tables: [old] });
    await replaceTable(glue, 'db', old, input('day', { classification: 'csv' }));
    expect(glue.calls).toEqual(['updateTable db.flowlogs']);
    expect((await glue.table('db', 'flowlogs'))?.Parameters).toEqual({
      UPDATED_BY_CRAWLER: 'x',
      EXTERNAL: 'TRUE',
      classification: 'csv',
    });
  });

  it('makes it anew where the keys change', async () => {
    const glue = memoryGlue({ tables: [input('day')] });
    await replaceTable(glue, 'db', input('day'), input('year'));
    expect(glue.calls).toEqual(['deleteTable db.flowlogs', 'createTable db.flowlogs']);
  });

  it('puts the old one back if that fails', async () => {
    const old = input('day', { mine: 'yes' });
    const glue = memoryGlue({
      tables: [old],
      failOnCreate: ({ PartitionKeys }) => PartitionKeys?.[0]?.Name === 'year',
    });
    await expect(replaceTable(glue, 'db', old, input('year'))).rejects.toThrow('no');
    expect(await glue.table('db', 'flowlogs')).toMatchObject(old);
  });
});
