import { describe, expect, it } from 'vitest';
import { Names } from '../../src/names/names.ts';
import { addTable } from '../../src/names/table.ts';

const asked = ['10.0.0.1', '10.0.0.2', 'eni-0a1', 'i-0a1', '111122223333'];

/** What the table calls those that it names, and how many lines there were. */
function read(text: string) {
  const names = new Names();
  const { bad, records } = addTable(text, names);
  expect(bad).toEqual([]);
  return {
    records,
    ...Object.fromEntries(asked.flatMap((key) => (names.of(key) === null ? [] : [[key, names.of(key)]]))),
  };
}

const problems = (text: string) => addTable(text, new Names()).bad.map(({ place, problem }) => `${place} ${problem}`);

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
  ])('%s', (_, text, names) => {
    expect(read(text)).toMatchObject(names);
    expect(Object.keys(read(text))).toEqual(['records', ...asked.filter((key) => key in names)]);
  });

  it('counts its lines, good and bad, and neither comments nor header lines', () => {
    expect(addTable('#\naddress,name\n\n10.0.0.1,web server\n10.0.0.2,db\nx,y\n', new Names())).toMatchObject({
      records: 3,
    });
    expect(addTable('address,name\n# none\n', new Names())).toMatchObject({ records: 0, bad: [] });
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
  ])('%j', (text, said) => {
    expect(problems(text)).toEqual(said);
  });
});
