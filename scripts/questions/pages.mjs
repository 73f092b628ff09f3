/**
 * What the pages of docs/questions say beside what the program says itself: the command line shown, what to look at in its
 * answer, columns that mean something else there than elsewhere, and when the answer misleads.
 */

import { rankings } from './rankings.mjs';

const examples = 'examples';
const incidents = 'docs/incidents';

/** What is true of every question about flows. */
export const always = [
  'A record is what one interface saw of a flow in one aggregation window (up to ten minutes): records are not connections.',
  'Traffic between two interfaces that are both logged is in the logs twice, through a NAT gateway more often; `--dedupe` counts it once.',
  'What is not logged is in no answer: Amazon DNS, DHCP, instance metadata, mirrored traffic, and what SKIPDATA stands for.',
];

/** By command: its command line without `flowlogs`, and what to look at and to beware of. */
export const pages = {
  ...rankings,
  trend: {
    line: ['trend', '--bin', '6h', examples],
    read: 'A step in `rejected` alone is a rule that was changed, or a scan; a step in `bytes` alone is a transfer. `--since` and `--until` around it, with `top-rejects` or `top-talkers`, say who.',
    misleads: [
      'A line of zeros may be a time without logs: `flowlogs inspect` says what was read, and from when to when.',
    ],
  },
  'port-scans': {
    line: ['port-scans', incidents],
    read: 'Where `answered` is above 0, look first at what answered: `flowlogs ip SOURCE` shows it as Asks for. A private `srcaddr` is the one to act on at once: a host of yours scans, or somebody on it.',
    meanings: { flows: 'records of the tries', protocol: 'IANA protocol number, of the busiest port' },
    misleads: [
      'Everybody on the internet is scanned all day. That somebody scans is no incident; what he was answered may be.',
    ],
  },
  'admin-ports': {
    line: ['admin-ports', '-n', '5', examples],
    read: 'Rows with ACCEPT stand first, and are the ones to look at: is `srcaddr` one that you know? Is it kilobytes and more, a session? REJECT is noise that your rules did stop.',
    meanings: { service: 'the name by which the port is known' },
    misleads: ['The port alone tells the service: what else listens on 22 is called ssh.'],
  },
  'big-transfers': {
    line: ['big-transfers', '-n', '5', incidents],
    read: 'What left is a row with a public `dstscope`. Is `dstaddr` one that you know, and is it the hour of the backup? The mirrored row with far fewer bytes is the other side’s acknowledgements. `flowlogs diff` says whether yesterday had it.',
    meanings: { bytes_per_second: 'bytes divided by `seconds`, pauses included' },
    misleads: [
      "Backups and updates are large, too. What went out in small portions to many addresses: `flowlogs top-sources --src 10.0.0.0/8 --dst '!10.0.0.0/8'`.",
    ],
  },
  'odd-protocols': {
    line: ['odd-protocols', 'test/fixtures/cases/S06-protocols/in'],
    read: 'Look first at rows with fewer `rejected` than `flows`: these got through. Who at `srcaddr` should speak that protocol? What you run yourself, leave out with `--allow`.',
    misleads: ['What is tunnelled inside TCP, UDP or ICMP is not found.'],
  },
  beacons: {
    line: ['beacons', '-n', '5', incidents],
    read: 'The destination decides, not the period: `--to public` leaves those on the internet, and of these look at the ones that nobody knows. `rejected` above 0 is a program that is refused and keeps calling.',
    misleads: [],
  },
  services: {
    line: ['services', '-n', '5', examples],
    read: 'Is there a `server` or a `port` that should serve nobody? A `bytes_sent` of 0 is a service that did not answer. Public servers are those that your hosts ask. The last row, without a server, is what nothing tells.',
    misleads: [],
  },
  diff: {
    line: ['diff', '--date', '2025-09-09', '--against', '1d', '-n', '6', incidents],
    read: 'Here a new client of a database (5432), a new destination that got 15 GB, and a web server whose calls of one application server went up in flows and down in bytes: it is refused, and tries again. `first_seen` of what is new is when it began; of the others it is in the time before.',
    meanings: {
      first_seen: 'the earliest start of these records in both windows, UTC',
      service: 'the port and protocol of the server; empty for protocols without ports and where nothing tells',
    },
    misleads: ['What AWS could not record in one of the times (SKIPDATA) looks new or gone, too.'],
  },
};
