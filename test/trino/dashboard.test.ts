/** The dashboard's questions on Trino: the same rows as from files, so the same page. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsQuestion } from '../../src/dashboard/cells.ts';
import { outlineOf } from '../../src/dashboard/data.ts';
import { levels } from '../../src/dashboard/levels.ts';
import { overviewQuestions } from '../../src/dashboard/overview.ts';
import { readOverview } from '../../src/dashboard/read-overview.ts';
import { openFiles } from '../../src/engines/duckdb/engine.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { Question } from '../../src/query.ts';
import { day, logOf } from '../dashboard/logs.ts';
import { athena, makePlace, makeTable, type Place, put, rowsOf } from './bed.ts';
import { flowlogs } from './program.ts';

const { folder, file } = logOf(day.filter(({ eni = '' }) => !/\s/.test(eni)));
afterAll(() => rmSync(folder, { recursive: true }));

const base = { seconds: 300 };
let place: Place;
let engines: readonly [Engine, Engine];

beforeAll(async () => {
  place = await makePlace('dashboard');
  await put(place, 'logs/flows.log.gz', readFileSync(file, 'utf8'));
  await makeTable(place, 'flowlogs', { folder: 'logs/' });
  const size = readFileSync(file).length;
  const files = openFiles({
    files: [{ path: file, named: true, name: file, size }],
    temporaryFolder: tmpdir(),
    read: {},
  });
  engines = [files, athena(place, 'flowlogs')];
});
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

async function both(question: Question) {
  const [files, lake] = await Promise.all(
    engines.map(async (engine) => rowsOf(await engine.run({ question, window: {}, conditions: [] }))),
  );
  return { files, lake };
}

describe('the dashboard', () => {
  it('sees the same on both engines', async () => {
    for (const question of overviewQuestions(base)) {
      const { files, lake } = await both(question);
      expect(files?.length).toBeGreaterThan(0);
      expect(lake).toEqual(files);
    }
  });

  it('adds up the same cells, at every level', async () => {
    const seen = await engines[0].runAll(overviewQuestions(base), { window: {}, conditions: [] });
    const outline = outlineOf(await readOverview(seen), base.seconds, undefined);
    for (const level of [0, 5, levels.length - 1]) {
      const { files, lake } = await both(cellsQuestion({ ...outline, level }, base));
      expect(files?.length).toBeGreaterThan(0);
      expect(lake).toEqual(files);
    }
  });

  it('makes the same page through the program', async () => {
    const [fromFiles, fromLake] = [join(folder, 'files.html'), join(folder, 'lake.html')];
    const since = ['--since', '2025-08-14', '--until', '2025-08-15'];
    expect((await flowlogs(place, ['dashboard', '--out', fromFiles, ...since, file])).code).toBe(0);
    const asked = await flowlogs(place, ['dashboard', '--table', 'flowlogs', '--out', fromLake, ...since]);
    expect(asked).toMatchObject({ code: 0, out: '', err: expect.stringMatching(/^note: no partition key .*\n$/) });
    expect(dataIn(fromLake)).toEqual(dataIn(fromFiles));
  });
});

/** What the pages must agree in. */
function dataIn(page: string) {
  const text =
    /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  const { names, axis, series, sizes, cells } = JSON.parse(text);
  return { names, axis, series, sizes, cells: JSON.parse(gunzipSync(Buffer.from(cells, 'base64')).toString()) };
}
