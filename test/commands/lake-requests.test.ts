/** Without paths the data lake is asked: what a command line becomes then. */
import { describe, expect, it } from 'vitest';
import { refusal, request } from './typing.ts';

const region = (values: readonly string[], not: boolean, option: string) => ({
  is: 'text',
  option,
  on: ['region'],
  not,
  values,
});

describe('a question without paths', () => {
  it('goes to the table of the data lake, about its last day, which is said', async () => {
    expect(await request(['top-rejects'])).toMatchObject({
      source: { database: 'vpc_flowlogs_db', table: undefined, region: undefined, pricePerTb: 5, maxScan: undefined },
      flows: { window: { from: new Date('2025-08-13T12:00:00Z') }, conditions: [], sayWindow: 'always' },
    });
  });

  it('takes a window that is typed as it is', async () => {
    expect(await request(['top-rejects', '--date', '2025-08-01'])).toMatchObject({
      flows: { window: { from: new Date('2025-08-01T00:00:00Z'), to: new Date('2025-08-02T00:00:00Z') } },
    });
    expect(await request(['day', '2025-08-01'])).toMatchObject({ source: { database: 'vpc_flowlogs_db' } });
  });

  it('knows what the scan may cost', async () => {
    const line = 'search --max-scan 10GB --price-per-tb 6.25 --reuse-results 60m --catalog other --table FLOWS';
    expect(await request(line.split(' '))).toMatchObject({
      source: { maxScan: 10_000_000_000n, pricePerTb: 6.25, reuseResults: 3_600_000, catalog: 'other', table: 'flows' },
    });
  });

  it('shows what would be asked, or fetches what was', async () => {
    expect(await request(['top-accepts', '--dry-run'])).toMatchObject({ preview: 'dry-run' });
    expect(await request(['sql', 'SELECT 1', '--show-sql'])).toMatchObject({ preview: 'sql' });
    expect(await request(['day', 'today', '--query-execution-id', 'a-1'])).toMatchObject({ queryExecutionId: 'a-1' });
  });

  it.each([
    ['top-rejects --price-per-tb five', '2: --price-per-tb five is not a price | use US dollars as in 5 or 6.25'],
    ['top-rejects --max-scan 10XB', '2: --max-scan 10XB is not a size | use bytes as in 10, 1kB, 1.5MB or 1GiB'],
    [
      'top-rejects --output-location /tmp',
      '2: --output-location /tmp is not a place in S3 | write it as in s3://bucket/prefix/',
    ],
  ])('is refused: %s', async (line, expected) => {
    expect(await refusal(line.split(' '))).toBe(expected);
  });
});

describe('--region', () => {
  it('is the AWS Region on a data lake, and chooses flows on files', async () => {
    expect(await request(['top-rejects', '--region', 'eu-west-1'])).toMatchObject({
      source: { region: 'eu-west-1' },
      flows: { conditions: [] },
    });
    expect(await request(['top-rejects', '--region', '!eu-west-1', 'logs'])).toMatchObject({
      flows: { conditions: [region(['eu-west-1'], true, '--region')] },
    });
    expect(await request(['day', '2025-08-14', 'logs', '--region', 'eu-west-1,us-east-1'])).toMatchObject({
      flows: { conditions: [region(['eu-west-1', 'us-east-1'], false, '--region')] },
    });
  });

  it('of the environment chooses no flows', async () => {
    expect(await request(['top-rejects', 'logs'], { env: { FLOWLOGS_REGION: 'eu-west-1' } })).toMatchObject({
      flows: { conditions: [] },
    });
  });

  it('of the flows is --flow-region wherever they are', async () => {
    const conditions = [region(['eu-west-1'], false, '--flow-region')];
    expect(await request(['top-rejects', '--flow-region', 'eu-west-1'])).toMatchObject({ flows: { conditions } });
    expect(await request(['top-rejects', '--flow-region', 'eu-west-1', 'logs'])).toMatchObject({
      flows: { conditions },
    });
  });
});
