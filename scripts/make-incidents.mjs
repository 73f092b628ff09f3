/**
 * Writes the logs of the incidents: docs/incidents/AWSLogs/…, or below the folder given.
 *
 *   node scripts/make-incidents.mjs [FOLDER]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLogFile } from './examples/log-file.mjs';
import { files } from './incidents/days.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/incidents', import.meta.url));
rmSync(join(folder, 'AWSLogs'), { recursive: true, force: true });
for (const file of files()) writeLogFile(folder, file, 'fl-0c000000000000001');
