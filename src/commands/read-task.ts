/** What was typed becomes a task. */
import type { Command as Commander } from 'commander';
import { environmentLayer, fileLayer, flagLayer, type Layer, settle } from '../config.ts';
import type { Context } from '../context.ts';
import { keyOf, type Options } from '../option.ts';
import { allOptions } from '../options/index.ts';
import type { Command, Task } from './command.ts';
import { withDeadline } from './deadline.ts';
import { filtersOf } from './details.ts';

/** The first half: everything typed, and what the environment and the configuration add to it, becomes a request. */
export async function readTask(command: Command, typed: Commander, context: Context): Promise<Task> {
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
