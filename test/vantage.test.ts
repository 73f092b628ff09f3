/** `--dedupe` through the program, on files; what must come out is worked out by hand in the cases and below. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answered } from './commands/typing.ts';

const folder = (name: string) => fileURLToPath(new URL(`fixtures/cases/${name}/in`, import.meta.url));

async function rows(...args: string[]): Promise<string[]> {
  const { out } = await answered(['top', '--csv', '--no-header', '--sort', 'bytes', ...args]);
  return out.trimEnd().split('\n');
}

/** Each group with its flows and bytes: the columns up to `flows` and the second after it. */
const sums = (lines: readonly string[], groups: number) =>
  lines.map((line) => line.split(',')).map((cells) => [...cells.slice(0, groups + 1), cells[groups + 2]].join(' '));

function written(text: string): string {
  const path = mkdtempSync(join(tmpdir(), 'flowlogs-vantage-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  writeFileSync(join(path, 'a.log'), text);
  return path;
}

describe('--dedupe', () => {
  it('S03: counts a conversation that two interfaces logged once, each direction, and keeps what only one accepted', async () => {
    const lines = await rows('--by', 'srcaddr,dstaddr,action', '--dedupe', folder('S03-two-interfaces-of-ours'));
    expect(sums(lines, 3)).toEqual([
      '10.0.0.1 10.0.0.2 ACCEPT 2 540',
      '10.0.0.2 10.0.0.1 ACCEPT 1 300',
      '10.0.0.1 198.51.100.7 ACCEPT 1 200',
      '10.0.0.1 10.0.0.2 REJECT 1 40',
    ]);
  });

  it('S03: says what it left out and why, and what logs without packet addresses cannot tell', async () => {
    const { err } = await answered(['top-talkers', '--dedupe', folder('S03-two-interfaces-of-ours')]);
    expect(err).toContain('--dedupe left out 2 flows (800 bytes): copies');
    expect(err).toContain('pkt-srcaddr is not recorded');
  });

  it.each([
    ['--packet-level', ['10.0.1.5 203.0.113.5 1 700', '203.0.113.5 10.0.1.5 1 300']],
    ['--strict', ['10.0.1.5 203.0.113.5 1 700', '203.0.113.5 10.0.1.5 1 300']],
  ])(
    'S04 with %s: counts what goes through a NAT gateway once, under the addresses of its ends',
    async (option, expected) => {
      expect(sums(await rows('--by', 'srcaddr,dstaddr', '--dedupe', option, folder('S04-nat-gateway')), 2)).toEqual(
        expected,
      );
      const { err } = await answered(['top-talkers', '--dedupe', option, folder('S04-nat-gateway')]);
      expect(err).toContain('left out 2 flows (1,000 bytes): copies');
      expect(err).toContain("left out 2 flows (1,000 bytes): as the NAT gateway's own side");
    },
  );

  it.each([
    [['top-destinations', '--dst', '203.0.113.5'], '203.0.113.5 1 700'],
    [['top-sources', '--src', '203.0.113.5'], '203.0.113.5 1 300'],
    [['top-destinations', '--dst', '!10.0.0.0/8'], '203.0.113.5 1 700'],
  ])('S04 with %j: a filter does not bring back what the gateway logged', async (words, expected) => {
    const { out, err } = await answered([...words, '--dedupe', '--csv', '--no-header', folder('S04-nat-gateway')]);
    expect(sums(out.trimEnd().split('\n'), 1)).toEqual([expected]);
    expect(err).toContain('--dedupe left out 1 flow');
  });

  it('counts the flows that are left in the line of trust', async () => {
    const { err } = await onTerminal(['top-talkers', '--dedupe', folder('S03-two-interfaces-of-ours')]);
    // Seven records, of which two are copies.
    expect(err).toContain('5 flows of 7 records');
  });

  it('keeps pods and secondary addresses that only their own interface saw, and records without addresses', async () => {
    const path = written(`version interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr bytes start end action log-status
5 eni-0a1 10.0.0.5 198.51.100.7 10.0.9.9 198.51.100.7 1 1723075200 1723075260 ACCEPT OK
5 eni-0a1 198.51.100.7 10.0.0.5 198.51.100.7 10.0.9.9 2 1723075200 1723075260 ACCEPT OK
5 eni-0a1 10.0.0.5 198.51.100.7 10.0.0.5 198.51.100.7 4 1723075200 1723075260 ACCEPT OK
5 eni-0a1 - - - - 8 1723075200 1723075260 ACCEPT OK
5 eni-0a2 - - - - 16 1723075200 1723075260 ACCEPT OK
`);
    expect(sums(await rows('--by', 'action', '--dedupe', path), 1)).toEqual(['ACCEPT 5 31']);
    expect((await answered(['top-talkers', '--dedupe', path])).err).toContain(
      'no conversation was logged at more than one',
    );
  });

  it('needs the interface, and says so', async () => {
    const asked = answered(['top-talkers', '--dedupe', folder('S05-direction-by-flags')]);
    await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('interface-id'), exitCode: 1 });
  });

  it('gives a statement that answers the same in the duckdb shell', async () => {
    const { out } = await answered(['top-talkers', '--dedupe', '--show-sql', folder('S03-two-interfaces-of-ours')]);
    const instance = await DuckDBInstance.create(':memory:');
    onTestFinished(() => instance.closeSync());
    const shell = await instance.connect();
    const sums = (await shell.runAndReadAll(out))
      .getRowObjectsJson()
      .map(({ srcaddr, dstaddr, bytes }) => [srcaddr, dstaddr, bytes]);
    expect(sums).toEqual([
      ['10.0.0.1', '10.0.0.2', '580'],
      ['10.0.0.2', '10.0.0.1', '300'],
      ['10.0.0.1', '198.51.100.7', '200'],
    ]);
  });
});

/** What a person sees; scripts and cron are not told each time. */
const onTerminal = (args: readonly string[]) => answered(args, { width: 200 });

describe('without --dedupe', () => {
  it('a question says that it counts copies, with how many flows', async () => {
    const remark = (count: number) => `counted as often: ${count} flows are copies; --dedupe counts each once`;
    expect((await onTerminal(['top-talkers', folder('S03-two-interfaces-of-ours')])).err).toContain(remark(2));
    expect((await answered(['top-talkers', folder('S03-two-interfaces-of-ours')])).err).toBe('');
    expect((await onTerminal(['trend', '--bin', '1h', folder('S04-nat-gateway')])).err).toContain(remark(4));
  });

  it('it says nothing where the flows asked for have no copies', async () => {
    const own = ['--interface-id', 'eni-0a1', folder('S03-two-interfaces-of-ours')];
    expect((await onTerminal(['top-talkers', ...own])).err).not.toContain('copies');
    expect((await onTerminal(['top-talkers', folder('S05-direction-by-flags')])).err).not.toContain('copies');
  });

  it('it looks at a sample of larger logs, and says that', async () => {
    const line = (eni: string, port: number) =>
      `2 111122223333 ${eni} 10.0.0.1 10.0.0.2 ${port} 443 6 1 40 1723075200 1723075260 ACCEPT OK`;
    const ports = Array.from({ length: 2000 }, (_, i) => 30_000 + i);
    // 4,000 records of 90 bytes are more than is looked at as a whole; each conversation is in them twice.
    const text = ports.flatMap((port) => [line('eni-0a1', port), line('eni-0a2', port)]).join('\n');
    const header =
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
    const { err } = await onTerminal(['top-talkers', written(`${header}\n${text}\n`)]);
    expect(err).toContain('in a sample, 2,000 of 4,000 flows are copies');
  });
});
