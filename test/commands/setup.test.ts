import { describe, expect, it } from 'vitest';
import { answered, refusal, request } from './typing.ts';

const location = '--location s3://my-logs/prefix/';
const line = (text: string) => text.split(' ');

describe('the command lines of the set-up', () => {
  it('become requests', async () => {
    expect(
      await request(line(`setup-table ${location} --database Net --table vpc --since 2025-08-14 --check`)),
    ).toMatchObject({
      lake: { database: 'net', table: 'vpc', region: undefined, workGroup: undefined },
      table: { location: 's3://my-logs/prefix/', partitioning: undefined, since: '2025-08-14' },
      mode: 'check',
    });
    expect(await request(line('setup-partitions --replace'))).toMatchObject({
      lake: { database: 'vpc_flowlogs_db' },
      mode: 'replace',
    });
    expect(await request(line('setup-views --prefix prod_ --drop'))).toMatchObject({ prefix: 'prod_', mode: 'drop' });
    expect(await request(line(`setup ${location} --partitioning registered --dry-run`))).toMatchObject({
      table: { partitioning: 'registered' },
      mode: 'plan',
    });
    expect(await request(line('crawl my-crawler --no-wait'))).toMatchObject({ crawler: 'my-crawler', wait: false });
    expect(await request(['crawl'])).toMatchObject({ crawler: undefined, wait: true });
  });

  it('take the place and the table from the environment', async () => {
    const env = { FLOWLOGS_LOCATION: 's3://env-logs/', FLOWLOGS_DATABASE: 'env_db', FLOWLOGS_WORK_GROUP: 'ops' };
    expect(await request(['setup'], { env })).toMatchObject({
      lake: { database: 'env_db', workGroup: 'ops' },
      table: { location: 's3://env-logs/' },
    });
  });

  it.each([
    ['setup-table', /^2: --location does not say where the flow logs lie/],
    ['setup-table --location my-logs', /^2: --location my-logs is not a place in S3/],
    [`setup-table ${location} --dry-run --check`, /^2: --dry-run and --check contradict each other/],
    [`setup ${location} --since 14.8.2025`, /^2: --since 14.8.2025 is not a day/],
    [`setup ${location} --since 2025-02-30`, /^2: --since 2025-02-30/],
    [`setup ${location} --partitioning crawler`, /^2: --partitioning crawler is not known/],
    ['setup-views --prefix My', /^2: --prefix My cannot begin the name of a view/],
    ['setup-views --check --drop', /^2: --check and --drop contradict each other/],
    ['setup-partitions --database a;b/c', /^2: --database a;b\/c is no name/],
    ['iam-policy setup-tables', /^2: iam-policy knows no command setup-tables that uses AWS \| .*setup-table/],
    ['iam-policy --account 1', /^2: --account 1 is not an AWS account/],
  ])('are refused before anything is asked of AWS: %s', async (text, expected) => {
    expect(await refusal(line(text))).toMatch(expected);
  });
});

describe('iam-policy', () => {
  it('prints a policy without asking AWS, and says what is left to put in', async () => {
    const { code, out, err } = await answered(line('iam-policy top-rejects'), { env: { AWS_REGION: 'eu-west-1' } });
    const policy = JSON.parse(out);
    expect(code).toBe(0);
    expect(policy.Statement[0]).toMatchObject({
      Action: expect.arrayContaining(['athena:StartQueryExecution']),
      Resource: ['arn:aws:athena:eu-west-1:*:workgroup/primary'],
    });
    expect(err).toContain('FLOW-LOG-BUCKET and ATHENA-RESULT-BUCKET');
  });

  it('puts in the buckets that it is told', async () => {
    const { out, err } = await answered(line(`iam-policy setup ${location} --output-location s3://results/x`));
    expect(err).toBe('');
    expect(out).toContain('arn:aws:s3:::my-logs/prefix/*');
    expect(out).toContain('arn:aws:s3:::results/x/*');
  });
});
