/**
 * Dates as partition values: the patterns of Java's DateTimeFormatter that partition projection takes, as far as they
 * name a moment by numbers (`yyyy/MM/dd`, `yyyy-MM-dd-HH`, `yyyyMM`). All in UTC, as Athena projects them.
 */

export type Unit = 'year' | 'month' | 'day' | 'hour';

export interface Pattern {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** The span of one value; what is finer than an hour counts as an hour. */
  readonly unit: Unit;
  /** Whether values sort as the moments do. */
  readonly sorts: boolean;
}

/** A run of one letter with its width, or literal text. */
type Piece = { readonly letter: Letter; readonly width: number } | { readonly literal: string };
type Letter = (typeof letters)[number];

const letters = ['y', 'M', 'd', 'H', 'm', 's'] as const;
const units: readonly Unit[] = ['year', 'month', 'day', 'hour', 'hour', 'hour'];

/** Understands a pattern; undefined if it has a letter that is no plain number of a date. */
export function parsePattern(text: string): Pattern | undefined {
  const pieces: Piece[] = [];
  for (const [run] of text.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    if (!/^[A-Za-z]/.test(run)) pieces.push({ literal: literalOf(run) });
    else {
      const letter = letters.find((one) => one === run[0]?.replace('u', 'y'));
      if (letter === undefined || run.length > (letter === 'y' ? 4 : 2) || run === 'yy') return undefined;
      pieces.push({ letter, width: run.length });
    }
  }
  const used = pieces.flatMap((piece) => ('letter' in piece ? [piece] : []));
  const finest = Math.max(...used.map((piece) => letters.indexOf(piece.letter)));
  const unit = units[finest];
  if (unit === undefined) return undefined;
  const sorts = used.every(
    (piece, i) => letters.indexOf(piece.letter) === i && piece.width === (piece.letter === 'y' ? 4 : 2),
  );
  return { text, pieces, unit, sorts };
}

function literalOf(run: string): string {
  return run.startsWith("'") ? run.slice(1, -1).replaceAll("''", "'") || "'" : run;
}

/** The value of the partition that holds that moment. */
export function formatDate(pattern: Pattern, date: Date): string {
  return pattern.pieces
    .map((piece) =>
      'literal' in piece ? piece.literal : String(numberOf(piece.letter, date)).padStart(piece.width, '0'),
    )
    .join('');
}

function numberOf(letter: Letter, date: Date): number {
  switch (letter) {
    case 'y':
      return date.getUTCFullYear();
    case 'M':
      return date.getUTCMonth() + 1;
    case 'd':
      return date.getUTCDate();
    case 'H':
      return date.getUTCHours();
    case 'm':
      return date.getUTCMinutes();
    case 's':
      return date.getUTCSeconds();
  }
}

/** The first moment of a value; undefined if the text is no value of the pattern, or not of this age. */
export function readDate(pattern: Pattern, text: string): Date | undefined {
  const source = pattern.pieces
    .map((piece) => ('literal' in piece ? literalPattern(piece.literal) : `(?<${piece.letter}>${digits(piece.width)})`))
    .join('');
  const groups = new RegExp(`^${source}$`).exec(text)?.groups;
  if (!groups) return undefined;
  const at = (letter: Letter, least: number) => Number(groups[letter] ?? least);
  const date = new Date(Date.UTC(at('y', 0), at('M', 1) - 1, at('d', 1), at('H', 0), at('m', 0), at('s', 0)));
  const year = date.getUTCFullYear();
  return year >= 2000 && year < 2200 && formatDate(pattern, date) === text ? date : undefined;
}

function digits(width: number): string {
  return width === 1 ? '\\d{1,2}' : `\\d{${width}}`;
}

function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

const hour = 3_600_000;

/** The start of the unit that holds the moment. */
export function floorTo(unit: Unit, date: Date): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'year') return new Date(Date.UTC(year, 0));
  if (unit === 'month') return new Date(Date.UTC(year, month));
  if (unit === 'day') return new Date(Date.UTC(year, month, day));
  return new Date(Math.floor(date.getTime() / hour) * hour);
}

/** The start of the unit `count` units later. */
export function addUnits(unit: Unit, date: Date, count: number): Date {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'year') return new Date(Date.UTC(year + count, 0));
  if (unit === 'month') return new Date(Date.UTC(year, month + count));
  return new Date(date.getTime() + count * (unit === 'day' ? 24 * hour : hour));
}
