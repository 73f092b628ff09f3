// Writes man/flowlogs.1 from the sources of the program.
// `--check` changes nothing and fails if the file is not what it should be.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { page } from './man/page.mjs';
import { program } from './man/program.mjs';

const file = new URL('../man/flowlogs.1', import.meta.url);
const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const text = page(await program(), about);

if (!process.argv.includes('--check')) {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write('man/flowlogs.1 is not what the sources say\nrun node scripts/make-man.mjs\n');
  process.exitCode = 1;
}
