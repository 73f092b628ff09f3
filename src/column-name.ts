/** The spellings by which the fields are known: in headers, Parquet schemas and Glue tables. */
import type { FieldName } from './flow.ts';

/** Older names of AWS's examples and of common table definitions, `_` and case already evened out. */
const aliases: Record<string, FieldName> = {
  account: 'account_id',
  interfaceid: 'interface_id',
  sourceaddress: 'srcaddr',
  destinationaddress: 'dstaddr',
  sourceport: 'srcport',
  destinationport: 'dstport',
  numpackets: 'packets',
  numbytes: 'bytes',
  starttime: 'start',
  endtime: 'end',
  start_time: 'start',
  end_time: 'end',
  logstatus: 'log_status',
};

/**
 * The name that `flow` gives to a column called `text` in a header, a Parquet schema or a Glue table:
 * any case, `-` or `_`, AWS's older names. A name that is not known comes back in its evened-out form.
 */
export function columnName(text: string): string {
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  return aliases[name] ?? name;
}
