/**
 * Measures flowlogs against what else could answer, all in one run: every round runs each line once, in turn.
 *
 *   node bench/run.mjs [--rounds 5] [--scale 0.1] [--only v2,help] [--data FOLDER]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { plan, setsUsed } from './lines.mjs';
import { measure, outputOf } from './measure.mjs';
import { rows } from './question.mjs';
import { blockTable } from './table.mjs';

const say = (text) => process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '0.1' },
    only: { type: 'string', default: '' },
    data: { type: 'string' },
  },
});

/** The folders v2, small, v5 of `--data` that there are; without it, generated data of the scale. */
function folders() {
  if (values.data) {
    const given = setsUsed.map((set) => [set, join(values.data, set)]).filter(([, folder]) => existsSync(folder));
    if (given.length === 0) throw new Error(`--data ${values.data} has none of the folders ${setsUsed.join(', ')}`);
    return Object.fromEntries(given);
  }
  return Object.fromEntries(setsUsed.map((set) => [set, generated(set)]));
}

function generated(set) {
  const folder = fileURLToPath(new URL(`data/${set}-${values.scale}`, import.meta.url));
  const script = fileURLToPath(new URL('generate.mjs', import.meta.url));
  if (!existsSync(folder))
    execFileSync(process.execPath, [script, '--set', set, '--scale', values.scale], { stdio: 'inherit' });
  return folder;
}

/** All that answer the question on the same logs must give the same ten rows; else times mean nothing. It also warms the cache. */
function checkAnswers(blocks) {
  const first = new Map();
  for (const { id, command, answers } of blocks.flatMap(({ lines }) => lines)) {
    if (!answers) continue;
    const answer = rows(outputOf(command));
    const known = first.get(answers) ?? { ids: [], answer };
    if (known.answer.join('\n') !== answer.join('\n')) {
      throw new Error(`${id} and ${known.ids[0]} do not agree:\n${answer.join('\n')}\n\n${known.answer.join('\n')}`);
    }
    first.set(answers, { ids: [...known.ids, id], answer });
  }
  for (const { ids, answer } of first.values()) {
    say(`\nThe same ${answer.length} rows from ${ids.join(', ')} (srcaddr dstaddr dstport flows packets bytes):\n`);
    say(answer.map((row) => `    ${row}`).join('\n'));
  }
}

async function run(blocks, rounds) {
  const measured = blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({ ...line, runs: [] })),
  }));
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    for (const line of measured.flatMap(({ lines }) => lines)) {
      for (let i = 0; i < (line.times ?? 1); i++) line.runs.push(await measure(line.command));
    }
  }
  return measured;
}

if (!existsSync(fileURLToPath(new URL('../dist/cli.js', import.meta.url))))
  throw new Error('run `npm run build` first');
const data = folders();
for (const [set, folder] of Object.entries(data)) say(`${set}: ${readdirSync(folder).length} files in ${folder}`);
const { blocks, missing } = plan(data, values.only.split(',').filter(Boolean));
if (missing.length > 0) say(`Left out, not installed: ${missing.join(', ')}`);
checkAnswers(blocks);
for (const block of await run(blocks, Number(values.rounds))) say(`\n${blockTable(block)}`);
