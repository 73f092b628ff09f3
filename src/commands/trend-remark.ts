/** What must be said beside a trend. */
import type { OutputFormat } from '../options/output.ts';
import type { Gap, LeftOut } from '../queries/trend-gaps.ts';
import { binName } from './trend-bins.ts';

/** More rows of a table than that are hardly read. */
const readable = 200;

const day = 86_400;

/** That empty bins have no rows, and that a table is long; undefined if neither is so. `bin` in seconds. */
export function remark({ gaps, after }: LeftOut, rows: number, bin: number, format: OutputFormat): string | undefined {
  const isLong = format === 'table' && rows > readable && bin < day;
  const said = [
    ...gapText(gaps, bin),
    ...(after ? [`empty bins from ${minute(after)} on are left out: there are too many`] : []),
    ...(isLong ? [`${count(rows)} rows of ${binName(bin)}; a longer --bin makes fewer`] : []),
  ];
  return said.length === 0 ? undefined : said.join('; ');
}

function gapText([first, ...others]: readonly Gap[], bin: number): readonly string[] {
  if (!first) return [];
  const more = others.reduce((sum, { bins }) => sum + bins, 0);
  const rest =
    others.length === 0
      ? ''
      : `, as are ${count(more)} in ${count(others.length)} more such ${others.length === 1 ? 'gap' : 'gaps'}`;
  const [from, to] = [minute(first.from), minute(first.to)];
  return [`no flows from ${from} to ${to}: these ${count(first.bins)} bins of ${binName(bin)} are left out${rest}`];
}

/** `2024-08-07 23:40Z`. */
function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
