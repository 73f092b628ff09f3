/** The invented network of the examples: who is there, and what a record of version 5 tells about each interface. */

export const account = '123456789012';
export const region = 'us-east-1';
export const vpc = 'vpc-0a1b2c3d4e5f60718';

const subnets = {
  edge: { subnet: 'subnet-0e00d9e0000000001', az: 'use1-az1' },
  app: { subnet: 'subnet-0a99000000000002a', az: 'use1-az2' },
  data: { subnet: 'subnet-0da7a000000000003', az: 'use1-az2' },
};

/** `offset` shifts an interface's windows by some seconds, as they are not in step in real logs. */
function host(number, address, subnet, address6) {
  const id = `0f10c10900000000${number}`;
  return { address, address6, interfaceId: `eni-${id}`, instance: `i-${id}`, ...subnets[subnet], offset: number * 2 };
}

export const hosts = {
  web1: host(1, '10.0.1.10', 'edge', '2001:db8:10:1::10'),
  web2: host(2, '10.0.1.11', 'edge', '2001:db8:10:1::11'),
  /** Nothing runs on it: its interface sees scans only. */
  spare: host(3, '10.0.1.12', 'edge', '2001:db8:10:1::12'),
  app: host(4, '10.0.2.15', 'app'),
  database: host(5, '10.0.3.10', 'data'),
  cache: host(6, '10.0.3.20', 'data'),
  /** A NAT gateway: an interface without an instance. */
  nat: { ...host(7, '10.0.0.220', 'edge'), instance: '-' },
  /** An old instance type: its windows are ten minutes long, those of all others one. */
  bastion: host(8, '10.0.0.5', 'edge'),
};

export const outside = {
  scanner: '203.0.113.77',
  slowScanner: '2001:db8:bad::77',
  pinger: '203.0.113.9',
  administrator: '198.51.100.7',
  resolver: '192.0.2.53',
  clock: '192.0.2.123',
  payments: '192.0.2.10',
  storage: '192.0.2.80',
};

export const officeUser = (number) => `198.51.100.${20 + number}`;
export const officeUser6 = (number) => `2001:db8:ff1:ce::${(0x20 + number).toString(16)}`;
