/** What goes wrong between the program and AWS, and what the user and a script see of it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient, GetQueryExecutionCommand, ListQueryExecutionsCommand } from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { calls, control, makePlace, makeTable, type Place, put, v2 } from './bed.ts';
import { type Done, flowlogs, type Started } from './program.ts';

const records = 5000;
const first = 1_723_078_800;
/** Hours of work for Trino. */
const endless =
  'SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (y) CROSS JOIN UNNEST(sequence(1, 10000)) AS c (z)';

const athena = new AthenaClient({});
const root = mkdtempSync(join(tmpdir(), 'flowlogs-trouble-'));
let place: Place;

beforeAll(async () => {
  place = await makePlace('trouble');
  const lines = Array.from(
    { length: records },
    (_, i) => `2 111122223333 eni-0a1 10.0.0.5 10.0.0.6 ${i} 443 6 1 ${i} ${first + i} ${first + 60 + i} ACCEPT OK`,
  );
  await put(place, 'logs/a.log.gz', `${[v2, ...lines].join('\n')}\n`);
  await makeTable(place, 'logs', { folder: 'logs/' });
  await control({ reset: true });
});
afterEach(() => control({ reset: true }));
afterAll(() => {
  athena.destroy();
  rmSync(root, { recursive: true });
});

/** The program, asking about all of the table. */
function ask(args: readonly string[], given: Started = {}): Promise<Done> {
  return flowlogs(place, [...args, '--table', 'logs', '--since', '2024-08-01', '--csv'], given);
}
const count = ['sql', 'SELECT count(*) AS flows FROM flow', '--quiet'];
const counted = { code: 0, out: `flows\n${records}\n`, err: '' };

/** What Athena says of the newest query. */
async function newestQuery() {
  const { QueryExecutionIds: [QueryExecutionId] = [] } = await athena.send(new ListQueryExecutionsCommand({}));
  const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  return { id: QueryExecutionId ?? '', state: QueryExecution?.Status?.State };
}

/** The endless queries of Trino itself, by what became of them. */
async function trinoStates(): Promise<readonly string[]> {
  const answer = await fetch(`${process.env.BED_TRINO}/v1/query`, { headers: { 'X-Trino-User': 'test' } });
  const queries = (await answer.json()) as { state: string; query: string; errorCode?: { name: string } }[];
  return queries
    .filter(({ query }) => query.includes('sequence(1, 10000)') && query.includes(place.database))
    .map(({ state, errorCode }) => errorCode?.name ?? state);
}

const stopped = { timeout: 20_000, interval: 100 };

describe('an answer', () => {
  it('of 5,000 rows is whole, in order, and without the header of another page', async () => {
    const { code, out } = await ask(['search', '--quiet']);
    const [header, ...rows] = out.trimEnd().split('\n');
    expect([code, header]).toEqual([0, v2.replaceAll(' ', ',').replaceAll('-', '_')]);
    expect(rows.map((row) => row.split(',')[5])).toEqual(Array.from({ length: records }, (_, i) => String(i)));
    expect((await calls()).filter((call) => call === 'athena:GetQueryResults')).toHaveLength(6);
  });

  it('is fetched again by the id of its query, which asks nothing', async () => {
    expect(await ask(count)).toEqual(counted);
    const { id } = await newestQuery();
    await control({ reset: true });
    expect(await ask([...count, '--query-execution-id', id])).toEqual(counted);
    expect(await calls()).not.toContain('athena:StartQueryExecution');
    const none = '00000000-0000-0000-0000-000000000000';
    expect(await ask([...count, '--query-execution-id', none])).toMatchObject({
      ...{ code: 1, out: '', err: expect.stringContaining(none) },
    });
  });

  it('is taken again if it may be, and that is said', async () => {
    const again = ['sql', 'SELECT count(*) AS flows, 1 AS again FROM flow', '--reuse-results', '60m'];
    const answers = [await ask(again), await ask(again)];
    for (const { code, out } of answers) expect([code, out]).toEqual([0, `flows,again\n${records},1\n`]);
    const reused = answers.map(({ err }) => err.includes('note: an earlier answer was taken again'));
    expect(reused).toEqual([false, true]);
  });
});

describe('trouble of the moment', () => {
  it.each([
    ['throttled five times', { throttle_next: 5 }],
    ['over the number of queries five times', { too_many_next: 5 }],
    ['Glue throttled five times', { glue_throttle_next: 5 }],
    ['connections that close without an answer', { drop_next: 2 }],
    ['an internal error at each of three tries', { internal_next: 3 }],
    [
      'a server that is not there for the rows',
      { fault: { match: 'athena:GetQueryResults', code: 'ServiceUnavailable', status: 503, times: 3 } },
    ],
    ['the lost answer to the start', { fault: { match: 'athena:StartQueryExecution', code: 'CLOSE', times: 1 } }],
  ])('is outlasted, with one query: %s', async (_, fault) => {
    const before = (await athena.send(new ListQueryExecutionsCommand({ MaxResults: 1 }))).QueryExecutionIds?.[0];
    await control(fault);
    expect(await ask(count)).toEqual(counted);
    const { QueryExecutionIds = [] } = await athena.send(new ListQueryExecutionsCommand({ MaxResults: 5 }));
    expect(before === undefined ? QueryExecutionIds.length : QueryExecutionIds.indexOf(before)).toBe(1);
  });

  it('that does not end is told', async () => {
    await control({
      fault: { match: 'athena:*', code: 'InternalServerException', status: 500, message: 'no', times: 1000 },
    });
    const { code, out, err } = await ask(count);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^flowlogs: AWS does not answer \(athena:StartQueryExecution: no\)\n {2}check the network/);
  });
});

describe('a query that does not succeed', () => {
  it('tells its reason', async () => {
    const { code, out, err } = await ask(['sql', 'SELECT 1 / (bytes - bytes) FROM flow']);
    const { id } = await newestQuery();
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`flowlogs: the query failed: DIVISION_BY_ZERO: Division by zero (${id})\n`);
  });

  it('tells the refusal of S3 to take its results, and ends with 3', async () => {
    await control({ fail_next: `Access denied when writing output to url: s3://${place.bucket}/results/x.csv` });
    const { code, err } = await ask(count);
    expect(code).toBe(3);
    expect(err).toMatch(/^flowlogs: AWS does not allow s3:PutObject: .*\n {2}allow s3:PutObject to this user or role/);
  });

  it('ends with 4 when it was stopped by the cutoff of the workgroup', async () => {
    await control({ cutoff_bytes: 100 });
    const { code, out, err } = await ask(count);
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^flowlogs: .*limit/);
  });
});

describe('a query that nobody waits for any more', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is cancelled in Athena and in Trino: %s', async (signal) => {
    const out = join(root, `${signal}.csv`);
    const ended = await ask(['sql', endless, '--out', out], {
      with: async (child) => {
        await expect.poll(trinoStates, stopped).toContain('RUNNING');
        child.kill(signal);
      },
    });
    expect(ended).toEqual({ code: 130, out: '', err: 'flowlogs: interrupted\n' });
    expect(existsSync(out)).toBe(false);
    await expect.poll(async () => (await newestQuery()).state, stopped).toBe('CANCELLED');
    await expect.poll(trinoStates, stopped).not.toContain('RUNNING');
    expect(await trinoStates()).toContain('USER_CANCELED');
  });

  it('is cancelled when --timeout runs out, which ends with 5', async () => {
    const { code, out, err } = await ask(['sql', endless, '--timeout', '2s']);
    expect([code, out]).toEqual([5, '']);
    expect(err).toMatch(/^flowlogs: not done after 2 s \(--timeout\)\n/);
    await expect.poll(async () => (await newestQuery()).state, stopped).toBe('CANCELLED');
  });
});

describe('a question that would cost too much', () => {
  it('is refused before it is asked, with 4', async () => {
    const { code, out, err } = await ask([...count, '--max-scan', '1KB']);
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(
      /^flowlogs: the question would scan \d+ bytes in 1 object of logs, more than --max-scan 1000\n/,
    );
    expect(await calls()).not.toContain('athena:StartQueryExecution');
    expect(await ask([...count, '--max-scan', '1MB'])).toEqual(counted);
  });

  it('is not asked with --dry-run: Athena hears nothing', async () => {
    const { code, out } = await ask([...count, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^WITH flow AS \([\s\S]*SELECT count\(\*\) AS flows FROM flow\n-- would scan the whole table, 1 object, /,
    );
    expect((await calls()).filter((call) => call.startsWith('athena:'))).toEqual([]);
  });
});

describe('credentials', () => {
  const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  it('that are missing end with 3, and what to do', async () => {
    expect(await ask(count, { env: noKeys })).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/^flowlogs: there are no AWS credentials\n {2}run aws configure/),
    });
  });

  it('of a profile that is not there name it', async () => {
    const { code, err } = await ask([...count, '--profile', 'audit'], { env: noKeys });
    expect(code).toBe(3);
    expect(err).toMatch(/^flowlogs: there are no AWS credentials for the profile "audit"/);
  });

  it('without a Region end with 3, and what to do', async () => {
    expect(await ask(count, { env: { AWS_REGION: undefined } })).toEqual({
      code: 3,
      out: '',
      err: expect.stringMatching(/^flowlogs: no AWS region is given\n {2}use --region, AWS_REGION/),
    });
  });

  it('that expire in the middle end with 3, and the answer can still be had', async () => {
    await control({ run_ms: 1500 });
    const ended = await ask(count, {
      with: async () => {
        await expect.poll(calls, stopped).toContain('athena:GetQueryExecution');
        await control({ expired_token: true });
      },
    });
    await control({ reset: true });
    const { id } = await newestQuery();
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err).toMatch(/^flowlogs: the AWS credentials have expired \(.*\)\n {2}run aws sso login, or renew/);
    expect(ended.err).toContain(`its answer can be fetched with --query-execution-id ${id}\n`);
    await expect.poll(async () => (await newestQuery()).state, stopped).toBe('SUCCEEDED');
    expect(await ask([...count, '--query-execution-id', id])).toEqual(counted);
  });

  it.each(['glue:GetTable', 'athena:StartQueryExecution', 'athena:GetQueryResults'])(
    'that may not do something end with 3, and name it: %s',
    async (action) => {
      await control({ access_denied: [action] });
      const { code, err } = await ask(count);
      expect(code).toBe(3);
      expect(err).toMatch(
        new RegExp(
          `^flowlogs: AWS does not allow ${action}: .*\\n  allow ${action} to this user or role; flowlogs iam-policy`,
        ),
      );
    },
  );

  it('are never shown, not even with --debug', async () => {
    const secret = { AWS_ACCESS_KEY_ID: 'AKIAKEYTHATISKNOWN00', AWS_SECRET_ACCESS_KEY: 'secret-0123456789' };
    const env = { ...secret, AWS_SESSION_TOKEN: 'token-0123456789', DEBUG: '*', NODE_DEBUG: '' };
    const faults = [
      {},
      { access_denied: ['athena:StartQueryExecution'] },
      { expired_token: true },
      { invalid_token: true },
      { drop_next: 1000 },
      { fault: { match: 'glue:GetTable', code: 'InternalServerException', status: 500, message: 'no', times: 1000 } },
      { fail_next: 'HIVE_BAD_DATA: no' },
    ];
    const codes = [];
    for (const fault of faults) {
      await control({ reset: true });
      await control(fault);
      const { code, out, err } = await ask([...count, '--debug'], { env });
      expect(out + err).not.toMatch(/secret-0|token-0|Credential=|Signature=|AWS4-HMAC/i);
      if (code !== 0) expect(err).toMatch(/\n +at /);
      codes.push(code);
    }
    expect(codes).toEqual([0, 3, 3, 3, 1, 1, 1]);
  });
});
