/** What commander refuses, said the way this program says things: what is wrong, then what to do. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { longFlag } from '../option.ts';
import { filters } from '../options/filters.ts';
import { didYouMean } from '../suggest.ts';
import type { Command } from './command.ts';
import { commands } from './index.ts';

/** `args` is the command line that it refused. */
export function commandLineError(error: CommanderError, args: readonly string[], cwd: string): UsageError {
  const text = error.message.replace(/^error: /, '');
  const value = /'([\s\S]*)'/.exec(text)?.[1] ?? '';
  const message = text.replace(value, () => value.replace(/\n[\s\S]*/, '…'));
  const command = commands.find(({ name }) => name === args[0]);
  return new UsageError(message, hint(error.code, value, command, cwd), error);
}

function hint(code: string, value: string, command: Command | undefined, cwd: string): string {
  const help = command ? `flowlogs help ${command.name} says how it is used` : 'flowlogs help lists the commands';
  if (code === 'commander.unknownCommand') return unknownCommand(value, cwd, help);
  if (code === 'commander.unknownOption') return unknownOption(value, command, cwd, help);
  return help;
}

function unknownCommand(value: string, cwd: string, help: string): string {
  if (value === '-' || existsSync(resolve(cwd, value))) {
    return `a path comes after the question: flowlogs top-rejects ${value}`;
  }
  return didYouMean(
    value,
    commands.map(({ name }) => name),
    help,
  );
}

function unknownOption(value: string, command: Command | undefined, cwd: string, help: string): string {
  // SQL may begin with a comment, and a file's name with anything.
  if (command && (/\s/.test(value) || existsSync(resolve(cwd, value)))) {
    const shown = /\s/.test(value) ? '"…"' : value;
    return `put -- before what begins with - and is no option: flowlogs ${command.name} -- ${shown}`;
  }
  if (command) return didYouMean(value, flagsOf(command), help);
  const known = commands.some((one) => flagsOf(one).includes(value.split('=')[0] ?? value));
  return known ? `options come after the command: flowlogs top-rejects ${value}` : help;
}

function flagsOf(command: Command): readonly string[] {
  return [...Object.values(command.options), ...(command.filters ? filters : []), { flags: '--help' }].map(longFlag);
}
