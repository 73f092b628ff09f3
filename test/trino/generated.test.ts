/** Made-up command lines get the same bytes of CSV from files and from Athena: every ranking, group and filter, mixed by chance. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { FlowlogsError } from '../../src/errors.ts';
import { rankings } from '../../src/queries/index.ts';
import { answered } from '../commands/typing.ts';
import { makePlace, makeTable, type Place, put, v5Columns } from './bed.ts';
import { questionLines, rankingLines } from './command-lines.ts';

const examples = fileURLToPath(new URL('../../examples/AWSLogs', import.meta.url));
const table = 'flows';
/** So many queries run side by side. */
const together = 4;

/** Questions with options of their own, with options that find something in the examples. */
const questions: readonly (readonly string[])[] = [
  ['trend'],
  ['trend', '--by', 'dstport', '-n', '3', '--bin', '15m'],
  ['trend', '--by', 'srcaddr,protocol', '--measure', 'bytes', '--bin', '6h'],
  ['diff'],
  ['diff', '--by', 'srcnet/24,dstport', '--sort', 'bytes', '--min-factor', '1.2', '-n', '0'],
  ['port-scans'],
  ['port-scans', '--min-ports', '3', '--min-hosts', '2'],
  ['admin-ports'],
  ['admin-ports', '--from', 'any'],
  ['big-transfers', '--over', '1MB'],
  ['odd-protocols'],
  ['services'],
  ['beacons'],
];

let place: Place;

beforeAll(async () => {
  place = await makePlace('generated');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => /\.log\.gz$/.test(name));
  await Promise.all(
    files
      .filter((name) => statSync(join(examples, name)).isFile())
      .map((name, i) => put(place, `flows/${i}.log.gz`, readFileSync(join(examples, name)))),
  );
  // Of version 2 until noon, of version 5 from then on: shorter lines leave the columns behind them empty.
  await makeTable(place, table, { folder: 'flows/', columns: v5Columns });
});

/** What a command line prints, or how it is refused. */
async function answer(args: readonly string[]): Promise<string> {
  try {
    const { out, code } = await answered(args);
    return `${out}exit code ${code}`;
  } catch (error) {
    if (error instanceof FlowlogsError) return `exit code ${error.exitCode}`;
    throw error;
  }
}

async function compare(line: readonly string[]): Promise<string> {
  const lake = ['--database', place.database, '--table', table, '--output-location', `s3://${place.bucket}/results/`];
  const [fromFiles, fromAthena] = await Promise.all([
    answer([...line, '--csv', examples]),
    answer([...line, '--csv', ...lake]),
  ]);
  expect(fromAthena, line.join(' ')).toBe(fromFiles);
  return fromFiles;
}

/** Compares them, and returns how many have rows. */
async function compareAll(lines: readonly (readonly string[])[]): Promise<number> {
  let answers = 0;
  for (let at = 0; at < lines.length; at += together) {
    const texts = await Promise.all(lines.slice(at, at + together).map(compare));
    answers += texts.filter((text) => text.split('\n').length > 2).length;
  }
  return answers;
}

describe('rankings', () => {
  const lines = rankingLines(rankings, 200, 20250814);

  it.each(Array.from({ length: 10 }, (_, i) => i))('answer alike, part %i of 10', async (part) => {
    // Made-up filters often leave nothing; enough must be left.
    expect(await compareAll(lines.filter((_, i) => i % 10 === part))).toBeGreaterThan(8);
  });
});

describe('questions with options of their own', () => {
  it('are all asked here', () => {
    const ranked = new Set(rankings.map(({ name }) => name));
    const others = commands.filter(({ asks, name }) => asks && !ranked.has(name)).map(({ name }) => name);
    expect([...new Set(questions.map(([name]) => name))].sort()).toEqual(others.sort());
  });

  it.each(questions.map((words) => [words.join(' '), words] as const))('%s: answers alike', async (_, words) => {
    await compareAll(questionLines([words], 7));
  });
});
