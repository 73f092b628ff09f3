import { type Shell, shells } from '../completion/index.ts';
import { choice } from '../option.ts';
import { outputOptions } from '../options/output.ts';
import { runningOptions } from '../options/running.ts';
import { type Command, command } from './command.ts';
import { commandLineOf } from './completed.ts';
import { withDestination, writePlain } from './deliver.ts';
import type { Listed } from './listed.ts';

interface CompletionRequest {
  readonly shell: Shell;
  readonly out: string | undefined;
}

const { out } = outputOptions;
const names = Object.keys(shells) as Shell[];

/** The list of commands is handed in: it has this one, too. */
export function completion(commands: readonly Listed[]): Command {
  return command({
    details: [
      `Shells are ${names.join(', ')}. Commands, options, their values, names of fields and paths are offered on Tab. Put the script where the shell looks for it, and start a new shell:`,
      [
        'bash  ~/.bashrc: eval "$(flowlogs completion bash)"',
        'zsh   ~/.zshrc, behind compinit: eval "$(flowlogs completion zsh)"',
        'fish  ~/.config/fish/completions/flowlogs.fish',
      ].join('\n'),
      'Make it again when flowlogs is new.',
    ].join('\n\n'),
    examples: [
      'flowlogs completion bash --out ~/.local/share/bash-completion/completions/flowlogs',
      'flowlogs completion fish --out ~/.config/fish/completions/flowlogs.fish',
    ],
    filters: false,
    options: { out, ...runningOptions },
    request: ({ args: [shell = ''], values }): CompletionRequest => ({
      shell: choice(names)(shell, 'completion'),
      out: values.out,
    }),
    run: (request, context) =>
      withDestination(request, context, async (destination) => {
        const line = await commandLineOf(commands, { shell: names });
        await writePlain(shells[request.shell](line), context, destination);
        return 0 as const;
      }),
  });
}
