/** What can have a name, and which columns hold it. */
import { belowFlow } from '../derived.ts';
import type { Column } from '../result.ts';

/** What AWS's ids begin with; accounts are 12 digits. */
const idPrefixes = ['eni', 'i', 'subnet', 'vpc', 'tgw', 'tgw-attach'] as const;

type IdSort = (typeof idPrefixes)[number] | 'account';

/** Addresses, of which networks hold many, and ids. */
export type Sort = 'ipv4' | 'ipv6' | IdSort;

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
export function sortOfColumn({ name, kind }: Column): IdSort | 'address' | undefined {
  return kind === 'address' || belowFlow(name)?.is === 'net' ? 'address' : idColumns.get(name);
}

const [dash, zero, nine, a, z] = [45, 48, 57, 97, 122];

/** What the text between `from` and `to` is the id of; undefined if it is none that flow logs record. */
export function sortOfId(text: string, from: number, to: number): IdSort | undefined {
  let at = to;
  let digits = 0;
  for (; at > from; at--) {
    const code = text.charCodeAt(at - 1);
    if (code >= zero && code <= nine) digits++;
    else if (code < a || code > z) break;
  }
  // `at` is where the last word begins.
  if (at === from) return digits === 12 && to - from === 12 ? 'account' : undefined;
  if (at === to || text.charCodeAt(at - 1) !== dash) return undefined;
  return idPrefixes.find((prefix) => prefix.length === at - 1 - from && text.startsWith(prefix, from));
}
