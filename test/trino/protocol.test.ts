import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AthenaEngine } from '../../src/engines/athena/engine.ts';
import type { AthenaOptions } from '../../src/engines/athena/options.ts';
import {
  ask,
  athena,
  calls,
  control,
  createWorkGroup,
  makePlace,
  makeTable,
  type Place,
  put,
  rowsOf,
  v2,
} from './bed.ts';

const scope = { window: {}, conditions: [] };
const records = 5000;
/** Hours of work for Trino. */
const endless =
  'SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (y) CROSS JOIN UNNEST(sequence(1, 10000)) AS c (z)';

let place: Place;
const opened: AthenaEngine[] = [];

beforeAll(async () => {
  place = await makePlace('protocol');
  const lines = Array.from(
    { length: records },
    (_, i) =>
      `2 111122223333 eni-0a1 10.0.0.5 10.0.0.6 ${i} 443 6 1 ${i} ${1723078800 + i} ${1723078860 + i} ACCEPT OK`,
  );
  await put(place, 'a/a.log.gz', `${[v2, ...lines].join('\n')}\n`);
  await makeTable(place, 'a', { folder: 'a/' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  return control({ reset: true });
});
afterAll(() => Promise.all(opened.map((engine) => engine.close())));

/** Pauses of a hundredth, so that trying again takes no time. */
function open(options: Partial<AthenaOptions> = {}): AthenaEngine {
  const engine = athena(place, 'a', { sleep: (ms) => new Promise((done) => setTimeout(done, ms / 100)), ...options });
  opened.push(engine);
  return engine;
}

describe('a query on Athena', () => {
  it('says what it took', async () => {
    const { statistics } = await open({ pricePerTb: 7 }).select('SELECT 1 FROM flow LIMIT 1', scope);
    expect(statistics.price).toBeCloseTo(0.00007, 10);
    expect(statistics).toMatchObject({
      reused: false,
      outputLocation: expect.stringMatching(/^s3:.*\.csv$/),
    });
    expect(statistics.scannedBytes).toBeGreaterThan(0n);
    expect(statistics.engineMs).toBeGreaterThan(0);
  });

  it('is fetched again by its id', async () => {
    const engine = open();
    const { statistics } = await engine.select('SELECT srcport AS port, bytes FROM flow ORDER BY 1 LIMIT 2', scope);
    const again = await engine.fetch(statistics.queryExecutionId);
    expect(again.columns).toEqual([
      { name: 'port', kind: 'integer' },
      { name: 'bytes', kind: 'bytes' },
    ]);
    expect(await rowsOf(again)).toEqual([
      [0, 0n],
      [1, 1n],
    ]);
    await expect(engine.fetch('00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({ exitCode: 1 });
  });

  it('takes an earlier answer again if it may', async () => {
    const engine = open({ reuseResultsMinutes: 60 });
    await rowsOf(await engine.select('SELECT count(*) FROM flow', scope));
    const again = await engine.select('SELECT count(*) FROM flow', scope);
    expect(await rowsOf(again)).toEqual([[5000]]);
    expect(again.statistics).toMatchObject({ reused: true, price: 0 });
  });

  it('gives up when throttling does not end', async () => {
    // The SDK's own pauses would take ten seconds.
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    await control({
      fault: {
        match: 'athena:StartQueryExecution',
        code: 'ThrottlingException',
        message: 'Rate exceeded',
        times: 1000,
      },
    });
    await expect(ask(open(), 'SELECT 1 FROM flow')).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('refuses more calls'),
    });
  });

  it('tells credentials that AWS does not know', async () => {
    await control({ invalid_token: true });
    await expect(ask(open(), 'SELECT 1 FROM flow')).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('does not accept'),
    });
  });

  it('counts lines from where the user wrote, and calls what is not understood wrong use', async () => {
    await expect(ask(open(), 'SELECT srcaddr\nFROM flow\nWHERE nothing = 1')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("line 3:7: Column 'nothing' cannot be resolved"),
    });
    await expect(ask(open(), 'SELECT FROM flow')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('line 1:'),
    });
    await expect(ask(open(), 'DROP TABLE a')).rejects.toMatchObject({ exitCode: 2 });
    await expect(ask(open(), 'SELECT 1; SELECT 2')).rejects.toMatchObject({ exitCode: 1 });
  });

  it('takes a SELECT with a WITH of its own, comments and a semicolon', async () => {
    const text = '-- big ones\nWITH big AS (SELECT * FROM flow WHERE bytes > 4990)\nSELECT count(*) FROM big; ';
    expect(await ask(open(), text)).toEqual([[9]]);
    const recursive =
      'with recursive n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n';
    expect(await ask(open(), recursive)).toEqual([[6]]);
  });

  it('is stopped by an interrupt while it is being started', async () => {
    const controller = new AbortController();
    const engine = open({ signal: controller.signal });
    await engine.recorded({});
    await control({ latency_ms: 300 });
    setTimeout(() => controller.abort(), 100);
    await expect(ask(engine, endless)).rejects.toMatchObject({ exitCode: 130 });
    expect((await calls()).filter((call) => call.startsWith('athena:'))).toEqual([
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ]);
  });

  it('tells when somebody else stopped it', async () => {
    let id = '';
    const engine = open({
      onProgress: (progress) => {
        id = progress.queryExecutionId;
      },
    });
    const running = ask(engine, endless).catch((error) => error);
    await expect.poll(() => id).not.toBe('');
    const body = JSON.stringify({ QueryExecutionId: id });
    const headers = {
      'X-Amz-Target': 'AmazonAthena.StopQueryExecution',
      Authorization: 'AWS4-HMAC-SHA256 Credential=x/20250101/x/athena/aws4_request',
    };
    await fetch(process.env.AWS_ENDPOINT_URL ?? '', { method: 'POST', body, headers });
    expect(await running).toMatchObject({ exitCode: 1, message: expect.stringContaining('stopped by somebody else') });
  });
});

describe('the place of results', () => {
  it('is that of the workgroup if none is given, and none is a mistake that says what to do', async () => {
    const workGroup = await createWorkGroup({
      EnforceWorkGroupConfiguration: false,
      ResultConfiguration: { OutputLocation: `s3://${place.bucket}/group/` },
    });
    const { statistics } = await open({ workGroup, outputLocation: undefined }).select(
      'SELECT 1 FROM flow LIMIT 1',
      scope,
    );
    expect(statistics.outputLocation).toContain('/group/');
    await expect(ask(open({ outputLocation: undefined }), 'SELECT 1 FROM flow')).rejects.toMatchObject({
      message: 'the workgroup primary has no place for the results of a query',
      hint: expect.stringContaining('--output-location'),
    });
  });

  it('is the one that the workgroup enforces, which is said', async () => {
    const workGroup = await createWorkGroup({
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { OutputLocation: `s3://${place.bucket}/forced/` },
    });
    const answer = await open({ workGroup }).select('SELECT 1 FROM flow LIMIT 1', scope);
    expect(answer.coverage().notes).toEqual([
      expect.stringMatching(/enforces its own place for results: s3:\/\/.*\/forced\//),
    ]);
  });

  it('is the workgroup itself where it manages results', async () => {
    const workGroup = await createWorkGroup({ ManagedQueryResultsConfiguration: { Enabled: true } });
    const none = await open({ workGroup, outputLocation: undefined }).select('SELECT 1 FROM flow LIMIT 1', scope);
    expect([none.statistics.outputLocation, none.coverage().notes]).toEqual([undefined, []]);
    const given = await open({ workGroup }).select('SELECT 1 FROM flow LIMIT 1', scope);
    expect(given.coverage().notes).toEqual([expect.stringContaining('manages its results itself')]);
    expect(await rowsOf(given)).toEqual([[1]]);
  });

  it('is said when it is not there', async () => {
    await expect(ask(open({ outputLocation: 's3://nowhere-at-all-x/' }), 'SELECT 1 FROM flow')).rejects.toMatchObject({
      message: expect.stringContaining('s3://nowhere-at-all-x/'),
      hint: expect.stringContaining('--output-location'),
    });
    await expect(ask(open({ workGroup: 'none-such' }), 'SELECT 1 FROM flow')).rejects.toMatchObject({
      hint: 'check --work-group',
    });
  });

  it('names the table and the database that are not there', async () => {
    const engine = athena(place, 'none');
    opened.push(engine);
    await expect(ask(engine, 'SELECT 1 FROM flow')).rejects.toMatchObject({
      message: expect.stringContaining('no table "none"'),
    });
  });
});
