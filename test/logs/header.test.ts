import { describe, expect, test } from 'vitest';
import { documentedFields, fits, headerFields, resembles } from '../../src/logs/header.ts';

const cells = (line: string) => line.split(' ');
const v2 = '2 111122223333 eni-0a1 10.0.0.5 198.51.100.7 44000 443 6 10 100 1723078800 1723078860 ACCEPT OK';

describe('a header', () => {
  test.each([
    ['version account-id interface-id', 'version account_id interface_id'],
    ['Version ACCOUNT_ID Srcaddr', 'version account_id srcaddr'],
    ['sourceaddress destinationaddress numbytes starttime', 'srcaddr dstaddr bytes start'],
    ['start end bytes', 'start end bytes'],
    ['srcaddr', 'srcaddr'],
    ['srcaddr dstaddr brand-new-field', 'srcaddr dstaddr brand_new_field'],
    ['srcaddr dstaddr srcaddr', 'srcaddr dstaddr srcaddr_2'],
  ])('is %s', (line, fields) => {
    expect(headerFields(cells(line))).toEqual(cells(fields));
  });

  test.each([
    v2,
    '- - -',
    'version',
    'action type',
    'start of something',
    'the srcaddr and the dstaddr of each record are here',
    'srcaddr dstaddr flows bytes',
    'eni-0a1 eni-0a2',
    '',
  ])('is not %s', (line) => {
    expect(headerFields(cells(line))).toBeUndefined();
  });
});

describe('the documented order', () => {
  const rest = ' vpc-1 subnet-1 i-1 2 IPv4 10.0.0.5 198.51.100.7 us-east-1 use1-az1 - - - - egress 8';

  test('is told by version, number of fields and status', () => {
    expect(documentedFields(cells(v2))).toHaveLength(14);
    expect(documentedFields(cells(`5${v2.slice(1)}${rest}`))?.at(-1)).toBe('traffic_path');
    expect(documentedFields(cells(v2.replace('ACCEPT', '-').replace('OK', 'NODATA')))).toHaveLength(14);
  });

  test('is not told of anything else', () => {
    const others = [`${v2} x`, v2.slice(2), v2.replace('2 ', 'x '), v2.replace('ACCEPT OK', '7 8'), '2 ACCEPT OK'];
    for (const other of others) expect(documentedFields(cells(other))).toBeUndefined();
  });

  test('of Transit Gateway logs has 31 or 36 fields', () => {
    const record =
      '6 TransitGateway 1 tgw-1 tgw-attach-1 1 1 vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 az-1 az-2 tgw-attach-2 10.0.1.1 10.0.2.2 443 80 6 10 1024 1642248600 1642248660 OK IPv4 0 0 0 0';
    expect(documentedFields(cells(record))?.at(-1)).toBe('packets_lost_ttl_expired');
    expect(documentedFields(cells(`${record} 2 us-east-1 egress - -`))?.at(-1)).toBe('pkt_dst_aws_service');
    expect(documentedFields(cells(`${record} 2`))).toBeUndefined();
  });
});

test('a record fits a field list if it has as many fields and most have the form', () => {
  const format = ['bytes', 'srcaddr', 'action', 'vpc_id'];
  const fitting = ['5 10.0.0.1 REJECT vpc-1', '- - - -', 'A5 10.0.0.1 REJECT x', '5 2001:db8::1 ACCEPT x'];
  for (const line of fitting) expect(fits(format, cells(line))).toBe(true);
  for (const line of ['5 10.0.0.1 REJECT', 'see our wiki page', '']) expect(fits(format, cells(line))).toBe(false);
});

test('a line resembles a record by two of: status, action, interface, two addresses', () => {
  for (const line of ['x eni-1 y OK', '10.0.0.1 10.0.0.2 ACCEPT', '::1 fe80::1 eni-1'])
    expect(resembles(cells(line))).toBe(true);
  for (const line of ['all is OK', 'GET 10.0.0.1 200 10.0.0.2', 'eni-1', ''])
    expect(resembles(cells(line))).toBe(false);
});
