// Makes the dashboard's page: one file with its style and its program inside, and a policy that lets nothing else run or
// load. The data are put in when a page is asked for (src/dashboard/page.ts).
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { build, transform } from 'esbuild';

const folder = 'src/dashboard/page';

export async function buildPage(file) {
  const style = await styleText();
  const script = await scriptText();
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = { policy, style, script };
  const html = await readFile(`${folder}/index.html`, 'utf8');
  await writeFile(
    file,
    html.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]),
  );
}

async function styleText() {
  const { code } = await transform(await readFile(`${folder}/style.css`, 'utf8'), {
    loader: 'css',
    minify: true,
    charset: 'utf8',
  });
  return code.trim();
}

async function scriptText() {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/main.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
  });
  // What could end the script element, or begin a comment in it, is written otherwise: only in texts can it occur.
  return outputFiles[0].text.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
