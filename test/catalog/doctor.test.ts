import type { Crawler, Table, TableInput } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/catalog/discover.ts';
import type { Finding, Patient } from '../../src/catalog/doctor/check.ts';
import { examine } from '../../src/catalog/doctor/index.ts';
import { planTable } from '../../src/catalog/plan-table.ts';
import { AccessError, AnswerError, InterruptedError } from '../../src/errors.ts';
import { log, memoryBucket, plainKey } from './memory-bucket.ts';
import { memoryGlue } from './memory-glue.ts';

const days = ['2025-08-13', '2025-08-14', '2025-08-15'];
/** The objects are of 2025-01-01 unless `age` says more. */
const now = new Date('2025-08-15T12:00:00Z');

interface Case {
  readonly objects?: Readonly<Record<string, Uint8Array>>;
  /** Days after 2025-01-01 when the objects came. */
  readonly age?: number;
  readonly change?: (input: TableInput) => Table;
  readonly crawlers?: readonly Crawler[];
  readonly patient?: Partial<Patient>;
}

async function findings(given: Case = {}): Promise<readonly Finding[]> {
  const objects = given.objects ?? Object.fromEntries(days.map((day) => [plainKey(day), log()]));
  const ages = Object.fromEntries(Object.keys(objects).map((key) => [key, given.age ?? 226.49]));
  const bucket = memoryBucket(objects, { ages });
  const { input } = planTable(await discover(bucket, ''), 'flowlogs', 'projection', now);
  const table = given.change?.(input) ?? { ...input, Name: 'flowlogs' };
  const glue = memoryGlue({ tables: [table], crawlers: given.crawlers ?? [] });
  return examine({
    ...{
      region: 'eu-west-1',
      regionFrom: '--region',
      database: 'db',
      table: 'flowlogs',
      workGroup: 'primary',
      outputLocation: 's3://results/',
    },
    now,
    glue,
    bucket: () => bucket,
    run: async () => {},
    whyRefused: async () => undefined,
    identity: async () => 'the access key that ends in 1234',
    readWorkGroup: async () => ({
      name: 'primary',
      enabled: true,
      outputLocation: undefined,
      enforced: false,
      managed: false,
      cutoff: undefined,
      engine: 'v3',
    }),
    readTable: async () => table,
    discovery: () => discover(bucket, ''),
    views: () => [],
    price: (bytes) => Number(bytes),
    ...given.patient,
  });
}

const of = (found: readonly Finding[], check: string) =>
  found.filter((one) => one.check === check).map(({ verdict, message }) => `${verdict}: ${message}`);

describe('the checks of doctor', () => {
  it('are all well on a table that fits', async () => {
    const found = await findings();
    expect(found.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(found.map(({ check }) => check)).toEqual([
      ...['credentials', 'workgroup', 'region', 'database', 'table', 'columns', 'projection'],
      ...['days', 'delivery', 'views', 'cost'],
    ]);
  });

  it('end with the credentials if there are none', async () => {
    const identity = () => Promise.reject(new AccessError('there are no AWS credentials', 'sign in'));
    const [first, ...others] = await findings({ patient: { identity } });
    expect(first).toEqual({
      check: 'credentials',
      verdict: 'fault',
      message: 'there are no AWS credentials',
      fix: 'sign in',
    });
    expect(new Set(others.map(({ message }) => message))).toEqual(new Set(['not looked at: no credentials']));
  });

  it('turn the failure of one into a finding, and go on', async () => {
    const discovery = () => Promise.reject(new AnswerError('no flow logs lie at s3://x/', 'look there'));
    const found = await findings({ patient: { discovery } });
    expect(of(found, 'days')).toEqual(['fault: no flow logs lie at s3://x/']);
    expect(of(found, 'views')).toEqual(['ok: 0 are up to date']);
  });

  it('are interrupted as a whole', async () => {
    const discovery = () => Promise.reject(new InterruptedError());
    await expect(findings({ patient: { discovery } })).rejects.toThrow(InterruptedError);
  });

  it('find days without objects', async () => {
    const objects = Object.fromEntries(['2025-08-01', '2025-08-03', '2025-08-07'].map((day) => [plainKey(day), log()]));
    expect(of(await findings({ objects }), 'days')).toEqual([
      'warning: 2025-08-01 to 2025-08-07 in AWSLogs/123456789012/vpcflowlogs/eu-west-1/, but nothing for 2025-08-02; 2025-08-04 to 2025-08-06 (3 days)',
    ]);
  });

  it.each([
    [226.49, 'ok', '14 min ago'],
    [226.4, 'warning', '2 h ago'],
    [225, 'warning', '36 h ago'],
    [200, 'warning', '27 days ago'],
  ])('tell how old the newest object is: %d days after New Year', async (age, verdict, text) => {
    const [said] = of(await findings({ age }), 'delivery');
    expect(said).toMatch(new RegExp(`^${verdict}: the newest object came ${text} `));
  });

  it('price two days, and warn of many small objects', async () => {
    const objects: Record<string, Uint8Array> = { [plainKey('2025-08-13')]: log(), [plainKey('2025-08-15')]: log() };
    for (let i = 0; i < 1001; i++) objects[plainKey('2025-08-14', { minute: String(i).padStart(4, '0') })] = log();
    const [said] = of(await findings({ objects }), 'cost');
    const bytes = log().length * 1001;
    expect(said).toBe(
      `warning: 2025-08-14 is ${bytes.toLocaleString('en-US')} bytes in 1,001 objects; a question about a day reads two days, about $${(bytes * 2).toFixed(5)}; the objects are small, and opening them takes most of the time`,
    );
  });

  it('find accounts that a projection does not list', async () => {
    const objects = { [plainKey('2025-08-14')]: log(), [plainKey('2025-08-14', { account: '210987654321' })]: log() };
    const change = (input: TableInput): Table => ({
      ...input,
      Name: 'flowlogs',
      Parameters: { ...input.Parameters, 'projection.aws_account_id.values': '123456789012' },
    });
    expect(of(await findings({ objects, change }), 'projection')).toEqual([
      'fault: it does not reach AWSLogs/210987654321/vpcflowlogs/eu-west-1/ on 2025-08-14: questions about it give no rows and no error',
    ]);
  });

  it('tell of the last run of a crawler, and that a projected table needs none', async () => {
    const StartTime = new Date('2025-08-14T10:00:00Z');
    const LastCrawl = {
      Status: 'FAILED',
      ErrorMessage: 'no access',
      StartTime,
      LogGroup: '/g',
      LogStream: 's',
    } as const;
    const found = await findings({
      crawlers: [
        { Name: 'c', DatabaseName: 'db', LastCrawl },
        { Name: 'd', DatabaseName: 'other' },
      ],
    });
    expect(of(found, 'crawler')).toEqual([
      'fault: c ran 2025-08-14T10:00:00Z: failed: no access; log /g, stream s',
      expect.stringContaining('InheritFromTable'),
      expect.stringContaining('UpdateBehavior'),
      'warning: c registers partitions that a projected table does not look at',
    ]);
  });

  it('say where results go, and when the workgroup allows little', async () => {
    const group = {
      name: 'g',
      enabled: true,
      outputLocation: 's3://own/',
      enforced: true,
      managed: false,
      cutoff: 1e7,
      engine: undefined,
    };
    const found = await findings({ patient: { readWorkGroup: async () => group } });
    expect(of(found, 'workgroup')).toEqual([
      'ok: g (engine not told) answers; results go to s3://own/ (enforced)',
      'warning: the workgroup g stops queries that scan more than 10000000 bytes',
    ]);
    const disabled = await findings({ patient: { readWorkGroup: async () => ({ ...group, enabled: false }) } });
    expect(of(disabled, 'workgroup')).toEqual(['fault: the workgroup g is disabled']);
    expect(of(disabled, 'views')).toEqual(['skipped: not looked at: Athena takes no question']);
  });

  it('look at nothing below a view', async () => {
    const change = (): Table => ({ Name: 'flowlogs', TableType: 'VIRTUAL_VIEW' });
    expect(of(await findings({ change }), 'columns')).toEqual(['skipped: not looked at: the table is a view']);
  });
});
