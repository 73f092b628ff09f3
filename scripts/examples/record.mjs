/** Writes a record as AWS does: in the default format (version 2), or with all fields of version 5. */
import { account, region, vpc } from './network.mjs';

const v2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const v5 =
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path';

export const headers = { 2: v2, 5: `${v2} ${v5}` };

/** The line of `record`; what it does not say is `-`. */
export function line(version, record) {
  const { host, start, end, status = 'OK', action = '-' } = record;
  const traffic = ['src', 'dst', 'srcport', 'dstport', 'protocol', 'packets', 'bytes'].map(
    (name) => record[name] ?? '-',
  );
  const fields = [version, account, host.interfaceId, ...traffic, start, end, action, status];
  return [...fields, ...(version === 5 ? laterFields(record) : [])].join(' ');
}

function laterFields(record) {
  const { host, src, dst, flags, incoming, path } = record;
  const placement = [vpc, host.subnet, host.instance];
  const where = [region, host.az, '-', '-'];
  if (src === undefined) return [...placement, '-', '-', '-', '-', ...where, '-', '-', '-', '-'];
  const packet = [record.packetSrc ?? src, record.packetDst ?? dst];
  const services = [record.srcService ?? '-', record.dstService ?? '-'];
  const direction = incoming ? ['ingress', '-'] : ['egress', path];
  return [...placement, flags, src.includes(':') ? 'IPv6' : 'IPv4', ...packet, ...where, ...services, ...direction];
}
