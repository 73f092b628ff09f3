/** The option that gives names to addresses and ids. */
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';

export const namesOption = {
  names: option<readonly string[] | undefined>({
    flags: '--names <file>',
    summary:
      "show names beside addresses and ids: lines of 10.0.0.0/8,office or AWS's ip-ranges.json; may be given again",
    heading: 'Output',
    config: 'string',
    list: true,
    fallback: undefined,
    parse: parseFiles,
  }),
};

/** `a.csv` or `a.csv,ip-ranges.json`: a comma stands between files. */
function parseFiles(text: string, origin: string): readonly string[] {
  const files = text.split(',').map((file) => file.trim());
  if (files.includes(''))
    throw new UsageError(
      `${origin} ${text || '(nothing)'} lacks a file`,
      'use --names hosts.csv or --names a.csv,b.csv',
    );
  if (files.includes('-')) {
    throw new UsageError(`${origin} - is standard input, from which only logs are read`, 'put the names into a file');
  }
  return files;
}
