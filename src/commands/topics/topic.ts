/** A page of help that is about no single command: data, which help shows on a terminal and the man page in roff. */

export interface Topic {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Page>;
}

export interface Page {
  readonly title: string;
  readonly parts: readonly Part[];
}

export type Part =
  /** A paragraph. */
  | string
  /** Words, and what each means. */
  | { readonly terms: readonly (readonly [term: string, meaning: string])[] }
  /** What is wanted, and the command line that does it. */
  | { readonly lines: readonly (readonly [wanted: string, line: string])[] };
