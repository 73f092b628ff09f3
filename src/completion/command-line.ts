/** What a shell can offer while a command line of flowlogs is typed: data, which each shell's script says in its own language. */

export interface CommandLine {
  readonly commands: readonly CompletedCommand[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** What stands in the place of its first argument, and of those after it; undefined if there is none. */
  readonly first: Value | undefined;
  readonly others: Value | undefined;
  readonly options: readonly CompletedOption[];
}

export interface CompletedOption {
  /** `-n`, `--limit`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Undefined for a switch. */
  readonly value: Value | undefined;
  /** Whether it makes sense to give it again. */
  readonly again: boolean;
}

export type Value =
  /** One of them, several with commas between, one of them or a path. */
  | { readonly is: 'word' | 'list' | 'word-or-path'; readonly words: readonly string[] }
  | { readonly is: 'file' }
  | { readonly is: 'folder' }
  /** Anything: nothing can be offered. */
  | { readonly is: 'text' };

/** An option as all the commands have it that have it alike. */
export interface SharedOption extends CompletedOption {
  readonly commands: readonly string[];
}

/** Each option once, with the names of its commands. */
export function sharedOptions({ commands }: CommandLine): readonly SharedOption[] {
  const all = commands.flatMap(({ name, options }) => options.map((option) => ({ option, name })));
  return [...grouped(all, ({ option }) => JSON.stringify(option)).values()].flatMap((alike) => {
    const [one] = alike;
    return one ? [{ ...one.option, commands: alike.map(({ name }) => name) }] : [];
  });
}

/** In the order of the first of each group. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
