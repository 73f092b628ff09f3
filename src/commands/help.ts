/** `flowlogs help`: the list of commands, one command, or the exit codes. */
import type { Command as Commander } from 'commander';
import type { Context } from '../context.ts';
import { exitCodes, UsageError } from '../errors.ts';
import { didYouMean } from '../suggest.ts';

const exitCodesTopic = 'exit-codes';

/** Gives a command its options, without which it has no help worth reading. */
export type Complete = (command: Commander) => Promise<void>;

export function addHelpCommand(program: Commander, { stdout }: Context, complete: Complete): void {
  program
    .command('help [topic]')
    .summary('help on a command, or on exit-codes')
    .helpGroup('About flowlogs:')
    .action(async (topic?: string) => {
      if (topic === undefined) return program.outputHelp();
      if (topic === exitCodesTopic) return void stdout.stream.write(exitCodesText());
      const command = program.commands.find((one) => one.name() === topic);
      if (!command) throw noTopic(topic, program);
      await complete(command);
      command.outputHelp();
    });
}

function noTopic(topic: string, program: Commander): UsageError {
  const topics = [...program.commands.map((command) => command.name()), exitCodesTopic];
  return new UsageError(`help has nothing on ${topic}`, didYouMean(topic, topics, 'flowlogs help lists the commands'));
}

function exitCodesText(): string {
  const lines = Object.entries(exitCodes).map(([code, meaning]) => `${code.padStart(4)}  ${meaning}\n`);
  return `Exit codes of flowlogs:\n\n${lines.join('')}`;
}
