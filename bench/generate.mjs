/**
 * Writes the logs of the benchmark into bench/data/ (or `--out FOLDER`), the same bytes of text every time.
 *
 *   node bench/generate.mjs --set v2|v5|small [--scale 0.1] [--out FOLDER]
 */
import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { createGzip } from 'node:zlib';
import { mix, Random } from './random.mjs';
import { logText } from './records.mjs';

/** 2024-08-08T00:00:00Z: the day of all records. */
const day = 1723075200;

/** At scale 1, as [files, records in each]: a few large files and many small ones, as AWS delivers them. */
const sets = {
  v2: {
    seed: 1n,
    v5: false,
    files: [
      [4, 1000000],
      [12, 270000],
      [24, 106667],
      [80, 2500],
    ],
  },
  v5: {
    seed: 2n,
    v5: true,
    files: [
      [2, 800000],
      [4, 250000],
      [8, 45000],
      [16, 2500],
    ],
  },
  small: { seed: 3n, v5: false, files: [[4000, 2500]] },
};

/** Scale takes records off each file; of the set of small files, whose size is the point, it takes files. */
function fileSizes(set, scale) {
  const scaled =
    set === 'small' ? ([files, records]) => [files * scale, records] : ([files, records]) => [files, records * scale];
  return sets[set].files
    .map(scaled)
    .flatMap(([files, records]) => Array(Math.max(1, Math.round(files))).fill(Math.max(1, Math.round(records))));
}

async function writeFile({ set, out }, number, records) {
  const { seed, v5 } = sets[set];
  const slot = Number(mix(BigInt(number * 31) + seed) % 288n);
  const two = (n) => String(n).padStart(2, '0');
  const time = `20240808T${two(Math.floor(slot / 12))}${two((slot % 12) * 5)}Z`;
  const tail = (mix(BigInt(number) + seed * 5n) & 0xffffffffn).toString(16).padStart(8, '0');
  const name = `111122223333_vpcflowlogs_us-east-1_fl-0a1b2c3d4e5f60718_${time}_${tail}.log.gz`;
  const text = logText(new Random(seed * 1000003n + BigInt(number * 2 + 1)), { base: day + slot * 300, records, v5 });
  await pipeline(Readable.from(text), createGzip({ level: 6 }), createWriteStream(join(out, name)));
}

/** Every thread writes the files whose turn it is; the large ones come first and spread evenly. */
async function writeShare({ part, parts, ...job }) {
  for (const [number, records] of fileSizes(job.set, job.scale).entries()) {
    if (number % parts === part) await writeFile(job, number, records);
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'v2' },
      scale: { type: 'string', default: '0.1' },
      out: { type: 'string' },
    },
  });
  const { set } = values;
  const scale = Number(values.scale);
  if (!(set in sets)) throw new Error(`--set ${set} is not a set: ${Object.keys(sets).join(', ')}`);
  if (!(scale > 0)) throw new Error(`--scale ${values.scale} is not a number above 0`);
  const out = values.out ?? fileURLToPath(new URL(`data/${set}-${scale}`, import.meta.url));
  return { set, scale, out };
}

async function writeSet() {
  const { out, ...what } = readOptions();
  // Under its name only when it is whole: the benchmark takes what it finds.
  const job = { ...what, out: `${out}.part` };
  mkdirSync(job.out, { recursive: true });
  const parts = availableParallelism();
  await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { ...job, part, parts } });
      await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
    }),
  );
  renameSync(job.out, out);
  process.stdout.write(`${out}: ${fileSizes(job.set, job.scale).length} files\n`);
}

await (isMainThread ? writeSet() : writeShare(workerData));
