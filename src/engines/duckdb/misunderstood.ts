/** What DuckDB says of a SELECT that it does not understand, without the advice that cannot be followed here. */
import { UsageError } from '../../errors.ts';
import { firstLine } from './failure.ts';

/** DuckDB's message: what is wrong, maybe what was meant, and the line with a caret under the place; else `advice`. */
export function misunderstood(message: string, advice: string): UsageError {
  if (/No statement to prepare/.test(message)) return new UsageError('there is no statement in the SQL', advice);
  const extension = /exists in the (\w+) extension/.exec(message)?.[1];
  if (extension !== undefined) {
    return new UsageError(
      `the SQL needs the extension ${extension} of DuckDB, and none is loaded`,
      'for the addresses of a block use --src, --dst or --addr: --src 10.0.0.0/8',
    );
  }
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => /^LINE \d+: /.test(line));
  const meant = lines.slice(1, at < 0 ? undefined : at).map((line) => line.trim());
  const place = at < 0 ? [] : [placeOf(lines[at] ?? '', lines[at + 1] ?? '')];
  const hint = [...(advised(message) ?? meant), ...place].join('; ');
  return new UsageError(`the SQL is not understood: ${firstLine(message)}`, hint || advice);
}

/** What fits better than what DuckDB would have meant. */
function advised(message: string): readonly string[] | undefined {
  const table = /^Catalog Error: Table with name (.*) does not exist!/.exec(message)?.[1];
  if (table !== undefined && !message.includes('Did you mean "flow"')) return ['the only table is flow'];
  return /at or near "end"/i.test(message) ? ['end is a word of SQL: write "end"'] : undefined;
}

function placeOf(source: string, caret: string): string {
  const number = /^LINE (\d+)/.exec(source)?.[1];
  return `line ${number}, at: ${source.slice(Math.max(caret.indexOf('^'), 0)).trim()}`;
}
