import { describe, expect, it } from 'vitest';
import { outcome, refuseUnreadable } from '../../src/commands/outcome.ts';
import type { OutputRequest } from '../../src/commands/requests.ts';
import { say } from '../../src/commands/say.ts';
import type { Condition } from '../../src/filter.ts';
import type { Coverage } from '../../src/result.ts';
import type { Window } from '../../src/window.ts';
import { testContext } from './typing.ts';

const coverage: Coverage = {
  flows: 2,
  records: 5,
  files: 1,
  otherFiles: 0,
  nodata: 0,
  skipdata: 0,
  badLines: 0,
  damagedFiles: 0,
  first: Date.UTC(2025, 7, 14, 10) / 1000,
  last: Date.UTC(2025, 7, 14, 11, 0, 30) / 1000,
  problems: [],
  notes: [],
};

const output: OutputRequest = {
  format: 'table',
  out: undefined,
  header: true,
  bytes: 'human',
  color: true,
  csvSafe: false,
  quiet: false,
  maxBad: Number.POSITIVE_INFINITY,
};

const day: Window = { from: new Date('2025-08-01T00:00:00Z'), to: new Date('2025-08-02T00:00:00Z') };
const condition: Condition = { is: 'text', option: '--action', on: ['action'], not: false, values: ['ACCEPT'] };

interface Case {
  readonly coverage?: Partial<Coverage>;
  readonly rows?: number;
  readonly outside?: number;
  readonly remark?: string;
  readonly window?: Window;
  readonly conditions?: readonly Condition[];
  readonly sayWindow?: 'never' | 'person' | 'always';
  readonly output?: Partial<OutputRequest>;
  readonly terminal?: boolean;
}

async function said(given: Case): Promise<string[]> {
  const { context, err } = testContext(given.terminal ? { width: 80 } : {});
  await say(
    {
      coverage: { ...coverage, ...given.coverage },
      rows: given.rows ?? 2,
      found: { files: [], outside: given.outside ?? 0, problems: [] },
      remark: given.remark,
    },
    {
      flows: {
        window: given.window ?? {},
        conditions: given.conditions ?? [],
        sayWindow: given.sayWindow ?? 'never',
      },
      output: { ...output, ...given.output },
    },
    context,
  );
  return err().split('\n').slice(0, -1);
}

describe('after an answer', () => {
  it('says nothing into a pipe when all is well', async () => {
    expect(await said({})).toEqual([]);
  });

  it('says how much to trust a table on a terminal, and no other answer', async () => {
    expect(await said({ terminal: true })).toEqual(['2 flows of 5 records in 1 file · complete to 11:00Z']);
    expect(await said({ terminal: true, output: { format: 'csv' } })).toEqual([]);
    expect(await said({ terminal: true, output: { out: 'x' } })).toEqual([]);
  });

  it('says what was left out even into a pipe, but not with --quiet', async () => {
    const bad = { badLines: 2, problems: [{ file: 'a.log', line: 3, problem: 'srcport is no number' }] };
    expect(await said({ coverage: bad, output: { format: 'csv' } })).toEqual([
      'warning: 2 bad lines left out, see flowlogs inspect',
      '  a.log:3: srcport is no number',
    ]);
    expect(await said({ coverage: bad, terminal: true, output: { quiet: true } })).toEqual([]);
  });

  it('says a window that depends on the clock to a person, one that was not typed always', async () => {
    const line = 'note: flows that started from 2025-08-01 00:00Z and before 2025-08-02 00:00Z';
    expect(await said({ window: day, sayWindow: 'person' })).toEqual([]);
    expect((await said({ window: day, sayWindow: 'person', terminal: true }))[0]).toBe(line);
    expect(await said({ window: day, sayWindow: 'always' })).toEqual([line]);
  });

  it.each<[string, Case, string]>([
    [
      'the window has no records',
      { coverage: { flows: 0 }, window: day },
      'no rows: no flow started from 2025-08-01 00:00Z and before 2025-08-02 00:00Z; the logs cover 2025-08-14 10:00Z to 2025-08-14 11:00:30Z',
    ],
    [
      'all files are of other times',
      { coverage: { flows: 0, records: 0 }, window: day, outside: 7 },
      'no rows: no file can hold flows that started from 2025-08-01 00:00Z and before 2025-08-02 00:00Z (7 named for other times)',
    ],
    [
      'the filters let nothing pass',
      { coverage: { flows: 0 }, conditions: [condition] },
      'no rows: no flow passes the filters',
    ],
    [
      'the logs are empty',
      { coverage: { flows: 0, records: 0, first: null, last: null } },
      'no rows: the logs hold no records',
    ],
    ['the records are no traffic', { coverage: { flows: 0, nodata: 5 } }, 'no rows: none of 5 records is such a flow'],
    ['the question finds none among the flows', {}, 'no rows'],
  ])('says why there are no rows: %s', async (_, given, expected) => {
    expect(await said({ ...given, rows: 0 })).toEqual([`note: ${expected}`]);
  });

  it('says what the command has to add', async () => {
    expect(await said({ remark: '9 flows in all' })).toEqual(['note: 9 flows in all']);
  });
});

describe('the exit code', () => {
  const read = { unfound: 0, damagedFiles: 0, badLines: 0 };
  it.each([
    [read, 0, 0],
    [{ ...read, badLines: 3 }, Number.POSITIVE_INFINITY, 0],
    [{ ...read, badLines: 3 }, 3, 0],
    [{ ...read, badLines: 3 }, 2, 6],
    [{ ...read, damagedFiles: 1 }, Number.POSITIVE_INFINITY, 6],
    [{ ...read, unfound: 1 }, Number.POSITIVE_INFINITY, 6],
  ])('of %j with --max-bad %d is %d', (leftOut, maxBad, code) => {
    expect(outcome(leftOut, maxBad)).toBe(code);
  });

  it('is that of no answer when not one record could be read', () => {
    const nothing = { ...coverage, records: 0, otherFiles: 1 };
    const problems = [{ file: 'x.txt', line: null, problem: 'is no flow log', hint: 'name its fields' }];
    expect(() => refuseUnreadable({ ...nothing, problems })).toThrow(
      expect.objectContaining({
        message: 'not one record could be read; x.txt: is no flow log',
        hint: 'name its fields',
        exitCode: 1,
      }),
    );
    expect(() => refuseUnreadable({ ...nothing, otherFiles: 0 })).not.toThrow();
    expect(() => refuseUnreadable({ ...nothing, records: 1 })).not.toThrow();
  });
});
