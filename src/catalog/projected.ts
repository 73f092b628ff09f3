/** The places in S3 that a projected table reads for a window: its location template filled in, value by value. */
import type { PartitionKey } from './partitions.ts';
import { addUnits, floorTo, formatDate, type Unit } from './pattern.ts';
import { dateRange, type KeyProjection, type Projection, projectedInteger, withSlash } from './projection.ts';
import type { Pruning } from './pruning.ts';

export interface Projecting {
  readonly projection: Projection;
  readonly keys: readonly PartitionKey[];
  readonly pruning: Pruning;
  /** Values that the question names for keys: of an injected one, all that there are. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly now: Date;
  /** No more than that many: a projection can have millions. */
  readonly most: number;
}

/** The locations (`s3://…/`), each once; undefined if there are too many, or values that cannot be known. */
export function projectedLocations(projecting: Projecting): readonly string[] | undefined {
  const { projection, keys, pruning, given, most } = projecting;
  const moments = timeValues(projecting);
  if (moments === undefined) return undefined;
  let filled = new Set(moments.map((values) => fill(projection.template, values)));
  for (const { name } of keys.filter((key) => !pruning.keys.some((time) => time.name === key.name))) {
    const values = given.get(name) ?? domain(projection.keys.get(name), most);
    if (values === undefined || filled.size * values.length > most) return undefined;
    filled = new Set([...filled].flatMap((one) => values.map((value) => fill(one, new Map([[name, value]])))));
  }
  return [...filled].map(withSlash);
}

function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\$\{([^}]*)\}/g, (whole, name: string) => values.get(name.toLowerCase()) ?? whole);
}

function domain(key: KeyProjection | undefined, most: number): readonly string[] | undefined {
  if (key?.type === 'enum') return key.values;
  if (key?.type !== 'integer' || key.last - key.first >= BigInt(most)) return undefined;
  return Array.from({ length: Number(key.last - key.first) + 1 }, (_, i) =>
    projectedInteger(key.first + BigInt(i), key.digits),
  );
}

/** The values of the time keys, moment by moment, inside the window and inside what is projected. */
function timeValues(projecting: Projecting): readonly ReadonlyMap<string, string>[] | undefined {
  const { pruning, projection, keys, most } = projecting;
  const finest = pruning.keys.at(-1);
  if (finest === undefined) return [new Map()];
  const [first, last] = bounds(projecting);
  if (!first || !last) return undefined;
  const step = stepOf(projection, finest.name) ?? { count: 1, unit: finest.pattern.unit };
  const found: ReadonlyMap<string, string>[] = [];
  for (let at = first; at <= last; at = addUnits(step.unit, at, step.count)) {
    const values = new Map(pruning.keys.map((key) => [key.name, valueAt(projecting, key.name, at)]));
    if (isProjected(values) && pruning.covers(keys.map(({ name }) => values.get(name) ?? ''))) found.push(values);
    if (found.length > most) return undefined;
  }
  return found;
}

function isProjected(values: ReadonlyMap<string, string | undefined>): values is ReadonlyMap<string, string> {
  return [...values.values()].every((value) => value !== undefined);
}

/** From the later of both starts to the earlier of both ends. */
function bounds({ pruning, projection, now }: Projecting): readonly [Date | undefined, Date | undefined] {
  const { first, last } = pruning.span;
  const finest = pruning.keys.at(-1);
  const unit = finest?.pattern.unit ?? 'day';
  for (const { name } of pruning.keys) {
    const key = projection.keys.get(name);
    const range = key && projectedRange(key, now);
    if (key?.type === 'date' && range && name === finest?.name) {
      return [stepsTo(floorTo(unit, range[0]), first && floorTo(unit, first), key.step), earlier(last, range[1])];
    }
    if (range) return [later(first && floorTo(unit, first), floorTo(unit, range[0])), earlier(last, range[1])];
  }
  return [first && floorTo(unit, first), last];
}

function projectedRange(key: KeyProjection, now: Date): readonly [Date, Date] | undefined {
  if (key.type === 'date') return dateRange(key, now);
  if (key.type !== 'integer' || key.first < 1000n || key.last > 9999n) return undefined;
  return [new Date(Date.UTC(Number(key.first), 0)), new Date(Date.UTC(Number(key.last) + 1, 0) - 1)];
}

/** The first projected value from `first` on: the steps are counted from where the range begins. */
function stepsTo(start: Date, first: Date | undefined, { unit, count }: { unit: Unit; count: number }): Date {
  let at = start;
  while (first && at < first) at = addUnits(unit, at, count);
  return at;
}

function later(one: Date | undefined, other: Date): Date {
  return one && one > other ? one : other;
}

function earlier(one: Date | undefined, other: Date): Date {
  return one && one < other ? one : other;
}

function stepOf(projection: Projection, name: string): { count: number; unit: Unit } | undefined {
  const key = projection.keys.get(name);
  return key?.type === 'date' ? key.step : undefined;
}

/** What Athena writes for a key at that moment; undefined if it is not projected. */
function valueAt({ pruning, projection }: Projecting, name: string, at: Date): string | undefined {
  const pattern = pruning.keys.find((key) => key.name === name)?.pattern;
  const value = pattern ? formatDate(pattern, at) : '';
  const key = projection.keys.get(name);
  if (key?.type === 'enum') return key.values.find((one) => Number(one) === Number(value) || one === value);
  if (key?.type !== 'integer') return value;
  const number = BigInt(value);
  return number >= key.first && number <= key.last ? projectedInteger(number, key.digits) : undefined;
}
