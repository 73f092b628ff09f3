/** The commands that put one question about flows, to files or to Athena alike. */
import type { Purpose } from '../purpose.ts';
import { rankings } from '../queries/index.ts';
import type { RankingQuery } from '../query.ts';
import { queryCommand, rankingCommand } from './ask.ts';
import type { Listed } from './listed.ts';

export const questions: readonly Listed[] = [
  ...rankings.map(
    (query): Listed => ({
      name: query.name,
      arguments: '[paths...]',
      summary: query.summary,
      purpose: purposeOf(query),
      asks: true,
      load: async () => rankingCommand(query),
    }),
  ),
  {
    name: 'trend',
    arguments: '[paths...]',
    summary: 'accepted and rejected flows and bytes over time',
    purpose: 'Where the traffic is',
    asks: true,
    load: async () => (await import('./trend.ts')).trendCommand,
  },
  {
    name: 'services',
    arguments: '[paths...]',
    summary: 'who serves what: server, port, clients, flows and bytes of both directions',
    purpose: 'Where the traffic is',
    asks: true,
    load: async () => (await import('./services.ts')).servicesCommand,
  },
  {
    name: 'diff',
    arguments: '[paths...]',
    summary: 'what is new, gone or changed between two times, or two sets of paths',
    purpose: 'What changed',
    asks: true,
    load: async () => (await import('./diff.ts')).diff,
  },
  {
    name: 'port-scans',
    arguments: '[paths...]',
    summary: 'sources that try many ports of a host, or a port of many hosts, mostly in vain',
    purpose: 'Signs of an attack',
    asks: true,
    load: async () => queryCommand((await import('../queries/port-scans.ts')).portScans),
  },
  {
    name: 'admin-ports',
    arguments: '[paths...]',
    summary: 'SSH, RDP, databases, Kubernetes, … reached from the internet, accepted first',
    purpose: 'Signs of an attack',
    asks: true,
    load: async () => queryCommand((await import('../queries/admin-ports.ts')).adminPortsQuery),
  },
  {
    name: 'big-transfers',
    arguments: '[paths...]',
    summary: 'pairs of addresses between which very much was sent, to the internet or not',
    purpose: 'Signs of an attack',
    asks: true,
    load: async () => queryCommand((await import('../queries/big-transfers.ts')).bigTransfers),
  },
  {
    name: 'odd-protocols',
    arguments: '[paths...]',
    summary: 'protocols other than TCP, UDP and ICMP: who speaks them, and how much',
    purpose: 'Signs of an attack',
    asks: true,
    load: async () => queryCommand((await import('../queries/odd-protocols.ts')).oddProtocols),
  },
  {
    name: 'beacons',
    arguments: '[paths...]',
    summary: 'regular small talks of one source with one destination: period, jitter, count',
    purpose: 'Signs of an attack',
    asks: true,
    load: async () => queryCommand((await import('../queries/beacons.ts')).beacons),
  },
];

/** A ranking is of what is refused, of addresses, or of what carries the traffic. */
function purposeOf({ action, defaults: { by } }: RankingQuery): Purpose {
  if (action === 'REJECT') return 'Who is refused';
  return by?.some((name) => name.endsWith('addr')) ? 'Who talks' : 'Where the traffic is';
}
