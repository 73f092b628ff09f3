/** The shells that can complete command lines of flowlogs: one file each, one line each here. */
import { bashCompletion } from './bash.ts';
import type { CommandLine } from './command-line.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

export const shells = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} satisfies Record<string, (line: CommandLine) => string>;

export type Shell = keyof typeof shells;
