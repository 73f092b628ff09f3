import { describe, expect, it } from 'vitest';
import { columnName } from '../src/column-name.ts';
import { documentedOrders, fieldNamed, fields } from '../src/flow.ts';

describe('the fields of a flow', () => {
  it('are 14 in version 2, 29 in version 5, 40 in version 8, in the documented order', () => {
    const v2 =
      'version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status';
    expect(documentedOrders.get(14)).toEqual(v2.split(' '));
    expect(documentedOrders.get(29)?.slice(14).join(' ')).toBe(
      'vpc_id subnet_id instance_id tcp_flags type pkt_srcaddr pkt_dstaddr region az_id sublocation_type sublocation_id ' +
        'pkt_src_aws_service pkt_dst_aws_service flow_direction traffic_path',
    );
    expect(documentedOrders.get(40)?.at(-1)).toBe('reject_reason');
    expect([...documentedOrders.keys()]).toEqual([14, 21, 25, 29, 39, 40]);
  });

  it('have each its own name and the version that brought it', () => {
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    expect(fieldNamed('tcp_flags')?.since).toBe(3);
    expect(fieldNamed('traffic_path')?.since).toBe(5);
    expect(fieldNamed('ecs_task_id')?.since).toBe(7);
    expect(fieldNamed('tgw_id')?.since).toBe(6);
  });

  it.each([
    ['log-status', 'log_status'],
    ['Srcaddr', 'srcaddr'],
    ['sourceaddress', 'srcaddr'],
    ['numbytes', 'bytes'],
    ['interfaceid', 'interface_id'],
    ['account', 'account_id'],
    ['unknown-header', 'unknown_header'],
  ])('call the column %s %s', (column, name) => {
    expect(columnName(column)).toBe(name);
  });
});
