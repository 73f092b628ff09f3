/** The ranked parts of the page: what each is called, and which columns it has. */
import type { Part } from '../contract.ts';
import type { Measure } from './amounts.ts';

export interface PartLook {
  readonly part: Part;
  readonly title: string;
  /** What one of its groups is, and several. */
  readonly one: string;
  readonly many: string;
  /** Said when there is none. */
  readonly empty: string;
  /** It has room for all measures. */
  readonly wide: boolean;
}

export const looks: readonly PartLook[] = [
  {
    part: 'refused',
    title: 'Top rejected connections',
    one: 'connection',
    many: 'connections',
    empty: 'No rejected flow.',
    wide: true,
  },
  { part: 'srcaddr', title: 'Top sources', one: 'source', many: 'sources', empty: 'No flow.', wide: false },
  {
    part: 'dstaddr',
    title: 'Top destinations',
    one: 'destination',
    many: 'destinations',
    empty: 'No flow.',
    wide: false,
  },
  { part: 'pair', title: 'Top talkers', one: 'pair', many: 'pairs', empty: 'No flow.', wide: true },
  { part: 'port', title: 'Destination ports', one: 'port', many: 'ports', empty: 'No flow.', wide: false },
  { part: 'interface_id', title: 'Interfaces', one: 'interface', many: 'interfaces', empty: 'No flow.', wide: false },
  { part: 'protocol', title: 'Protocols', one: 'protocol', many: 'protocols', empty: 'No flow.', wide: false },
];

/** The columns of numbers. Narrow tables have the flows, and besides them the volume that is asked for. */
export function numbersOf(
  { part, wide }: PartLook,
  measure: Measure,
  hasAction: boolean,
): readonly (Measure | 'rejected')[] {
  const volume: readonly Measure[] = wide ? ['packets', 'bytes'] : [measure === 'packets' ? 'packets' : 'bytes'];
  return ['flows', ...(hasAction && part !== 'refused' ? (['rejected'] as const) : []), ...volume];
}
