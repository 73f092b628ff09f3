/** `flowlogs help`: the list of commands, one command, or a topic. */
import type { Command as Commander } from 'commander';
import { type Context, helpWidth } from '../context.ts';
import { UsageError } from '../errors.ts';
import type { Purpose } from '../purpose.ts';
import { didYouMean } from '../suggest.ts';
import { topics } from './topics/index.ts';
import type { Page } from './topics/topic.ts';

const purpose: Purpose = 'About flowlogs';

/** Gives a command its options, without which it has no help worth reading. */
export type Complete = (command: Commander) => Promise<void>;

export function addHelpCommand(program: Commander, context: Context, complete: Complete): void {
  program
    .command('help [topic]')
    .summary(`help on a command, or on ${topics.map(({ name }) => name).join(', ')}`)
    .helpGroup(`${purpose}:`)
    .action(async (name?: string) => {
      if (name === undefined) return program.outputHelp();
      const topic = topics.find((one) => one.name === name);
      if (topic) return showPage(await topic.load(), context);
      const command = program.commands.find((one) => one.name() === name);
      if (!command) throw noTopic(name, program);
      await complete(command);
      command.outputHelp();
    });
}

async function showPage(page: Page, { stdout }: Context): Promise<void> {
  const { pageText } = await import('./help-text.ts');
  stdout.stream.write(pageText(page, Math.min(stdout.width ?? helpWidth, helpWidth)));
}

function noTopic(name: string, program: Commander): UsageError {
  const names = [...program.commands.map((command) => command.name()), ...topics.map((topic) => topic.name)];
  return new UsageError(`help has nothing on ${name}`, didYouMean(name, names, 'flowlogs help lists the commands'));
}
