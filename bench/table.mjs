/** The results as tables in markdown: what matters is how lines of one block compare, not their seconds. */

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

function median(numbers) {
  const order = sorted(numbers);
  const middle = order.length >> 1;
  return order.length % 2 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
}

const seconds = (number) => number.toFixed(number < 1 ? 3 : 2);

function wall(runs) {
  const order = sorted(runs.map((run) => run.seconds));
  return `${seconds(median(order))} [${seconds(order[0])}-${seconds(order.at(-1))}]`;
}

const known = (runs, name) => runs.map((run) => run[name]).filter((value) => value !== undefined);

function cpu(runs) {
  const values = known(runs, 'cpu');
  return values.length === 0 ? '-' : seconds(median(values));
}

function peak(runs) {
  const values = known(runs, 'peak');
  return values.length === 0 ? '-' : `${Math.round(Math.max(...values) / 1e6)} MB`;
}

/** A block: times as medians of the runs, how often the first line's time that is, and flowlogs' part of it. */
export function blockTable({ title, lines }) {
  const time = ({ runs }) => median(runs.map((run) => run.seconds));
  const ours = lines.find((line) => line.ours);
  const row = (line) => [
    line.name,
    wall(line.runs),
    (time(line) / time(lines[0])).toFixed(2),
    ours ? (time(ours) / time(line)).toFixed(2) : '-',
    cpu(line.runs),
    peak(line.runs),
  ];
  const head = [title, 'wall s, median [min-max]', '÷ first line', 'flowlogs ÷ it', 'CPU s', 'peak memory'];
  const text = [head, ['---', '--:', '--:', '--:', '--:', '--:'], ...lines.map(row)];
  return text.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
