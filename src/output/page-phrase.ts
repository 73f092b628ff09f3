/** One row as people say it: `5,761 flows · 184.6 MB · 140 nodata · complete to 2025-08-15 00:00:00Z`. */
import type { Column, Value } from '../result.ts';
import type { Format } from './format.ts';
import { humanCells } from './human.ts';

/** Characters of a line where no terminal says it, and at most. */
const usualWidth = 80;
const mostWidth = 100;
const between = ' · ';

/** In lines of the terminal's width. What is missing is not said; of the columns in `unlessZero` 0 is not said either. */
export function phrase(unlessZero: readonly string[] = []): Format {
  return async function* ({ columns, batches }, { bytes, width }) {
    const cellsOf = humanCells(columns, bytes);
    const room = Math.min(width ?? usualWidth, mostWidth);
    const isSilent = (value: Value | undefined, { name }: Column) =>
      value === null || (value === 0n && unlessZero.includes(name));
    for await (const batch of batches) {
      for (const row of batch) {
        const cells = cellsOf(row);
        const words = columns.flatMap((column, i) => (isSilent(row[i], column) ? [] : [said(column, cells[i] ?? '')]));
        yield inLines(words, room);
      }
    }
  };
}

/** Counts stand before what they count, all else behind its name; bytes say themselves what they are. */
function said({ name, kind }: Column, cell: string): string {
  if (name === 'bytes') return cell.endsWith('B') ? cell : `${cell} bytes`;
  const words = name.replaceAll('_', ' ');
  if (kind !== 'count' && kind !== 'packets') return `${words} ${cell}`;
  return `${cell} ${cell === '1' ? words.replace(/s$/, '') : words}`;
}

function inLines(words: readonly string[], room: number): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + between.length + word.length <= room) {
      lines[lines.length - 1] = `${last}${between}${word}`;
    } else lines.push(word);
  }
  return lines.map((line) => `${line}\n`).join('');
}
