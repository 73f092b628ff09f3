import { describe, expect, it } from 'vitest';
import { named } from '../../src/names/named.ts';
import { Names } from '../../src/names/names.ts';
import { addTable } from '../../src/names/table.ts';
import type { Column, Row } from '../../src/result.ts';

async function shown(columns: readonly Column[], rows: readonly Row[], table: string) {
  const names = new Names();
  await addTable(table, names, async () => {});
  async function* batches() {
    yield rows.slice(0, 1);
    yield rows.slice(1);
  }
  const result = named({ columns, batches: batches() }, names);
  const all: Row[] = [];
  for await (const batch of result.batches) all.push(...batch);
  return { columns: result.columns.map(({ name, kind }) => `${name}:${kind}`), rows: all };
}

const text = (name: string): Column => ({ name, kind: 'text' });
const address = (name: string): Column => ({ name, kind: 'address' });

describe('rows with names', () => {
  it('have one after each address, null where there is none', async () => {
    const rows = [
      ['10.0.0.1', 5n, '10.0.0.2'],
      [null, 6n, '10.0.0.1'],
    ];
    const columns = [address('srcaddr'), { name: 'bytes', kind: 'bytes' }, address('dstaddr')] as const;
    expect(await shown(columns, rows, '10.0.0.1,web')).toEqual({
      columns: ['srcaddr:address', 'srcaddr_name:text', 'bytes:bytes', 'dstaddr:address', 'dstaddr_name:text'],
      rows: [
        ['10.0.0.1', 'web', 5n, '10.0.0.2', null],
        [null, null, 6n, '10.0.0.1', 'web'],
      ],
    });
  });

  it('have one after ids if any of that sort has a name', async () => {
    const columns = ['account_id', 'interface_id', 'subnet_id', 'tgw_src_eni', 'az_id'].map(text);
    const row = ['111122223333', 'eni-0a1', 'subnet-0b2', 'eni-0c3', 'use1-az1'];
    expect(await shown(columns, [row], 'eni-0c3,relay\n111122223333,prod')).toEqual({
      columns: [
        'account_id:text',
        'account_id_name:text',
        'interface_id:text',
        'interface_id_name:text',
        'subnet_id:text',
        'tgw_src_eni:text',
        'tgw_src_eni_name:text',
        'az_id:text',
      ],
      rows: [['111122223333', 'prod', 'eni-0a1', null, 'subnet-0b2', 'eni-0c3', 'relay', 'use1-az1']],
    });
  });

  it('have one after networks that a ranking groups by', async () => {
    expect(await shown([text('srcnet/24')], [['10.0.0.0/24'], ['10.1.0.0/24']], '10.0.0.0/16,building')).toEqual({
      columns: ['srcnet/24:text', 'srcnet/24_name:text'],
      rows: [
        ['10.0.0.0/24', 'building'],
        ['10.1.0.0/24', null],
      ],
    });
  });

  it('keep a column that is called so already, as the only one', async () => {
    const columns = [address('srcaddr'), text('srcaddr_name'), address('dstaddr'), address('dstaddr')];
    expect((await shown(columns, [], '10.0.0.1,web')).columns).toEqual([
      'srcaddr:address',
      'srcaddr_name:text',
      'dstaddr:address',
      'dstaddr_name:text',
      'dstaddr:address',
    ]);
  });
});
