/** A Chromium for machines without one: an npm package carries it whole, with the libraries and the font that it needs. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';

// It is no devDependency: 70 MB and 20 packages more in every `npm ci`, for those who have a browser too.
const name = '@sparticuz/chromium';
const version = '153.0.0';
const sha512 = 'jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==';

const kept = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flowlogs-chromium', version);

const fonts = '<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n';

const start = `#!/bin/sh
here=\${0%/*}
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="$here/fonts.conf" XDG_CACHE_HOME="$here"
exec "$here/chromium" "$@"
`;

/** The program that starts it: fetched when first asked for, kept for later. Throws an Error that says why there is none. */
export async function packagedChromium(): Promise<string> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') throw new Error(`npm has one for linux-x64, not for ${platform}-${arch}`);
  const program = join(kept, 'start');
  if (!existsSync(program)) await fetch(program);
  return program;
}

async function fetch(program: string): Promise<void> {
  mkdirSync(join(kept, '..'), { recursive: true });
  const folder = mkdtempSync(`${kept}-`);
  try {
    unpack(await download(folder), folder);
    // A libc that is too old, or another one, is found out here and not by each test.
    execFileSync(join(folder, 'start'), ['--version'], { stdio: 'pipe' });
    // Whole or not at all: a run that was ended halfway leaves nothing that looks like a browser. Another may have been faster.
    if (!existsSync(program)) renameSync(folder, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package's files, inflated one by one. */
async function download(folder: string): Promise<(file: string) => Buffer> {
  const flags = [
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=1000',
  ];
  // A slow network may take minutes, and vitest wants to hear from this process meanwhile.
  const npm = promisify(execFile)('npm', ['pack', `${name}@${version}`, ...flags], { cwd: folder, timeout: 300_000 });
  const tarball = join(folder, (await npm).stdout.trim());
  const found = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (found !== sha512) throw new Error(`the package ${name} ${version} is not the one that was tried`);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, 'package/bin']);
  rmSync(tarball);
  return (file) => brotliDecompressSync(readFileSync(join(folder, 'package', 'bin', `${file}.br`)));
}

function unpack(read: (file: string) => Buffer, folder: string): void {
  // "al2023" are NSS and expat; graphics need no library of their own in pages without WebGL.
  for (const file of ['al2023.tar', 'fonts.tar'])
    execFileSync('tar', ['-x', '--no-same-owner', '-C', folder], { input: read(file) });
  writeFileSync(join(folder, 'chromium'), read('chromium'), { mode: 0o755 });
  writeFileSync(join(folder, 'fonts.conf'), fonts);
  writeFileSync(join(folder, 'start'), start, { mode: 0o755 });
  rmSync(join(folder, 'package'), { recursive: true });
}
