import { formatAddress, parseRange } from '../address.ts';
import { UsageError } from '../errors.ts';
import { command, type Given } from './command.ts';
import { ipSections, type Subject } from './ip-sections.ts';
import { answerPage, type PageRequest } from './page.ts';
import { moreOf } from './page-more.ts';
import { asQuestion, pageOptions, pageRequest } from './page-options.ts';
import type { PageSpec, Total } from './page-spec.ts';
import { windowLine } from './page-window.ts';
import { countedFlowsRequest } from './requests.ts';

interface IpRequest extends PageRequest {
  readonly subject: Subject;
}

export const ip = command({
  details: `Flows count that have the address, or one of the block, at either end: as srcaddr or dstaddr, or as pkt-srcaddr or pkt-dstaddr behind a gateway. Out is what it sends, in is what is sent to it; flows with both ends in a block are in both, and once in all.

Peers, and who is rejected, are named by srcaddr and dstaddr: behind a NAT gateway or a transit gateway that is the interface's address; --packet-level names the packets' own.

Serves and asks for count flows from a client to a server that were not rejected, without replies. The side is told by TCP flags where they are recorded, else by well-known ports; flows that neither tells are in none of the two.

On Athena each section is a query of its own, and the totals are three; all run at once, and what is said to be scanned is the sum. Logs in files are read three times: for all, out and in.

Each section has the first rows of what the command beside its title shows with the same options, with one difference: --src and --dst look at srcaddr and dstaddr alone, so behind a gateway that command may count less; and services, beside Serves and Asks for, tells servers apart and adds up both directions. --fail-over looks at the rejected flows in all.`,
  examples: ['flowlogs ip 10.0.0.5 logs/', 'flowlogs ip 2001:db8::/32 --since 24h --output markdown logs/'],
  needs: ['srcaddr', 'dstaddr'],
  filters: true,
  options: pageOptions,
  request: (given: Given<typeof pageOptions>): IpRequest => {
    const [address = '', ...paths] = given.args;
    return {
      subject: subjectOf(address),
      ...pageRequest(paths, given),
      flows: countedFlowsRequest(paths, asQuestion(given)),
    };
  },
  run: (request, context) => answerPage(request, context, pageOf(request)),
});

/** The address comes first: a path in its place is the usual slip. */
function subjectOf(text: string): Subject {
  const range = parseRange(text);
  if (range === undefined) {
    throw new UsageError(
      `${text} is not an IP address or CIDR block`,
      'the address comes first: flowlogs ip 10.0.0.5 logs/; or 10.0.0.0/8, 2001:db8::1, 2001:db8::/32',
    );
  }
  const { family, first, last } = range;
  const free = first === last ? 0 : (last - first).toString(2).length;
  const address = formatAddress({ family, number: first });
  return { range, text: free === 0 ? address : `${address}/${(family === 4 ? 32 : 128) - free}` };
}

function pageOf({ subject, flows, limit }: IpRequest): PageSpec {
  return {
    title: subject.text,
    lines: (total) => [windowLine(flows.window), ...seen(total)],
    sections: ipSections(subject, limit, moreOf(flows)),
  };
}

function seen(total: Total): readonly string[] {
  const time = (name: string) => total.get(name);
  const [first, last] = [time('first_seen'), time('last_seen')];
  if (!(first instanceof Date) || !(last instanceof Date)) return [];
  return [`first seen ${second(first)} · last seen ${second(last)}`];
}

function second(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
