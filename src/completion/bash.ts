/** Completion for bash, from 3.2 on, which macOS has; nothing of the package bash-completion is needed. */
import { completing } from './bash-functions.ts';
import { type CommandLine, type CompletedCommand, grouped, sharedOptions, type Value } from './command-line.ts';
import { quoted } from './quoting.ts';

export function bashCompletion(line: CommandLine): string {
  return `# Completion of flowlogs for bash, made by flowlogs completion bash.

# What stands in the first place is a command.
_flowlogs_commands=${quoted(line.commands.map(({ name }) => name).join(' '))}

# Sets kind and words: what the first argument of a command is, or one after it. Without a kind it has none.
_flowlogs_argument() {
  kind= words=
  case $1\\ $2 in
${branches(argumentCases(line.commands))}
  esac
}

# Sets kind and words: what comes after an option. Without a kind: it is a switch, or no option.
_flowlogs_value() {
  kind= words=
  case $1\\ $2 in
${branches(valueCases(line))}
  esac
}

# Sets words: the options of a command.
_flowlogs_options() {
  words=
  case $1 in
${branches(optionCases(line.commands))}
  esac
}
${completing}`;
}

interface Case {
  readonly pattern: string;
  readonly says: string;
}

/** One branch for all patterns that say the same. */
function branches(cases: readonly Case[]): string {
  const groups = [...grouped(cases, ({ says }) => says)];
  return groups
    .map(([says, same]) => `    ${same.map(({ pattern }) => pattern).join(' | ')})\n      ${says}\n      ;;`)
    .join('\n');
}

function argumentCases(commands: readonly CompletedCommand[]): readonly Case[] {
  return commands.flatMap(({ name, first, others }) => [
    ...(first ? [{ pattern: quoted(`${name} first`), says: assignment(first) }] : []),
    ...(others ? [{ pattern: quoted(`${name} other`), says: assignment(others) }] : []),
  ]);
}

/** By the option alone, unless it is not the same on all commands that have it. */
function valueCases(line: CommandLine): readonly Case[] {
  const flags = sharedOptions(line).flatMap((option) => option.flags.map((flag) => ({ flag, option })));
  const says = (value: Value | undefined) => (value ? assignment(value) : ':');
  return [...grouped(flags, ({ flag }) => flag)].flatMap(([flag, variants]) => {
    const different = new Set(variants.map(({ option }) => says(option.value)));
    const [only = ':', ...others] = different;
    if (others.length === 0) return only === ':' ? [] : [{ pattern: `*${quoted(` ${flag}`)}`, says: only }];
    return variants.flatMap(({ option }) =>
      option.commands.map((name) => ({ pattern: quoted(`${name} ${flag}`), says: says(option.value) })),
    );
  });
}

function optionCases(commands: readonly CompletedCommand[]): readonly Case[] {
  return commands.map(({ name, options }) => ({
    pattern: quoted(name),
    says: `words=${quoted(options.map(({ flags }) => flags.at(-1) ?? '').join(' '))}`,
  }));
}

function assignment(value: Value): string {
  return 'words' in value ? `kind=${value.is} words=${quoted(value.words.join(' '))}` : `kind=${value.is}`;
}
