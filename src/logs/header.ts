/** Which fields a line has: named by a header, or told by the look of a record that comes without one. */
import { columnName } from '../column-name.ts';
import { documentedOrders, type FieldName, fieldNamed } from '../flow.ts';
import { actions, statuses } from './value.ts';

/** Names that other logs use too: alone they make no header of a flow log. */
const generic = new Set(['version', 'start', 'end', 'action', 'type', 'bytes', 'packets', 'protocol', 'region']);

/**
 * The fields of Transit Gateway logs in the order of their default format (Transit Gateways guide, "Transit Gateway
 * Flow Log records"); the first 31 are also met alone.
 */
const transitGateway: readonly FieldName[] = [
  ...(['version', 'resource_type', 'account_id', 'tgw_id', 'tgw_attachment_id'] as const),
  ...(['tgw_src_vpc_account_id', 'tgw_dst_vpc_account_id', 'tgw_src_vpc_id', 'tgw_dst_vpc_id'] as const),
  ...(['tgw_src_subnet_id', 'tgw_dst_subnet_id', 'tgw_src_eni', 'tgw_dst_eni'] as const),
  ...(['tgw_src_az_id', 'tgw_dst_az_id', 'tgw_pair_attachment_id'] as const),
  ...(['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'start', 'end'] as const),
  ...(['log_status', 'type', 'packets_lost_no_route', 'packets_lost_blackhole'] as const),
  ...(['packets_lost_mtu_exceeded', 'packets_lost_ttl_expired'] as const),
  ...(['tcp_flags', 'region', 'flow_direction', 'pkt_src_aws_service', 'pkt_dst_aws_service'] as const),
];
const transitGatewayOrders = new Map([31, 36].map((count) => [count, transitGateway.slice(0, count)]));

/** The fields that a header line names, by `flow` name; undefined if the line is no header. Unknown names are kept, and a column without a name gets one. */
export function headerFields(cells: readonly string[]): readonly string[] | undefined {
  if (!cells.every((cell) => /^([a-z@_]|-?$)/i.test(cell))) return undefined;
  const names = cells.map((cell, index) => (cell === '' || cell === '-' ? `column_${index + 1}` : columnName(cell)));
  return isHeader(names) ? distinct(names) : undefined;
}

/** A set of names that says: flow log. `flows` is a measure of answers, whose rows are no records. */
export function isHeader(names: readonly string[]): boolean {
  if (names.includes('flows')) return false;
  const known = names.filter((name) => fieldNamed(name));
  const telling = known.filter((name) => !generic.has(name)).length;
  if (known.length === names.length) return telling >= 1 || known.length >= 3;
  return telling >= 2 && known.length * 3 >= names.length;
}

/** Of a name that comes twice the later ones become unknown fields. */
export function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

/** The documented order that a record without a header has, by its version, its number of fields and its status. */
export function documentedFields(cells: readonly string[]): readonly FieldName[] | undefined {
  if (!/^\d{1,3}$/.test(cells[0] ?? '')) return undefined;
  if (cells[1]?.startsWith('TransitGateway')) return transitGatewayOrders.get(cells.length);
  const order = documentedOrders.get(cells.length);
  return order && (actions.has(cells[12] ?? '') || statuses.has(cells[13] ?? '')) ? order : undefined;
}

/** Whether a record may have these fields: as many, and most of those with a form have it. */
export function fits(fields: readonly string[], cells: readonly string[]): boolean {
  if (fields.length !== cells.length) return false;
  const judged = fields.map((name, index) => hasForm(name, cells[index] ?? '')).filter((form) => form !== undefined);
  return judged.filter(Boolean).length * 2 >= judged.length;
}

function hasForm(name: string, cell: string): boolean | undefined {
  if (name === 'log_status') return statuses.has(cell);
  if (name === 'action') return actions.has(cell) || cell === '-';
  const type = fieldNamed(name)?.type ?? 'text';
  if (type === 'text') return undefined;
  return cell === '-' || (type === 'address' ? isAddress(cell) : /^\d+$/.test(cell));
}

/** Whether this looks like a record of a flow log, although nobody can say which fields it has. */
export function resembles(cells: readonly string[]): boolean {
  const signs = [
    cells.some((cell) => statuses.has(cell)),
    cells.some((cell) => actions.has(cell)),
    cells.some((cell) => /^eni-\w+$/.test(cell)),
    cells.filter(isAddress).length >= 2,
  ];
  return signs.filter(Boolean).length >= 2;
}

/** Roughly, and never for long: IPv6 has at most 45 characters. */
function isAddress(cell: string): boolean {
  return cell.length <= 45 && /^\d{1,3}(\.\d{1,3}){3}$|^[\da-f]{0,4}:[\da-f:.]*:[\da-f:.]*$/i.test(cell);
}
