import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, faultNames, makeFaults } from './faults.ts';

const program = join(import.meta.dirname, '../bin/flowlogs.js');

interface Inspection {
  readonly records: number;
  readonly ok: number | null;
  readonly nodata: number | null;
  readonly skipdata: number | null;
  readonly bad_lines: number;
  readonly headers: number;
  readonly other_files: number;
  readonly problems: readonly { readonly file: string; readonly line: number | null }[];
}

function inspect(file: string): Promise<{ code: number; report: Inspection; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, 'inspect', '--json', file], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, report: JSON.parse(stdout || '{}') as Inspection, stderr });
    });
  });
}

describe('a file of 2000 records with', () => {
  let folder: string;
  let faults: Map<string, Fault>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flowlogs-faults-'));
    faults = new Map((await makeFaults(folder)).map((fault) => [fault.name, fault]));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(faultNames)('%s is counted exactly', async (name) => {
    const { file, expected } = faults.get(name) as Fault;
    const { code, report, stderr } = await inspect(file);
    const { records, ok, bad_lines: badLines, headers, other_files: others, nodata, skipdata } = report;
    expect({ records, ok, badLines, headers }, stderr).toEqual({
      records: expected.records,
      ok: expected.ok,
      badLines: expected.badLines,
      headers: expected.headers,
    });
    expect(others).toBe(0);
    expect((nodata ?? 0) + (skipdata ?? 0)).toBe(records - (ok ?? 0));

    const named = report.problems.some((problem) => basename(problem.file) === basename(file));
    expect(named).toBe(expected.damaged || expected.badLines > 0 || expected.warned === true);
    if (expected.damaged) expect(stderr).toContain(basename(file));
    expect(code === 6).toBe(expected.damaged);
  });
});
