/** What the pages of docs/questions say beside what the program says itself: the command line shown, and when its answer misleads. */

const examples = 'examples';
const incidents = 'docs/incidents';

/** What is true of every question about flows. */
export const always = [
  'A record is what one interface saw of a flow in one aggregation window (up to ten minutes): records are not connections.',
  'Traffic between two interfaces that are both logged is in the logs twice, through a NAT gateway more often; `--dedupe` counts it once.',
  'What is not logged is in no answer: Amazon DNS, DHCP, instance metadata, mirrored traffic, and what SKIPDATA stands for.',
];

const interfaces =
  'Addresses are those of the interface: a NAT gateway or a transit gateway stands for whoever is behind it. `--packet-level` shows the addresses of the packets.';
const oneWay = 'Each direction of a conversation is a row of its own.';

/** By command: its command line without `flowlogs`, and what to beware of. */
export const pages = {
  'top-rejects': {
    line: ['top-rejects', examples],
    misleads: [
      'Most rejects from the internet are noise that everybody gets. Rejects between private addresses are more often a fault of yours.',
      'A reject is logged where it happens: at the interface that refuses, or at the subnet of the sender whose network ACL does.',
      'Dropped replies of a network ACL show as rejects from your server to the client, with the client’s port as `dstport`.',
    ],
  },
  'top-accepts': {
    line: ['top-accepts', examples],
    misleads: ['ACCEPT says that security groups and network ACLs let it pass, not that anybody answered.', interfaces],
  },
  top: { line: ['top', '--by', 'hour,action', '-n', '6', examples], misleads: [oneWay, interfaces] },
  'top-talkers': { line: ['top-talkers', '-n', '5', examples], misleads: [oneWay, interfaces] },
  'top-sources': {
    line: ['top-sources', '-n', '5', examples],
    misleads: ['The source of most bytes is often a server that answers: it sends more than it is asked.', interfaces],
  },
  'top-destinations': {
    line: ['top-destinations', '-n', '5', examples],
    misleads: ['The destination of most bytes is often a client that is answered.', interfaces],
  },
  'top-ports': {
    line: ['top-ports', '-n', '6', examples],
    misleads: [
      'Replies go to the port of the client, so ephemeral ports stand among the first; `--by service` names the server’s port for both ways.',
    ],
  },
  'top-protocols': { line: ['top-protocols', examples], misleads: [] },
  'top-interfaces': { line: ['top-interfaces', '-n', '5', examples], misleads: [] },
  'top-instances': {
    line: ['top-instances', '-n', '5', examples],
    misleads: ['Load balancers, NAT gateways and functions have interfaces and no instance: the row without a value.'],
  },
  'top-subnets': { line: ['top-subnets', examples], misleads: [] },
  'top-vpcs': { line: ['top-vpcs', examples], misleads: [] },
  'top-services': {
    line: ['top-services', examples],
    misleads: [
      'AWS names a service by the address alone, at the time of the record; AMAZON is any other address of theirs, a stranger’s instance as well.',
    ],
  },
  'top-paths': { line: ['top-paths', examples], misleads: ['Incoming traffic has no path, and is not counted.'] },
  'reject-reasons': {
    line: ['reject-reasons', 'test/fixtures/reject-reasons'],
    misleads: ['Rejects by security groups and network ACLs have no reason logged.'],
  },
  trend: {
    line: ['trend', '--bin', '6h', examples],
    misleads: [
      'A record counts in the bin in which it starts, with all its bytes, though it may last ten minutes.',
      'The last bin is not complete while records are still delivered, which takes some ten minutes.',
    ],
  },
  'port-scans': { line: ['port-scans', incidents], misleads: [] },
  'admin-ports': {
    line: ['admin-ports', '-n', '5', examples],
    misleads: ['The port tells the service: SSH on another port is not found, and what else listens on 22 is.'],
  },
  'big-transfers': {
    line: ['big-transfers', '-n', '5', incidents],
    misleads: [
      'Backups and updates are large, too. A theft in small portions to many addresses is not found; `top-sources --dst !10.0.0.0/8` may.',
    ],
  },
  'odd-protocols': {
    line: ['odd-protocols', 'test/fixtures/cases/S06-protocols/in'],
    misleads: ['VPNs (ESP, GRE) and routing protocols are as they should be where you run them.'],
  },
  beacons: {
    line: ['beacons', '-n', '5', incidents],
    misleads: ['Health checks, agents and cron jobs are regular, and most beacons are these.'],
  },
  services: {
    line: ['services', '-n', '5', examples],
    misleads: ['Without TCP flags (version 2 logs) the side is decided by the table of well-known ports.'],
  },
  diff: {
    line: ['diff', '--date', '2025-09-09', '--against', '1d', '-n', '6', incidents],
    misleads: ['A window with fewer records (logs that start later, SKIPDATA) makes things look new or gone.'],
  },
};
