/** The commands as completion sees them: made of the same data as their help. */
import { commandNeeds } from '../catalog/iam.ts';
import type { CommandLine, CompletedCommand, CompletedOption, Value } from '../completion/command-line.ts';
import { derived } from '../derived.ts';
import { UsageError } from '../errors.ts';
import { fields } from '../flow.ts';
import type { Option } from '../option.ts';
import type { Filter } from '../options/filter-kinds.ts';
import { filtersOf } from './details.ts';
import type { Listed } from './listed.ts';
import { topics } from './topics/index.ts';

/** Words by the name of the argument or of the option's value. */
type Known = Readonly<Record<string, readonly string[]>>;

const days = ['today', 'yesterday'];
const fieldNames = [...fields, ...derived].map(({ name }) => name);

export async function commandLineOf(commands: readonly Listed[], given: Known): Promise<CommandLine> {
  const policies = Object.keys(commandNeeds);
  const known: Known = { ...given, commands: policies, day: days, fields: fieldNames };
  const completed = await Promise.all(commands.map((listed) => completedCommand(listed, known)));
  const words = [...commands.map(({ name }) => name), 'help', ...topics.map(({ name }) => name)];
  const help: CompletedCommand = {
    name: 'help',
    summary: 'help on a command or a topic',
    first: { is: 'word', words },
    others: undefined,
    options: [helpOption],
  };
  return { commands: [...completed, help] };
}

const helpOption: CompletedOption = { flags: ['-h', '--help'], summary: 'print help', value: undefined, again: false };

async function completedCommand(listed: Listed, known: Known): Promise<CompletedCommand> {
  const command = await listed.load();
  const [first, second] = listed.arguments.split(' ').filter(Boolean);
  const options = [
    ...Object.values(command.options).map((option) => completedOption(option, known)),
    ...filtersOf(command).map(completedFilter),
    helpOption,
  ];
  return {
    ...{ name: listed.name, summary: listed.summary, options },
    first: first ? placeholder(first, known) : undefined,
    others: (second ?? first?.endsWith('...]')) ? placeholder(second ?? first ?? '', known) : undefined,
  };
}

function completedOption(option: Option<unknown>, known: Known): CompletedOption {
  return { ...named(option), value: optionValue(option, known), again: option.list ?? false };
}

function completedFilter(filter: Filter): CompletedOption {
  const { offers } = filter;
  return { ...named(filter), value: offers ? { is: 'list', words: offers } : { is: 'text' }, again: true };
}

/** `-n, --limit <n>` as names, without the value. */
function named({ flags, summary }: { readonly flags: string; readonly summary: string }) {
  return { flags: flags.match(/(?<![^ ,])--?[a-zA-Z][a-z-]*/g) ?? [], summary };
}

function optionValue(option: Option<unknown>, known: Known): Value | undefined {
  const value = /[<[].*$/.exec(option.flags)?.[0];
  if (value === undefined) return undefined;
  if (option.choices) return { is: 'word', words: option.choices };
  const said = placeholder(value, known);
  if (!('words' in said)) return said;
  const words = said.words.filter((word) => takes(option, word));
  return words.length > 0 ? { ...said, words } : { is: 'text' };
}

function takes({ parse, flags }: Option<unknown>, word: string): boolean {
  try {
    parse(word, flags);
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** `<file>`, `[paths...]`, `[day-or-path]` and their like say by their name what they are. */
function placeholder(text: string, known: Known): Value {
  const [, name = '', orPath] = /([a-z0-9-]+?)(-or-path)?(?:\.\.\.)?[>\]]/.exec(text) ?? [];
  const words = known[name];
  if (words) return { is: name === 'fields' ? 'list' : orPath ? 'word-or-path' : 'word', words };
  if (['paths', 'file', 'select'].includes(name)) return { is: 'file' };
  return { is: name === 'folder' ? 'folder' : 'text' };
}
