/**
 * What the page about the dashboard says beside what the program says itself. `shows` gives back words of the dashboard's page,
 * `numberIn` a number of its sources; both throw if they are not there.
 */

export function shown({ shows, numberIn }) {
  const section = (title, meaning) => `**${shows(title)}**: ${meaning}`;
  return [
    section(
      'Logs',
      'which paths, how many records and files; beside them the window, and the filters and the way of counting the page was made with.',
    ),
    section('Flows', 'with accepted, rejected, packets, bytes, and the time that the logs cover.'),
    section(
      'Accepted and rejected over time',
      `bars of the length that makes ${numberIn('axis.ts', /usualBars = (\d+)/)} or fewer, or as \`--bin\` says. The bars have the length of the measure that is ranked by; below them the same numbers as a table.`,
    ),
    section(
      'Top rejected connections',
      'source, destination, port and protocol of what was refused. Look here first for a rule that is wrong.',
    ),
    section(
      'Top sources',
      'and destinations, talkers (pairs), destination ports, interfaces and protocols, each with its rejected flows. Each direction of a conversation is a row of its own, so ports of clients stand among the ports.',
    ),
    section(
      'Quality of what was read',
      'files, records, NODATA, SKIPDATA, bad lines, and each problem with its file and what to do. It is of the whole log, whatever is filtered.',
    ),
  ];
}

export function filtering({ shows }) {
  return [
    'A click on a value filters all of the page by it; on a row, by all values of the row; on a bar, by its time, with the shift key by all from the chosen bar to this one; on Accepted or Rejected, by the action. A row of the rejected connections also filters by Rejected. The same click again takes it away.',
    'Filters add up: all must hold, one value of each kind. They stand in the bar on top; a click there takes one away, and `Remove all` all of them.',
    `\`${shows('Ranked by')}\` says whether flows, packets or bytes rank and draw. The head of a column sorts one table, and again the other way round.`,
    `A filter is in the address of the page, after \`#\`: back and forward go through filters, a bookmark keeps them, and who gets the file with that ending sees the same.`,
    `\`${shows('The same totals in a terminal')}\` is a command with the same filters: add the paths of the logs, without which it asks Athena. \`flowlogs search\` with the same options shows the records themselves.`,
  ];
}

export function keyboard({ shows }) {
  return [
    'Tab goes from one value, head, action or filter to the next, and Enter or the space bar does what a click does. The focus stays where it was.',
    `Times are chosen in \`${shows('The chart as a table')}\`, below the chart.`,
    `\`${shows('Skip to the numbers')}\` is the first stop. Screen readers are told what each filter leaves.`,
  ];
}

export const passing = [
  'It prints on white, with the filters and rows that are shown and without buttons. For more rows on paper, show them first. The table below the chart is not printed.',
  'It is one file: mail it, put it beside a ticket, open it in five years. It loads nothing and sends nothing, and its policy forbids the browser to. It needs JavaScript, which previews in mail programs do not run.',
  'It holds the addresses and sums of your logs, and `--names` if given, for whoever has the file.',
];

export function cut({ shows, numberIn }) {
  return [
    `A table has ${numberIn('page/part-section.ts', /usualRows = (\d+)/)} rows, and on a click up to ${numberIn('page/part-section.ts', /mostRows = (\d+)/)}; \`${shows('more, not shown')}\` adds up the rest of those told apart.`,
    `The page tells at most ${numberIn('levels.ts', /addresses: (\d+), ports: \d+, interfaces: \d+, span: 1 }/)} sources and as many destinations apart, ${numberIn('levels.ts', /ports: (\d+)/)} ports, ${numberIn('levels.ts', /interfaces: (\d+)/)} interfaces and ${numberIn('levels.ts', /mostProtocols = (\d+)/)} protocols: those with most flows, bytes or rejected flows in the whole log. All others are one row, \`${shows('not told apart')}\`, so that every total is exact.`,
    `It holds at most ${numberIn('levels.ts', /mostCells = ([\d_]+)/)} sums and stays below 2 MB. Of logs with more it tells fewer values apart, and longer times: of the busiest logs ${numberIn('levels.ts', /addresses: (\d+), ports: \d+, interfaces: \d+, span: always/)} addresses a side, and under a filter no times.`,
    `Where one of the others could have a place in a table, it says so below: \`${shows('which this page does not tell apart, may have more than the last row')}\`. How many of how many sources, destinations and interfaces are told apart stands in Quality, and on stderr when the page is made; how many ports, in the last row of their table.`,
    `A chart has at most ${numberIn('axis.ts', /mostBars = (\d+)/)} bars, more are refused. Of problems the first ${numberIn('scope.ts', /problemsNamed = (\d+)/)} are listed, and all are counted.`,
  ];
}

export const misleads = [
  'It is as old as the time at its foot, and does not renew itself.',
  'What is told apart is chosen by the whole log. Somebody small, who matters only under your filter, may be among the others: make a page of that filter (`--dst`, `--port`, `--since`), which chooses anew.',
  'ACCEPT says that security groups and network ACLs let it pass, not that anybody answered; and the interface of a sender logs ACCEPT for what is refused at the other end.',
  'A bar has the flows that start in it, with all their bytes; the first and the last one may be cut off by the window.',
];

/** The program does not name them; in their order. */
export const statements = ['time', 'sources', 'destinations', 'ports', 'interfaces', 'rejected connections'];

export const flow =
  'Six statements over the relation `flow` ([what that is](../sql.md)) find which values matter, in one text for files and Athena. A leader is one text, of what it leads by, how much, and its values. A seventh, which depends on what they find, adds up all flows by these values.';
