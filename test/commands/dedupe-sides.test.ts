/** `diff --dedupe`: each side has vantage points of its own. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answered } from './typing.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowlogs-sides-'));
  const header =
    'version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  // 1755129600 is 2025-08-14T00:00:00Z, 1755216000 a day later.
  const record = (eye: string, start: number) =>
    `3 ${eye} 10.0.0.1 10.0.0.2 123 123 17 1 10 ${start} ${start + 60} ACCEPT OK`;
  const lines = [
    record('eni-a', 1755129600),
    record('eni-b', 1755129600),
    record('eni-b', 1755129660),
    record('eni-a', 1755216000),
  ];
  await writeFile(join(folder, 'a.log'), [header, ...lines, ''].join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

it('an interface that saw most of one day does not hide what another alone saw on the next', async () => {
  const line = ['diff', '--dedupe', '--date', '2025-08-15', '--against', '1d', '--by', 'srcaddr', '--min-factor', '1'];
  const { out } = await answered([...line, '--json', folder]);
  // Before: two at eni-b, of which one was at eni-a, too. Now: one, at eni-a.
  expect(JSON.parse(out)).toMatchObject([{ srcaddr: '10.0.0.1', change: 'down', flows_before: 2, flows_now: 1 }]);
});

it('nor what an interface alone saw in another set of logs', async () => {
  const [now, before] = [join(folder, 'now.log'), join(folder, 'before.log')];
  const [header, ...lines] = (await readFile(join(folder, 'a.log'), 'utf8')).trimEnd().split('\n');
  await writeFile(now, [header, ...lines.slice(3), ''].join('\n'));
  await writeFile(before, [header, ...lines.slice(0, 3), ''].join('\n'));
  const line = ['diff', '--dedupe', '--against-paths', before, '--by', 'srcaddr', '--min-factor', '1', '--json', now];
  const { out, err } = await answered(line);
  expect(JSON.parse(out)).toMatchObject([{ srcaddr: '10.0.0.1', change: 'down', flows_before: 2, flows_now: 1 }]);
  expect(err).toContain('--dedupe left out 1 flow (10 bytes): copies');
});
