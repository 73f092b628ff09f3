// Fills the parts of README.md that come from the program itself: run after `npm run build`.
// `--check` changes nothing and fails if the file is not what it should be.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url).pathname;
const environment = { PATH: process.env.PATH };

function flowlogs(...args) {
  const { stdout, stderr } = spawnSync(process.execPath, ['bin/flowlogs.js', ...args], { cwd: root, env: environment });
  return { stdout: String(stdout), stderr: String(stderr) };
}

/** `  name [options] …   summary, perhaps on several lines` of the list of commands, as rows of a table. */
function commandRows() {
  const names = [...flowlogs('--help').stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: .*)? {2,}\S/gm)].map(
    (match) => match[1],
  );
  return names
    .filter((name) => name !== 'help')
    .map((name) => {
      const [usage = '', , summary = ''] = flowlogs('help', name).stdout.split('\n');
      const synopsis = usage.replace('Usage: flowlogs ', '').replace('[options] ', '').replace('[options]', '').trim();
      return `| \`${synopsis.replaceAll('|', '\\|')}\` | ${summary} |`;
    });
}

function exitCodeRows() {
  return [...flowlogs('help', 'exit-codes').stdout.matchAll(/^ +(\d+) {2}(.*)$/gm)].map(
    (match) => `| ${match[1]} | ${match[2]} |`,
  );
}

/** Puts lines below a table's head, or text into the first block of text after a sentence. */
const below = (text, head, rows) =>
  text.replace(new RegExp(`(${head}\\n\\|---\\|---\\|\\n)(\\|.*\\n)*`), (_, kept) => `${kept}${rows.join('\n')}\n`);
const block = (text, sentence, body) =>
  text.replace(
    new RegExp(`(${sentence}[\\s\\S]*?\`\`\`text\\n)[\\s\\S]*?(\`\`\`)`),
    (_, open, close) => `${open}${body}${close}`,
  );

const path = `${root}README.md`;
const before = readFileSync(path, 'utf8');
const first = flowlogs('top-rejects', 'examples');
let after = block(before, 'That installs, builds', first.stdout);
after = block(after, 'On stderr it adds', first.stderr);
after = below(after, '\\| command \\| what it answers \\|', commandRows());
after = below(after, '\\| code \\| when \\|', exitCodeRows());
if (!process.argv.includes('--check')) writeFileSync(path, after);
else if (before !== after) {
  const lines = before.split('\n');
  const [at, wanted] = [...after.split('\n').entries()].find(([i, line]) => line !== lines[i]) ?? [lines.length, ''];
  process.stderr.write(`README.md:${at + 1} should be ${wanted}\nrun node scripts/make-readme.mjs\n`);
  process.exitCode = 1;
}
