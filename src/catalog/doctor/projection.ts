import { s3Uri } from '../bucket.ts';
import { gather } from '../gather.ts';
import { type PartitionKey, partitionKeys } from '../partitions.ts';
import type { DayFolder, Stream } from '../place.ts';
import { projectedLocations } from '../projected.ts';
import { type Projection, projectionOf } from '../projection.ts';
import { type CatalogTable, catalogTable } from '../table.ts';
import { timeKeys } from '../time-keys.ts';
import { type Check, fault, ok, type Patient, type Said, warning } from './check.ts';

const fix = 'flowlogs setup-table --replace, with --location, makes the projection fit';
const day = 86_400_000;
/** Locations worked out for one day at most. */
const most = 20_000;

/** What the table projects against the folders that are there: outside of it are no rows and no error. */
export const projection: Check = {
  name: 'projection',
  needs: ['data'],
  run: async (patient) => {
    const found = await patient.readTable();
    const table = catalogTable({ ...found, Name: found?.Name }, patient.database);
    const projected = projectionOf(table);
    if (projected === undefined) return [];
    const strange = strangers(table, projected);
    if (strange.length > 0)
      return [
        fault(
          `the location template has ${strange.join(', ')}, which is no partition key: it never matches a folder`,
          fix,
        ),
      ];
    const { tree, bucket } = await patient.discovery();
    const keys = partitionKeys(table, projected, []);
    const missed = tree.streams.flatMap((stream) => missedDays(stream, bucket, projected, keys, patient.now));
    if (missed.length > 0) return [...gather(missed, ({ stream }) => stream).values()].map(missedFault);
    return [
      ...endOf(projected, patient),
      ok(
        `it reaches the first and the last folder of ${tree.streams.length === 1 ? 'the days' : `all ${tree.streams.length} accounts and Regions`}`,
      ),
    ];
  },
};

function strangers(table: CatalogTable, { template }: Projection): readonly string[] {
  const names = [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name.toLowerCase());
  return names.filter((name) => !table.partitionKeys.some((key) => key.name === name)).map((name) => `\${${name}}`);
}

interface Missed {
  readonly stream: string;
  readonly date: string;
}

/** The first and the last day stand for all: ranges have no holes, and all days are written alike. */
function missedDays(
  stream: Stream,
  bucket: string,
  projected: Projection,
  keys: readonly PartitionKey[],
  now: Date,
): readonly Missed[] {
  const ends = [...new Set([stream.days[0], stream.days.at(-1)])].filter((one) => one !== undefined);
  return ends
    .filter((one) => !isReached(one, bucket, projected, keys, now))
    .map(({ date }) => ({ stream: stream.folder, date }));
}

/** A location above the folder, or below it (an hour), reaches it. */
function isReached(
  folder: DayFolder,
  bucket: string,
  projection: Projection,
  keys: readonly PartitionKey[],
  now: Date,
): boolean {
  const first = new Date(`${folder.date}T00:00:00Z`);
  const span = { first, last: new Date(first.getTime() + day - 1) };
  const pruning = { keys: timeKeys(keys), span, sql: undefined, covers: () => true };
  const locations = projectedLocations({ projection, keys, pruning, given: new Map(), now, most });
  const place = s3Uri(bucket, folder.folder);
  // Values that only a question can give (an injected key) are taken to be right.
  return (
    locations === undefined || locations.some((location) => location.startsWith(place) || place.startsWith(location))
  );
}

function missedFault(missed: readonly Missed[]): Said {
  const days = missed.map(({ date }) => date).join(' and ');
  return fault(`it does not reach ${missed[0]?.stream} on ${days}: questions about it give no rows and no error`, fix);
}

/** A range of years ends some day. */
function endOf({ keys }: Projection, { now }: Patient): readonly Said[] {
  return [...keys].flatMap(([name, key]) => {
    if (key.type !== 'integer' || key.last < 1000n || key.last > 9999n) return [];
    const left = Number(key.last) - now.getUTCFullYear();
    return left < 1
      ? [warning(`${name} is projected up to ${key.last} only; after it there are no rows and no error`, fix)]
      : [];
  });
}
