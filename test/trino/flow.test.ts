import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AthenaEngine } from '../../src/engines/athena/engine.ts';
import { fields } from '../../src/flow.ts';
import { ask, athena, makePlace, makeTable, type Place, put, v2, v2Columns, v5Columns } from './bed.ts';

const line = (more: Partial<Record<string, string | number>> = {}) => {
  const values: Record<string, string | number> = {
    version: 2,
    'account-id': '111122223333',
    'interface-id': 'eni-0a1',
    srcaddr: '10.0.0.5',
    dstaddr: '198.51.100.7',
    srcport: 44000,
    dstport: 443,
    protocol: 6,
    packets: 10,
    bytes: 100,
    start: 1723078800,
    end: 1723078860,
    action: 'ACCEPT',
    'log-status': 'OK',
  };
  return v2
    .split(' ')
    .map((name) => more[name] ?? values[name])
    .join(' ');
};
const text = (...lines: string[]) => `${[v2, ...lines].join('\n')}\n`;
const strings = v2Columns.replace(/:\w+/g, '');

let place: Place;
const opened: AthenaEngine[] = [];

beforeAll(async () => {
  place = await makePlace('flow');
});
afterAll(() => Promise.all(opened.map((engine) => engine.close())));

/** A table over one text; typed as in AWS's documents, unless told otherwise. */
async function table(
  name: string,
  body: string,
  spec: { columns?: string; delimiter?: string } = {},
): Promise<AthenaEngine> {
  await put(place, `${name}/a.log.gz`, body);
  await makeTable(place, name, { folder: `${name}/`, ...spec });
  const engine = athena(place, name);
  opened.push(engine);
  return engine;
}

describe('flow on a text table', () => {
  it('has every field, typed, and NULL for those that the table lacks', async () => {
    const engine = await table('fields', text(line()));
    const rows = await ask(engine, `SELECT ${fields.map(({ name }) => `"${name}"`).join(', ')} FROM flow`);
    const recorded = [
      2,
      '111122223333',
      'eni-0a1',
      '10.0.0.5',
      '198.51.100.7',
      44000,
      443,
      6,
      10,
      100,
      1723078800,
      1723078860,
      'ACCEPT',
      'OK',
    ];
    expect(rows).toEqual([[...recorded, ...fields.slice(14).map(() => null)]]);
    const types = await ask(
      engine,
      'SELECT typeof(flows), typeof(bytes), typeof(packets), typeof(start_time), typeof(vpc_id), typeof(tcp_flags) FROM flow',
    );
    expect(types).toEqual([['bigint', 'bigint', 'bigint', 'timestamp(3)', 'varchar', 'bigint']]);
  });

  it('stands for one record a row, with times in UTC made of seconds or milliseconds', async () => {
    const engine = await table(
      'times',
      text(
        line(),
        line({ start: '2147483647', end: '2147483648' }),
        line({ start: '1723078800123', end: '1723078860999' }),
      ),
    );
    expect(await ask(engine, 'SELECT flows, start_time, end_time FROM flow ORDER BY start')).toEqual([
      [1, new Date('2024-08-08T01:00:00Z'), new Date('2024-08-08T01:01:00Z')],
      [1, new Date('2038-01-19T03:14:07Z'), new Date('1970-01-25T20:31:23.648Z')],
      [1, new Date('2024-08-08T01:00:00.123Z'), new Date('2024-08-08T01:01:00.999Z')],
    ]);
  });

  it.each([
    ['typed', v2Columns],
    ['strings', strings],
  ])('is traffic only: no header, blank line, NODATA, SKIPDATA or line cut short (%s)', async (name, columns) => {
    const silent = {
      srcaddr: '-',
      dstaddr: '-',
      srcport: '-',
      dstport: '-',
      protocol: '-',
      packets: '-',
      bytes: '-',
      action: '-',
    };
    const body = text(
      line({ bytes: 1 }),
      v2,
      '',
      line({ ...silent, 'log-status': 'NODATA' }),
      line({ ...silent, 'log-status': 'SKIPDATA' }),
      line({ bytes: 2 }).slice(0, 60),
      line({ bytes: 4, action: 'REJECT' }),
      v2,
    );
    const engine = await table(`junk_${name}`, body, { columns });
    expect(await ask(engine, 'SELECT sum(flows), sum(bytes), count(DISTINCT action) FROM flow')).toEqual([[2, 5, 2]]);
  });

  it('is without junk also where no log-status is in the table', async () => {
    const body = 'version srcaddr bytes\n2 10.0.0.1 5\n\nversion srcaddr bytes\n2 10.0.0.2 7\n';
    const typed = await table('no_status', body, { columns: 'version:int srcaddr:string bytes:bigint' });
    const named = await table('no_status_strings', body, { columns: 'version srcaddr bytes' });
    for (const engine of [typed, named]) {
      expect(await ask(engine, 'SELECT sum(flows), sum(bytes) FROM flow')).toEqual([[2, 12]]);
    }
    const noNumbers = 'instance-id srcaddr\n- 10.0.0.1\n\ninstance-id srcaddr\n- 10.0.0.2\n';
    const addresses = await table('no_numbers', noNumbers, { columns: 'instance_id srcaddr' });
    expect(await ask(addresses, 'SELECT srcaddr, instance_id FROM flow ORDER BY 1')).toEqual([
      ['10.0.0.1', null],
      ['10.0.0.2', null],
    ]);
  });

  it('leaves out records with values that no flow has', async () => {
    const bad = [
      { srcport: 65536 },
      { dstport: -1 },
      { protocol: 256 },
      { bytes: -5 },
      { packets: -1 },
      { start: -1 },
      { end: '253402300800000' },
      { action: 'DROP' },
      { version: 256 },
    ];
    const engine = await table('values', text(line({ bytes: 7 }), ...bad.map((one) => line(one))));
    expect(await ask(engine, 'SELECT sum(flows), sum(bytes) FROM flow')).toEqual([[1, 7]]);
    // What a typed column makes NULL cannot be seen; in a text column it can.
    const unseen = [
      { bytes: 'NaN' },
      { bytes: '1,000' },
      { bytes: '12.0' },
      { protocol: 'tcp' },
      { bytes: '99999999999999999999' },
    ];
    const named = await table(
      'values_strings',
      text(line({ bytes: 7 }), ...[...bad, ...unseen].map((one) => line(one))),
      { columns: strings },
    );
    expect(await ask(named, 'SELECT sum(flows), sum(bytes) FROM flow')).toEqual([[1, 7]]);
  });

  it('gives accounts that a crawler took for numbers their zeros back', async () => {
    const columns = v2Columns.replace('account_id:string', 'account_id:bigint');
    const engine = await table('account', text(line({ 'account-id': '001122223333' })), { columns });
    const mine = {
      is: 'text',
      option: '--account-id',
      on: ['account_id'],
      not: false,
      values: ['001122223333'],
    } as const;
    expect(await ask(engine, 'SELECT account_id FROM flow', { conditions: [mine] })).toEqual([['001122223333']]);
  });

  it('takes - for a missing value in every column', async () => {
    const body = text(line({ 'account-id': '-', srcaddr: '-', srcport: '-', bytes: '-', action: '-', end: '-' }));
    for (const [name, columns] of [
      ['missing', v2Columns],
      ['missing_strings', strings],
    ] as const) {
      const engine = await table(name, body, { columns });
      expect(
        await ask(engine, 'SELECT account_id, srcaddr, srcport, bytes, action, end_time, flows FROM flow'),
      ).toEqual([[null, null, null, null, null, null, 1]]);
    }
  });

  it('divides as files do, and says what to do where a sum passes 2^63', async () => {
    const engine = await table('sums', text(line({ bytes: 10 }), line({ bytes: 11 })));
    expect(await ask(engine, 'SELECT avg(bytes), max(bytes) / 4, sum(bytes) / 4 FROM flow')).toEqual([[10.5, 2, 5]]);
    const large = text(line({ bytes: '9223372036854775807' }), line({ bytes: '9223372036854775807' }));
    const wide = await table('wide', large);
    await expect(ask(wide, 'SELECT sum(bytes) FROM flow')).rejects.toMatchObject({
      exitCode: 1,
      hint: 'add up wider numbers: sum(CAST(bytes AS decimal(38, 0)))',
    });
    const asAdvised = 'SELECT sum(CAST(bytes AS decimal(38, 0))) FROM flow';
    expect(await ask(wide, asAdvised)).toEqual([[18446744073709551614n]]);
  });

  it('understands the older names of columns, any case, and keeps unknown columns as text', async () => {
    const columns =
      'Version:int account:string interfaceid:string sourceaddress:string destinationaddress:string sourceport:int destinationport:int protocol:int numpackets:int numbytes:bigint starttime:int endtime:int action:string logstatus:string my_extra:int';
    const engine = await table('older', text(`${line()} 15`), { columns });
    expect(
      await ask(engine, 'SELECT account_id, srcaddr, dstport, packets, bytes, "start", "end", my_extra FROM flow'),
    ).toEqual([['111122223333', '10.0.0.5', 443, 10, 100, 1723078800, 1723078860, '15']]);
    expect((await engine.recorded({})).at(-1)).toBe('my_extra');
  });

  it('reads version 2 lines below a table of version 5', async () => {
    const v5 = `${line({ version: 5 })} vpc-1 subnet-1 i-1 19 IPv4 10.0.0.5 198.51.100.7 ap-southeast-1 apse1-az1 - - - S3 egress 8`;
    const engine = await table('mixed', text(line(), v5), { columns: v5Columns });
    expect(
      await ask(engine, 'SELECT version, vpc_id, tcp_flags, pkt_dst_aws_service, traffic_path FROM flow ORDER BY 1'),
    ).toEqual([
      [2, null, null, null, null],
      [5, 'vpc-1', 19, 'S3', 8],
    ]);
  });

  it('takes an empty value for missing between commas', async () => {
    const body = text(line({ srcaddr: '', srcport: '' })).replaceAll(' ', ',');
    const engine = await table('commas', body, { columns: strings, delimiter: ',' });
    expect(await ask(engine, 'SELECT srcaddr, srcport, dstport FROM flow')).toEqual([[null, null, 443]]);
  });
});
