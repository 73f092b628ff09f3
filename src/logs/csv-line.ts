/** One line of comma-separated text (RFC 4180) as its cells; undefined if a quoted cell does not end on it. */
export function splitCsv(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = line[at] === '"';
    const end = quoted ? closingQuote(line, at + 1) : next(line, at);
    if (end === undefined) return undefined;
    cells.push(quoted ? line.slice(at + 1, end).replaceAll('""', '"') : line.slice(at, end));
    at = next(line, end) + 1;
  }
  return cells;
}

function next(line: string, from: number): number {
  const comma = line.indexOf(',', from);
  return comma < 0 ? line.length : comma;
}

/** Where the quote that ends a quoted cell stands; two quotes in a row are one that belongs to the cell. */
function closingQuote(line: string, from: number): number | undefined {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) if (line[at + 1] !== '"') return at;
  return undefined;
}
