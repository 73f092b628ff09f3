/** The options of the questions that look for signs of an attack: their thresholds, and which addresses they are about. */
import { UsageError } from '../errors.ts';
import { choice, option } from '../option.ts';
import { protocolNumber } from '../protocol.ts';
import { limitOption } from './ranking.ts';
import { atLeast, parseMinuteOrMore, share, size } from './thresholds.ts';

/** As many as a table of records shows. */
const usualRows = 100;

/** The ends that a question is about: all addresses, or those of the internet. */
const ends = ['any', 'public'] as const;

type Ends = (typeof ends)[number];

/** Ports of `--ports`, both ends of a range included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What `--ports` asks for. */
export interface Ports {
  /** Whether they come on top of the ports that are known, or take their place. */
  readonly added: boolean;
  readonly ranges: readonly PortRange[];
}

export const portScanOptions = {
  minPorts: atLeast('--min-ports <n>', 'a scan of a host tries so many of its ports or more', 15),
  minHosts: atLeast('--min-hosts <n>', 'a scan of a port tries it on so many hosts or more', 25),
  maxAnswered: share('--max-answered <share>', 'of what a scan tries, no greater share answers: 0 to 1, or 50%', 0.5),
  limit: limitOption(usualRows),
};

export const adminPortOptions = {
  ports: option<Ports | undefined>({
    flags: '--ports <ports>',
    summary: 'other ports than those listed above: 22,3389,5900-5910; with + before the list, those as well: +8443',
    heading: 'Question',
    fallback: undefined,
    parse: parsePorts,
  }),
  from: endsOption('--from <ends>', 'the sources: public (the internet) or any', 'public'),
  limit: limitOption(usualRows),
};

export const bigTransferOptions = {
  over: size('--over <size>', 'pairs with so many bytes or more', '100MB'),
  to: endsOption('--to <ends>', 'the destinations: any, or public (the internet)', 'any'),
  limit: limitOption(usualRows),
};

export const oddProtocolOptions = {
  allow: option<readonly number[]>({
    flags: '--allow <protocols>',
    summary: 'protocols that are not odd either: gre,esp or 47,50',
    heading: 'Question',
    list: true,
    fallback: [],
    parse: parseProtocols,
  }),
  limit: limitOption(usualRows),
};

export const beaconOptions = {
  minCount: atLeast('--min-count <n>', 'talks in a beacon', 20),
  maxJitter: share('--max-jitter <share>', 'how far intervals are from the period: 0 to 1, or 25%', 0.25),
  maxBytes: size('--max-bytes <size>', 'mean bytes that the source sends in a talk', '10kB'),
  aggregationInterval: option<number | undefined>({
    flags: '--aggregation-interval <time>',
    summary:
      'of the flow log, 60s or 10m: what pauses for less is one talk; if not said, by the longest record of the pair',
    heading: 'Question',
    fallback: undefined,
    parse: parseMinuteOrMore,
  }),
  to: endsOption('--to <ends>', 'the destinations: any, or public (the internet)', 'any'),
  limit: limitOption(usualRows),
};

function endsOption(flags: string, summary: string, usual: Ends) {
  return option<Ends>({
    flags,
    summary: `${summary}; ${usual} if not said`,
    heading: 'Question',
    choices: ends,
    fallback: usual,
    parse: choice(ends),
  });
}

function parseProtocols(text: string, origin: string): readonly number[] {
  return text.split(',').map((word) => {
    const number = protocolNumber(word.trim());
    if (number !== undefined) return number;
    throw new UsageError(`${origin} ${word.trim() || '(nothing)'} is not a protocol`, 'use gre, esp, or 0 to 255');
  });
}

function parsePorts(text: string, origin: string): Ports {
  const added = text.startsWith('+');
  const ranges = (added ? text.slice(1) : text).split(',').map((word) => {
    const [, first = '', last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(word) ?? [];
    if (first !== '' && Number(first) <= Number(last) && Number(last) <= 65535) {
      return { first: Number(first), last: Number(last) };
    }
    throw new UsageError(
      `${origin} ${word.trim() || '(nothing)'} is not a port`,
      'use 0 to 65535, a range as in 5900-5910, or a list; + before the list adds it to the known ports',
    );
  });
  return { added, ranges };
}
