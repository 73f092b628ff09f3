/** What the page of an address or a block of addresses is made of. */
import type { AddressRange } from '../address.ts';
import type { Condition } from '../filter.ts';
import type { FieldName } from '../flow.ts';
import { askedPorts } from '../queries/ip-ports.ts';
import { top } from '../queries/top.ts';
import { topDestinations } from '../queries/top-destinations.ts';
import { topInterfaces } from '../queries/top-interfaces.ts';
import { topRejects } from '../queries/top-rejects.ts';
import { topSources } from '../queries/top-sources.ts';
import { totalsQuestion } from '../queries/totals.ts';
import type { Reading, SectionSpec } from './page-spec.ts';

export interface Subject {
  readonly range: AddressRange;
  /** In its canonical form. */
  readonly text: string;
}

/** Both pairs of addresses count: the interface's own, and those of the packets. */
const sources = ['srcaddr', 'pkt_srcaddr'] as const;
const destinations = ['dstaddr', 'pkt_dstaddr'] as const;

export function ipSections(
  subject: Subject,
  limit: number,
  moreOf: (command: string) => string,
): [SectionSpec, ...SectionSpec[]] {
  const readings = readingsOf(subject);
  const more: More = (command, option, by = '') => moreOf(`${command} ${option} ${subject.text}${by && ` --by ${by}`}`);
  return [
    totals(readings),
    ...peers(readings, limit, more),
    ...ports(readings, limit, more),
    ...rejects(readings, limit, more, subject),
    {
      name: 'interfaces',
      title: 'Seen at',
      more: more('top-interfaces', '--addr'),
      spare: usualSpare,
      parts: [{ reading: readings.all, question: topInterfaces.ask({ by: ['interface_id'], sort: 'bytes', limit }) }],
    },
    {
      name: 'hours',
      title: 'Busiest hours',
      more: more('top', '--addr', 'hour --sort bytes'),
      spare: usualSpare,
      parts: [{ reading: readings.all, question: top.ask({ by: ['hour'], sort: 'bytes', limit }) }],
    },
  ];
}

type More = (command: string, option: string, by?: string) => string;

/** What a ranking can do without, in the order in which it goes. */
const usualSpare = ['cumulative_share', 'first_seen', 'packets', 'last_seen', 'share'];

interface Readings {
  readonly all: Reading;
  readonly out: Reading;
  readonly in: Reading;
}

function readingsOf({ range }: Subject): Readings {
  const at = (on: readonly FieldName[]): Reading => {
    const condition: Condition = { is: 'address', option: 'ip', on, not: false, ranges: [range] };
    return { conditions: [condition] };
  };
  return { all: at([...sources, ...destinations]), out: at(sources), in: at(destinations) };
}

function totals({ all, ...directions }: Readings): SectionSpec {
  return {
    name: 'totals',
    title: 'Traffic',
    label: { name: 'direction', kind: 'text' },
    spare: ['first_seen', 'last_seen', 'packets'],
    parts: [
      { reading: all, question: totalsQuestion, label: 'all' },
      { reading: directions.out, question: totalsQuestion, label: 'out' },
      { reading: directions.in, question: totalsQuestion, label: 'in' },
    ],
  };
}

function peers({ out, in: to }: Readings, limit: number, more: More): readonly SectionSpec[] {
  return [
    {
      name: 'sends_to',
      title: 'Sends to',
      more: more('top-destinations', '--src'),
      spare: usualSpare,
      parts: [{ reading: out, question: topDestinations.ask({ by: ['dstaddr'], sort: 'bytes', limit }) }],
    },
    {
      name: 'receives_from',
      title: 'Receives from',
      more: more('top-sources', '--dst'),
      spare: usualSpare,
      parts: [{ reading: to, question: topSources.ask({ by: ['srcaddr'], sort: 'bytes', limit }) }],
    },
  ];
}

function ports({ out, in: to }: Readings, limit: number, more: More): readonly SectionSpec[] {
  return [
    {
      name: 'serves',
      title: 'Serves',
      more: more('services', '--addr'),
      spare: [...usualSpare, 'bytes'],
      parts: [{ reading: to, question: askedPorts({ column: 'clients', of: 'srcaddr' }, limit) }],
    },
    {
      name: 'asks_for',
      title: 'Asks for',
      more: more('services', '--addr'),
      spare: [...usualSpare, 'bytes'],
      parts: [{ reading: out, question: askedPorts({ column: 'servers', of: 'dstaddr' }, limit) }],
    },
  ];
}

/** A block has more than one address of its own, so that rows name both ends. */
function rejects({ out, in: to }: Readings, limit: number, more: More, { range }: Subject): readonly SectionSpec[] {
  const isOne = range.first === range.last;
  const section = (reading: Reading, name: string, title: string, option: string, peer: string): SectionSpec => {
    const by = isOne ? [peer] : ['srcaddr', 'dstaddr'];
    return {
      name,
      title,
      more: more('top-rejects', option, isOne ? peer : ''),
      spare: usualSpare,
      parts: [{ reading, question: topRejects.ask({ by, sort: 'flows', limit }) }],
    };
  };
  return [
    section(to, 'rejected_in', 'Rejected on the way in', '--dst', 'srcaddr'),
    section(out, 'rejected_out', 'Rejected on the way out', '--src', 'dstaddr'),
  ];
}
