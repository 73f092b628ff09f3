import { describe, expect, it } from 'vitest';
import { trendTable } from '../../src/output/trend-table.ts';
import type { Kind, Row } from '../../src/result.ts';
import { rendered } from './render.ts';

const measures: Record<string, Kind> = {
  flows: 'count',
  accepted: 'count',
  rejected: 'count',
  bytes: 'bytes',
  accepted_bytes: 'bytes',
  rejected_bytes: 'bytes',
};
const whole: Record<string, Kind> = { time: 'time', ...measures };
const split: Record<string, Kind> = {
  time: 'time',
  line: 'integer',
  instance_id: 'text',
  dstport: 'port',
  ...measures,
};

const hour = (number: number) => new Date(1_755_129_600_000 + number * 3_600_000);
const flows = trendTable({ measure: 'flows', bin: '1h' });
const lines = (text: string) => text.split('\n').slice(0, -1);

const rows: Row[] = [
  [hour(0), 10n, 6n, 4n, 1000n, 900n, 100n],
  [hour(1), 0n, 0n, 0n, 0n, 0n, 0n],
  [hour(2), 3n, 1n, 1n, 50n, 40n, 5n],
];

describe('the table of a trend', () => {
  it('has a bar behind each row, twenty wide where there is no terminal', async () => {
    expect(lines(await rendered(flows, whole, rows))).toEqual([
      'time                  flows  accepted  rejected   bytes  accepted_bytes  rejected_bytes',
      '────────────────────  ─────  ────────  ────────  ──────  ──────────────  ──────────────  ────────────────────',
      '2025-08-14 00:00:00Z     10         6         4  1.0 kB           900 B           100 B  ████████████░░░░░░░░',
      '2025-08-14 01:00:00Z      0         0         0     0 B             0 B             0 B',
      '2025-08-14 02:00:00Z      3         1         1    50 B            40 B             5 B  ██░░▒▒',
      '',
      '█ accepted  █▁▃       7 in all  0 to 6 in 1h',
      '░ rejected  █▁▃       5 in all  0 to 4 in 1h',
      'bytes       █▁▂  1.1 kB in all  0 B to 1.0 kB in 1h',
      '▒ action not recorded',
    ]);
  });

  it('has bars of bytes where those are measured', async () => {
    const text = await rendered(trendTable({ measure: 'bytes', bin: '1h' }), whole, rows, { width: 80, bytes: 'raw' });
    expect(lines(text)).toEqual([
      'time                  flows  bytes  accepted_bytes  rejected_bytes',
      '────────────────────  ─────  ─────  ──────────────  ──────────────  ────────────',
      '2025-08-14 00:00:00Z     10  1,000             900             100  ███████████░',
      '2025-08-14 01:00:00Z      0      0               0               0',
      '2025-08-14 02:00:00Z      3     50              40               5  █░▒',
      '',
      '█ accepted_bytes  █▁▂  940 in all  0 to 900 in 1h',
      '░ rejected_bytes  █▁▂  105 in all  0 to 100 in 1h',
      'flows             █▁▄   13 in all  0 to 10 in 1h',
      '▒ action not recorded',
    ]);
  });

  it('tells accepted and rejected apart by colour too', async () => {
    const text = await rendered(flows, whole, rows.slice(0, 1), { color: true });
    expect(text).toContain('\u001b[32m████████████\u001b[39m\u001b[31m░░░░░░░░\u001b[39m');
    expect(text).toContain('█ accepted  \u001b[32m█\u001b[39m');
  });

  it('is the rows alone without a header', async () => {
    const text = await rendered(flows, whole, rows, { header: false });
    expect(lines(text)).toHaveLength(3);
    expect(text).toMatch(/^2025-08-14 00:00:00Z .*█░{8}\n/);
  });

  it('is the names alone without rows', async () => {
    expect(lines(await rendered(flows, whole, [], { width: 100 }))).toHaveLength(1);
  });

  it('leaves out what a narrow terminal has no room for, and breaks no line before that', async () => {
    const widest = (text: string) => Math.max(...lines(text).map((line) => line.length));
    const columns = async (width: number) => {
      const text = await rendered(flows, whole, rows, { width });
      expect(widest(text.split('\n\n')[0] ?? '')).toBeLessThanOrEqual(width);
      const [names = '', rule = ''] = lines(text);
      return `${names.trim().split(/ +/).slice(1).join(' ')} ${rule.split('  ').at(-1)?.length}`;
    };
    expect(await columns(200)).toBe('flows accepted rejected bytes accepted_bytes rejected_bytes 60');
    expect(await columns(97)).toBe('flows accepted rejected bytes accepted_bytes rejected_bytes 8');
    expect(await columns(96)).toBe('flows accepted rejected bytes 39');
    expect(await columns(65)).toBe('flows accepted rejected bytes 8');
    expect(await columns(64)).toBe('flows bytes 27');
    // No room for bars even so: as many columns as there is room for.
    expect(await columns(44)).toBe('flows bytes 6');
    // Not even for those: rows take several lines.
    expect(await columns(30)).toMatch(/^flows/);
  });
});

describe('the lines of a trend', () => {
  const ofLine = (line: number | null, id: string | null, port: number | null, count: bigint): Row => {
    return [hour(0), line, id, port, count, count, 0n, 7n, 7n, 0n];
  };

  it('are named by their values, in place of their numbers', async () => {
    const text = await rendered(
      flows,
      split,
      [ofLine(1, 'i-0a1', 443, 8n), ofLine(2, 'i-0b2', null, 4n), ofLine(null, null, null, 2n)],
      { width: 80 },
    );
    expect(lines(text)).toEqual([
      'time                  instance_id  dstport    flows  bytes',
      '────────────────────  ───────────  ─────────  ─────  ─────  ────────────────────',
      '2025-08-14 00:00:00Z  i-0a1        443 https      8    7 B  ████████████████████',
      '2025-08-14 00:00:00Z  i-0b2          -            4    7 B  ██████████',
      '2025-08-14 00:00:00Z  all others     -            2    7 B  █████',
      '',
      'i-0a1 443 https  █  8 in all  8 to 8 in 1h',
      'i-0b2 -          █  4 in all  4 to 4 in 1h',
      'all others       █  2 in all  2 to 2 in 1h',
      '█ accepted  ░ rejected',
    ]);
  });

  it('show control characters of hostile values, and send none', async () => {
    const text = await rendered(flows, split, [ofLine(1, '\u001b[2J\n\u202e', 443, 8n)], { width: 160 });
    expect(text).toContain('\\x1b[2J\\n\\u202e');
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(lines(text)).toHaveLength(6);
  });

  it('do not run together because their values look alike', async () => {
    const long = `i-${'0'.repeat(60)}`;
    const text = await rendered(flows, split, [ofLine(1, `${long}1`, 1, 3n), ofLine(2, `${long}2`, 1, 2n)]);
    expect(lines(text).filter((line) => line.includes(' in all '))).toHaveLength(2);
  });

  it('are shortened by the most of some bins', async () => {
    const many = Array.from({ length: 150 }, (_, i): Row => [hour(i), 1n, 1n, 0n, 0n, 0n, 0n]);
    const text = await rendered(flows, whole, many, { width: 100 });
    // Sixty marks at most, three bins a mark.
    expect(text).toContain(`█ accepted  ${'█'.repeat(50)}  150 in all  1 to 1 in 1h\n`);
    expect(text).toMatch(/\neach mark is the most of 3 bins\n$/);
  });
});
