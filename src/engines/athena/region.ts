/** The Region that is asked, and what follows from it. */
import { caller } from './calls.ts';
import { openClients } from './clients.ts';
import type { AthenaOptions } from './options.ts';

/** By the SDK's own rules: the option, AWS_REGION, the profile. Throws AccessError if nothing tells it. */
export async function regionOf(options: AthenaOptions): Promise<string> {
  const { athena, glue } = openClients(options);
  try {
    return await caller(options)('the region', () => glue.config.region());
  } finally {
    athena.destroy();
    glue.destroy();
  }
}

/** The name that flowlogs gives to the table of a Region. */
export function usualTable(region: string): string {
  return `flowlogs_${region.replaceAll('-', '_')}`;
}
