/** The invented network of the incidents. */
const subnets = {
  edge: { subnet: 'subnet-0e00d9e0000000020', az: 'use1-az1' },
  app: { subnet: 'subnet-0a99000000000020a', az: 'use1-az2' },
  data: { subnet: 'subnet-0da7a000000000020', az: 'use1-az2' },
};

function host(number, address, subnet) {
  const id = `0f20c20900000000${String(number).padStart(2, '0')}`;
  return { address, interfaceId: `eni-${id}`, instance: `i-${id}`, ...subnets[subnet], offset: number };
}

export const web = host(1, '10.20.1.10', 'edge');
export const app1 = host(2, '10.20.2.11', 'app');
export const app2 = host(3, '10.20.2.12', 'app');
export const database = host(4, '10.20.3.10', 'data');
export const batch = host(5, '10.20.2.30', 'app');
export const personnel = host(6, '10.20.2.40', 'app');
export const reports = host(7, '10.20.2.77', 'app');
/** A NAT gateway: an interface without an instance. */
export const nat = { ...host(8, '10.20.0.220', 'edge'), instance: '-' };

export const hosts = [web, app1, app2, database, batch, personnel, reports, nat];

export const outside = {
  scanner: '192.0.2.200',
  thief: '198.51.100.66',
  packages: '203.0.113.50',
  mail: '203.0.113.25',
};
export const customer = (number) => `198.51.100.${100 + number}`;
