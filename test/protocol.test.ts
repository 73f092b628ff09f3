import { describe, expect, it } from 'vitest';
import { hasPorts, protocolName, protocolNumber } from '../src/protocol.ts';

describe('protocols', () => {
  it.each([
    [0, 'hopopt'],
    [1, 'icmp'],
    [2, 'igmp'],
    [6, 'tcp'],
    [17, 'udp'],
    [27, 'rdp'],
    [33, 'dccp'],
    [41, 'ipv6'],
    [47, 'gre'],
    [50, 'esp'],
    [51, 'ah'],
    [58, 'ipv6-icmp'],
    [89, 'ospfigp'],
    [94, 'ipip'],
    [103, 'pim'],
    [112, 'vrrp'],
    [115, 'l2tp'],
    [132, 'sctp'],
    [136, 'udplite'],
    [139, 'hip'],
    [142, 'rohc'],
    [145, 'nsh'],
    [255, 'reserved'],
  ])('%i is %s, as IANA has it', (number, name) => {
    expect(protocolName(number)).toBe(name);
    expect(protocolNumber(name)).toBe(number);
  });

  it('have a name for every assigned number, each its own', () => {
    const numbers = [...Array(146).keys(), 253, 254, 255];
    const names = numbers.map(protocolName);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(numbers.length);
    expect(names.map((name) => protocolNumber(name ?? ''))).toEqual(numbers);
  });

  it('have no name where IANA has assigned none', () => {
    expect(protocolName(200)).toBeUndefined();
    expect(protocolName(-1)).toBeUndefined();
    expect(protocolName(1.5)).toBeUndefined();
  });

  it('are found by keyword in any case, by number and by other common names', () => {
    expect(['TCP', 'Udp', 'ICMPv6', 'icmp6', 'ospf', '6', '0', '255'].map(protocolNumber)).toEqual([
      6, 17, 58, 58, 89, 6, 0, 255,
    ]);
  });

  it.each(['256', '-1', '', 'tcpp', '6 ', '0x6', '1e2', 'toString'])('are not made of %j', (text) => {
    expect(protocolNumber(text)).toBeUndefined();
  });

  it('have ports when they are TCP, UDP, DCCP, SCTP or UDP-Lite', () => {
    expect([...Array(256).keys()].filter(hasPorts)).toEqual([6, 17, 33, 132, 136]);
  });
});
