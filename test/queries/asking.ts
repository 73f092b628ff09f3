/** Logs of a few records, and the rows that a command line answers about them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answered } from '../commands/typing.ts';

export type Answer = Readonly<Record<string, unknown>>;

/** 2024-08-08T00:00:00Z. */
const midnight = 1_723_075_200;

const fields =
  'version srcaddr dstaddr srcport dstport protocol tcp-flags packets bytes start end action flow-direction log-status';

/** A record as a test thinks of it. `after` midnight, in seconds. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly flags?: number;
  readonly packets?: number;
  readonly bytes?: number;
  readonly after?: number;
  readonly lasts?: number;
  readonly action?: string;
  readonly protocol?: number;
  readonly direction?: string;
}

/** `10.0.0.1:443` as `10.0.0.1 443`; IPv6 as `[2001:db8::1]:443`. */
function end(text: string): readonly [string, string] {
  const [, address = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(text) ?? [];
  return [address, port];
}

function line({ from, to, ...more }: Flow): string {
  const { flags = '-', packets = 1, bytes = 44, after = 0, lasts = 10, action = 'ACCEPT', protocol = 6 } = more;
  const [[src, srcport], [dst, dstport]] = [end(from), end(to)];
  const start = midnight + after;
  const values = [src, dst, srcport, dstport, protocol, flags, packets, bytes, start, start + lasts, action];
  return `5 ${values.join(' ')} ${more.direction ?? '-'} OK`;
}

/** The rows of an answer about these flows; `without` fields that the logs shall not have. */
export async function ask(
  words: readonly string[],
  flows: readonly Flow[],
  without: readonly string[] = [],
): Promise<Answer[]> {
  const left = fields.split(' ').map((name) => !without.includes(name));
  const cut = (text: string) =>
    text
      .split(' ')
      .filter((_, i) => left[i])
      .join(' ');
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-asking-'));
  try {
    const file = join(folder, 'a.log');
    writeFileSync(file, `${[fields, ...flows.map(line)].map(cut).join('\n')}\n`);
    return await rowsOf(words, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rows of an answer about files. */
export async function rowsOf(words: readonly string[], path: string): Promise<Answer[]> {
  return JSON.parse((await answered([...words, '--json', path])).out) as Answer[];
}

/** Folder and expectations of a collected case. */
export function collected(name: string): {
  readonly path: string;
  readonly expected: Readonly<Record<string, Answer[]>>;
} {
  const root = fileURLToPath(new URL(`../fixtures/cases/${name}`, import.meta.url));
  const { expected } = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as {
    expected: Record<string, Answer[]>;
  };
  return { path: join(root, 'in'), expected };
}

/** Some of the columns. */
export function only(rows: readonly Answer[], ...names: readonly string[]): unknown[][] {
  return rows.map((row) => names.map((name) => row[name]));
}
