/** Of the rankings, what pages.mjs says of all questions. */

const examples = 'examples';

const interfaces =
  'Addresses are those of the interface: a NAT gateway or a transit gateway stands for whoever is behind it. `--packet-level` shows the addresses of the packets.';
const oneWay = 'Each direction of a conversation is a row of its own.';
const fartherRejects =
  'ACCEPT says that security groups and network ACLs let it pass at the interface that logged it, not that anybody answered. What is refused only at the other end is ACCEPT at the sender’s interface.';
const withoutValue = (field) =>
  `A row without a value also has the records of formats that do not record ${field}; a note on stderr counts them.`;

export const rankings = {
  'top-rejects': {
    line: ['top-rejects', examples],
    read: 'One of `dstports` and many flows is a client that keeps trying: a rule that was closed or never opened, and `first_seen` is about when. Many `dstports`, or the same few on many destinations, is a scan. No `dstports` is a protocol without ports, such as ping.',
    misleads: [
      'Most rejects from the internet are noise that everybody gets. Rejects between private addresses are more often a fault of yours: `--src 10.0.0.0/8` shows these.',
      'Who refuses is not in the row. `--by srcaddr,dstaddr,interface_id,flow_direction` says it where flow-direction is recorded: ingress is refused by the rules of the destination, egress by those of the source. The interface of the source logs ACCEPT for what is refused only at the destination.',
      'Dropped replies of a network ACL show as rejects from your server to the client, with the client’s port as `dstport`.',
    ],
  },
  'top-accepts': {
    line: ['top-accepts', examples],
    read: 'A server that sends files or rows leads on any day. The row to look at is an address that you do not know there, or that moves far more than yesterday: `flowlogs ip ADDRESS` and `flowlogs diff` say more.',
    misleads: [fartherRejects, interfaces],
  },
  top: {
    line: ['top', '--by', 'hour,action', '-n', '6', examples],
    read: 'The first columns are those of `--by`, then what they add up to. Rows stand by size, so that hours do not stand in the order of time: `flowlogs trend` has that.',
    misleads: [`With addresses or ports in \`--by\`: ${oneWay[0].toLowerCase()}${oneWay.slice(1)}`, interfaces],
  },
  'top-talkers': {
    line: ['top-talkers', '-n', '5', examples],
    read: 'Two rows that mirror each other are the two directions of one conversation; the one with more bytes is the way that the data go.',
    misleads: [oneWay, interfaces],
  },
  'top-sources': {
    line: ['top-sources', '-n', '5', examples],
    read: "What leaves for elsewhere: `--src 10.0.0.0/8 --dst '!10.0.0.0/8'`, with your own networks. Who is behind a row, and on which ports: `flowlogs ip ADDRESS`.",
    misleads: ['The source of most bytes is often a server that answers: it sends more than it is asked.', interfaces],
  },
  'top-destinations': {
    line: ['top-destinations', '-n', '5', examples],
    read: 'To where data go. A public address that you do not know, near the top, is the row to look at: `flowlogs ip ADDRESS` says who sends to it, and when.',
    misleads: ['The destination of most bytes is often a client that is answered.', interfaces],
  },
  'top-ports': {
    line: ['top-ports', '-n', '6', examples],
    read: 'Ports with a name are what is asked for. Ports from 1024 on without one, with few flows and many bytes, are clients that are answered: `flowlogs top --by service --sort bytes` gives their bytes to the port of the server.',
    misleads: [
      'Replies go to the port of the client, so ephemeral ports stand among the first, and `share` of the server’s port is of what is sent to it alone.',
      'A name is that of the port number, not of what listens there.',
    ],
  },
  'top-protocols': {
    line: ['top-protocols', examples],
    read: 'tcp leads nearly everywhere. What is not tcp, udp or icmp is worth a look: `flowlogs odd-protocols`.',
    misleads: ['By bytes, a flood of small packets stands low: `--sort packets` or `--sort flows`.'],
  },
  'top-interfaces': {
    line: ['top-interfaces', '-n', '5', examples],
    read: 'The interface is the one that logged. What it belongs to is in its description: `--names` shows it ([how to make the file](../names.md)). For whom it carries the bytes: `flowlogs top-talkers --interface-id ID`, with `--packet-level` for gateways.',
    misleads: [
      'Both directions are added up, and a conversation of two interfaces that are both logged is in the rows of both.',
      'A NAT gateway sees each packet twice, on its way in and on its way out, and stands higher for it.',
    ],
  },
  'top-instances': {
    line: ['top-instances', '-n', '5', examples],
    read: 'Both directions of all interfaces of an instance, added up. `flowlogs top-talkers --instance-id ID` says with whom.',
    misleads: [
      'Load balancers, NAT gateways and functions have interfaces and no instance: the row without a value.',
      withoutValue('instance-id'),
    ],
  },
  'top-subnets': {
    line: ['top-subnets', examples],
    read: 'The subnet of the interface that logged, both directions added up. `flowlogs top-interfaces --subnet-id ID` says by whom.',
    misleads: [
      withoutValue('subnet-id'),
      'The subnet is that of one end: traffic between two of your subnets is in the rows of both.',
    ],
  },
  'top-vpcs': {
    line: ['top-vpcs', examples],
    read: 'The VPC of the interface that logged, both directions added up. `flowlogs top-subnets --vpc-id ID` goes on from there.',
    misleads: [
      withoutValue('vpc-id'),
      'The VPC is that of one end: traffic between two peered VPCs is in the rows of both.',
    ],
  },
  'top-services': {
    line: ['top-services', examples],
    read: 'One row for each direction: with a service as destination it is what you send it, as source what it sends you. `--by srcaddr,pkt_dst_aws_service` says who of yours sends; its rows without a service are the answers.',
    misleads: [
      'AWS names a service by the address alone. EC2 is any customer’s instance, not only yours; AMAZON is an address of AWS that belongs to none of the services it names.',
      'Records of formats that do not record the services are left out as well; a note on stderr counts them.',
    ],
  },
  'top-paths': {
    line: ['top-paths', examples],
    read: 'A path that should carry little is the row to look at: an internet gateway for what has an endpoint in your VPC, a peering to another Region. `--by path,dstaddr` says to where.',
    misleads: [
      'Incoming traffic has no path, and is not counted.',
      'Version 2 logs record no path, and their records are left out; a note on stderr counts them.',
    ],
  },
  'reject-reasons': {
    line: ['reject-reasons', 'test/fixtures/reject-reasons'],
    read: 'BPA was refused by VPC Block Public Access, whatever security groups say. The row without a value was refused by a security group or a network ACL.',
    misleads: ['Rejects by security groups and network ACLs have no reason logged.', withoutValue('reject-reason')],
  },
};
