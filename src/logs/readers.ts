/** Which reader reads what `sniff` made of a file. */
import { CsvReader, MessageCsvReader } from './csv.ts';
import { JsonReader } from './json.ts';
import { type BlockSink, LineCutter } from './lines.ts';
import type { Report } from './report.ts';
import type { Sort } from './sniff.ts';
import { TextReader } from './text.ts';

export function readerFor(sort: Sort, report: Report, format: readonly string[] | undefined): BlockSink {
  switch (sort.is) {
    case 'json':
      return new JsonReader(report, format);
    case 'csv':
      return new LineCutter(new CsvReader(new TextReader(report, 'csv', format)));
    case 'message-csv':
      return new LineCutter(new MessageCsvReader(new TextReader(report, 'csv', format)));
    default:
      return new LineCutter(new TextReader(report, sort.is === 'cloudwatch-export' ? sort.is : 'text', format));
  }
}

/** A block without the byte order mark that UTF-8 text may begin with. */
export function withoutMark(block: Buffer): Buffer {
  return block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;
}
