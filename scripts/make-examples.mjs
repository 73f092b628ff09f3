/**
 * Writes the example logs: examples/AWSLogs/…, or below the folder given.
 *
 *   node scripts/make-examples.mjs [FOLDER]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { files } from './examples/day.mjs';
import { writeLogFile } from './examples/log-file.mjs';

const flowLogs = { 2: 'fl-0a0000000000000e2', 5: 'fl-0b0000000000000e5' };

const folder = process.argv[2] ?? fileURLToPath(new URL('../examples', import.meta.url));
rmSync(join(folder, 'AWSLogs'), { recursive: true, force: true });
for (const file of files()) writeLogFile(folder, file, flowLogs[file.version]);
