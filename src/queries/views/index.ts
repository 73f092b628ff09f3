/** The views of `flowlogs setup-views`: one file each, one line each here. */
import type { View } from '../../view.ts';
import { acceptTraffic } from './accept-traffic.ts';
import { flow } from './flow.ts';
import { rejectTraffic } from './reject-traffic.ts';
import { topPorts } from './top-ports.ts';
import { trafficDaily } from './traffic-daily.ts';

export const views: readonly View[] = [rejectTraffic, acceptTraffic, trafficDaily, topPorts, flow];
