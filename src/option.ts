/** An option of the command line, as data: how it is written, what it means, and how its text becomes a value. */

import { UsageError } from './errors.ts';

/** Under which heading help shows it. */
export type Heading = (typeof headings)[number];

/** In the order of help. */
export const headings = [
  'Question',
  'Ranking',
  'Window',
  'Filters',
  'Counting',
  'Data lake',
  'Output',
  'Reading',
  'Running',
] as const;

export interface Option<T> {
  /** As written on the command line: `-n, --limit <n>`, `--no-header`. */
  readonly flags: string;
  readonly summary: string;
  readonly heading: Heading;
  /** What a configuration file holds for it; without it, only the command line can give it. */
  readonly config?: 'string' | 'integer' | 'boolean';
  /** The values it can have, if they are few. */
  readonly choices?: readonly string[];
  /** Keys of options that say the same thing otherwise: given here, they do not count when they come from further below. */
  readonly instead?: readonly string[];
  /** Given again on the command line, it adds to what was given before, after a comma; all others replace it. */
  readonly list?: boolean;
  /** The value when nobody says anything. */
  readonly fallback: T;
  /** Understands a text. `origin` is where it was found, for the message: `--limit`. Throws UsageError. */
  parse(text: string, origin: string): T;
}

/** Options by key: the name in camelCase, as in the configuration file. */
export type Options = Readonly<Record<string, Option<unknown>>>;

export type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

/** Lets the compiler find `T`. */
export function option<T>(declared: Option<T>): Option<T> {
  return declared;
}

/** A switch: `--strict`, or `--no-header` that turns one off. */
export function flag(
  flags: string,
  heading: Heading,
  summary: string,
  more: Partial<Option<boolean>> = {},
): Option<boolean> {
  return { flags, heading, summary, fallback: flags.includes('--no-'), parse: parseSwitch, ...more };
}

/** The long flag, for messages: `--limit`. */
export function longFlag(declared: { readonly flags: string }): string {
  return /--[a-z-]+/.exec(declared.flags)?.[0] ?? declared.flags;
}

/** `--max-bad <n>` and `--no-header` as keys: maxBad, header. */
export function keyOf(flags: string): string {
  return longFlag({ flags })
    .replace(/^--(no-)?/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Throws UsageError unless `text` is one of `choices`, in any case. */
export function choice<const C extends string>(choices: readonly C[]): (text: string, origin: string) => C {
  return (text, origin) => {
    const found = choices.find((one) => one === text.toLowerCase());
    if (found === undefined) throw new UsageError(`${origin} ${text} is not known`, `use ${listed(choices)}`);
    return found;
  };
}

/** `a, b or c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

function parseSwitch(text: string, origin: string): boolean {
  const word = text.toLowerCase();
  if (yes.includes(word) || no.includes(word)) return yes.includes(word);
  throw new UsageError(`${origin} ${text} is neither true nor false`, 'use true or false');
}
