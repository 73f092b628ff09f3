/** Reads the files of `--names`. */
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import { addIpRanges } from './ip-ranges.ts';
import { Names } from './names.ts';
import type { Pause } from './pause.ts';
import { addTable } from './table.ts';

/** Which files, and where they were named: `--names`. */
export interface NamesRequest {
  readonly files: readonly string[];
  readonly origin: string;
}

const mend =
  'mend the file, or put # before the line; lines are as in 10.0.0.0/8,office, with a name that has a comma in double quotes';
const fetchAgain = 'take the file from https://ip-ranges.amazonaws.com/ip-ranges.json';

/** The names of all files; those of later ones take the place of earlier ones. Throws UsageError on the first bad file. */
export async function readNames({ files, origin }: NamesRequest, cwd: string, signal: AbortSignal): Promise<Names> {
  const reading = files.map((file) => readFile(resolve(cwd, file), { signal }));
  // Waited for one after the other, so that of two bad files always the same one is told of.
  for (const one of reading) one.catch(() => {});
  const names = new Names();
  const pause = () => setImmediate(undefined, { signal });
  for (const [i, file] of files.entries()) {
    const bytes = await reading[i]?.catch((error: NodeJS.ErrnoException) => {
      throw signal.aborted ? signal.reason : unreadable(`${origin} ${file}`, error);
    });
    if (bytes) await addFile(bytes, `${origin} ${file}`, names, pause);
  }
  return names;
}

function unreadable(file: string, error: NodeJS.ErrnoException): UsageError {
  return new UsageError(`${file} cannot be read (${error.code})`, 'name a file with names of addresses or ids', error);
}

/** `file` is how messages call it. */
async function addFile(bytes: Buffer, file: string, names: Names, pause: Pause): Promise<void> {
  const text = textOf(bytes, file);
  const isJson = /^\s*[{[]/.test(text);
  const hint = isJson ? fetchAgain : mend;
  const { bad, records } = await (isJson ? addIpRanges : addTable)(text, names, pause);
  const [first] = bad;
  if (first) {
    const count = `${bad.length.toLocaleString('en-US')} bad ${isJson ? 'entries' : 'lines'}`;
    const more = bad.length > 1 ? ` (the first of ${count})` : '';
    throw new UsageError(`${file}${first.place} ${first.problem}${more}`, hint);
  }
  if (records === 0) throw new UsageError(`${file} holds no names`, hint);
}

function textOf(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (isUtf8(bytes)) return text;
  const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
  throw new UsageError(`${file}:${line} is not UTF-8 text`, 'save it as UTF-8');
}
