/**
 * What a flow is: every field that AWS records, and the names by which it is known.
 *
 * Sources: Amazon VPC user guide, "Flow log records" (available fields) and Amazon VPC Transit Gateways guide,
 * "Transit Gateway Flow Log records". Names are AWS's with `_` for `-`.
 */
import type { Kind } from './result.ts';

/** How a field's text is understood. `bigint` fields and times are whole numbers up to 2^63-1. */
export type FieldType = 'text' | 'address' | 'integer' | 'bigint';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly kind: Kind;
  /** The flow-log version that brought it. */
  readonly since: number;
  readonly meaning: string;
  /** The largest value that is no mistake (inclusive). */
  readonly max?: number;
}

const field = <const N extends string>(
  name: N,
  since: number,
  kind: Kind,
  meaning: string,
  type: FieldType = 'text',
  max?: number,
) => ({ name, since, kind, meaning, type, ...(max === undefined ? {} : { max }) });

/** All known fields: VPC flow logs in AWS's documented order (v2 to v8), then those that only Transit Gateway logs have. */
export const fields = [
  field('version', 2, 'integer', 'version of the record format', 'integer', 255),
  field('account_id', 2, 'text', 'AWS account that owns the network interface, or "unknown"'),
  field('interface_id', 2, 'text', 'network interface that saw the traffic'),
  field(
    'srcaddr',
    2,
    'address',
    "source address; for outgoing traffic the interface's primary private address",
    'address',
  ),
  field(
    'dstaddr',
    2,
    'address',
    "destination address; for incoming traffic the interface's primary private address",
    'address',
  ),
  field('srcport', 2, 'port', 'source port', 'integer', 65535),
  field('dstport', 2, 'port', 'destination port', 'integer', 65535),
  field('protocol', 2, 'protocol', 'IANA protocol number', 'integer', 255),
  field('packets', 2, 'packets', 'packets in the window', 'bigint'),
  field('bytes', 2, 'bytes', 'bytes in the window', 'bigint'),
  field('start', 2, 'epoch', 'when the first packet of the window came, epoch seconds', 'bigint'),
  field('end', 2, 'epoch', 'when the last packet of the window came, epoch seconds', 'bigint'),
  field('action', 2, 'action', 'ACCEPT or REJECT, by security groups and network ACLs'),
  field('log_status', 2, 'text', 'OK, NODATA (no traffic in the window) or SKIPDATA (records were lost)'),
  field('vpc_id', 3, 'text', 'VPC of the interface'),
  field('subnet_id', 3, 'text', 'subnet of the interface'),
  field('instance_id', 3, 'text', 'instance that has the interface'),
  field(
    'tcp_flags',
    3,
    'integer',
    'TCP flags seen, OR-ed: FIN 1, SYN 2, RST 4, SYN-ACK 18; 0 for ACK only',
    'integer',
    255,
  ),
  field('type', 3, 'text', 'IPv4, IPv6 or EFA'),
  field('pkt_srcaddr', 3, 'address', 'original source address of the packets', 'address'),
  field('pkt_dstaddr', 3, 'address', 'original destination address of the packets', 'address'),
  field('region', 4, 'text', 'Region of the interface'),
  field('az_id', 4, 'text', 'Availability Zone id of the interface'),
  field('sublocation_type', 4, 'text', 'wavelength, outpost or localzone'),
  field('sublocation_id', 4, 'text', 'id of the sublocation'),
  field('pkt_src_aws_service', 5, 'text', 'AWS service whose address pkt_srcaddr is'),
  field('pkt_dst_aws_service', 5, 'text', 'AWS service whose address pkt_dstaddr is'),
  field('flow_direction', 5, 'text', 'ingress or egress, seen from the interface'),
  field(
    'traffic_path',
    5,
    'integer',
    'path that outgoing traffic takes: 1 same VPC, 8 internet gateway, …',
    'integer',
    255,
  ),
  field('ecs_cluster_arn', 7, 'text', 'ARN of the ECS cluster'),
  field('ecs_cluster_name', 7, 'text', 'name of the ECS cluster'),
  field('ecs_container_instance_arn', 7, 'text', 'ARN of the ECS container instance'),
  field('ecs_container_instance_id', 7, 'text', 'id of the ECS container instance'),
  field('ecs_container_id', 7, 'text', 'runtime id of the first container'),
  field('ecs_second_container_id', 7, 'text', 'runtime id of the second container'),
  field('ecs_service_name', 7, 'text', 'name of the ECS service'),
  field('ecs_task_definition_arn', 7, 'text', 'ARN of the ECS task definition'),
  field('ecs_task_arn', 7, 'text', 'ARN of the ECS task'),
  field('ecs_task_id', 7, 'text', 'id of the ECS task'),
  field('reject_reason', 8, 'text', 'why the traffic was rejected, e.g. BPA (block public access)'),
  field('resource_type', 6, 'text', 'TransitGateway or TransitGatewayAttachment'),
  field('tgw_id', 6, 'text', 'transit gateway'),
  field('tgw_attachment_id', 6, 'text', 'transit gateway attachment'),
  field('tgw_src_vpc_account_id', 6, 'text', 'account of the source VPC'),
  field('tgw_dst_vpc_account_id', 6, 'text', 'account of the destination VPC'),
  field('tgw_src_vpc_id', 6, 'text', 'source VPC'),
  field('tgw_dst_vpc_id', 6, 'text', 'destination VPC'),
  field('tgw_src_subnet_id', 6, 'text', 'source subnet'),
  field('tgw_dst_subnet_id', 6, 'text', 'destination subnet'),
  field('tgw_src_eni', 6, 'text', 'source transit gateway interface'),
  field('tgw_dst_eni', 6, 'text', 'destination transit gateway interface'),
  field('tgw_src_az_id', 6, 'text', 'Availability Zone id of the source interface'),
  field('tgw_dst_az_id', 6, 'text', 'Availability Zone id of the destination interface'),
  field('tgw_pair_attachment_id', 6, 'text', 'the attachment on the other side'),
  field('packets_lost_no_route', 6, 'packets', 'packets lost: no route', 'bigint'),
  field('packets_lost_blackhole', 6, 'packets', 'packets lost: black hole', 'bigint'),
  field('packets_lost_mtu_exceeded', 6, 'packets', 'packets lost: larger than the MTU', 'bigint'),
  field('packets_lost_ttl_expired', 6, 'packets', 'packets lost: time to live expired', 'bigint'),
] as const satisfies readonly Field[];

export type FieldName = (typeof fields)[number]['name'];

const byName = new Map<string, Field>(fields.map((f) => [f.name, f]));

/** The known field of that name, or undefined. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name);
}

/** The order of the fields in records without a header line, by their number: the documented order of each version. */
export const documentedOrders: ReadonlyMap<number, readonly FieldName[]> = new Map(
  [14, 21, 25, 29, 39, 40].map((count) => [count, fields.slice(0, count).map((f) => f.name)]),
);

/** The largest start or end that is a time: the end of the year 9999, in milliseconds. */
export const latestTime = 253402300799999;

/**
 * Above this a start or end is in milliseconds, not in seconds (2^31-1). AWS documents seconds; logs with
 * milliseconds exist all the same.
 */
export const largestSeconds = 2147483647;
