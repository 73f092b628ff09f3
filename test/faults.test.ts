import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { damagedNames, type Fault, faultNames, makeFaults } from './faults.ts';

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

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function flowlogs(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
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
    const { code, stdout, stderr } = await flowlogs('inspect', '--json', file);
    const report = JSON.parse(stdout || '{}') as Inspection;
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
    expect(code === 6).toBe(expected.damaged);
  });

  test.each(damagedNames)('%s is named beside an answer', async (name) => {
    const { file } = faults.get(name) as Fault;
    const { code, stdout, stderr } = await flowlogs('top-rejects', '--csv', file);
    expect(code).toBe(6);
    expect(stderr).toContain(basename(file));
    expect(stdout).toMatch(/^srcaddr,dstaddr,flows/);
  });
});
