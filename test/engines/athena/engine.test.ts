import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AthenaEngine, openAthena } from '../../../src/engines/athena/engine.ts';
import type { AthenaOptions } from '../../../src/engines/athena/options.ts';
import type { Question } from '../../../src/query.ts';
import type { Row } from '../../../src/result.ts';
import { sql } from '../../../src/sql.ts';
import { executionAnswer, missionTable, pageAnswer, partitionsAnswer, type StandIn, startStandIn } from './stand-in.ts';

let aws: StandIn;
let engine: AthenaEngine | undefined;
const pauses: number[] = [];

beforeEach(async () => {
  aws = await startStandIn();
  pauses.length = 0;
  aws.answer('GetTable', missionTable);
  aws.answer('GetPartitions', partitionsAnswer('2025-08-14', '2025-08-15'));
  aws.answer('StartQueryExecution', { QueryExecutionId: 'id-1' });
  aws.answer('StopQueryExecution', {});
  aws.answer('GetQueryExecution', executionAnswer('SUCCEEDED'));
  aws.answer(
    'GetQueryResults',
    pageAnswer(
      [
        ['srcaddr', 'flows'],
        ['10.0.0.5', '2'],
      ],
      { srcaddr: 'varchar', flows: 'bigint' },
    ),
  );
});
afterEach(async () => {
  await engine?.close();
  await aws.close();
});

function open(options: Partial<AthenaOptions> = {}): AthenaEngine {
  engine = openAthena({
    database: 'vpc_flowlogs_db',
    table: 'flowlogs_eu_west_1',
    outputLocation: 's3://results/',
    pricePerTb: 5,
    now: () => new Date('2025-08-20T12:00:00Z'),
    sleep: async (ms) => void pauses.push(ms),
    jitter: () => 0.5,
    ...options,
  });
  return engine;
}

const question: Question = {
  columns: [
    { name: 'srcaddr', kind: 'address' },
    { name: 'flows', kind: 'count' },
  ],
  needs: ['action', 'srcaddr'],
  reads: ['action', 'srcaddr'],
  rows: 'grouped',
  sql: sql`SELECT "srcaddr", sum(flows) AS flows\nFROM flow\nWHERE action = 'REJECT'\nGROUP BY "srcaddr"`,
};
const day = { from: new Date('2025-08-14T00:00:00Z'), to: new Date('2025-08-15T00:00:00Z') };
const request = { question, window: day, conditions: [] };

async function rows(options: Partial<AthenaOptions> = {}): Promise<Row[]> {
  const all: Row[] = [];
  for await (const batch of (await open(options).run(request)).batches) all.push(...batch);
  return all;
}

describe('the engine on Athena', () => {
  it('sends what flow is, then the question word for word', async () => {
    expect(await rows({ workGroup: 'team', reuseResultsMinutes: 60, catalog: undefined })).toEqual([['10.0.0.5', 2n]]);
    const input = aws.calls.find(({ operation }) => operation === 'StartQueryExecution')?.input ?? {};
    expect(input).toMatchObject({
      QueryExecutionContext: { Database: 'vpc_flowlogs_db' },
      WorkGroup: 'team',
      ResultConfiguration: { OutputLocation: 's3://results/' },
      ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 60 } },
    });
    expect(input.ClientRequestToken).toMatch(/^.{32,128}$/);
    expect(input.QueryString).toBe(await engine?.statement(request));
    expect(input.QueryString.endsWith(`\n)\n${question.sql.text}`)).toBe(true);
    expect(input.QueryString).toContain(
      `FROM "vpc_flowlogs_db"."flowlogs_eu_west_1"
    WHERE "year" = '2025' AND "month" = '08' AND "date" BETWEEN '14' AND '15'
      AND "log_status" = 'OK'`,
    );
  });

  it('sends the same text for the same question, at whatever time', async () => {
    const first = await open({ now: () => new Date(0) }).statement(request);
    const second = await open({ now: () => new Date(1e12) }).statement(request);
    expect(second).toBe(first);
  });

  it('groups addresses by their one form and shows those of records as logged', async () => {
    const grouped = await open().statement(request);
    expect(grouped).toContain(
      `COALESCE(CAST(TRY_CAST("srcaddr" AS ipaddress) AS varchar), NULLIF("srcaddr", '-')) AS "srcaddr"`,
    );
    expect(grouped).toContain(`NULLIF("dstaddr", '-') AS "dstaddr"`);
    const records = await open().statement({ ...request, question: { ...question, rows: 'records' } });
    expect(records).toContain(`NULLIF("srcaddr", '-') AS "srcaddr"`);
  });

  it('looks soon, then more and more seldom, five seconds apart at most', async () => {
    const running = Array.from({ length: 14 }, () => executionAnswer('RUNNING'));
    aws.answer('GetQueryExecution', executionAnswer('QUEUED'), ...running, executionAnswer('SUCCEEDED'));
    await rows();
    expect(pauses.slice(0, 4).map(Math.round)).toEqual([100, 150, 225, 338]);
    expect(pauses.at(-1)).toBe(5000);
    expect(pauses).toHaveLength(15);
  });

  it('spreads its pauses by a quarter to either side', async () => {
    aws.answer('GetQueryExecution', executionAnswer('RUNNING'), executionAnswer('SUCCEEDED'));
    await rows({ jitter: () => 0 });
    aws.answer('GetQueryExecution', executionAnswer('RUNNING'), executionAnswer('SUCCEEDED'));
    await rows({ jitter: () => 1 });
    expect(pauses).toEqual([75, 125]);
  });

  it('reads the header on the first page of a SELECT only, and every page', async () => {
    const types = { srcaddr: 'varchar', flows: 'bigint' };
    aws.answer(
      'GetQueryResults',
      pageAnswer(
        [
          ['srcaddr', 'flows'],
          ['10.0.0.1', '1'],
        ],
        types,
        'second',
      ),
      pageAnswer(
        [
          ['srcaddr', 'flows'],
          [null, '2'],
        ],
        types,
        'third',
      ),
      pageAnswer([], types),
    );
    // A value that looks like the header is a value.
    expect(await rows()).toEqual([
      ['10.0.0.1', 1n],
      ['srcaddr', 'flows'],
      [null, 2n],
    ]);
    const tokens = aws.calls
      .filter(({ operation }) => operation === 'GetQueryResults')
      .map(({ input }) => input.NextToken);
    expect(tokens).toEqual([undefined, 'second', 'third']);
  });

  it('has no header to skip in the answer of a SHOW', async () => {
    aws.answer('GetQueryExecution', executionAnswer('SUCCEEDED', { StatementType: 'UTILITY' }));
    aws.answer('GetQueryResults', pageAnswer([['one'], ['two']], { table_name: 'string' }));
    const answer = await open().fetch('id-1');
    const all: Row[] = [];
    for await (const batch of answer.batches) all.push(...batch);
    expect(all).toEqual([['one'], ['two']]);
    expect(answer.columns).toEqual([{ name: 'table_name', kind: 'text' }]);
  });

  it('starts a query once: every try has the same token', async () => {
    const busy = { error: 'TooManyRequestsException', message: 'limit' };
    aws.answer(
      'StartQueryExecution',
      'close',
      busy,
      busy,
      busy,
      { error: 'InternalServerException', status: 500 },
      { QueryExecutionId: 'id-1' },
    );
    await rows();
    const tokens = aws.calls
      .filter(({ operation }) => operation === 'StartQueryExecution')
      .map(({ input }) => input.ClientRequestToken);
    expect(tokens.length).toBe(6);
    expect(new Set(tokens).size).toBe(1);
  });

  it('lasts through throttling while it looks', async () => {
    const throttled = { error: 'ThrottlingException', message: 'Rate exceeded' };
    aws.answer('GetQueryExecution', throttled, throttled, throttled, throttled, executionAnswer('SUCCEEDED'));
    expect(await rows()).toHaveLength(1);
  });

  it('does not wait for an answer for ever', async () => {
    aws.answer('GetQueryExecution', 'silence');
    await expect(rows({ answerTimeoutMs: 100 })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('AWS does not answer (athena:GetQueryExecution'),
    });
  });

  it('stops the query when it is interrupted, and when its time is over', async () => {
    aws.answer('GetQueryExecution', executionAnswer('RUNNING'));
    const controller = new AbortController();
    await expect(rows({ signal: controller.signal, onProgress: () => controller.abort() })).rejects.toMatchObject({
      exitCode: 130,
    });
    expect(aws.calls.at(-1)).toEqual({ operation: 'StopQueryExecution', input: { QueryExecutionId: 'id-1' } });
    const slow = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
    await expect(rows({ timeoutMs: 150, sleep: slow })).rejects.toMatchObject({ exitCode: 5 });
    expect(aws.operations().filter((operation) => operation === 'StopQueryExecution')).toHaveLength(2);
  });

  it('asks nothing once it is interrupted', async () => {
    await expect(rows({ signal: AbortSignal.abort() })).rejects.toMatchObject({ exitCode: 130 });
    expect(aws.operations()).toEqual([]);
  });

  it('counts what it took', async () => {
    const statistics = {
      DataScannedInBytes: 20_500_000,
      EngineExecutionTimeInMillis: 800,
      QueryQueueTimeInMillis: 120,
    };
    aws.answer(
      'GetQueryExecution',
      executionAnswer('SUCCEEDED', {
        Statistics: statistics,
        ResultConfiguration: { OutputLocation: 's3://other/id-1.csv' },
      }),
    );
    const answer = await open().run(request);
    expect(answer.statistics).toMatchObject({
      queryExecutionId: 'id-1',
      scannedBytes: 20_500_000n,
      engineMs: 800,
      queueMs: 120,
      reused: false,
    });
    expect(answer.statistics.price).toBeCloseTo(0.000105, 9);
    expect(answer.coverage()).toMatchObject({
      flows: null,
      scannedBytes: 20_500_000n,
      notes: ['the workgroup primary enforces its own place for results: s3://other/id-1.csv, not s3://results/'],
    });
  });

  it('starts again without a place for results where the workgroup manages them', async () => {
    aws.answer(
      'StartQueryExecution',
      {
        error: 'InvalidRequestException',
        message: 'ResultConfiguration cannot be specified when the workgroup uses managed query results',
      },
      { QueryExecutionId: 'id-1' },
    );
    const answer = await open().run(request);
    const starts = aws.calls.filter(({ operation }) => operation === 'StartQueryExecution');
    expect(starts.map(({ input }) => input.ResultConfiguration?.OutputLocation)).toEqual(['s3://results/', undefined]);
    expect(starts[0]?.input.ClientRequestToken).not.toBe(starts[1]?.input.ClientRequestToken);
    expect(answer.coverage().notes).toEqual([
      'the workgroup primary manages its results itself; s3://results/ was not used',
    ]);
  });

  it('estimates without asking Athena, and refuses a scan that is too large', async () => {
    aws.answer('ListObjectsV2', {
      'AWSLogs/2025/08/14/a.log.gz': 1000,
      'AWSLogs/2025/08/14/_tmp/b': 7,
      'AWSLogs/2025/08/14/.c': 9,
    });
    aws.answer('GetPartitions', partitionsAnswer('2025-08-13', '2025-08-14', '2025-08-15', '2025-08-16'));
    const estimate = await open().estimate(request);
    expect(estimate).toMatchObject({ partitions: 2, objects: 2, bytes: 2000n });
    expect(estimate.price).toBeCloseTo(0.00005, 9);
    const prefixes = aws.calls
      .filter(({ operation }) => operation === 'ListObjectsV2')
      .map(({ input }) => input.prefix);
    expect(prefixes.sort()).toEqual(['AWSLogs/2025/08/14/', 'AWSLogs/2025/08/15/']);
    expect(aws.calls.filter(({ operation }) => operation === 'GetPartitions').at(-1)?.input.Expression).toBe(
      "year >= '2025' AND year <= '2025' AND month >= '08' AND month <= '08' AND date >= '14' AND date <= '15'",
    );
    await expect(rows({ maxScanBytes: 1999n })).rejects.toMatchObject({
      exitCode: 4,
      message: 'the question would scan 2000 bytes in 2 objects of flowlogs_eu_west_1, more than --max-scan 1999',
    });
    expect(aws.operations()).not.toContain('StartQueryExecution');
    expect(await rows({ maxScanBytes: 2000n })).toHaveLength(1);
  });

  it('names a field that the table does not have', async () => {
    const needy = { ...request, question: { ...question, needs: ['flow_direction', 'start_time'] } };
    await expect(open().statement(needy)).rejects.toMatchObject({
      exitCode: 1,
      message: 'the question needs flow-direction, which the table flowlogs_eu_west_1 does not have',
      hint: expect.stringContaining('since version 5; columns here: version account-id'),
    });
  });

  it('looks the table up once', async () => {
    const one = open();
    await one.statement(request);
    await one.statement(request);
    expect(await one.recorded({})).toHaveLength(14);
    expect(aws.operations()).toEqual(['GetTable', 'GetPartitions']);
  });

  it('looks at all partitions where Glue does not understand the names of the keys', async () => {
    const one = open();
    await one.recorded({});
    aws.answer('ListObjectsV2', { 'AWSLogs/2025/08/14/a.log.gz': 1000 });
    aws.answer(
      'GetPartitions',
      { error: 'InvalidInputException', message: 'Unsupported expression' },
      partitionsAnswer('2025-08-13', '2025-08-14'),
    );
    expect(await one.estimate(request)).toMatchObject({ partitions: 1, bytes: 1000n });
  });

  it('follows a resource link to the table that it stands for', async () => {
    const TargetTable = { CatalogId: '999988887777', DatabaseName: 'central', Name: 'flows' };
    aws.answer('GetTable', { Table: { Name: 'link', TargetTable } }, missionTable);
    expect(await open({ table: 'link' }).statement(request)).toContain('FROM "vpc_flowlogs_db"."link"\n');
    expect(
      aws.calls.slice(1).map(({ input }) => [input.CatalogId, input.DatabaseName, input.Name ?? input.TableName]),
    ).toEqual([
      ['999988887777', 'central', 'flows'],
      ['999988887777', 'central', 'flows'],
    ]);
  });

  it('finds a table of another account by the catalog that Athena knows it by', async () => {
    aws.answer('GetDataCatalog', {
      DataCatalog: { Name: 'logs', Type: 'GLUE', Parameters: { 'catalog-id': '999988887777' } },
    });
    const text = await open({ catalog: 'logs' }).statement(request);
    expect(text).toContain('FROM "logs"."vpc_flowlogs_db"."flowlogs_eu_west_1"');
    expect(aws.calls.find(({ operation }) => operation === 'GetTable')?.input.CatalogId).toBe('999988887777');
    aws.answer('GetDataCatalog', { DataCatalog: { Name: 'logs', Type: 'HIVE' } });
    await expect(open({ catalog: 'logs' }).statement(request)).rejects.toThrow('not a Glue Data Catalog (HIVE)');
  });
});
