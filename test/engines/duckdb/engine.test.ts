import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AnswerError } from '../../../src/errors.ts';
import type { Condition } from '../../../src/filter.ts';
import { engine, everything, files, log, records, rejects, rowsOf, t0, totals, v2 } from './logs.ts';

const seconds = (time: number) => new Date(time * 1000);

describe('a grouped question', () => {
  it('adds up what the reader grouped, exactly', async () => {
    const logs = files({
      'a.log': log([
        { action: 'REJECT', packets: 1, bytes: 40 },
        { action: 'REJECT', packets: 2, bytes: 80, start: t0 - 60, end: t0 },
        { action: 'ACCEPT' },
      ]),
      'b.log.gz': gzipSync(log([{ action: 'REJECT', srcaddr: '192.0.2.1', packets: 7, bytes: 300, end: t0 + 90 }])),
    });
    expect(await rowsOf(engine(logs).run({ question: rejects, ...everything }))).toEqual([
      ['10.0.0.5', 2n, 3n, 120n, seconds(t0 - 60), seconds(t0 + 60)],
      ['192.0.2.1', 1n, 7n, 300n, seconds(t0), seconds(t0 + 90)],
    ]);
  });

  it('adds beyond 2^53 and 2^63 without rounding', async () => {
    const logs = files({
      'a.log': log([{ bytes: '9223372036854775807' }, { bytes: '9223372036854775807' }, { bytes: 1 }]),
    });
    expect(await rowsOf(engine(logs).run({ question: totals('action'), ...everything }))).toEqual([
      ['ACCEPT', 3n, 18446744073709551615n],
    ]);
  });

  it('takes the spellings of one address for one address, and shows IPv4, IPv6 and other text', async () => {
    const logs = files({
      'a.log': log([
        { srcaddr: '2001:db8::1' },
        { srcaddr: '2001:0DB8:0::0:1' },
        { srcaddr: '255.255.255.255' },
        { srcaddr: '0.0.0.0' },
        { srcaddr: 'nowhere' },
        { srcaddr: '-' },
      ]),
    });
    expect(await rowsOf(engine(logs).run({ question: totals('srcaddr'), ...everything }))).toEqual([
      ['0.0.0.0', 1n, 840n],
      ['2001:db8::1', 2n, 1680n],
      ['255.255.255.255', 1n, 840n],
      ['nowhere', 1n, 840n],
      [null, 1n, 840n],
    ]);
  });

  it('gives NULL for what is missing, and leaves it out of sums', async () => {
    const logs = files({ 'a.log': log([{ packets: '-', bytes: '-' }, { bytes: 5 }, { srcport: '-', bytes: 1 }]) });
    expect(await rowsOf(engine(logs).run({ question: totals('srcport'), ...everything }))).toEqual([
      ['44000', 2n, 5n],
      [null, 1n, 1n],
    ]);
  });

  it('counts NODATA and SKIPDATA, and adds them to nothing', async () => {
    const nothing = { srcaddr: '-', action: '-', bytes: '-', packets: '-' };
    const logs = files({
      'a.log': log([
        {},
        { ...nothing, 'log-status': 'NODATA' },
        { ...nothing, 'log-status': 'SKIPDATA', end: t0 + 999 },
      ]),
    });
    const result = await engine(logs).run({ question: totals('action'), ...everything });
    expect(await rowsOf(result)).toEqual([['ACCEPT', 1n, 840n]]);
    expect(result.coverage()).toMatchObject({
      ...{ flows: 1, records: 3, files: 1, nodata: 1, skipdata: 1, badLines: 0, damagedFiles: 0 },
      ...{ first: t0, last: t0 + 999, problems: [], notes: [] },
    });
  });

  it('brings hostile text through unharmed', async () => {
    const hostile = [
      `');DROP`,
      'TABLE',
      'flow;--',
      '"x"',
      "''",
      '%s',
      '\\x00',
      'ñandú-ünïcode-日本語',
      '🦆',
      '$x',
      '{}',
    ];
    const logs = files({ 'a.log': log(hostile.map((text) => ({ 'interface-id': text }))) });
    const rows = await rowsOf(engine(logs).run({ question: totals('interface_id'), ...everything }));
    expect(rows.map(([text]) => text).sort()).toEqual([...hostile].sort());
  });
});

describe('a question about records', () => {
  it('has start and end as logged and as times, in seconds or in milliseconds', async () => {
    const logs = files({
      'a.log': log([
        { start: t0, end: t0 + 60 },
        { start: 1723078800123, end: 1723078860456 },
      ]),
    });
    const question = records('start', 'start_time', 'end_time', 'flows');
    expect(await rowsOf(engine(logs).run({ question, ...everything }))).toEqual([
      [String(t0), seconds(t0), seconds(t0 + 60), '1'],
      ['1723078800123', new Date(1723078800123), new Date(1723078860456), '1'],
    ]);
  });

  it('has every record, addresses as logged', async () => {
    const logs = files({
      'a.log': log([{ srcaddr: '2001:DB8::1' }, { srcaddr: '2001:db8::1' }, { srcaddr: '10.0.0.5' }]),
    });
    expect(await rowsOf(engine(logs).run({ question: records('srcaddr'), ...everything }))).toEqual([
      ['10.0.0.5'],
      ['2001:DB8::1'],
      ['2001:db8::1'],
    ]);
  });

  it('comes in batches in order, however many rows there are', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      start: t0 + ((i * 7919) % 5000),
      'interface-id': `eni-${i}-${'x'.repeat(i % 40)}`,
    }));
    const result = await engine(files({ 'a.log': log(many) })).run({
      question: records('start', 'interface_id'),
      ...everything,
    });
    const sizes: number[] = [];
    const rows: unknown[] = [];
    for await (const batch of result.batches) {
      sizes.push(batch.length);
      rows.push(...batch);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048);
    const expected = many
      .map((record) => [String(record.start), record['interface-id']])
      .sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
    expect(rows).toEqual(expected);
  });

  it('has fields that flowlogs does not know, as text under their own name', async () => {
    const logs = files({ 'a.log': log([{ 'new-field': 'x1' }], `${v2} new-field`), 'b.log': log([{}]) });
    expect(await rowsOf(engine(logs).run({ question: records('new_field'), ...everything }))).toEqual([['x1'], [null]]);
    expect(await engine(logs).recorded({})).toEqual([...v2.replaceAll('-', '_').split(' '), 'new_field']);
  });
});

describe('window and conditions', () => {
  const port: Condition = {
    is: 'number',
    option: '--port',
    on: ['dstport'],
    not: false,
    ranges: [{ first: 22n, last: 22n }],
  };

  it('are applied below the question', async () => {
    const logs = files({
      'a.log': log([
        { dstport: 22, start: t0 },
        { dstport: 22, start: t0 + 60 },
        { dstport: 80, start: t0 },
      ]),
    });
    const asked = { window: { from: seconds(t0), to: seconds(t0 + 60) }, conditions: [port] };
    const result = await engine(logs).run({ question: totals('dstport'), ...asked });
    expect(await rowsOf(result)).toEqual([['22', 1n, 840n]]);
    expect(result.coverage()).toMatchObject({ flows: 1, records: 3 });
  });

  it('say what the logs cover when no record is in the window', async () => {
    const logs = files({ 'a.log': log([{ start: t0, end: t0 + 61 }]) });
    const window = { from: new Date('2024-08-09T00:00Z'), to: new Date('2024-08-10T00:00Z') };
    const result = await engine(logs).run({ question: rejects, window, conditions: [] });
    expect(await rowsOf(result)).toEqual([]);
    expect(result.coverage().notes).toEqual([
      'no record in the window from 2024-08-09T00:00Z to 2024-08-10T00:00Z; the logs cover 2024-08-08T01:00Z to 2024-08-08T01:01:01Z',
    ]);
  });

  it('refuse a condition on a field that no log records, naming the option and the version', async () => {
    const condition: Condition = { is: 'text', option: '--vpc-id', on: ['vpc_id'], not: false, values: ['vpc-1'] };
    const asked = engine(files({ 'a.log': log([{}]) })).run({ question: rejects, window: {}, conditions: [condition] });
    await expect(asked).rejects.toThrow('--vpc-id needs vpc-id, which is not recorded in these logs');
    await expect(asked).rejects.toMatchObject({ exitCode: 1, hint: expect.stringContaining('since version 3') });
  });

  it('refuse a window on logs without start', async () => {
    const logs = files({ 'a.log': log([{}], 'srcaddr dstaddr dstport bytes action') });
    const asked = engine(logs).run({ question: rejects, window: { from: seconds(t0) }, conditions: [] });
    await expect(asked).rejects.toThrow('needs start, which is not recorded in these logs');
  });
});

describe('what the logs lack', () => {
  it('is refused if the question needs it, with the name, the version and what is recorded', async () => {
    const logs = files({ 'a.log': log([{}], 'interface-id srcaddr dstaddr action log-status') });
    const question = { ...totals('srcaddr'), needs: ['srcaddr', 'bytes'] };
    const asked = engine(logs).run({ question, ...everything });
    await expect(asked).rejects.toThrow(AnswerError);
    await expect(asked).rejects.toMatchObject({
      message: 'bytes is not recorded in these logs',
      hint: 'flow logs have it since version 2; recorded here: interface-id srcaddr dstaddr action log-status',
    });
  });

  it('is remarked on if only some records lack it', async () => {
    const logs = files({
      'a.log': log([{ action: 'REJECT' }, {}]),
      'b.log': log([{}, {}, {}], 'srcaddr dstaddr start end log-status'),
    });
    const question = { ...rejects, needs: ['srcaddr', 'action', 'bytes', 'srcport'] };
    const result = await engine(logs).run({ question, ...everything });
    expect(await rowsOf(result)).toHaveLength(1);
    expect(result.coverage().notes).toEqual([
      'action is not recorded in 3 of 5 records (1 file); they are not counted',
      'bytes is not recorded in 3 of 5 records (1 file); sums leave them out',
      'srcport is not recorded in 3 of 5 records (1 file); it is empty there',
      // Not needed, but added up.
      'packets is not recorded in 3 of 5 records (1 file); sums leave them out',
    ]);
  });

  it('is remarked on if the window or a condition leaves records out because of it, or lets them pass', async () => {
    const logs = files({
      'a.log': log([{}, { 'vpc-id': 'vpc-1' }], `${v2} vpc-id`),
      'b.log': log([{}, {}, {}]),
      'c.log': log([{}], 'srcaddr dstaddr packets bytes action'),
    });
    const condition = (not: boolean): Condition => ({
      ...{ is: 'text', option: '--vpc-id', on: ['vpc_id'], not, values: ['vpc-1'] },
    });
    const window = { from: seconds(t0) };
    const asked = { question: totals('srcaddr'), window };
    const wanted = await engine(logs).run({ ...asked, conditions: [condition(false)] });
    expect(await rowsOf(wanted)).toEqual([['10.0.0.5', 1n, 840n]]);
    expect(wanted.coverage().notes).toEqual([
      'start is not recorded in 1 of 6 records (1 file); the window leaves them out',
      'vpc-id is not recorded in 4 of 6 records (2 files); --vpc-id leaves them out',
    ]);
    const excluded = await engine(logs).run({ ...asked, conditions: [condition(true)] });
    expect(await rowsOf(excluded)).toEqual([['10.0.0.5', 4n, 3360n]]);
    expect(excluded.coverage().notes[1]).toBe(
      'vpc-id is not recorded in 4 of 6 records (2 files); --vpc-id lets them pass',
    );
  });

  it('is NULL if the question only reads it', async () => {
    const logs = files({ 'a.log': log([{}], 'srcaddr dstaddr action log-status') });
    const question = { ...totals('vpc_id'), needs: [] };
    expect(await rowsOf(engine(logs).run({ question, ...everything }))).toEqual([[null, 1n, null]]);
  });
});

describe('without a record', () => {
  it('empty files and files of a header alone are no failure', async () => {
    const logs = files({ 'zero.log': '', 'header.log': `${v2}\n`, 'empty.log.gz': gzipSync('') });
    const result = await engine(logs).run({ question: rejects, ...everything });
    expect(await rowsOf(result)).toEqual([]);
    expect(result.coverage()).toMatchObject({ flows: 0, records: 0, files: 3, notes: ['no record in these files'] });
  });

  it('no files at all are no failure either', async () => {
    const result = await engine([]).run({ question: rejects, ...everything });
    expect(await rowsOf(result)).toEqual([]);
    expect(result.coverage()).toMatchObject({ records: 0, files: 0, notes: [] });
  });

  it('files that cannot be read are one, which names them', async () => {
    const logs = files({ 'README.txt': 'Put your logs here.\n', 'cut.log.gz': gzipSync(log([{}])).subarray(0, 25) });
    const asked = engine(logs).run({ question: rejects, ...everything });
    await expect(asked).rejects.toThrow(/^not one record could be read: README\.txt: .*; cut\.log\.gz: /);
    await expect(asked).rejects.toMatchObject({ exitCode: 1 });
  });

  it('files that could be read beside such are an answer', async () => {
    const logs = files({ 'README.txt': 'Put your logs here.\n', 'a.log': log([{ action: 'REJECT' }]) });
    const problems = [{ file: 'secret', line: null, problem: 'permission denied' }];
    const result = await engine(logs, { problems }).run({ question: rejects, ...everything });
    expect(await rowsOf(result)).toHaveLength(1);
    expect(result.coverage()).toMatchObject({ files: 1, otherFiles: 1 });
    expect(result.coverage().problems.map(({ file }) => file)).toEqual(['secret', 'README.txt']);
  });
});

describe('inspect', () => {
  it('reports on each file in the order given, without DuckDB', async () => {
    const logs = files({ 'b.log': log([{}, { bytes: 'NaN' }]), 'a.log': log([{ action: 'REJECT' }]) });
    const reports = await engine(logs, { temporaryFolder: '/nonexistent' }).inspect({}, []);
    expect(
      reports.map(({ file, records, badLines, accept, reject }) => [file, records, badLines, accept, reject]),
    ).toEqual([
      ['b.log', 1, 1, 1, 0],
      ['a.log', 1, 0, 0, 1],
    ]);
  });
});
