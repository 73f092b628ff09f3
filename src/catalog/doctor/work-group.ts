import { sql } from '../../sql.ts';
import type { WorkGroup } from '../work-group.ts';
import { type Check, fault, ok, type Patient, type Said, warning } from './check.ts';

/** Whether Athena takes a question and can put its answer somewhere: by asking one that reads nothing. */
export const workGroup: Check = {
  name: 'workgroup',
  needs: [],
  run: async (patient) => {
    const group = await patient.readWorkGroup();
    if (!group.enabled) {
      return [fault(`the workgroup ${group.name} is disabled`, 'enable it, or name another with --work-group')];
    }
    const place = placeOf(group, patient);
    if (place === undefined) {
      return [
        fault(
          `nothing says where results go: neither --output-location nor the workgroup ${group.name}`,
          'set a result location (or managed results) in the workgroup, or give --output-location s3://bucket/prefix/',
        ),
      ];
    }
    await patient.run(sql`SELECT 1`);
    return [
      ok(`${group.name} (${group.engine ?? 'engine not told'}) answers; results go to ${place}`),
      ...cutoffOf(group),
    ];
  },
};

function placeOf(group: WorkGroup, { outputLocation }: Patient): string | undefined {
  if (group.managed) return 'Athena itself (managed results)';
  if (group.enforced && group.outputLocation) return `${group.outputLocation} (enforced)`;
  return outputLocation ?? group.outputLocation;
}

/** A gigabyte is less than a day of many networks. */
const tight = 1e9;

function cutoffOf({ cutoff, name }: WorkGroup): readonly Said[] {
  if (cutoff === undefined) return [];
  const text = `the workgroup ${name} stops queries that scan more than ${cutoff} bytes`;
  return [cutoff < tight ? warning(text, 'ask about short windows, or raise the limit') : ok(text)];
}
