import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { pageText } from '../../src/commands/help-text.ts';
import { commands } from '../../src/commands/index.ts';
import { neededFields } from '../../src/commands/needed-fields.ts';
import { topics } from '../../src/commands/topics/index.ts';
import type { Page } from '../../src/commands/topics/topic.ts';
import { helpWidth } from '../../src/context.ts';
import { exitCodes } from '../../src/errors.ts';
import { fieldNamed } from '../../src/flow.ts';
import { headings } from '../../src/option.ts';
import { purposes } from '../../src/purpose.ts';
import { argumentsOf, exampleFolder } from './examples.ts';
import { answered, printed, refusal, request } from './typing.ts';

const { folder, remove } = exampleFolder();
afterAll(remove);

/** The version of the newer of the two flow logs in `examples/`. */
const newest = 5;

const loaded = await Promise.all(commands.map(async (listed) => ({ listed, command: await listed.load() })));

function named(name: string): Command {
  const found = loaded.find(({ listed }) => listed.name === name);
  if (!found) throw new Error(name);
  return found.command;
}

describe('the list of commands', () => {
  it('has a heading for each thing that people want, in this order, and below it the commands', async () => {
    const list = (await printed(['--help'])).split('\n');
    const headings = list.flatMap((line) => /^(\S.*):$/.exec(line)?.[1] ?? []).filter((one) => one !== 'Options');
    expect(headings).toEqual(purposes.filter((purpose) => headings.includes(purpose)));
    for (const { name, purpose } of commands) {
      const at = list.findIndex((line) => line.startsWith(`  ${name} `));
      expect(
        list.slice(0, at).findLast((line) => /^\S.*:$/.test(line)),
        name,
      ).toBe(`${purpose}:`);
    }
  });

  it('says of each what it is for', async () => {
    const text = await printed(['--help'], { width: 200 });
    const flat = text.replace(/\s+/g, ' ');
    for (const { name, summary } of commands) expect(flat).toContain(` ${name} ${summary} `);
    expect(await printed(['help'], { width: 200 })).toBe(text);
  });

  it('is scanned by name: one line a command, which a terminal need not wrap', async () => {
    const list = (await printed(['--help'])).split('\n');
    expect(list.filter((line) => /^ {4,}\S/.test(line))).toEqual([]);
    expect(Math.max(...list.map((line) => line.length))).toBeLessThanOrEqual(helpWidth);
  });
});

describe.each(loaded.map(({ listed, command }) => [listed.name, listed, command] as const))(
  '%s',
  (name, listed, command) => {
    const lines = command.examples.map((line) => [line, argumentsOf(line, folder)] as const);

    it('has two examples or more, each of itself', () => {
      expect(lines.length).toBeGreaterThanOrEqual(2);
      for (const [line] of lines) expect(line).toContain(`flowlogs ${name}`);
    });

    it('quotes ! in its examples, which interactive shells take for their history', () => {
      for (const line of command.examples) expect(line.replace(/'[^']*'/g, '')).not.toContain('!');
    });

    it.each(lines.filter(([, args]) => args.length > 0))('understands %s', async (_, args) => {
      expect(await request(args, { cwd: folder })).toBeDefined();
    });

    const onFiles = lines.filter(([, args]) => args.includes('logs/'));
    it.runIf(onFiles.length > 0).each(onFiles)('answers %s on the example logs', async (_, args) => {
      // What no version of the example logs records is refused by its name.
      const missing = (command.needs ?? []).filter((field) => (fieldNamed(field)?.since ?? 0) > newest);
      const [name = ''] = missing.map((field) => field.replaceAll('_', '-'));
      const answer = answered(args, { cwd: folder });
      if (missing.length > 0) await expect(answer).rejects.toThrow(`${name} is not recorded in these logs`);
      else expect((await answer).code).toBe(0);
    });

    it.runIf(listed.arguments.includes('paths'))('says which fields it needs', async () => {
      expect(command.needs).toBeDefined();
      expect((await printed(['help', name])).replace(/\s+/g, ' ')).toContain(`Fields needed: `);
    });
  },
);

describe('the help of a command', () => {
  it('shows its options under their headings, in their order, and examples', async () => {
    const text = await printed(['help', 'top-rejects']);
    const shown = text.match(/^\S.*:$/gm)?.map((line) => line.replace(/( \(.*\))?:$/, ''));
    const { options } = named('top-rejects');
    const used = new Set<string>(['Filters', ...Object.values(options).map(({ heading }) => heading)]);
    expect(shown).toEqual([...headings.filter((heading) => used.has(heading)), 'Examples']);
    expect(await printed(['top-rejects', '--help'])).toBe(text);
  });

  it.each(commands.map(({ name }) => name))('%s fits into 100 columns', async (name) => {
    const lines = (await printed(['help', name])).split('\n');
    expect(lines.filter((line) => line.length > helpWidth)).toEqual([]);
  });
});

describe('the fields that a command needs', () => {
  const text = (needs: readonly string[] | undefined, options: Command['options'] = {}, filters = false) =>
    neededFields({
      examples: [],
      task: () => ({ request: {}, run: async () => 0 }),
      options,
      filters,
      ...(needs ? { needs } : {}),
    });
  const by = {
    by: { flags: '--by <fields>', summary: '', heading: 'Ranking', fallback: undefined, parse: () => [] },
  } as const;

  it("have AWS's names and the version that brought them", () => {
    expect(text(['pkt_srcaddr', 'srcaddr', 'action'])).toBe(
      'Fields needed: srcaddr, action (version 2, the default format); pkt-srcaddr (version 3, a custom format).',
    );
  });

  it('are those that derived ones are made of, each named once', () => {
    expect(text(['hour', 'srcnet/26', 'srcaddr'])).toBe(
      'Fields needed: start, srcaddr (version 2, the default format).',
    );
  });

  it('are also those that --by and filters name', () => {
    expect(text(['action'], by, true)).toBe(
      'Fields needed: action (version 2, the default format). And those that --by and filters name.',
    );
    expect(text([], {}, true)).toBe('Fields needed: none of its own. Those that filters name.');
  });

  it('are not spoken of by commands without logs', () => {
    expect(text(undefined)).toBeUndefined();
  });
});

describe('topics', () => {
  it.each(topics.map(({ name }) => name))('flowlogs help %s shows a page', async (name) => {
    expect((await printed(['help', name])).split('\n').length).toBeGreaterThan(5);
  });

  it('say all exit codes', async () => {
    const text = await printed(['help', 'exit-codes']);
    for (const [code, meaning] of Object.entries(exitCodes)) expect(text).toContain(` ${code}  ${meaning}\n`);
  });

  it('are named in the list of commands, and in what is said of a topic that there is not', async () => {
    const list = (await printed(['--help'])).replace(/\s+/g, ' ');
    for (const { name } of topics) expect(list).toContain(name);
    expect(await refusalOfHelp('exit-code')).toContain('did you mean exit-codes?');
    expect(await refusalOfHelp('nonsense')).toContain('flowlogs help lists the commands');
  });

  it('have command lines that the program understands', async () => {
    for (const { load } of topics) {
      for (const line of linesOf(await load())) {
        expect(await request(argumentsOf(line, folder), { cwd: folder }), line).toBeDefined();
      }
    }
  });

  it.each([40, 72, 100])('fit into %i columns, but for command lines, which are there to be copied', async (width) => {
    for (const { load } of topics) {
      const text = pageText(await load(), width).split('\n');
      const wide = text.filter((line) => line.length > width && !line.startsWith('  flowlogs '));
      // A title or what is wanted is one line; a word that is longer than the room for it stays whole.
      expect(wide.filter((line) => line.startsWith(' ') && line.trim().split(/ {2,}/).at(-1)?.includes(' '))).toEqual(
        [],
      );
    }
  });
});

const refusalOfHelp = (topic: string) => refusal(['help', topic]);

function linesOf({ parts }: Page): readonly string[] {
  return parts.flatMap((part) =>
    typeof part !== 'string' && 'lines' in part ? part.lines.map(([, line]) => line) : [],
  );
}

/** Amazon VPC user guide, "Query flow logs using Amazon Athena": the predefined queries. */
const predefined =
  `AcceptedTraffic AdminPortTraffic IPv4Traffic IPv6Traffic RejectedTCPTraffic RejectedTraffic SshRdpTraffic
  TopTalkers TopTalkersPacketLevel TopTalkingInstances TopTalkingSubnets TopTCPTraffic TotalBytesTransferred
  TotalBytesTransferredPacketLevel TrafficFrmSrcAddr TrafficToDstAddr`
    .split(/\s+/)
    .map((name) => `VpcFlowLogs${name}`);

describe("AWS's predefined queries", async () => {
  const { awsQueriesPage } = await import('../../src/commands/topics/aws-queries.ts');
  const queries = awsQueriesPage.parts.flatMap((part) =>
    typeof part !== 'string' && 'lines' in part ? part.lines : [],
  );
  const lineOf = (name: string) => queries.find(([wanted]) => wanted.startsWith(`${name}:`))?.[1] ?? '';

  it('are all there, by their names', () => {
    expect(queries.map(([wanted]) => wanted.split(':')[0])).toEqual(predefined);
  });

  it.each(predefined)('%s is answered, on the example logs as on the data lake', async (name) => {
    const args = argumentsOf(lineOf(name), folder);
    expect(await request(args, { cwd: folder })).toBeDefined();
    const { code, out } = await answered([...args, '--csv', 'logs/'], { cwd: folder });
    expect(code).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(2);
  });

  describe('of each family', () => {
    // The bytes of all lines of traffic whose source is of the family, added up here from the text of the logs.
    const bytes = { ipv4: 0, ipv6: 0 };
    beforeAll(() => {
      for (const file of readdirSync(join(folder, 'logs'), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.gz')) continue;
        for (const line of gunzipSync(readFileSync(join(folder, 'logs', file)))
          .toString()
          .split('\n')
          .slice(1)) {
          const fields = line.split(' ');
          if (fields[13] === 'OK') bytes[fields[3]?.includes(':') ? 'ipv6' : 'ipv4'] += Number(fields[9]);
        }
      }
    });

    it.each([
      ['VpcFlowLogsIPv4Traffic', 'ipv4'],
      ['VpcFlowLogsIPv6Traffic', 'ipv6'],
    ] as const)('%s has all bytes, and no others', async (name, family) => {
      const { out } = await answered([...argumentsOf(lineOf(name), folder), '--csv', 'logs/'], { cwd: folder });
      expect(bytes[family]).toBeGreaterThan(0);
      expect(out).toBe(`bytes\n${bytes[family]}\n`);
    });
  });
});
