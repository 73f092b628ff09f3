/** What the questions about signs of an attack have in common. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Options, Values } from '../../src/option.ts';
import { adminPortsQuery } from '../../src/queries/admin-ports.ts';
import { beacons } from '../../src/queries/beacons.ts';
import { bigTransfers } from '../../src/queries/big-transfers.ts';
import { oddProtocols } from '../../src/queries/odd-protocols.ts';
import { portScans } from '../../src/queries/port-scans.ts';
import type { Query } from '../../src/query.ts';
import { refusal } from '../commands/typing.ts';
import { ask } from './asking.ts';

const queries = [portScans, adminPortsQuery, bigTransfers, oddProtocols, beacons] as const;

/** The question when nothing is said. */
function asked<O extends Options>({ options, ask }: Query<O>) {
  return ask(Object.fromEntries(Object.entries(options).map(([key, { fallback }]) => [key, fallback])) as Values<O>);
}

const questions = [
  ['port-scans', asked(portScans)],
  ['admin-ports', asked(adminPortsQuery)],
  ['big-transfers', asked(bigTransfers)],
  ['odd-protocols', asked(oddProtocols)],
  ['beacons', asked(beacons)],
] as const;

describe.each(questions)('%s', (name, { sql, columns, needs, reads }) => {
  it('is text that both engines read, with a total order and a limit', () => {
    expect(sql.text).not.toMatch(/count\(\*\)|DISTINCT|GROUP BY ALL|::|;|QUALIFY/);
    expect(sql.text).toMatch(
      /ORDER BY [^()]*( NULLS LAST| srcaddr)\nLIMIT 100$|ORDER BY CASE action [^()]* NULLS LAST\nLIMIT 100$/,
    );
    expect(sql.text.match(/FROM flow\b/g)).toHaveLength(1);
    expect([...reads, 'bytes', 'start']).toEqual(expect.arrayContaining([...needs]));
    expect(columns.at(-1)).toEqual({ name: 'criteria', kind: 'text' });
  });

  it('has no rows of flows that are harmless', async () => {
    expect(await ask([name], [{ from: '10.0.0.1:50000', to: '10.0.0.2:443' }])).toEqual([]);
  });
});

describe('the list of commands', () => {
  it('says of them what they say of themselves, under one heading', () => {
    const listed = commands.filter(({ purpose }) => purpose === 'Signs of an attack');
    expect(listed.map(({ name, summary }) => [name, summary])).toEqual(
      queries.map(({ name, summary }) => [name, summary]),
    );
  });

  it.each(queries.map((query) => [query.name, query] as const))(
    '%s tells what it looks for, how it decides, when it is wrong',
    (_, { details }) => {
      expect(details).toMatch(/^Looks for [\s\S]*\n\nHow it decides: [\s\S]*\n\nWhen it is wrong: /);
    },
  );
});

describe('thresholds', () => {
  it.each([
    [['port-scans', '--min-ports', '1'], '--min-ports 1 is not a number that it can have'],
    [['port-scans', '--max-answered', '1.5'], '--max-answered 1.5 is not a share of a whole'],
    [['port-scans', '--max-answered', '101%'], '--max-answered 101% is not a share of a whole'],
    [['beacons', '--max-jitter', '-1'], '--max-jitter -1 is not a share of a whole'],
    [
      ['beacons', '--aggregation-interval', '1500ms'],
      '--aggregation-interval 1500ms is no aggregation interval of flow logs',
    ],
    [['beacons', '--to', 'private'], '--to private is not known'],
    [['big-transfers', '--over', 'much'], '--over much is not a size'],
    [['big-transfers', '--over', '10000PB'], '--over 10000PB is more than logs can tell of'],
    [['admin-ports', '--from', 'private'], '--from private is not known'],
  ])('%j: %s', async (words, message) => {
    expect(await refusal([...words, 'x.log'])).toMatch(`2: ${message} | `);
  });
});
