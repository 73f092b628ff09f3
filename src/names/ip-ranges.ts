/**
 * AWS's ip-ranges.json, as https://ip-ranges.amazonaws.com/ip-ranges.json gives it: a prefix is named by its service and
 * Region, `S3 eu-west-1`.
 */
import { type Added, type Bad, quoted } from './bad.ts';
import { Key } from './key.ts';
import type { Names } from './names.ts';

interface Entry {
  readonly prefix: string;
  readonly service: string;
  readonly region: string;
}

/** Adds its names. */
export function addIpRanges(text: string, names: Names): Added {
  const found = lists(text);
  if (typeof found === 'string') return { bad: [{ place: '', problem: found }], records: 0 };
  const bad: Bad[] = [];
  const ranked: readonly Entry[][] = [[], [], []];
  for (const { list, key, items } of found) {
    items.forEach((item, i) => {
      const entry = entryOf(item, key);
      if (typeof entry === 'string') bad.push({ place: ` ${list}[${i}]`, problem: entry });
      else ranked[rankOf(entry)]?.push(entry);
    });
  }
  // The same prefix stands there for each service that has it; what is added last counts.
  const entries = ranked.flat();
  names.open({
    key: (place) => entries[place]?.prefix ?? '',
    name: (place) => `${entries[place]?.service} ${entries[place]?.region}`,
  });
  entries.forEach(({ prefix }, place) => {
    if (checked.read(prefix)) names.add(checked, place);
  });
  return { bad, records: bad.length + entries.length };
}

const checked = new Key();

/** AMAZON is all of them, and EC2 is named beside services that run on it: how much a service says. */
function rankOf({ service }: Entry): number {
  return service === 'AMAZON' ? 0 : service === 'EC2' ? 1 : 2;
}

const known = [
  { list: 'prefixes', key: 'ip_prefix' },
  { list: 'ipv6_prefixes', key: 'ipv6_prefix' },
] as const;

interface List {
  readonly list: string;
  readonly key: string;
  readonly items: readonly unknown[];
}

/** The lists of prefixes that there are, or what is wrong with the whole. */
function lists(text: string): readonly List[] | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
  const found = known.flatMap(({ list, key }) => {
    const items = property(content, list);
    return Array.isArray(items) ? [{ list, key, items }] : [];
  });
  return found.length > 0 ? found : "is JSON, but not AWS's ip-ranges.json: it has no list of prefixes";
}

function entryOf(item: unknown, key: string): Entry | string {
  const [prefix, service, region] = [key, 'service', 'region'].map((name) => property(item, name));
  if (typeof prefix !== 'string') return `has no ${key}`;
  if (typeof service !== 'string' || typeof region !== 'string') return 'has no service or no region';
  if (!checked.read(prefix) || checked.sort !== 'address') return `${quoted(prefix)} is no CIDR block`;
  return { prefix, service, region };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
