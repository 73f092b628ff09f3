/** The command line: commands as data, made into a commander program that turns what was typed into a task. */
import { Command as Commander, Option as CommanderOption } from 'commander';
import { environmentLayer, fileLayer, flagLayer, type Layer, settle } from '../config.ts';
import type { Context } from '../context.ts';
import { headings, keyOf, type Options } from '../option.ts';
import { type Filter, filters } from '../options/filters.ts';
import { allOptions } from '../options/index.ts';
import type { Command, Task } from './command.ts';
import { withDeadline } from './deadline.ts';
import { addHelpCommand } from './help.ts';
import { commands } from './index.ts';

/** What happens with a command line that was understood. */
export type Act = (task: Task) => Promise<void>;

/** A fresh program. Help and the version go to standard output; what is wrong is thrown. */
export function createProgram(context: Context, act: Act): Commander {
  const program = new Commander('flowlogs')
    .description('Questions about AWS VPC flow logs, answered with one command.')
    .usage('<command> [options] [paths...]')
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.stream.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => context.stdout.width ?? 100,
      getOutHasColors: () => false,
    });
  const complete = addCommands(program, context, act);
  addHelpCommand(program, context, complete);
  return program.addHelpText(
    'after',
    '\nflowlogs help <command> says more; flowlogs help exit-codes lists the exit codes.',
  );
}

/** Adds the commands, each without its options until `complete` is called: most are never asked for. */
function addCommands(program: Commander, context: Context, act: Act): (sub: Commander) => void {
  const incomplete = new Map<Commander, Command>();
  for (const command of commands) {
    const sub = program
      .command(`${command.name} ${command.arguments}`.trim())
      .summary(command.summary)
      .helpGroup(`${command.purpose}:`)
      .action(async () => act(await readTask(command, sub, context)));
    incomplete.set(sub, command);
  }
  const complete = (sub: Commander) => {
    const command = incomplete.get(sub);
    if (command && incomplete.delete(sub)) addDetails(sub, command);
  };
  program.hook('preSubcommand', (_, sub) => complete(sub));
  return complete;
}

function addDetails(sub: Commander, command: Command): void {
  sub
    .description([command.summary, command.details].filter(Boolean).join('\n\n'))
    .addHelpOption(new CommanderOption('-h, --help', 'print help').helpGroup('Running:'))
    .addHelpText('after', examplesText(command));
  for (const heading of headings) {
    if (heading === 'Filters') for (const filter of filtersOf(command)) sub.addOption(filterOption(filter));
    const options = Object.values(command.options).filter((option) => option.heading === heading);
    for (const { flags, summary, list } of options) {
      const option = new CommanderOption(flags, summary).helpGroup(`${heading}:`);
      sub.addOption(list ? option.argParser(added) : option);
    }
  }
}

function added(text: string, before?: string): string {
  return before === undefined ? text : `${before},${text}`;
}

function filterOption({ flags, summary }: Filter): CommanderOption {
  return new CommanderOption(flags, summary)
    .helpGroup('Filters (give one again, or a list; ! before a value means all others):')
    .argParser((text: string, before: readonly string[] = []) => [...before, text]);
}

function filtersOf(command: Command): readonly Filter[] {
  return command.filters ? filters : [];
}

function examplesText({ examples }: Command): string {
  return examples.length === 0 ? '' : `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`;
}

/** The first half: everything typed, and what the environment and the configuration add to it, becomes a request. */
async function readTask(command: Command, typed: Commander, context: Context): Promise<Task> {
  const settled = settle(command.options, await layers(command.options, typed, context));
  const conditions = filtersOf(command).flatMap((filter) => {
    const texts: readonly string[] | undefined = typed.getOptionValue(keyOf(filter.flags));
    return texts === undefined ? [] : filter.conditions(texts);
  });
  const task = command.task({ ...settled, args: typed.args, conditions, now: context.now() });
  const timeout = typeof settled.values.timeout === 'number' ? settled.values.timeout : undefined;
  return { request: task.request, run: (outside) => withDeadline(timeout, outside, task.run) };
}

async function layers(options: Options, typed: Commander, context: Context): Promise<readonly Layer[]> {
  const given = Object.keys(options).filter((key) => typed.getOptionValueSource(key) === 'cli');
  const flags = new Map(given.map((key) => [key, String(typed.getOptionValue(key))]));
  const environment = environmentLayer(context.env, options);
  const places = {
    named: flags.get('config') ?? (context.env.FLOWLOGS_CONFIG || undefined),
    cwd: context.cwd,
    home: context.home,
    xdgConfigHome: context.env.XDG_CONFIG_HOME,
  };
  return [flagLayer(flags, options), environment, await fileLayer(places, allOptions, options)];
}
