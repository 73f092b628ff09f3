/** How an answer is given, as options ask for it. */
import { UsageError } from '../errors.ts';
import type { NamesRequest } from '../names/read.ts';
import type { OutputFormat, outputOptions } from '../options/output.ts';
import type { Given } from './command.ts';

/** How the answer is given. */
export interface OutputRequest {
  readonly format: OutputFormat;
  readonly out: string | undefined;
  readonly header: boolean;
  readonly bytes: 'human' | 'raw';
  readonly color: boolean;
  readonly csvSafe: boolean;
  readonly quiet: boolean;
  /** Bad lines above which the exit code is 6. */
  readonly maxBad: number;
  /** Names to show; only commands that show flows have them. */
  readonly names?: NamesRequest | undefined;
}

/** Commands that read no log have no bad lines, and only those that show flows have names. */
type OutputGiven = Pick<Given<typeof outputOptions>, 'values' | 'origins'> & {
  readonly values: {
    readonly strict?: boolean;
    readonly maxBad?: number | undefined;
    readonly names?: readonly string[] | undefined;
  };
};

export function outputRequest({ values, origins }: OutputGiven): OutputRequest {
  const { out, header, bytes, color, csvSafe, quiet } = values;
  const format = outputFormat(values, origins);
  if (bytes === 'human' && origins.get('bytes') === '--bytes' && format !== 'table' && format !== 'markdown') {
    throw new UsageError(
      `--bytes human and ${format} contradict each other`,
      'bytes are shortened for people only: in table and markdown',
    );
  }
  const maxBad = badLinesAllowed(values);
  return { format, out, header, bytes, color, csvSafe, quiet, maxBad, names: namesRequest(values.names, origins) };
}

function namesRequest(
  files: readonly string[] | undefined,
  origins: ReadonlyMap<string, string>,
): NamesRequest | undefined {
  return files && { files, origin: origins.get('names') ?? '--names' };
}

function outputFormat(
  { output, csv, json }: { output: OutputFormat; csv: boolean; json: boolean },
  origins: ReadonlyMap<string, string>,
): OutputFormat {
  const said = [
    ...(origins.has('output') ? [[`${origins.get('output')} ${output}`, output] as const] : []),
    ...(csv ? [['--csv', 'csv'] as const] : []),
    ...(json ? [['--json', 'json'] as const] : []),
  ];
  const [first, ...others] = said;
  const other = others.find(([, format]) => format !== first?.[1]);
  if (first && other) {
    throw new UsageError(`${first[0]} and ${other[0]} contradict each other`, 'an answer has one format');
  }
  return first?.[1] ?? output;
}

function badLinesAllowed({ strict = false, maxBad }: OutputGiven['values']): number {
  if (strict && maxBad !== undefined && maxBad > 0) {
    throw new UsageError(`--strict and --max-bad ${maxBad} contradict each other`, '--strict is --max-bad 0');
  }
  return strict ? 0 : (maxBad ?? Number.POSITIVE_INFINITY);
}
