import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, collected, type Flow, only, rowsOf } from './asking.ts';

const scanned = collected('S07-port-scan');
const folder = mkdtempSync(join(tmpdir(), 'flowlogs-scans-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The case without one of its fields. */
function without(field: string): string {
  const lines = readFileSync(join(scanned.path, 'a.log'), 'utf8').trimEnd().split('\n');
  const at = lines[0]?.split(' ').indexOf(field);
  const file = join(folder, `${field}.log`);
  writeFileSync(
    file,
    lines
      .map(
        (line) =>
          `${line
            .split(' ')
            .filter((_, i) => i !== at)
            .join(' ')}\n`,
      )
      .join(''),
  );
  return file;
}

const ports = (count: number, first = 1) => Array.from({ length: count }, (_, i) => first + i);
const scanner = '198.51.100.7';
const rejects = (count: number, more: Partial<Flow> = {}): Flow[] =>
  ports(count).map((port) => ({ from: `${scanner}:40000`, to: `10.0.1.10:${port}`, action: 'REJECT', ...more }));

describe('S07', () => {
  it('finds the three scans, and neither servers, load balancer nor resolver', async () => {
    const rows = await rowsOf(['port-scans'], scanned.path);
    expect(rows).toMatchObject(scanned.expected.port_scans ?? []);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({
      protocol: 6,
      first_seen: '2024-08-08T00:00:00Z',
      last_seen: '2024-08-08T09:30:10Z',
      criteria: 'min-ports=15 min-hosts=25 max-answered=0.5',
    });
  });

  it('finds the same by ports alone', async () => {
    expect(await rowsOf(['port-scans'], without('tcp-flags'))).toEqual(await rowsOf(['port-scans'], scanned.path));
  });

  it('does not say 0 rejected where no action is recorded', async () => {
    const rows = await rowsOf(['port-scans'], without('action'));
    expect(only(rows, 'srcaddr', 'targets', 'rejected')).toEqual([
      ['10.0.2.50', 42, null],
      ['203.0.113.9', 30, null],
      [scanner, 20, null],
    ]);
  });

  it('shows who asks many that answer, on request', async () => {
    const rows = await rowsOf(['port-scans', '--max-answered', '100%'], scanned.path);
    expect(only(rows, 'srcaddr', 'targets', 'answered')).toEqual([
      ['10.0.2.50', 42, 0],
      ['10.0.0.2', 40, 35],
      ['10.0.0.100', 30, 30],
      ['203.0.113.9', 30, 1],
      [scanner, 20, 3],
    ]);
  });

  it('takes other thresholds, and says them', async () => {
    const rows = await rowsOf(['port-scans', '--min-ports', '14', '--min-hosts', '31'], scanned.path);
    // 203.0.113.9 tries 30 hosts, 198.51.100.8 14 ports; of 10.0.2.50 the vertical part is left.
    expect(only(rows, 'srcaddr', 'kind', 'targets')).toEqual([
      [scanner, 'vertical', 20],
      ['10.0.2.50', 'vertical', 16],
      ['198.51.100.8', 'vertical', 14],
    ]);
    expect(rows[0]?.criteria).toBe('min-ports=14 min-hosts=31 max-answered=0.5');
  });
});

describe('a try', () => {
  it('is no reply of a server whose port nobody knows, to a NAT gateway or load balancer', async () => {
    // 1433, 3306, 6379 and the like are among these ports.
    const replies = ports(20_000, 1024).filter((port) => port % 40 === 0 || port === 1433);
    const flows = replies.map((port): Flow => ({ from: '10.0.1.9:9555', to: `10.0.0.100:${port}`, bytes: 500 }));
    expect(await ask(['port-scans'], flows)).toEqual([]);
    // With flags, their middle is no try either.
    expect(
      await ask(
        ['port-scans'],
        flows.map((flow) => ({ ...flow, flags: 0 })),
      ),
    ).toEqual([]);
  });

  it('is a rejected flow from a well-known port to another one', async () => {
    const flows = [22, 23, 25, 80, 443, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 9200, 11211, 27017].map(
      (port): Flow => ({ from: `${scanner}:53`, to: `10.0.1.10:${port}`, action: 'REJECT' }),
    );
    expect(only(await ask(['port-scans'], flows), 'srcaddr', 'ports')).toEqual([[scanner, 15]]);
  });

  it('needs no SYN where it was rejected', async () => {
    const fin = rejects(15, { flags: 1 });
    expect(only(await ask(['port-scans'], fin), 'targets', 'rejected')).toEqual([[15, 15]]);
    expect(
      await ask(
        ['port-scans'],
        fin.map((flow) => ({ ...flow, action: 'ACCEPT' })),
      ),
    ).toEqual([]);
  });

  it('counts a port once, by TCP and by UDP apart', async () => {
    const flows = [...rejects(8), ...rejects(8), ...rejects(7, { protocol: 17 })];
    const rows = await ask(['port-scans'], flows);
    expect(only(rows, 'hosts', 'ports', 'targets', 'flows')).toEqual([[1, 15, 15, 23]]);
    expect(await ask(['port-scans'], rejects(30, { protocol: 1 }))).toEqual([]);
  });
});

describe('an answer', () => {
  const open = (more: Partial<Flow>): Flow[] =>
    ports(16).flatMap((port) => [
      { from: '10.0.2.1:40000', to: `10.0.2.2:${port}` },
      { from: `10.0.2.2:${port}`, to: '10.0.2.1:40000', ...more },
    ]);
  const answers = async (more: Partial<Flow>) =>
    only(await ask(['port-scans', '--max-answered', '1'], open(more)), 'targets', 'answered')[0];

  it('is more than a refusal', async () => {
    expect(await answers({ bytes: 40 })).toEqual([16, 0]);
    expect(await answers({ bytes: 80, packets: 2 })).toEqual([16, 0]);
    expect(await answers({ bytes: 44 })).toEqual([16, 16]);
  });

  it('is more than a refusal by IPv6, which is longer', async () => {
    const rows = await ask(
      ['port-scans', '--max-answered', '1'],
      ports(16).flatMap((port): Flow[] => [
        { from: '[2001:db8::1]:40000', to: `[2001:db8::2]:${port}`, bytes: 64 },
        { from: `[2001:db8::2]:${port}`, to: '[2001:db8::1]:40000', bytes: port === 1 ? 64 : 60 },
      ]),
    );
    expect(only(rows, 'srcaddr', 'targets', 'answered')).toEqual([['2001:db8::1', 16, 1]]);
  });

  it('was let through', async () => {
    expect(await answers({ bytes: 60, action: 'REJECT' })).toEqual([16, 0]);
  });

  it('is any flow back where bytes are not recorded', async () => {
    const rows = await ask(['port-scans', '--max-answered', '1'], open({ bytes: 40 }), ['bytes', 'packets']);
    expect(only(rows, 'answered')).toEqual([[16]]);
  });
});
