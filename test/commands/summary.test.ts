/** The page of a day, on logs whose answers are plain to see. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { answered, refusal, request } from './typing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'examples');
const cases = join(root, 'test/fixtures/cases');
const logs = (name: string) => join(cases, readdirSync(cases).find((one) => one.startsWith(name)) ?? name, 'in');

const folder = mkdtempSync(join(tmpdir(), 'summary-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Sections = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

async function page(...args: string[]): Promise<Sections> {
  return JSON.parse((await answered(['summary', ...args, '--json'])).out);
}

const window = async (...args: string[]) => (await request(['summary', ...args])).flows as Record<string, unknown>;

describe('the day of a summary', () => {
  const day = (from: string, to: string) => ({ from: new Date(`${from}Z`), to: new Date(`${to}Z`) });

  it('is the first argument if that looks like one', async () => {
    const its = day('2025-08-14T00:00:00', '2025-08-15T00:00:00');
    expect(await window('2025-08-14', 'logs/')).toMatchObject({ window: its, sayWindow: 'never' });
    expect(await window('today', 'logs/')).toMatchObject({ window: its, sayWindow: 'person' });
    const before = day('2025-08-13T00:00:00', '2025-08-14T00:00:00');
    expect((await window('yesterday', 'logs/')).window).toEqual(before);
    expect(await request(['summary', 'yesterday', 'a', 'b'])).toMatchObject({ source: { paths: ['a', 'b'] } });
  });

  it('is else what the window options say', async () => {
    expect(await request(['summary', './2025-08-14'])).toMatchObject({ source: { paths: ['./2025-08-14'] } });
    const given = await window('logs/', '--since', '2025-08-14T10:00Z');
    expect(given.window).toEqual({ from: new Date('2025-08-14T10:00Z') });
    expect((await window('logs/')).window).toEqual({});
  });

  it('is refused if it is none, and beside another window', async () => {
    expect(await refusal(['summary', '2025-13-01'])).toBe(
      '2: summary 2025-13-01 is not a day | use 2025-08-14, today or yesterday (UTC)',
    );
    expect(await refusal(['summary', 'today', '--since', '1h', 'logs/'])).toBe(
      '2: summary today and --since 1h contradict each other | give either a day or the window options',
    );
  });

  it('stands in the place of a window that the environment says, and keeps all else', async () => {
    const { flows } = await request(['summary', '2025-08-14', 'logs/', '--dedupe', '--packet-level'], {
      env: { FLOWLOGS_SINCE: '1h' },
    });
    const its = day('2025-08-14T00:00:00', '2025-08-15T00:00:00');
    expect(flows).toMatchObject({ window: its, dedupe: true, packetLevel: true });
  });
});

describe('summary', () => {
  it('tells traffic from what is none (S01)', async () => {
    const { totals, actions, read } = await page(logs('S01'));
    // Two flows of 10 and 20 bytes among five records.
    expect(totals).toMatchObject([{ flows: 2, packets: 20, bytes: 30, accepted: 1, rejected: 1 }]);
    expect(actions).toMatchObject([
      { action: 'ACCEPT', flows: 1, bytes: 10, share: 0.5 },
      { action: 'REJECT', flows: 1, bytes: 20, share: 0.5 },
    ]);
    expect(read).toMatchObject([{ files: 1, records: 5, nodata: 2, skipdata: 1, bad_lines: 0, other_files: 0 }]);
    expect((await answered(['summary', logs('S01')])).err).toMatch(/^warning: SKIPDATA 1: .*\n$/);
  });

  it('agrees with the commands that it names', async () => {
    const shown = await page('2025-08-14', examples, '-n', '3');
    const named = {
      actions: ['top', '--by', 'action'],
      trend: ['trend'],
      rejects: ['top-rejects', '-n', '3'],
      talkers: ['top-talkers', '-n', '3'],
      ports: ['top-ports', '-n', '3'],
      protocols: ['top-protocols', '-n', '3'],
    };
    for (const [section, command] of Object.entries(named)) {
      const { out } = await answered([...command, '--date', '2025-08-14', examples, '--json']);
      expect(shown[section], section).toEqual(JSON.parse(out));
      expect(JSON.parse(out).length, section).toBeGreaterThan(1);
    }
    // The first and the last end are not those of the day: that much was read.
    expect(shown.read).toMatchObject([{ files: 26, records: 6019, complete_to: '2025-08-15T00:00:00Z' }]);
  });

  it('takes the filters', async () => {
    const { totals, rejects } = await page('2025-08-14', examples, '--action', 'reject', '--dst', '10.0.3.20');
    const { out } = await answered([
      'top',
      '--by',
      'action',
      '--dst',
      '10.0.3.20',
      '--date',
      '2025-08-14',
      examples,
      '--json',
    ]);
    const [{ flows, bytes }] = JSON.parse(out).filter(({ action }: { action: string }) => action === 'REJECT');
    expect(totals).toMatchObject([{ flows, bytes, accepted: 0, rejected: flows }]);
    expect(rejects?.map(({ dstaddr }) => dstaddr)).toEqual(['10.0.3.20']);
  });

  it('stands on 80 columns, and has the shape of the day', async () => {
    const { out } = await answered(['summary', '2025-08-14', examples, '--no-color'], { width: 80, cwd: root });
    const lines = out.split('\n');
    expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
    // 24 hours.
    expect(out).toMatch(/^rejected {2}[▁▂▃▄▅▆▇█]{24} {2}31 to 54 in 1h$/m);
    expect(lines.slice(0, 2)).toEqual(['VPC flow logs', '2025-08-14 (UTC)']);
  });

  it('leaves out what the logs cannot tell, and says so', async () => {
    const few = join(folder, 'few.log');
    writeFileSync(few, 'srcaddr bytes start end\n10.0.0.5 1000 1723075200 1723075260\n');
    const { out, code } = await answered(['summary', few]);
    expect(code).toBe(0);
    expect(out).toContain('Top rejects: action is not recorded in these logs\n');
    expect(out).toContain('Top talkers: dstaddr is not recorded in these logs\n');
    expect(out).toMatch(/^flows {2}█ {2}1 in 1h$/m);
    const json = await answered(['summary', few, '--json']);
    expect(Object.keys(JSON.parse(json.out))).toEqual(['totals', 'trend', 'read']);
    expect(json.err).toMatch(/^note: left out: actions: action is not recorded in these logs; rejects: /);
    await expect(answered(['summary', few, '--fail-over', '1'])).rejects.toThrow('action is not recorded');
  });

  it('says of an empty day that it is empty', async () => {
    const { out, err, code } = await answered(['summary', '2020-01-01', examples]);
    expect(out).toMatch(/^VPC flow logs\n2020-01-01 \(UTC\)\n\nTraffic\n0 flows · [^\n]*\n\nRead .*/);
    expect(err).toMatch(/^note: no rows: /);
    expect(code).toBe(0);
    expect((await answered(['summary', '2020-01-01', examples, '--fail-if-empty', '--quiet'])).code).toBe(7);
  });

  it('exits with 7 by the rejected flows, and with 6 if not all could be read', async () => {
    const fail = (count: string) => answered(['summary', logs('S01'), '--fail-over', count]);
    expect([(await fail('1')).code, (await fail('0')).code]).toEqual([0, 7]);
    const cut = await answered(['summary', logs('P09'), '--fail-over', '0']);
    expect(cut.code).toBe(6);
  });

  it('is a ticket in Markdown', async () => {
    const { out } = await answered(['summary', '2025-08-14', examples, '--output', 'markdown']);
    const headings = [...out.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(0, 4)).toEqual(['VPC flow logs', 'Traffic', 'Accepted and rejected', 'Trend']);
    expect(out).toContain('```text\naccepted  ');
    expect(out).toContain('\nMore: `flowlogs top-rejects`\n');
  });
});
