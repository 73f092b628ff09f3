import { AnswerError } from '../../errors.ts';
import { parseS3Uri, s3Uri } from '../bucket.ts';
import { partitionKeys } from '../partitions.ts';
import { projectionOf } from '../projection.ts';
import { firstRegisteredDay, missingPartitions, outdatedPartitions, registeredPartitions } from '../register.ts';
import { catalogTable } from '../table.ts';
import { wantedPartitions } from '../wanted-partitions.ts';
import { type Check, fault, ok, type Said, warning } from './check.ts';

/** Registered partitions against the folders that are there. */
export const partitions: Check = {
  name: 'partitions',
  needs: ['data'],
  run: async (patient) => {
    const found = await patient.readTable();
    const table = catalogTable({ ...found, Name: found?.Name }, patient.database);
    if (found === undefined || projectionOf(table) || table.partitionKeys.length === 0) return [];
    const place = parseS3Uri(table.location ?? '');
    if (place === undefined) throw new AnswerError(`the table ${table.name} does not say where its data lie`);
    const registered = await registeredPartitions(patient.glue, patient.database, table.name);
    const seen = [...registered.values()].map(({ Values = [] }) => Values);
    const keys = partitionKeys(table, undefined, seen);
    const wish = { table, keys, since: firstRegisteredDay(keys, registered), asInPath: seen.length === 0 };
    const wanted = await wantedPartitions(patient.bucket(place.bucket), place.prefix, wish);
    const missing = missingPartitions(wanted, registered);
    const outdated = outdatedPartitions(found, registered);
    const said: Said[] = [];
    if (missing.length > 0) {
      const dates = missing.map(({ date }) => date).sort();
      said.push(
        fault(
          `${missing.length} of ${wanted.length} are not registered, ${dates[0]} to ${dates.at(-1)}: questions do not see them`,
          'flowlogs setup-partitions (or flowlogs crawl)',
        ),
      );
    }
    if (outdated.length > 0) {
      const where = outdated[0]?.StorageDescriptor?.Location ?? s3Uri(place.bucket, place.prefix);
      said.push(
        warning(
          `${outdated.length} have other columns than the table, the first at ${where}: HIVE_PARTITION_SCHEMA_MISMATCH or NULLs`,
          'flowlogs setup-partitions --replace',
        ),
      );
    }
    return said.length > 0 ? said : [ok(`all ${wanted.length} are registered`)];
  },
};
