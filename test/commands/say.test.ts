import { describe, expect, it } from 'vitest';
import { outcome } from '../../src/commands/outcome.ts';
import type { OutputRequest } from '../../src/commands/output-request.ts';
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

  const started = 'that started from 2025-08-01 00:00Z and before 2025-08-02 00:00Z';
  it.each<[string, Case, string]>([
    ['the window', { coverage: { flows: 0 }, window: day }, `none of 5 records is such a flow ${started}`],
    ['the filters', { coverage: { flows: 0 }, conditions: [condition] }, 'no flow passes the filters'],
    ['both', { coverage: { flows: 0 }, window: day, conditions: [condition] }, `no flow ${started} passes the filters`],
    ['the question', { coverage: { flows: 0, nodata: 5 } }, 'none of 5 records is such a flow'],
    [
      'the names of the files',
      { coverage: { flows: 0, records: 0 }, window: day, outside: 7 },
      `by their names, no files here hold flows ${started}`,
    ],
  ])('says why there are no rows: %s', async (_, given, expected) => {
    expect(await said({ ...given, rows: 0 })).toEqual([`note: no rows: ${expected}`]);
  });

  it('says of an empty answer what the engine says of it, or that it is empty', async () => {
    expect(await said({ rows: 0, coverage: { flows: 0, notes: ['no record'] } })).toEqual(['note: no record']);
    const partly = 'bytes is not recorded in 1 of 2 records (1 file); sums leave them out';
    expect(await said({ rows: 0, coverage: { notes: [partly] } })).toEqual([`note: ${partly}`, 'note: no rows']);
    expect(await said({ rows: 0 })).toEqual(['note: no rows']);
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
});
