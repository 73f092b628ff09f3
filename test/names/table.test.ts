import { describe, expect, it } from 'vitest';
import { Names } from '../../src/names/names.ts';
import { addTable } from '../../src/names/table.ts';

const pause = async () => {};
const asked = ['10.0.0.1', '10.0.0.2', 'eni-0a1', 'i-0a1', '111122223333'];

/** What the table calls those that it names, and how many lines there were. */
async function read(text: string) {
  const names = new Names();
  const { bad, records } = await addTable(text, names, pause);
  expect(bad).toEqual([]);
  return {
    records,
    ...Object.fromEntries(asked.flatMap((key) => (names.of(key) === null ? [] : [[key, names.of(key)]]))),
  };
}

const problems = async (text: string) =>
  (await addTable(text, new Names(), pause)).bad.map(({ place, problem }) => `${place} ${problem}`);

describe('a table of names', () => {
  it.each([
    ['without a header line', '10.0.0.1,web\neni-0a1,nat gateway\n', { '10.0.0.1': 'web', 'eni-0a1': 'nat gateway' }],
    ['with one', 'address,name\n10.0.0.1,web\n10.0.0.2,db', { '10.0.0.1': 'web', '10.0.0.2': 'db' }],
    [
      'with Windows line ends',
      'ip,Name\r\n10.0.0.1,web server\r\n10.0.0.2,db server\r\n',
      { '10.0.0.1': 'web server', '10.0.0.2': 'db server' },
    ],
    ['with comments and blank lines', '# 1\n\n  \n10.0.0.1,web # 1\n  # 10.0.0.2,db\n', { '10.0.0.1': 'web # 1' }],
    ['with blanks around', ' 10.0.0.1 ,  web server  \n', { '10.0.0.1': 'web server' }],
    ['with columns in another order', 'name,CIDR\nweb,10.0.0.1/32\n', { '10.0.0.1': 'web' }],
    [
      'with columns that say nothing here',
      'owner,address,name,cost\nme,10.0.0.1,web server,5\n',
      { '10.0.0.1': 'web server' },
    ],
    [
      'of several things with one name',
      'interface-id,Instance ID,address,name\neni-0a1,i-0a1,10.0.0.1,web server\n,i-0a1,-,web server two\n',
      { '10.0.0.1': 'web server', 'eni-0a1': 'web server', 'i-0a1': 'web server two' },
    ],
    [
      'with another header line, as of files put together',
      'address,name\n10.0.0.1,web\nname,id\ndb,10.0.0.2\n',
      { '10.0.0.1': 'web', '10.0.0.2': 'db' },
    ],
    [
      'with quoted cells',
      '"10.0.0.1","web, ""first"" row"\n10.0.0.2, "db" \n',
      { '10.0.0.1': 'web, "first" row', '10.0.0.2': 'db' },
    ],
    [
      'with newlines in quotes',
      '10.0.0.1,"web\nserver"\r\n10.0.0.2,db server\n',
      { '10.0.0.1': 'web\nserver', '10.0.0.2': 'db server' },
    ],
    [
      'with a quote inside a name',
      '10.0.0.1,19" rack\n10.0.0.2,db server',
      { '10.0.0.1': '19" rack', '10.0.0.2': 'db server' },
    ],
    [
      'with tabs, as of AWS',
      '10.0.0.1\tweb, "first"\n10.0.0.2\tNone\n111122223333\tproduction\n',
      { '10.0.0.1': 'web, "first"', '111122223333': 'production' },
    ],
    [
      'with names of any letters',
      '10.0.0.1,Zürich 東京\n10.0.0.2,🖨 printer',
      { '10.0.0.1': 'Zürich 東京', '10.0.0.2': '🖨 printer' },
    ],
    [
      'with what has no name',
      '10.0.0.1,\n10.0.0.2,web server\n10.0.0.2,-\n10.0.0.1,          \n10.0.0.1, None \r\n',
      { '10.0.0.2': 'web server' },
    ],
    ['with short names', '10.0.0.1,x\n10.0.0.2,a b', { '10.0.0.1': 'x', '10.0.0.2': 'a b' }],
  ])('%s', async (_, text, names) => {
    expect(await read(text)).toMatchObject(names);
    expect(Object.keys(await read(text))).toEqual(['records', ...asked.filter((key) => key in names)]);
  });

  it('counts its lines, good and bad, and neither comments nor header lines', async () => {
    expect(
      await addTable('#\naddress,name\n\n10.0.0.1,web server\n10.0.0.2,db\nx,y\n', new Names(), pause),
    ).toMatchObject({
      records: 3,
    });
    expect(await addTable('address,name\n# none\n', new Names(), pause)).toMatchObject({ records: 0, bad: [] });
  });
});

describe('a long table', () => {
  it('is read to its end, its lines counted, also where a record goes on over several', async () => {
    const hosts = Array.from({ length: 3000 }, (_, i) => `10.1.${i >> 8}.${i & 255},host ${i}`);
    // By hand: 999 lines, a record over lines 1000 to 1002, 2001 more lines, then line 3004.
    const text = [...hosts.slice(0, 999), '10.0.0.1,"a\nb\nc"', ...hosts.slice(999), 'x,y'].join('\n');
    const names = new Names();
    expect(await addTable(text, names, pause)).toMatchObject({ records: 3002, bad: [{ place: ':3004' }] });
    expect(['10.0.0.1', '10.1.0.0', '10.1.3.231', '10.1.11.183'].map((one) => names.of(one))).toEqual([
      'a\nb\nc',
      'host 0',
      'host 999',
      'host 2999',
    ]);
  });
});

describe('a bad line is told by its number and what is wrong', () => {
  it.each([
    ['10.0.0.300,web server', [':1 "10.0.0.300" is no address, CIDR block or id']],
    [
      '10.0.0.1,web server\nPrivate IP,Name\n\nsg-0a1,web\n',
      [':2 "Private IP" is no address, CIDR block or id', ':4 "sg-0a1" is no address, CIDR block or id'],
    ],
    ['10.0.0.1', [':1 has 1 value instead of 2']],
    ['10.0.0.1,web,server room', [':1 has 3 values instead of 2']],
    ['address,name,owner\n10.0.0.1,web server\n', [':2 has 2 values instead of 3']],
    ['10.0.0.1,"two\nlines"\n10.0.0.2,"two\nlines"\nx,web server', [':5 "x" is no address, CIDR block or id']],
    ['10.0.0.1,"web\n10.0.0.2,db server\n', [':1 has a quote that is never closed']],
    ['10.0.0.1,"web" server\n', [':1 has text after a closing quote']],
    ['interface,address,name\n-,,web server\n', [':2 says no address, CIDR block or id']],
    ['localhost,\n', [':1 "localhost" is no address, CIDR block or id']],
    [`${'x'.repeat(100)},web`, [`:1 "${'x'.repeat(60)}…" is no address, CIDR block or id`]],
  ])('%j', async (text, said) => {
    expect(await problems(text)).toEqual(said);
  });
});
