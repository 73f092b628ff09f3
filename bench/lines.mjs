/** The lines of the benchmark, in blocks. The first line of a block is what its ratios refer to. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from './measure.mjs';
import * as question from './question.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const node = process.execPath;
const ours = (...args) => [node, path('../bin/flowlogs.js'), ...args];
const peer = (name, ...args) => [node, path(`peers/${name}.mjs`), ...args];
/** `"$0"` is the folder of the logs: 4000 names do not fit into one argument. */
const shell = (script, folder) => ['sh', '-c', script, folder];
const zcat = 'gzip -dc "$0"/*.gz';

/** `mawk` is the fastest of the awks. */
const awkProgram = ['mawk', 'awk'].find(isInstalled);

const inflate = (folder, label) => ({
  id: `${label}-inflate`,
  name: 'node:zlib in threads, inflate only',
  command: peer('inflate', folder),
});
const readCsv = (folder, label) => ({
  id: `${label}-read-csv`,
  name: 'DuckDB read_csv, typed',
  command: peer('read-csv', folder),
  answers: label,
});
const flowlogs = (folder, label) => ({
  id: `${label}-flowlogs`,
  name: '**flowlogs top-rejects**',
  command: ours(...question.flowlogs(folder)),
  answers: label,
  ours: true,
});

function start(small) {
  const tiny = join(small, readdirSync(small).sort()[0]);
  const lines = [
    { id: 'node', name: 'node -e 0', command: [node, '-e', '0'] },
    { id: 'help', name: '**flowlogs --help**', command: ours('--help') },
    {
      id: 'tiny',
      name: '**flowlogs top-rejects**, one file of 2,500 records',
      command: ours(...question.flowlogs(tiny)),
    },
  ];
  return { title: 'Start', lines: lines.map((line) => ({ ...line, times: 5 })) };
}

function large(folder) {
  const tools = [
    { id: 'v2-zcat', name: 'zcat, inflate only', needs: 'gzip', command: shell(`${zcat} > /dev/null`, folder) },
    {
      id: 'v2-awk',
      name: `zcat, ${awkProgram}, sort, head`,
      needs: awkProgram ?? 'awk',
      command: shell(`${zcat} | ${awkProgram} '${question.awk}' | ${question.sort}`, folder),
      answers: 'v2',
    },
  ];
  const lines = [inflate(folder, 'v2'), ...tools, readCsv(folder, 'v2'), flowlogs(folder, 'v2')];
  return { title: 'Default format, 120 files of all sizes', lines };
}

const few = (label, title) => (folder) => ({
  title,
  lines: [inflate(folder, label), readCsv(folder, label), flowlogs(folder, label)],
});

function records(folder) {
  const command = ours('search', '--output', 'ndjson', '--limit', '0', folder);
  return {
    title: 'Every record as ndjson',
    lines: [{ id: 'search', name: '**flowlogs search**', command, ours: true }],
  };
}

const blocks = [
  { set: 'small', of: start },
  { set: 'v2', of: large },
  { set: 'small', of: few('small', 'Small files of 2,500 records') },
  { set: 'v5', of: few('v5', 'Version 5, 29 fields') },
  { set: 'v2', of: records },
];

export const setsUsed = ['v2', 'small', 'v5'];

/**
 * The blocks that the folders at hand allow, without the lines that are not wanted and those of programs that are not
 * installed; these come back by name.
 *
 * @param folders set name -> folder of its logs
 * @param only ids or beginnings of ids; none is all
 */
export function plan(folders, only) {
  const wanted = ({ id }) => only.length === 0 || only.some((part) => id.startsWith(part));
  const all = blocks
    .filter(({ set }) => folders[set])
    .map(({ set, of }) => of(folders[set]))
    .map((block) => ({ ...block, lines: block.lines.filter(wanted) }));
  const missing = new Set(
    all.flatMap(({ lines }) => lines.map(({ needs }) => needs)).filter((needs) => needs && !isInstalled(needs)),
  );
  return {
    missing: [...missing],
    blocks: all
      .map((block) => ({ ...block, lines: block.lines.filter(({ needs }) => !missing.has(needs)) }))
      .filter(({ lines }) => lines.length > 0),
  };
}
