/** What is wrong in a file of names, and where. */
export interface Bad {
  /** `:7` for a line, ` prefixes[3]` for an entry of JSON. */
  readonly place: string;
  readonly problem: string;
}

/** What became of the names of a file. */
export interface Added {
  readonly bad: readonly Bad[];
  /** Lines or entries, bad ones included. */
  readonly records: number;
}

/** A value in a message: as it stands, but not longer than a message should be. */
export function quoted(text: string): string {
  const most = 60;
  return `"${text.length > most ? `${text.slice(0, most)}…` : text}"`;
}
