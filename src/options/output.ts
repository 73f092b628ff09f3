/** The options that say how an answer looks and where it goes. */
import { choice, flag, option } from '../option.ts';

export const outputFormats = ['table', 'csv', 'tsv', 'json', 'ndjson', 'markdown'] as const;

export type OutputFormat = (typeof outputFormats)[number];

const byteForms = ['human', 'raw'] as const;

export const outputOptions = {
  output: option<OutputFormat>({
    flags: '-o, --output <format>',
    summary: `how the answer is written: ${outputFormats.join(', ')}`,
    heading: 'Output',
    config: 'string',
    choices: outputFormats,
    instead: ['csv', 'json'],
    fallback: 'table',
    parse: choice(outputFormats),
  }),
  csv: flag('--csv', 'Output', 'short for --output csv', { instead: ['output'] }),
  json: flag('--json', 'Output', 'short for --output json', { instead: ['output'] }),
  out: option<string | undefined>({
    flags: '--out <file>',
    summary: 'write the answer to a file; it is there whole, or not at all',
    heading: 'Output',
    fallback: undefined,
    parse: (text) => text,
  }),
  header: flag('--no-header', 'Output', 'leave out the line with the names of the columns', { config: 'boolean' }),
  bytes: option<(typeof byteForms)[number]>({
    flags: '--bytes <form>',
    summary: 'bytes in tables: human (1.5 MB) or raw (all digits)',
    heading: 'Output',
    config: 'string',
    choices: byteForms,
    fallback: 'human',
    parse: choice(byteForms),
  }),
  color: flag('--no-color', 'Output', 'no colours, also with NO_COLOR in the environment', { config: 'boolean' }),
  csvSafe: flag('--csv-safe', 'Output', "put ' before cells that a spreadsheet would take for a formula", {
    config: 'boolean',
  }),
  quiet: flag('-q, --quiet', 'Output', 'no warnings and no progress, errors only', { config: 'boolean' }),
};
