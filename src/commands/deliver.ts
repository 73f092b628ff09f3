/** Rows or a text, to standard output or the file of `--out`, in the format asked for. */
import { usesColor } from '../color.ts';
import type { Context } from '../context.ts';
import { type Destination, openDestination } from '../output/destination.ts';
import type { Format, FormatOptions, Rows } from '../output/format.ts';
import { formats } from '../output/formats.ts';
import type { Page } from '../output/page.ts';
import { loadDrawing } from '../output/table.ts';
import { writeText } from '../output/write.ts';
import type { OutputRequest } from './output-request.ts';

/** Opens the destination for as long as `use` takes. Whatever goes wrong, no half-written file stays. */
export async function withDestination<T>(
  { out }: Pick<OutputRequest, 'out'>,
  { stdout, cwd }: Context,
  use: (destination: Destination) => Promise<T>,
): Promise<T> {
  const destination = await openDestination({ out, stdout: stdout.stream, cwd });
  try {
    const answer = await use(destination);
    await destination.commit();
    return answer;
  } catch (error) {
    await destination.abort();
    throw error;
  }
}

/** Rows will come: what draws them is loaded while they are being found. */
export function expectRows({ format }: OutputRequest): void {
  // If it cannot be loaded, that is said when it is needed.
  if (format === 'table') loadDrawing().catch(() => {});
}

/**
 * `closed`: the reader has gone, and with it whoever would want to know more. `table` draws the rows in the place of the
 * usual table.
 */
export async function writeRows(
  rows: Rows,
  request: OutputRequest,
  context: Context,
  destination: Destination,
  beforeFirst: () => void = () => {},
  table?: Format,
): Promise<'written' | 'closed'> {
  const format = (request.format === 'table' && table) || formats[request.format];
  const text = format(rows, formatOptions(request, context));
  return writeText(announced(text, beforeFirst), destination, context.signal);
}

/** A page, in the same way. */
export async function writePage(
  page: Page,
  request: OutputRequest,
  context: Context,
  destination: Destination,
  beforeFirst: () => void,
): Promise<'written' | 'closed'> {
  const { pageFormats } = await import('../output/page-formats.ts');
  const text = pageFormats[request.format](page, formatOptions(request, context));
  return writeText(announced(text, beforeFirst), destination, context.signal);
}

/** What formats have to know, wherever the answer goes. */
function formatOptions(request: OutputRequest, { stdout, env }: Context): FormatOptions {
  const { header, bytes, csvSafe, out } = request;
  return {
    header,
    bytes,
    color: out === undefined && usesColor(request.color, stdout.isTerminal, env),
    width: out === undefined ? (stdout.width ?? null) : null,
    csvSafe,
  };
}

/** A text as it is. */
export async function writePlain(
  text: string,
  { signal }: Context,
  destination: Destination,
): Promise<'written' | 'closed'> {
  return writeText(once(text), destination, signal);
}

/** Does `beforeFirst` when the first piece is there, before it is written; also if there is none. */
async function* announced(text: AsyncIterable<string>, beforeFirst: () => void): AsyncGenerator<string> {
  let first = true;
  for await (const piece of text) {
    if (first) beforeFirst();
    first = false;
    yield piece;
  }
  if (first) beforeFirst();
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
