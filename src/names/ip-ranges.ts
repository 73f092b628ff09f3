/**
 * AWS's ip-ranges.json, as https://ip-ranges.amazonaws.com/ip-ranges.json gives it: a prefix is named by its service and
 * Region, `S3 eu-west-1`.
 */
import { type Added, type Bad, quoted } from './bad.ts';
import { Key } from './key.ts';
import type { Names } from './names.ts';
import type { Pause } from './pause.ts';

/** An item of a list of prefixes. */
interface Entry {
  readonly list: string;
  readonly index: number;
  readonly prefix: string;
  readonly service: string;
  readonly region: string;
}

const lists = [
  { list: 'prefixes', prefix: 'ip_prefix' },
  { list: 'ipv6_prefixes', prefix: 'ipv6_prefix' },
] as const;

/** Adds its names. */
export async function addIpRanges(text: string, names: Names, pause: Pause): Promise<Added> {
  const bad: Bad[] = [];
  const content = contentOf(text, bad);
  const entries: Entry[] = [];
  let found = bad.length > 0;
  let records = 0;
  for (const { list, prefix } of lists) {
    const items = property(content, list);
    if (!Array.isArray(items)) continue;
    found = true;
    records += items.length;
    for (let index = 0; index < items.length; index++) {
      const entry = entryOf(items[index], list, index, prefix);
      if (typeof entry === 'string') bad.push(badEntry(list, index, entry));
      else entries.push(entry);
    }
  }
  if (!found) bad.push({ place: '', problem: "is JSON, but not AWS's ip-ranges.json: it has no list of prefixes" });
  await addNames(entries, names, bad, pause);
  return { bad, records };
}

function contentOf(text: string, bad: Bad[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    bad.push({ place: '', problem: `is not JSON: ${(error as Error).message}` });
    return undefined;
  }
}

function entryOf(item: unknown, list: string, index: number, prefixName: string): Entry | string {
  const prefix = property(item, prefixName);
  const service = property(item, 'service');
  const region = property(item, 'region');
  if (typeof prefix !== 'string') return `has no ${prefixName}`;
  if (typeof service !== 'string' || typeof region !== 'string') return 'has no service or no region';
  return { list, index, prefix, service, region };
}

function badEntry(list: string, index: number, problem: string): Bad {
  return { place: ` ${list}[${index}]`, problem };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** So many entries take about a millisecond. */
const entriesAtOnce = 1000;

/** The same prefix stands there for each service that has it; what is added last counts. */
async function addNames(entries: readonly Entry[], names: Names, bad: Bad[], pause: Pause): Promise<void> {
  names.open({
    key: (place) => entries[place]?.prefix ?? '',
    name: (place) => `${entries[place]?.service} ${entries[place]?.region}`,
  });
  for (const rank of [0, 1, 2]) {
    for (let from = 0; from < entries.length; from += entriesAtOnce) {
      await pause();
      addSome(entries, from, rank, names, bad);
    }
  }
}

/** Those of `rank` of the next few entries. */
function addSome(entries: readonly Entry[], from: number, rank: number, names: Names, bad: Bad[]): void {
  const key = new Key();
  for (let place = from; place < Math.min(from + entriesAtOnce, entries.length); place++) {
    const entry = entries[place];
    if (entry === undefined || rankOf(entry) !== rank) continue;
    if (key.read(entry.prefix) && key.isAddress) names.add(key, place);
    else bad.push(badEntry(entry.list, entry.index, `${quoted(entry.prefix)} is no CIDR block`));
  }
}

/** AMAZON is all of them, and EC2 is named beside services that run on it: how much a service says. */
function rankOf({ service }: Entry): number {
  return service === 'AMAZON' ? 0 : service === 'EC2' ? 1 : 2;
}
