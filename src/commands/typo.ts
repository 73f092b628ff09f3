/** What commander refuses, said the way this program says things: what is wrong, then what to do. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { longFlag } from '../option.ts';
import { filters } from '../options/filters.ts';
import { didYouMean } from '../suggest.ts';
import { commands } from './index.ts';
import type { Listed } from './listed.ts';

/** `args` is the command line that it refused. */
export async function commandLineError(
  error: CommanderError,
  args: readonly string[],
  cwd: string,
): Promise<UsageError> {
  const text = error.message.replace(/^error: /, '');
  const value = /'([\s\S]*)'/.exec(text)?.[1] ?? '';
  const message = text.replace(value, () => value.replace(/\n[\s\S]*/, '…'));
  const command = commands.find(({ name }) => name === args[0]);
  return new UsageError(message, await hint(error.code, value, command, cwd), error);
}

async function hint(code: string, value: string, command: Listed | undefined, cwd: string): Promise<string> {
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

async function unknownOption(value: string, command: Listed | undefined, cwd: string, help: string): Promise<string> {
  // SQL may begin with a comment, and a file's name with anything.
  if (command && (/\s/.test(value) || existsSync(resolve(cwd, value)))) {
    const shown = /\s/.test(value) ? '"…"' : value;
    return `put -- before what begins with - and is no option: flowlogs ${command.name} -- ${shown}`;
  }
  if (command) return didYouMean(value, await flagsOf(command), help);
  const flags = (await Promise.all(commands.map(flagsOf))).flat();
  const known = flags.includes(value.split('=')[0] ?? value);
  return known ? `options come after the command: flowlogs top-rejects ${value}` : help;
}

async function flagsOf(listed: Listed): Promise<readonly string[]> {
  const command = await listed.load();
  return [...Object.values(command.options), ...(command.filters ? filters : []), { flags: '--help' }].map(longFlag);
}
