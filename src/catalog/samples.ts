/**
 * Which formats lie below a tree of days, found by looking into few objects.
 *
 * A flow log has one format for life (it cannot be changed: VPC user guide, "Flow log limitations"), and its id is in the
 * name of every object. So one object of each flow log tells all there is to know.
 */
import type { Bucket, S3Object } from './bucket.ts';
import { gather } from './gather.ts';
import { flowLogOf, type Look, look } from './look.ts';
import type { DayFolder, Stream, Tree } from './place.ts';
import { type FileFormat, sniff } from './sniff.ts';

/** The objects of one flow log in one stream, as far as they were looked at. */
export interface Sample {
  readonly stream: Stream;
  /** `fl-…`; null for objects whose names do not say it. */
  readonly flowLog: string | null;
  /** The first and the last of the days looked at that have it; empty for a place without days. */
  readonly first: string;
  readonly last: string;
  /** The newest object seen that holds something. */
  readonly object: S3Object;
  readonly format: FileFormat;
  readonly record?: string;
}

/** What the days that were looked at hold. */
export interface Samples {
  /** The newest first. */
  readonly samples: readonly Sample[];
  /** Every day looked at has folders for hours, and no objects beside them. */
  readonly hourly: boolean;
  /** The name that hour folders have before `=`. */
  readonly hourKey: string | null;
  /** Days have hour folders as well as objects of their own, or only some have hour folders. */
  readonly mixedHours: boolean;
}

/** Objects of one flow log tried before it counts as holding nothing. */
const mostTries = 3;

export async function sampleTree(bucket: Bucket, tree: Tree): Promise<Samples> {
  const found = await Promise.all(tree.streams.map((stream) => sampleStream(bucket, stream)));
  const looks = found.flatMap((each) => each.looks).filter((look) => look.objects.length > 0);
  const hours = looks.flatMap((look) => look.hours);
  const hourly = looks.length > 0 && looks.every((look) => look.hours.length > 0 && !look.direct);
  return {
    samples: found.flatMap((each) => each.samples).sort(newestFirst),
    hourly,
    hourKey: hours[0]?.includes('=') ? (hours[0].split('=')[0] ?? null) : null,
    mixedHours: hours.length > 0 && !hourly,
  };
}

function newestFirst(a: Sample, b: Sample): number {
  return a.last < b.last ? 1 : a.last > b.last ? -1 : b.object.modified.getTime() - a.object.modified.getTime();
}

async function sampleStream(bucket: Bucket, stream: Stream): Promise<{ samples: Sample[]; looks: readonly Look[] }> {
  const flat = stream.days.length === 0;
  const looks = flat ? [await look(bucket, '', stream.folder)] : await looksAt(bucket, stream.days);
  const seen = looks.flatMap(({ date, objects }) => objects.map((object) => ({ date, object })));
  const logs = gather(seen, ({ object }) => flowLogOf(object.key) ?? '');
  const samples = [...logs].map(async ([flowLog, objects]): Promise<Sample[]> => {
    const dates = objects.map(({ date }) => date).sort();
    const byAge = (a: S3Object, b: S3Object) => b.modified.getTime() - a.modified.getTime();
    const newest = objects.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : byAge(a.object, b.object)));
    const found = await firstThatHolds(
      bucket,
      newest.map(({ object }) => object),
    );
    const span = { stream, flowLog: flowLog || null, first: dates[0] ?? '', last: dates.at(-1) ?? '' };
    return found === undefined ? [] : [{ ...span, ...found }];
  });
  return { samples: (await Promise.all(samples)).flat(), looks };
}

async function firstThatHolds(bucket: Bucket, objects: readonly S3Object[]) {
  for (const object of objects.slice(0, mostTries)) {
    const found = await sniff(bucket, object);
    if (found !== undefined) return { object, ...found };
  }
  return undefined;
}

/** Looks at some days, and where a flow log came or went between two of them, at all the days between. */
async function looksAt(bucket: Bucket, days: readonly DayFolder[]): Promise<readonly Look[]> {
  const lookAt = (some: readonly DayFolder[]) =>
    Promise.all(some.map(({ date, folder }) => look(bucket, date, folder)));
  const some = await lookAt(daysToLookAt(days));
  const changes = some.filter((each, i) => i > 0 && logsOf(each) !== logsOf(some[i - 1] as Look));
  const between = days.filter(({ date }) =>
    changes.some((change) => date < change.date && date > (some[some.indexOf(change) - 1] as Look).date),
  );
  return [...some, ...(await lookAt(between))].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function logsOf({ objects }: Look): string {
  return [...new Set(objects.map(({ key }) => flowLogOf(key) ?? ''))].sort().join(' ');
}

/** The first day and the last one of every month: a flow log that lived for less than a month may escape. */
function daysToLookAt(days: readonly DayFolder[]): readonly DayFolder[] {
  return days.filter((day, i) => i === 0 || days[i + 1]?.date.slice(0, 7) !== day.date.slice(0, 7));
}
