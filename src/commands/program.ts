/** The command line: commands as data, made into a commander program that turns what was typed into a task. */
import { Command as Commander } from 'commander';
import { type Context, helpWidth } from '../context.ts';
import type { Task } from './command.ts';
import { addDetails } from './details.ts';
import { addHelpCommand, type Complete } from './help.ts';
import { commands } from './index.ts';
import type { Listed } from './listed.ts';
import { readTask } from './read-task.ts';

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
    // The list is scanned by name; what stands behind a name, its own help says.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.stream.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(context.stdout.width ?? helpWidth, helpWidth),
      getOutHasColors: () => false,
    });
  const complete = addCommands(program, context, act);
  addHelpCommand(program, context, complete);
  return program.addHelpText(
    'after',
    '\nflowlogs help <command> says more: its options, the fields it needs, examples.',
  );
}

/** Adds the commands, each without its options until `complete` is called: most are never asked for, and are not loaded. */
function addCommands(program: Commander, context: Context, act: Act): Complete {
  const incomplete = new Map<Commander, Listed>();
  for (const listed of commands) {
    const sub = program
      .command(`${listed.name} ${listed.arguments}`.trim())
      .summary(listed.summary)
      .helpGroup(`${listed.purpose}:`)
      .action(async () => {
        await act(await readTask(await listed.load(), sub, context));
      });
    incomplete.set(sub, listed);
  }
  const complete = async (sub: Commander) => {
    const listed = incomplete.get(sub);
    if (!listed || !incomplete.delete(sub)) return;
    addDetails(sub, listed.summary, await listed.load());
  };
  program.hook('preSubcommand', (_, sub) => complete(sub));
  return complete;
}
