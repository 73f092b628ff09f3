/** The options that say how logs are read. */
import { flag, option } from '../option.ts';
import { parseFormat } from './fields.ts';
import { parseSize, wholeNumber } from './quantity.ts';

export const readingOptions = {
  format: option<readonly string[] | undefined>({
    flags: '--format <fields>',
    summary: 'the fields of records without a header line, in order: "version srcaddr dstaddr …"',
    heading: 'Reading',
    config: 'string',
    fallback: undefined,
    parse: parseFormat,
  }),
  maxBad: option<number | undefined>({
    flags: '--max-bad <n>',
    summary: 'exit with code 6 when more lines than that are bad',
    heading: 'Reading',
    config: 'integer',
    instead: ['strict'],
    fallback: undefined,
    parse: wholeNumber(0),
  }),
  strict: flag('--strict', 'Reading', 'short for --max-bad 0', { config: 'boolean', instead: ['maxBad'] }),
  workers: option<number | undefined>({
    flags: '--workers <n>',
    summary: 'threads that read; as many as there are cores if not said',
    heading: 'Reading',
    config: 'integer',
    fallback: undefined,
    parse: wholeNumber(1, 256),
  }),
  memoryLimit: option<bigint | undefined>({
    flags: '--memory-limit <size>',
    summary: 'memory of the database, such as 2GiB; beyond it, it goes to disk',
    heading: 'Reading',
    config: 'string',
    fallback: undefined,
    parse: parseSize,
  }),
  tempDir: option<string | undefined>({
    flags: '--temp-dir <folder>',
    summary: 'where temporary files are made, and removed at the end',
    heading: 'Reading',
    config: 'string',
    fallback: undefined,
    parse: (text) => text,
  }),
};
