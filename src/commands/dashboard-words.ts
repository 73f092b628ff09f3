/** What is said of a page: names that the user has for its values, and what it does not tell apart. */
import type { DashboardData } from '../dashboard/contract.ts';
import type { Names } from '../names/names.ts';
import { grouped } from '../output/units.ts';

/** What the user calls addresses and interfaces, by what they are in the log. */
export function callsOf({ names }: DashboardData, called: Names | undefined): DashboardData['calls'] {
  if (called === undefined) return {};
  const values = [...names.srcaddr, ...names.dstaddr, ...names.interface_id];
  return Object.fromEntries(
    values.flatMap((value) => {
      const name = called.of(value);
      return name === null ? [] : [[value, name]];
    }),
  );
}

/** What the page does not tell apart, if anything. */
export function remarkOn({ sizes, names }: DashboardData): string | undefined {
  const of = (count: number, all: number | null, noun: string) =>
    all !== null && all > count ? [`${grouped(count)} of ${grouped(all)} ${noun}`] : [];
  const cut = [
    ...of(names.srcaddr.length, sizes.srcaddr.groups, 'sources'),
    ...of(names.dstaddr.length, sizes.dstaddr.groups, 'destinations'),
    ...of(names.interface_id.length, sizes.interface_id.groups, 'interfaces'),
  ];
  return cut.length === 0 ? undefined : `the page tells ${cut.join(', ')} apart; all others are added up as "others"`;
}
