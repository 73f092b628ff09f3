/** What the page is filtered by: at most one value of each dimension, an action, a stretch of time. All must hold. */
import { protocolName } from '../../protocol.ts';
import { type Axis, accepted, type DashboardData, type Dimension, dimensions, rejected } from '../contract.ts';

export interface Filter extends Partial<Record<Dimension, number>> {
  readonly action?: number;
  /** Spans of the axis, both included. */
  readonly time?: { readonly from: number; readonly to: number };
}

export type FilterKey = keyof Filter;

/** In the order in which the page speaks of them. */
export const filterKeys: readonly FilterKey[] = ['action', 'time', ...dimensions];

export function without(filter: Filter, key: FilterKey): Filter {
  const { [key]: _, ...rest } = filter;
  return rest;
}

/** Takes the parts in, or out if all of them hold already. */
export function toggled(filter: Filter, parts: Filter): Filter {
  const keys = filterKeys.filter((key) => parts[key] !== undefined);
  const holds = keys.every((key) => JSON.stringify(filter[key]) === JSON.stringify(parts[key]));
  return holds ? keys.reduce(without, filter) : { ...filter, ...parts };
}

const actionWords: Readonly<Record<number, string>> = { [accepted]: 'accept', [rejected]: 'reject' };

/** Epoch seconds at which the stretch begins and ends; within the time that the log has. */
export function stretchOf({ origin, width, span, first, last }: Axis, { from, to }: { from: number; to: number }) {
  return {
    from: origin + Math.max(from * span, first) * width,
    to: origin + Math.min((to + 1) * span, last + 1) * width,
  };
}

type Known = Pick<DashboardData, 'names' | 'axis'>;

/** As the part of the address after `#`, which a bookmark keeps. */
export function hashOf(filter: Filter, { names, axis }: Known): string {
  const words = new URLSearchParams();
  if (filter.action !== undefined) words.set('action', actionWords[filter.action] ?? '');
  if (filter.time && axis) {
    const { from, to } = stretchOf(axis, filter.time);
    words.set('time', `${from}-${to}`);
  }
  for (const name of dimensions) {
    const code = filter[name];
    if (code !== undefined) words.set(name, String(names[name][code]));
  }
  return words.toString();
}

/** What of it this page knows; the rest is left out. */
export function filterOf(hash: string, { names, axis }: Known): Filter {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const filter: { -readonly [K in FilterKey]?: Filter[K] } = {};
  const action = Object.entries(actionWords).find(([, word]) => word === words.get('action'));
  if (action) filter.action = Number(action[0]);
  const [, from, to] = /^(\d{1,12})-(\d{1,12})$/.exec(words.get('time') ?? '') ?? [];
  if (from !== undefined && axis) {
    const spanAt = (time: number) => Math.floor((time - axis.origin) / axis.width / axis.span);
    const time = { from: spanAt(Number(from)), to: spanAt(Number(to) - 1) };
    if (time.from >= Math.floor(axis.first / axis.span) && time.to >= time.from) filter.time = time;
  }
  for (const name of dimensions) {
    const code = names[name].findIndex((value) => String(value) === words.get(name));
    if (code >= 0) filter[name] = code;
  }
  return filter as Filter;
}

const flags: Readonly<Record<Dimension, string>> = {
  srcaddr: '--src',
  dstaddr: '--dst',
  dstport: '--dst-port',
  protocol: '--protocol',
  interface_id: '--interface-id',
};

/** The command that gives the totals of the filter, to be pasted into a shell. */
export function commandOf(
  filter: Filter,
  { names, axis, scope }: Pick<DashboardData, 'names' | 'axis' | 'scope'>,
): string {
  const stretch = filter.time && axis ? stretchOf(axis, filter.time) : undefined;
  const since = later(stretch?.from, scope.from, Math.max);
  const until = later(stretch?.to, scope.to, Math.min);
  const own = scope.filters
    .map((text) => text.split(' '))
    .map(([flag = '', ...value]) => [flag, value.join(' ')] as const);
  const chosen = dimensions.flatMap((name) => {
    const code = filter[name];
    if (code === undefined) return [];
    const value = names[name][code] ?? '';
    return [
      [flags[name], name === 'protocol' ? (protocolName(Number(value)) ?? String(value)) : String(value)] as const,
    ];
  });
  const replaced = new Set<string>([
    ...chosen.map(([flag]) => flag),
    ...(filter.action === undefined ? [] : ['--action']),
  ]);
  const options = [
    ...own.filter(([flag]) => !replaced.has(flag)),
    ...(filter.action === undefined ? [] : [['--action', actionWords[filter.action] ?? ''] as const]),
    ...chosen,
    ...(since === undefined ? [] : [['--since', since] as const]),
    ...(until === undefined ? [] : [['--until', until] as const]),
  ];
  const counting = scope.counting.map((flag) => ` ${flag}`).join('');
  return `flowlogs top --by action${counting} ${options.map(([flag, value]) => `${flag} ${quoted(value)}`).join(' ')}`.trim();
}

function later(
  own: number | undefined,
  asked: string | null,
  pick: (a: number, b: number) => number,
): string | undefined {
  const times = [...(own === undefined ? [] : [own]), ...(asked === null ? [] : [Date.parse(asked) / 1000])];
  if (times.length === 0) return undefined;
  return new Date(times.reduce((a, b) => pick(a, b)) * 1000).toISOString().replace(/(:00)?\.000Z$/, 'Z');
}

function quoted(text: string): string {
  return /^[\w.:/@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
