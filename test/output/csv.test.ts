import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/output/csv.ts';
import { rendered } from './render.ts';

/** RFC 4180: cells of records; a bare empty cell is null, a quoted one is ''. */
function parseCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: (string | null)[] = [];
    for (;;) {
      const match = /"((?:[^"]|"")*)"|([^",\n\r]*)/y;
      match.lastIndex = at;
      const found = match.exec(text);
      if (!found) throw new Error(`no cell at ${at}`);
      record.push(found[1] === undefined ? found[2] || null : found[1].replaceAll('""', '"'));
      at += found[0].length;
      if (text[at] === ',') at++;
      else if (text[at] === '\n') break;
      else throw new Error(`neither comma nor newline at ${at}`);
    }
    at++;
    records.push(record);
  }
  return records;
}

describe('csv', () => {
  it('writes every kind of value exactly', async () => {
    const text = await rendered(
      csv,
      { a: 'text', b: 'bytes', c: 'share', d: 'boolean', e: 'time', f: 'time', g: 'port' },
      [
        ['10.0.0.1', 9223372036854775808n, 0.1, true, new Date(1755166830000), new Date(1755166830007), 443],
        [null, -1n, 1e-7, false, null, null, 0],
      ],
    );
    expect(text).toBe(
      'a,b,c,d,e,f,g\n' +
        '10.0.0.1,9223372036854775808,0.1,true,2025-08-14T10:20:30Z,2025-08-14T10:20:30.007Z,443\n' +
        ',-1,1e-7,false,,,0\n',
    );
  });

  it('quotes only when it must, and tells an empty text from a missing one', async () => {
    const text = await rendered(csv, { a: 'text', b: 'text' }, [
      ['a,b', 'say "hi"'],
      ['two\nlines', 'cr\rhere'],
      ['', null],
      [' spaces ', 'semi;colon'],
    ]);
    expect(text).toBe('a,b\n"a,b","say ""hi"""\n"two\nlines","cr\rhere"\n"",\n spaces ,semi;colon\n');
  });

  it('leaves out the names when asked to, and has only them when there are no rows', async () => {
    expect(await rendered(csv, { a: 'text' }, [['x']], { header: false })).toBe('x\n');
    expect(await rendered(csv, { a: 'text', b: 'text' }, [])).toBe('a,b\n');
    expect(await rendered(csv, { a: 'text' }, [], { header: false })).toBe('');
  });

  it('keeps formulas as they are unless it is told to be safe', async () => {
    const rows = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', "it's", 'a=1', '-'].map((cell) => [cell, -5]);
    expect(await rendered(csv, { a: 'text', b: 'integer' }, rows.slice(0, 1))).toBe('a,b\n=1+1,-5\n');
    expect(await rendered(csv, { '=a': 'text', b: 'integer' }, rows, { csvSafe: true })).toBe(
      "'=a,b\n'=1+1,-5\n'+1,-5\n'-1,-5\n'@x,-5\n'\t=1,-5\n\"'\r=1\",-5\n'＝1,-5\nit's,-5\na=1,-5\n'-,-5\n",
    );
  });

  it('shows control characters on a terminal, and writes them as they are anywhere else', async () => {
    const rows = [['\x1b[2J\nx']];
    expect(await rendered(csv, { a: 'text' }, rows, { header: false })).toBe('"\x1b[2J\nx"\n');
    expect(await rendered(csv, { a: 'text' }, rows, { header: false, width: 80 })).toBe('"\\x1b[2J\\nx"\n');
  });

  it('parses back to the same texts, whatever they are', async () => {
    const cell = fc.option(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', "'", '日', '\0', '=') }));
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = await rendered(csv, { a: 'text', b: 'text', c: 'text' }, rows);
        expect(parseCsv(text)).toEqual([['a', 'b', 'c'], ...rows]);
      }),
    );
  });

  it('parses back to the same numbers, whatever they are', async () => {
    const row = fc.tuple(
      fc.bigInt(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.date({ noInvalidDate: true }),
    );
    await fc.assert(
      fc.asyncProperty(row, async (values) => {
        const text = await rendered(csv, { a: 'bytes', b: 'number', c: 'time' }, [values], { header: false });
        const [a, b, c] = parseCsv(text)[0] ?? [];
        expect(BigInt(a ?? '')).toBe(values[0]);
        expect(Number(b)).toBe(values[1] === 0 ? 0 : values[1]);
        expect(new Date(c ?? '')).toEqual(values[2]);
      }),
    );
  });
});
