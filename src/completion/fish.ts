/** Completion for fish, from 3.0 on. */
import {
  type CommandLine,
  type CompletedCommand,
  type SharedOption,
  sharedOptions,
  type Value,
} from './command-line.ts';

export function fishCompletion(line: CommandLine): string {
  return [
    '# Completion of flowlogs for fish, made by flowlogs completion fish.',
    functions,
    `complete -c flowlogs -n ${first} -f -s h -l help -d 'print help'`,
    `complete -c flowlogs -n ${first} -f -s V -l version -d 'print the version'`,
    ...line.commands.map(commandLine),
    ...line.commands.flatMap(argumentLines),
    ...sharedOptions(line).map(optionLine),
    '',
  ].join('\n');
}

const first = "'not __flowlogs_command'";

const functions = `
# Prints the command that was typed; fails while there is none.
function __flowlogs_command
    set -l words (commandline -opc)
    set -q words[2]; and echo $words[2]
end

function __flowlogs_is
    contains -- (__flowlogs_command) $argv
end

# Right behind the command.
function __flowlogs_starts
    __flowlogs_is $argv; and test (count (commandline -opc)) -eq 2
end

# Offers words that are not yet in the list that is being typed.
function __flowlogs_list
    set -l typed (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l before (string replace -r -- '[^,]*$' '' $typed)
    for one in $argv
        contains -- $one (string split -- , $before); or echo $before$one
    end
end
`;

function commandLine({ name, summary }: CompletedCommand): string {
  return `complete -c flowlogs -n ${first} -f -a ${name} -d ${quoted(summary)}`;
}

/** fish offers files where nobody says otherwise. */
function argumentLines({ name, first, others }: CompletedCommand): readonly string[] {
  const lines = others?.is === 'file' ? [] : [`complete -c flowlogs -n '__flowlogs_is ${name}' -f`];
  if (first && 'words' in first) lines.push(`complete -c flowlogs -n '__flowlogs_starts ${name}' ${offered(first)}`);
  if (others && 'words' in others) lines.push(`complete -c flowlogs -n '__flowlogs_is ${name}' ${offered(others)}`);
  return lines;
}

function optionLine({ flags, summary, value, commands }: SharedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const wanted = value === undefined ? '' : ` ${offered(value)}`;
  return `complete -c flowlogs -n '__flowlogs_is ${commands.join(' ')}' ${names.join(' ')}${wanted} -d ${quoted(summary)}`;
}

function offered(value: Value): string {
  if (value.is === 'file') return '-r -F';
  if (value.is === 'folder') return `-x -a '(__fish_complete_directories)'`;
  if (value.is === 'text') return '-x';
  const words = value.words.join(' ');
  if (value.is === 'word-or-path') return `-a '${words}'`;
  return `-x -a ${value.is === 'list' ? `'(__flowlogs_list ${words})'` : `'${words}'`}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
