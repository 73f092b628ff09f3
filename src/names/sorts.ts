/** What can have a name, and which columns hold it. */
import { belowFlow } from '../derived.ts';
import type { Column } from '../result.ts';

/** What AWS's ids begin with; accounts are 12 digits. */
const prefixed = ['eni', 'i', 'subnet', 'vpc', 'tgw', 'tgw-attach'] as const;
const idPrefixes: ReadonlyMap<string, IdSort> = new Map(prefixed.map((prefix) => [prefix, prefix]));

type IdSort = (typeof prefixed)[number] | 'account';

/** Networks are addresses that are not told apart. */
export type Sort = IdSort | 'address';

/** The fields that hold ids. */
const idColumns: ReadonlyMap<string, IdSort> = new Map<string, IdSort>([
  ['account_id', 'account'],
  ['interface_id', 'eni'],
  ['vpc_id', 'vpc'],
  ['subnet_id', 'subnet'],
  ['instance_id', 'i'],
  ['tgw_id', 'tgw'],
  ['tgw_attachment_id', 'tgw-attach'],
  ['tgw_src_vpc_account_id', 'account'],
  ['tgw_dst_vpc_account_id', 'account'],
  ['tgw_src_vpc_id', 'vpc'],
  ['tgw_dst_vpc_id', 'vpc'],
  ['tgw_src_subnet_id', 'subnet'],
  ['tgw_dst_subnet_id', 'subnet'],
  ['tgw_src_eni', 'eni'],
  ['tgw_dst_eni', 'eni'],
  ['tgw_pair_attachment_id', 'tgw-attach'],
]);

/** What the cells of a column are, if it is something that can have a name. */
export function sortOfColumn({ name, kind }: Column): Sort | undefined {
  return kind === 'address' || belowFlow(name)?.is === 'net' ? 'address' : idColumns.get(name);
}

/** What an id is the id of; undefined if the text is none that flow logs record. */
export function sortOfId(text: string): IdSort | undefined {
  const dash = text.lastIndexOf('-');
  if (dash < 0) return /^\d{12}$/.test(text) ? 'account' : undefined;
  const sort = idPrefixes.get(text.slice(0, dash));
  return sort !== undefined && /^[0-9a-z]+$/.test(text.slice(dash + 1)) ? sort : undefined;
}
