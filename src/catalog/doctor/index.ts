/** All checks, in the order in which they are shown. A new one is a file beside this and a line here. */
import { FlowlogsError } from '../../errors.ts';
import type { Check, Finding, Need, Patient } from './check.ts';
import { columns } from './columns.ts';
import { cost } from './cost.ts';
import { crawlers } from './crawlers.ts';
import { credentials } from './credentials.ts';
import { database } from './database.ts';
import { days } from './days.ts';
import { delivery } from './delivery.ts';
import { partitions } from './partitions.ts';
import { projection } from './projection.ts';
import { region } from './region.ts';
import { table } from './table.ts';
import { views } from './views.ts';
import { workGroup } from './work-group.ts';

const others: readonly Check[] = [
  ...[region, database, table, columns, projection, partitions],
  ...[days, delivery, views, crawlers, cost],
];

/** Looks at everything that can be looked at. A check that fails is a finding, not an end. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const first = await findingsOf(credentials, patient);
  if (first.some(isFault))
    return [...first, ...[workGroup, ...others].map(({ name }) => skipped(name, 'no credentials'))];
  const asked = await findingsOf(workGroup, patient);
  const lacking = await whatLacks(asked, patient);
  const rest = others.map((check) => {
    const need = check.needs.find((one) => lacking.has(one));
    return need === undefined ? findingsOf(check, patient) : [skipped(check.name, lacking.get(need) ?? '')];
  });
  return [...first, ...asked, ...(await Promise.all(rest)).flat()];
}

/** Which needs are not met, and why. */
async function whatLacks(asked: readonly Finding[], patient: Patient): Promise<ReadonlyMap<Need, string>> {
  const lacking = new Map<Need, string>();
  if (asked.some(isFault)) lacking.set('athena', 'Athena takes no question');
  const found = await patient.readTable().catch(() => undefined);
  if (found === undefined) lacking.set('table', 'no table').set('data', 'no table');
  else if (found.TableType === 'VIRTUAL_VIEW') lacking.set('data', 'the table is a view');
  return lacking;
}

function isFault({ verdict }: Finding): boolean {
  return verdict === 'fault';
}

async function findingsOf(check: Check, patient: Patient): Promise<readonly Finding[]> {
  try {
    return (await check.run(patient)).map((said) => ({ check: check.name, ...said }));
  } catch (error) {
    if (!(error instanceof FlowlogsError) || error.exitCode === 130 || error.exitCode === 5) throw error;
    return [{ check: check.name, verdict: 'fault', message: error.message, fix: error.hint ?? null }];
  }
}

function skipped(check: string, why: string): Finding {
  return { check, verdict: 'skipped', message: `not looked at: ${why}`, fix: null };
}
