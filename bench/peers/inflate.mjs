/** Only inflates, in as many threads as there are cores: node inflate.mjs FOLDER. What no reader on node:zlib can be faster than. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

function inflateAll({ files, next }) {
  for (let i = Atomics.add(next, 0, 1); i < files.length; i = Atomics.add(next, 0, 1)) {
    gunzipSync(readFileSync(files[i]), { chunkSize: 1 << 20 });
  }
}

function start(folder) {
  const sized = readdirSync(folder).map((name) => ({
    file: join(folder, name),
    size: statSync(join(folder, name)).size,
  }));
  const files = sized.sort((a, b) => b.size - a.size).map(({ file }) => file);
  const next = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < availableParallelism(); i++)
    new Worker(new URL(import.meta.url), { workerData: { files, next } });
}

if (isMainThread) start(process.argv[2]);
else inflateAll(workerData);
