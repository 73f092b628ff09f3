import { describe, expect, it, onTestFinished } from 'vitest';
import { Prepared } from '../../../src/engines/duckdb/prepared.ts';
import { Session } from '../../../src/engines/duckdb/session.ts';
import type { Row } from '../../../src/result.ts';
import { engine, everything, files, log, rowsOf, temporaryFolder, totals, v2 } from './logs.ts';

const question = { ...totals('side', 'interface_id', 'srcaddr'), needs: [] };
const now = () =>
  files({
    'a.log': log([
      { 'interface-id': 'eni-0a1', srcaddr: '10.0.0.1', bytes: 1 },
      { 'interface-id': 'eni-0a2', srcaddr: '2001:db8::1', bytes: 2 },
    ]),
  });
/** Its texts are others than those of the files of now, and so are their ids; its last field is called as the column is. */
const before = () =>
  files({
    'a.log': log([{ 'interface-id': 'eni-0b1', srcaddr: '2001:db8::2', bytes: 4, side: 'now' }], `${v2} side`),
    'b.log': log([{ 'interface-id': 'eni-0a2', srcaddr: '10.0.0.1', bytes: 8 }]),
  });

const expected = [
  ['before', 'eni-0a2', '10.0.0.1', 1n, 8n],
  ['before', 'eni-0b1', '2001:db8::2', 1n, 4n],
  ['now', 'eni-0a1', '10.0.0.1', 1n, 1n],
  ['now', 'eni-0a2', '2001:db8::1', 1n, 2n],
];

describe('two sets of files', () => {
  it('are told apart by the column side, each with its own texts', async () => {
    const result = await engine(now(), { before: before() }).run({ ...everything, question });
    expect(await rowsOf(result)).toEqual(expected);
    expect(result.coverage()).toMatchObject({ files: 3, records: 4, flows: 4 });
  });

  it('are read for each if a file is in both', async () => {
    const same = now();
    const rows = await rowsOf(
      engine(same, { before: same }).run({ ...everything, question: { ...totals('side'), needs: [] } }),
    );
    expect(rows).toEqual([
      ['before', 2n, 3n],
      ['now', 2n, 3n],
    ]);
  });

  it('are both in the statement', async () => {
    const text = await engine(now(), { before: before() }).statement({ ...everything, question });
    const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
    onTestFinished(() => session.close());
    const last = text.indexOf('WITH flow AS');
    for (const one of text.slice(0, last).split(/;\s*\n/)) {
      if (/^\s*(SET|CREATE)/m.test(one)) await session.do(() => session.duckdb.query(session.connection, one));
    }
    const prepared = await Prepared.of(session, text.slice(last).replace(/;$/, ''));
    const rows: Row[] = [];
    for await (const batch of await prepared.run(question.columns.map(({ kind }) => kind))) rows.push(...batch);
    expect(rows).toEqual(expected);
  });
});
