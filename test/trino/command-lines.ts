/** Command lines of questions, made up: the same ones for the same seed. */
import { derived } from '../../src/derived.ts';
import { fields } from '../../src/flow.ts';
import { countingOptions } from '../../src/options/counting.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const measures = new Set(['packets', 'bytes', 'start', 'end']);
/** Of version 5, beside what is added up. */
const logged = fields.slice(0, 29).flatMap(({ name }) => (measures.has(name) ? [] : [name as string]));
const groups = [
  ...logged,
  ...derived.map(({ name }) => name),
  ...['srcnet/8', 'dstnet/16', 'srcnet/27', 'srcnet/48', 'dstnet/96', 'srcnet/128'],
];

/** Each in the words of the command line. */
const filters: readonly (readonly string[])[] = [
  ['--action', 'reject'],
  ['--action', '!accept'],
  ['--src', '10.0.0.0/8'],
  ['--src', '2001:db8::/32'],
  ['--dst', '10.0.1.0/24,!10.0.1.11'],
  ['--addr', '10.0.2.15'],
  ['--addr', '!203.0.113.0/24'],
  ['--port', '443,53'],
  ['--src-port', '1024-65535'],
  ['--dst-port', '!443'],
  ['--protocol', 'tcp'],
  ['--protocol', '!6,!17'],
  ['--direction', 'egress'],
  ['--vpc-id', 'vpc-0a1b2c3d4e5f60718'],
  ['--min-bytes', '1kB'],
];

const windows: readonly (readonly string[])[] = [
  ['--date', '2025-08-14'],
  ['--since', '2025-08-14T06:00Z', '--until', '2025-08-14T18:30Z'],
  ['--since', '2025-08-13', '--until', '2025-08-16'],
];

/** A question that ranks, and the groups that it may be asked by. */
export interface Ranked {
  readonly name: string;
  /** The question is about this action already. */
  readonly action?: string;
}

/** `count` command lines of rankings, without repetition. Each says its window: a lake has one if none is said. */
export function rankingLines(rankings: readonly Ranked[], count: number, seed: number): readonly (readonly string[])[] {
  const next = random(seed);
  const pick = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)] as T;
  const some = <T>(all: readonly T[], most: number) => [
    ...new Set(Array.from({ length: Math.floor(next() * (most + 1)) }, () => pick(all))),
  ];
  const lines = new Map<string, readonly string[]>();
  while (lines.size < count) {
    const { name, action } = pick(rankings);
    const by = some(groups, 3);
    const chosen = some(filters, 2).filter(([option]) => action === undefined || option !== '--action');
    const options = [...new Map(chosen.map((words) => [words[0], words])).values()].flat();
    const packetLevel = next() < 0.2 && !by.some((one) => one.startsWith('pkt_'));
    const line = [
      name,
      ...(by.length > 0 || name === 'top' ? ['--by', (by.length > 0 ? by : ['dstport']).join(',')] : []),
      ...['--sort', pick(['flows', 'packets', 'bytes']), '-n', pick(['0', '5', '25'])],
      ...options,
      ...(packetLevel ? ['--packet-level'] : []),
      ...('dedupe' in countingOptions && next() < 0.2 ? ['--dedupe'] : []),
      ...pick(windows),
    ];
    lines.set(line.join(' '), line);
  }
  return [...lines.values()];
}

/** Command lines of a question with options of its own, each with every window and some filters. */
export function questionLines(questions: readonly (readonly string[])[], seed: number): readonly (readonly string[])[] {
  const next = random(seed);
  const pick = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)] as T;
  return questions.flatMap((words) =>
    windows.map((window) => [
      ...words,
      ...(next() < 0.5 ? pick(filters.filter(([o]) => o !== '--action')) : []),
      ...window,
    ]),
  );
}
