import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { CellColumns, DashboardData } from '../../src/dashboard/contract.ts';
import { type Flow, line, logOf } from '../dashboard/logs.ts';
import { answered, refusal, request } from './typing.ts';

const root = mkdtempSync(join(tmpdir(), 'dashboard-test-'));
const folders = [root];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function dataIn(page: string): DashboardData & { columns: CellColumns } {
  const text = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const data: DashboardData = JSON.parse(text);
  return { ...data, columns: JSON.parse(gunzipSync(Buffer.from(data.cells, 'base64')).toString()) };
}

async function pageOf(args: readonly string[]) {
  const out = join(root, 'page.html');
  const { code, err } = await answered(['dashboard', '--out', out, ...args]);
  const page = readFileSync(out, 'utf8');
  return { code, err, page, data: dataIn(page) };
}

const sum = (values: readonly (number | string | null)[]) =>
  values.reduce((total: bigint, value) => total + BigInt(value ?? 0), 0n);

/** Removed at the end. */
function log(flows: readonly Flow[], more: readonly string[] = []): string {
  const made = logOf(flows, more);
  folders.push(made.folder);
  return made.file;
}

describe('dashboard', () => {
  it('asks for a file to write to', async () => {
    expect(await refusal(['dashboard', 'logs/'])).toBe(
      '2: a dashboard is a page, and no file is named for it | add --out report.html; --out - is standard output',
    );
    expect(await refusal(['dashboard', '--out', 'x.html', '--csv', 'logs/'])).toMatch(/^2: unknown option '--csv'/);
    expect(await refusal(['dashboard', '--out', 'x.html', '--bin', '7m', 'logs/'])).toMatch(
      /^2: --bin 7m is not a span/,
    );
    expect(await refusal(['dashboard', '--out', 'x.html', '--title', ' ', 'logs/'])).toMatch(
      /^2: --title is empty or too long/,
    );
    expect(await request(['dashboard', '--out', '-', 'logs/'])).toMatchObject({
      output: { out: '-' },
      logs: ['logs/'],
    });
  });

  it('writes one whole page, which names nothing that could be loaded', async () => {
    const { code, page, data } = await pageOf(['--title', 'Edge <b>&', 'examples/']);
    expect(code).toBe(0);
    expect(data.title).toBe('Edge <b>&');
    expect(page).not.toContain('<b>&');
    const markup = page.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
    expect(markup).not.toMatch(/\b(src|action)=|url\(|https?:/);
    expect(markup.match(/href="[^"]*"/g)).toEqual(['href="data:,"', 'href="#main"']);
    expect(markup).toMatch(
      /content="default-src 'none'; script-src 'sha256-[^ ]+'; style-src 'sha256-[^ ]+'; img-src data:; base-uri 'none'; form-action 'none'"/,
    );
    expect(readdirSync(root)).toEqual(['page.html']);
  });

  it('counts what inspect counts', async () => {
    const { data } = await pageOf(['examples/']);
    const inspected = JSON.parse((await answered(['inspect', '--json', 'examples/'])).out);
    const flows = (action: number) => sum(data.columns.flows.filter((_, i) => data.columns.action[i] === action));
    expect([flows(1), flows(2)]).toEqual([BigInt(inspected.accept), BigInt(inspected.reject)]);
    expect(sum(data.columns.bytes)).toBe(BigInt(inspected.bytes));
    expect(sum(data.series.packets)).toBe(BigInt(inspected.packets));
    expect(data.coverage).toMatchObject({
      ...{ files: inspected.files, records: inspected.records, nodata: inspected.nodata, skipdata: inspected.skipdata },
    });
  });

  it('is exact beyond 2^63', async () => {
    const huge = 9_223_372_036_854_775_807n;
    const flows = [huge, huge, 5n].map((bytes): Flow => ({ src: '10.0.0.1', dst: '10.0.0.2', port: 443, bytes }));
    const { data } = await pageOf([log(flows)]);
    expect(data.columns.bytes).toEqual([String(2n * huge + 5n)]);
  });

  it('adds up what it does not tell apart, and says so', async () => {
    const many = Array.from(
      { length: 1500 },
      (_, i): Flow => ({
        ...{ src: `10.${i >> 8}.${i & 255}.1`, dst: '10.99.0.1', port: 443, bytes: 100 + i },
      }),
    );
    const { err, data } = await pageOf([log(many)]);
    expect(err).toBe('note: the page tells 1,000 of 1,500 sources apart; all others are added up as "others"\n');
    const others = data.columns.flows.filter((_, i) => data.columns.srcaddr[i] === -1);
    expect(sum(others)).toBe(500n);
    expect(data.sizes.srcaddr.groups).toBe(1500);
    // Who is left has one flow, and at most the bytes of the largest that has no name.
    const named = new Set<string>(data.names.srcaddr);
    const left = many.filter(({ src }) => !named.has(src)).map(({ bytes }) => Number(bytes));
    expect(left).toHaveLength(500);
    expect(data.sizes.srcaddr.mostUnnamed).toEqual({ flows: 1, bytes: Math.max(...left), rejected: 0 });
  });

  it('takes filters and windows as every question does, and shows them', async () => {
    const flows = [0, 3600, 7200].map((at): Flow => ({ src: '10.0.0.1', dst: '10.0.0.2', port: 443, at }));
    const made = await pageOf(['--since', '2025-08-14T01:00Z', '--dst-port', '443', log(flows)]);
    expect(sum(made.data.columns.flows)).toBe(2n);
    expect(made.data.scope).toMatchObject({ from: '2025-08-14T01:00:00.000Z', to: null, filters: ['--dst-port 443'] });
  });

  it('has a page also of nothing, and says why', async () => {
    const flows: Flow[] = [{ src: '10.0.0.1', dst: '10.0.0.2', port: 443 }];
    const { code, err, data } = await pageOf(['--src', '10.9.9.9', log(flows)]);
    expect([code, err]).toEqual([0, 'note: no rows: no flow passes the filters\n']);
    expect([data.axis, data.columns.flows]).toEqual([null, []]);
  });

  it('says what it could not read, and has the exit codes of every answer', async () => {
    const flows: Flow[] = [{ src: '10.0.0.1', dst: '10.0.0.2', port: 443 }];
    const bad = log(flows, ['no record at all']);
    const { code, err, data } = await pageOf([bad]);
    expect([code, err]).toEqual([0, expect.stringMatching(/^warning: 1 bad line left out/)]);
    expect(data.coverage).toMatchObject({ badLines: 1, problemsInAll: 1 });
    expect((await pageOf(['--strict', bad])).code).toBe(6);
    expect((await pageOf(['-q', bad])).err).toBe('');
  });

  it('is cause for alarm by its rejected flows, as other pages are', async () => {
    const flow = { src: '10.0.0.1', dst: '10.0.0.2', port: 443 };
    const rejected = { ...flow, action: 'REJECT' } as const;
    const logs = log([flow, flow, flow, rejected, rejected]);
    expect((await pageOf(['--fail-over', '1', logs])).code).toBe(7);
    expect((await pageOf(['--fail-over', '2', logs])).code).toBe(0);
    const none = join(root, 'none.log');
    writeFileSync(none, 'srcaddr dstaddr bytes start end\n10.0.0.1 10.0.0.2 1 1755129600 1755129660\n');
    expect((await pageOf([none])).code).toBe(0);
    await expect(pageOf(['--fail-over', '1', none])).rejects.toThrow('action is not recorded in these logs');
  });

  it('keeps the page that was there if it fails', async () => {
    const { page } = await pageOf(['examples/']);
    await expect(answered(['dashboard', '--out', join(root, 'page.html'), 'test/fixtures/none'])).rejects.toThrow();
    expect(statSync(join(root, 'page.html')).size).toBe(Buffer.byteLength(page));
  });

  it('shows the statements that it would ask', async () => {
    const { out } = await answered(['dashboard', '--show-sql', 'examples/']);
    expect(out.match(/^WITH flow AS/gm)).toHaveLength(6);
    expect(out).not.toContain(';;');
  });

  it('knows no action in logs that have none, and no port in protocols without', async () => {
    const text = line({ src: '10.0.0.1', dst: '10.0.0.2', port: 0, protocol: 1, action: '-' });
    const { data } = await pageOf([log([], [text])]);
    expect([data.columns.action, data.columns.dstport]).toEqual([[0], [-2]]);
  });
});
