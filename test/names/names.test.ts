import { describe, expect, it } from 'vitest';
import { addIpRanges } from '../../src/names/ip-ranges.ts';
import { Key } from '../../src/names/key.ts';
import { Names } from '../../src/names/names.ts';
import { addTable } from '../../src/names/table.ts';

const pause = async () => {};

async function namesOf(...tables: string[]): Promise<Names> {
  const names = new Names();
  for (const table of tables) expect((await addTable(table, names, pause)).bad).toEqual([]);
  return names;
}

describe('the longest prefix wins', () => {
  // By hand: 10.0.0.0/8 holds all of 10; 10.20.0.0/16 all of 10.20; 10.20.30.0/24 all of 10.20.30; 10.20.30.128/25 its upper half.
  const networks = [
    '10.20.30.0/24,rack 30',
    '10.0.0.0/8,company',
    '10.20.30.128/25,upper half of rack 30',
    '10.20.30.200,printer of rack 30',
    '10.20.0.0/16,second building',
    '192.0.2.0/31,pair of two',
  ];

  it.each([
    ['10.20.30.200', 'printer of rack 30'],
    ['10.20.30.201', 'upper half of rack 30'],
    ['10.20.30.128', 'upper half of rack 30'],
    ['10.20.30.127', 'rack 30'],
    ['10.20.31.0', 'second building'],
    ['10.19.255.255', 'company'],
    ['10.255.255.255', 'company'],
    ['11.0.0.0', null],
    ['9.255.255.255', null],
    ['192.0.2.1', 'pair of two'],
    ['192.0.2.2', null],
  ])('%s is %s, in whatever order they stand', async (address, name) => {
    expect((await namesOf(networks.join('\n'))).of(address)).toBe(name);
    expect((await namesOf([...networks].reverse().join('\n'))).of(address)).toBe(name);
    expect((await namesOf(...networks)).of(address)).toBe(name);
  });

  it('of IPv6 at lengths between the digits too', async () => {
    // By hand: 2001:db8::/33 ends before the third group 8000; /35 of 2001:db8:6000:: is 6000 to 7fff of that group.
    const names = await namesOf(
      '2001:db8::/32,all\n2001:db8::/33,lower half\n2001:db8:6000::/35,quarter\n2001:db8::1,one host',
    );
    expect(
      ['2001:db8::1', '2001:db8::2', '2001:db8:5fff::', '2001:db8:6000::', '2001:db8:7fff::f', '2001:db8:8000::'].map(
        (one) => names.of(one),
      ),
    ).toEqual(['one host', 'lower half', 'lower half', 'quarter', 'quarter', 'all']);
    expect([names.of('2001:db9::'), names.of('2001:db7:ffff::')]).toEqual([null, null]);
  });

  it('and a prefix of no bits is all that has no other name, of its family', async () => {
    const names = await namesOf('0.0.0.0/0,internet\n10.0.0.0/8,ours');
    expect(['203.0.113.9', '10.1.1.1', '2001:db8::1'].map((one) => names.of(one))).toEqual(['internet', 'ours', null]);
    expect((await namesOf('::/0,six')).of('2001:db8::1')).toBe('six');
  });

  it('of a CIDR block, by the network around it', async () => {
    const names = await namesOf('10.0.0.0/8,company\n10.20.30.0/24,rack 30');
    expect(['10.20.30.0/24', '10.20.30.0/25', '10.20.0.0/16', '0.0.0.0/1'].map((one) => names.of(one))).toEqual([
      'rack 30',
      'rack 30',
      'company',
      null,
    ]);
  });

  it('of hundreds of addresses as of one', async () => {
    const names = await namesOf(
      Array.from({ length: 500 }, (_, i) => `10.0.${i >> 8}.${i & 255},host ${i}`).join('\n'),
    );
    for (let i = 0; i < 600; i++) expect(names.of(`10.0.${i >> 8}.${i & 255}`)).toBe(i < 500 ? `host ${i}` : null);
  });
});

describe('an address is the same however it is written', () => {
  it.each([
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.0.0.1', '::ffff:a00:1'],
    ['10.0.0.99/24', '10.0.0.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('named as %s and logged as %s', async (named, logged) => {
    expect((await namesOf(`${named},it`)).of(logged)).toBe('it');
  });
});

describe('what is named twice', () => {
  it('is called what the later line says, and the later file', async () => {
    expect((await namesOf('10.0.0.1,old\n10.0.0.1,new')).of('10.0.0.1')).toBe('new');
    expect((await namesOf('10.0.0.1,old\n', '::ffff:10.0.0.1/128,new')).of('10.0.0.1')).toBe('new');
    expect((await namesOf('eni-0a1,old', 'eni-0a1,new')).of('eni-0a1')).toBe('new');
  });

  it('is so also after it was asked for', async () => {
    const names = await namesOf('10.0.0.1,old');
    for (let i = 0; i < 200; i++) names.of(`10.0.1.${i}`);
    expect(names.of('10.0.0.1')).toBe('old');
    await addTable('10.0.0.1,new', names, pause);
    expect(names.of('10.0.0.1')).toBe('new');
  });
});

describe('ids', () => {
  it('are found by their whole text, each sort known', async () => {
    const names = await namesOf('eni-0a1,nat\n111122223333,prod\ntgw-attach-0c3,to the office');
    expect(
      ['eni-0a1', 'eni-0a', 'eni-0a12', '111122223333', 'tgw-attach-0c3', 'unknown', ''].map((one) => names.of(one)),
    ).toEqual(['nat', null, null, 'prod', 'to the office', null, null]);
    expect((['eni', 'account', 'tgw-attach', 'vpc', 'ipv6'] as const).map((sort) => names.has(sort))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('keys of the same hash', () => {
  // Found by trying ids and addresses in order until two agreed.
  it.each([
    ['eni-0000000000000789b', 'eni-000000000000489c8'],
    ['2001:db8:4b::2864:c8bc', '2001:db8:59::3e5d:1e0b'],
  ])('are told apart: %s and %s', async (one, other) => {
    const [a, b] = [new Key(), new Key()];
    expect(a.read(one) && b.read(other) && a.number(a.length)).toBe(b.number(b.length));
    const names = await namesOf(`${one},first\n${other},second`);
    // Often enough that both ways of searching are taken.
    for (let i = 0; i < 100; i++) {
      expect([names.of(one), names.of(other)]).toEqual(['first', 'second']);
      names.open({ key: () => '', name: () => '' });
    }
    expect((await namesOf(`${one},first`)).of(other)).toBe(null);
  });
});

describe("AWS's ip-ranges.json", () => {
  const entry = (ip_prefix: string, service: string, region = 'eu-west-1') => ({ ip_prefix, region, service });
  const file = (prefixes: unknown, ipv6_prefixes: unknown = []) =>
    JSON.stringify({ syncToken: '1', createDate: 'x', prefixes, ipv6_prefixes });
  const ranges = async (...entries: unknown[]) => {
    const names = new Names();
    expect(await addIpRanges(file(entries), names, pause)).toEqual({ bad: [], records: entries.length });
    return names;
  };

  it('names by service and Region, in both families', async () => {
    const names = new Names();
    const ipv6 = [{ ipv6_prefix: '2600:1f00::/24', region: 'GLOBAL', service: 'CLOUDFRONT' }];
    await addIpRanges(file([entry('52.218.0.0/17', 'S3')], ipv6), names, pause);
    expect([names.of('52.218.127.255'), names.of('52.218.128.0'), names.of('2600:1fff::1')]).toEqual([
      'S3 eu-west-1',
      null,
      'CLOUDFRONT GLOBAL',
    ]);
  });

  it('names by the more particular service of a prefix, in whatever order', async () => {
    const same = ['S3', 'EC2', 'AMAZON'].map((service) => entry('52.218.0.0/17', service));
    expect((await ranges(...same)).of('52.218.1.1')).toBe('S3 eu-west-1');
    expect((await ranges(...same.toReversed())).of('52.218.1.1')).toBe('S3 eu-west-1');
    expect((await ranges(...same.slice(1))).of('52.218.1.1')).toBe('EC2 eu-west-1');
    expect((await ranges(entry('52.218.0.0/17', 'AMAZON'), entry('52.0.0.0/8', 'S3'))).of('52.218.1.1')).toBe(
      'AMAZON eu-west-1',
    );
  });

  it('gives way to names of the same prefix in a later file', async () => {
    const names = await ranges(entry('52.218.0.0/17', 'S3'));
    await addTable('52.218.0.0/17,our buckets', names, pause);
    expect(names.of('52.218.1.1')).toBe('our buckets');
  });

  it.each([
    ['{', /^ is not JSON: /],
    ['[]', /^ is JSON, but not AWS's ip-ranges.json: it has no list of prefixes$/],
    ['{"prefixes": {}}', /no list of prefixes$/],
    [
      file([entry('52.218.0.0/17', 'S3'), entry('52.218.0.0/99', 'S3')]),
      /^ prefixes\[1\] "52.218.0.0\/99" is no CIDR block$/,
    ],
    [file([entry('eni-0a1', 'S3')]), /^ prefixes\[0\] "eni-0a1" is no CIDR block$/],
    [file([{ region: 'x', service: 'S3' }]), /^ prefixes\[0\] has no ip_prefix$/],
    [file([], [{ ipv6_prefix: '::/0', service: 'S3' }]), /^ ipv6_prefixes\[0\] has no service or no region$/],
    [file([null]), /^ prefixes\[0\] has no ip_prefix$/],
  ])('is refused when it is %s', async (text, said) => {
    const { bad } = await addIpRanges(text, new Names(), pause);
    expect(bad.map(({ place, problem }) => `${place} ${problem}`)).toEqual([expect.stringMatching(said)]);
  });
});
