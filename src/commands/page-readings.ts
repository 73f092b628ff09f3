/** Asks the questions of a page. */
import { loggedField } from '../derived.ts';
import type { Engine, Scope } from '../engines/engine.ts';
import type { Coverage, Result, Row } from '../result.ts';
import type { PageSpec, Part, Reading } from './page-spec.ts';
import type { Source } from './source.ts';

/** All rows of a part, and what is to be said of them. */
interface PartRows {
  readonly rows: readonly Row[];
  readonly remark: string | undefined;
}

export interface PageAnswer {
  /** Parts that cannot be answered have none. */
  readonly parts: ReadonlyMap<Part, PartRows>;
  readonly coverage: Coverage;
}

/** How a page is asked. */
interface Asking {
  readonly scope: Scope;
  readonly recorded: readonly string[];
  /** Readings run at the same time; else one after the other, so that memory is that of one. */
  readonly together: boolean;
  /** What is to be said of the flows of the page, by the first answer. */
  coverageOf(first: Result): Promise<Coverage>;
}

export async function askPage(
  spec: PageSpec,
  { engine, expectReadings }: Pick<Source, 'engine' | 'expectReadings'>,
  { scope, recorded, together, coverageOf }: Asking,
): Promise<PageAnswer> {
  const readings = readingsOf(spec, recorded);
  expectReadings(readings.length);
  const ask = ([reading, parts]: (typeof readings)[number], i: number) =>
    askReading(engine, withReading(scope, reading), parts, i === 0 ? coverageOf : async (result) => result.coverage());
  const answers: Answers[] = [];
  if (together) answers.push(...(await Promise.all(readings.map(ask))));
  else for (const [i, reading] of readings.entries()) answers.push(await ask(reading, i));
  return {
    parts: new Map(answers.flatMap(({ parts }) => [...parts])),
    coverage: coverageOfAll(answers.map(({ coverage }) => coverage)),
  };
}

/** The scope of the questions of a reading. */
export function withReading(scope: Scope, { conditions }: Reading): Scope {
  return { ...scope, conditions: [...scope.conditions, ...conditions] };
}

/** The first field that the part needs and the logs do not record; undefined if nothing is known of the logs. */
export function lackingField({ question }: Part, recorded: readonly string[]): string | undefined {
  if (recorded.length === 0) return undefined;
  return question.needs.flatMap((name) => loggedField(name) ?? []).find((name) => !recorded.includes(name));
}

/** The parts that can be answered, by their reading. */
function readingsOf({ sections }: PageSpec, recorded: readonly string[]): readonly (readonly [Reading, Part[]])[] {
  const readings = new Map<Reading, Part[]>();
  for (const part of sections.flatMap(({ parts }) => parts)) {
    if (lackingField(part, recorded) !== undefined) continue;
    const parts = readings.get(part.reading);
    if (parts) parts.push(part);
    else readings.set(part.reading, [part]);
  }
  return [...readings];
}

interface Answers {
  readonly parts: readonly (readonly [Part, PartRows])[];
  readonly coverage: Coverage;
}

/** Answers are consumed in the order of their questions. */
async function askReading(
  engine: Engine,
  scope: Scope,
  parts: readonly Part[],
  coverageOf: Asking['coverageOf'],
): Promise<Answers> {
  const results = await engine.runAll(
    parts.map(({ question }) => question),
    scope,
  );
  const answered: [Part, PartRows][] = [];
  for (const [i, part] of parts.entries()) answered.push([part, await rowsOf(part, results[i] as Result)]);
  return { parts: answered, coverage: await coverageOf(results[0] as Result) };
}

async function rowsOf({ shape }: Part, result: Result): Promise<PartRows> {
  const shaped = shape?.(result);
  const rows: Row[] = [];
  for await (const batch of (shaped?.result ?? result).batches) rows.push(...batch);
  return { rows, remark: shaped?.remark() };
}

/** What `--dedupe` left out of some of the flows is among what it left out of all. */
function isOfItsFlows(note: string): boolean {
  return note.startsWith('--dedupe');
}

/** Of all readings: the first one is of all flows of the page. */
function coverageOfAll([first, ...others]: readonly Coverage[]): Coverage {
  if (!first) throw new TypeError('a page has a reading');
  const all = [first, ...others];
  const scanned = all.flatMap(({ scannedBytes }) => scannedBytes ?? []);
  const changed = others.some(({ records, badLines }) => records !== first.records || badLines !== first.badLines);
  return {
    ...first,
    notes: [
      ...new Set([...first.notes, ...others.flatMap(({ notes }) => notes).filter((note) => !isOfItsFlows(note))]),
      ...(changed ? ['the logs changed while they were read: sections may disagree'] : []),
    ],
    ...(scanned.length > 0 && { scannedBytes: scanned.reduce((sum, bytes) => sum + bytes, 0n) }),
  };
}
