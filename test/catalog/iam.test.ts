import { describe, expect, it } from 'vitest';
import { type CommandWithNeeds, commandNeeds, policyFor } from '../../src/catalog/iam.ts';

const names = {
  region: 'eu-west-1',
  account: '123456789012',
  database: 'db',
  workGroup: 'primary',
  logs: 'logs/prefix/',
  results: 'results/athena/',
};
const commands = Object.keys(commandNeeds) as CommandWithNeeds[];

describe('the least policy', () => {
  it('names the very resources', () => {
    const statements = policyFor(commands, names).Statement;
    expect(Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource]))).toEqual({
      Workgroup: ['arn:aws:athena:eu-west-1:123456789012:workgroup/primary'],
      Catalog: [
        'arn:aws:glue:eu-west-1:123456789012:catalog',
        'arn:aws:glue:eu-west-1:123456789012:database/db',
        'arn:aws:glue:eu-west-1:123456789012:table/db/*',
      ],
      Crawlers: ['arn:aws:glue:eu-west-1:123456789012:crawler/*'],
      Logs: ['arn:aws:s3:::logs'],
      LogObjects: ['arn:aws:s3:::logs/prefix/*'],
      Results: ['arn:aws:s3:::results'],
      ResultObjects: ['arn:aws:s3:::results/athena/*'],
    });
  });

  it('never lets anything write logs, nor anything be done that no command does', () => {
    const statements = policyFor(commands, names).Statement;
    expect(statements.find(({ Sid }) => Sid === 'LogObjects')?.Action).toEqual(['s3:GetObject']);
    expect(
      statements.flatMap(({ Action }) => Action).filter((action) => /\*|DeleteObject|DeleteDatabase|iam:/.test(action)),
    ).toEqual([]);
  });

  it('lets questions change nothing in the catalog', () => {
    const actions = policyFor(['questions'], names).Statement.flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /glue:(Create|Update|Delete|Start|BatchCreate|BatchUpdate)/.test(action)),
    ).toEqual([]);
  });

  it('asks for nothing of Athena where only partitions are registered', () => {
    expect(policyFor(['setup-partitions'], names).Statement.map(({ Sid }) => Sid)).toEqual(['Catalog', 'Logs']);
  });

  it('is written for the partition of the Region', () => {
    const arn = (region: string) => policyFor(['questions'], { ...names, region }).Statement[0]?.Resource[0];
    expect(arn('cn-north-1')).toMatch(/^arn:aws-cn:/);
    expect(arn('us-gov-west-1')).toMatch(/^arn:aws-us-gov:/);
  });
});
