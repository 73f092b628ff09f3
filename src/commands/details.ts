/** The help of one command, and its options as commander knows them. */
import { type Command as Commander, Option as CommanderOption } from 'commander';
import { headings } from '../option.ts';
import type { Filter } from '../options/filter-kinds.ts';
import { filters } from '../options/filters.ts';
import type { Command } from './command.ts';
import { neededFields } from './needed-fields.ts';

export function addDetails(sub: Commander, summary: string, command: Command): void {
  sub
    .description([summary, command.details, neededFields(command)].filter(Boolean).join('\n\n'))
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

export function filtersOf(command: Command): readonly Filter[] {
  return command.filters ? filters : [];
}

function examplesText({ examples }: Command): string {
  return examples.length === 0 ? '' : `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`;
}
