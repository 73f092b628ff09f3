/** A command line, from what was typed to what was done. */
import { CommanderError } from 'commander';
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import { createProgram } from './program.ts';

/** Understands a command line and does what it asks; the exit code. Throws what is wrong with it, or went wrong. */
export async function execute(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(context, async (task) => {
    code = await task.run(context);
  });
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) {
      const { commandLineError } = await import('./typo.ts');
      throw await commandLineError(error, args, context.cwd);
    }
  }
  return code;
}
