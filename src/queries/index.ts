/** The questions that rank: one file each, one line each here. */
import type { RankingQuery } from '../query.ts';
import { rejectReasons } from './reject-reasons.ts';
import { top } from './top.ts';
import { topAccepts } from './top-accepts.ts';
import { topDestinations } from './top-destinations.ts';
import { topInstances } from './top-instances.ts';
import { topInterfaces } from './top-interfaces.ts';
import { topPaths } from './top-paths.ts';
import { topPorts } from './top-ports.ts';
import { topProtocols } from './top-protocols.ts';
import { topRejects } from './top-rejects.ts';
import { topServices } from './top-services.ts';
import { topSources } from './top-sources.ts';
import { topSubnets } from './top-subnets.ts';
import { topTalkers } from './top-talkers.ts';
import { topVpcs } from './top-vpcs.ts';

export const rankings: readonly RankingQuery[] = [
  topRejects,
  topAccepts,
  top,
  topTalkers,
  topSources,
  topDestinations,
  topPorts,
  topProtocols,
  topInterfaces,
  topInstances,
  topSubnets,
  topVpcs,
  topServices,
  topPaths,
  rejectReasons,
];
