/** The results as tables in markdown: what matters is how lines of one block compare, not their seconds. */

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

function median(numbers) {
  const order = sorted(numbers);
  const middle = order.length >> 1;
  return order.length % 2 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
}

const wall = (seconds) => {
  const digits = median(seconds) < 1 ? 3 : 2;
  const [first, last] = [seconds.reduce((a, b) => Math.min(a, b)), seconds.reduce((a, b) => Math.max(a, b))];
  return `${median(seconds).toFixed(digits)} [${first.toFixed(digits)}-${last.toFixed(digits)}]`;
};

const peak = (peaks) => {
  const known = peaks.filter((bytes) => bytes !== undefined);
  return known.length === 0 ? '-' : `${Math.round(Math.max(...known) / 1e6)} MB`;
};

/** A block: wall time as median [min-max], how often the first line's time that is, and flowlogs' part of it. */
export function blockTable({ title, lines }) {
  const reference = median(lines[0].seconds);
  const ours = lines.find((line) => line.ours);
  const row = (line) => [
    line.name,
    wall(line.seconds),
    (median(line.seconds) / reference).toFixed(2),
    ours ? (median(ours.seconds) / median(line.seconds)).toFixed(2) : '-',
    peak(line.peaks),
  ];
  const head = [title, 'wall s, median [min-max]', '÷ first line', 'flowlogs ÷ it', 'peak memory'];
  const text = [head, ['---', '--:', '--:', '--:', '--:'], ...lines.map(row)];
  return text.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
