/** A filter in words. */
import { type DashboardData, rejected } from '../contract.ts';
import { type Filter, type FilterKey, filterKeys, stretchOf } from './filter.ts';
import { dimensionNames, stretch, value } from './format.ts';

export interface Words {
  readonly key: FilterKey;
  readonly name: string;
  readonly value: string;
}

export function wordsOf(filter: Filter, data: Pick<DashboardData, 'names' | 'axis'>): readonly Words[] {
  return filterKeys.flatMap((key) => (filter[key] === undefined ? [] : [{ key, ...partOf(filter, key, data) }]));
}

function partOf(filter: Filter, key: FilterKey, { names, axis }: Pick<DashboardData, 'names' | 'axis'>) {
  if (key === 'action') return { name: 'Action', value: filter.action === rejected ? 'rejected' : 'accepted' };
  if (key === 'time') {
    const { from, to } = axis && filter.time ? stretchOf(axis, filter.time) : { from: 0, to: 0 };
    return { name: 'Start', value: stretch(from, to) };
  }
  const logged = names[key][filter[key] ?? -1] ?? '';
  return { name: dimensionNames[key], value: value(key, logged) };
}
