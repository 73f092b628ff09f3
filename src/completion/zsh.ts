/** Completion for zsh: a file for $fpath, or to be sourced. */
import { type CommandLine, type CompletedCommand, type CompletedOption, grouped, type Value } from './command-line.ts';
import { quoted } from './quoting.ts';

export function zshCompletion({ commands }: CommandLine): string {
  const groups = [...grouped(commands, specs)];
  return `#compdef flowlogs
# Completion of flowlogs for zsh, made by flowlogs completion zsh.

_flowlogs() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C \\
    '(- *)'{-h,--help}'[print help]' \\
    '(- *)'{-V,--version}'[print the version]' \\
    '1:command:_flowlogs_commands' \\
    '*::argument:->argument' && return
  curcontext=\${curcontext%:*:*}:flowlogs-$words[1]:
  case $words[1] in
${groups.map(([says, alike]) => `    (${alike.map(({ name }) => name).join('|')})\n${says}\n      ;;`).join('\n')}
  esac
}

_flowlogs_commands() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  _describe -t commands command commands
}

# Sourced, it only says what it completes; as a file of $fpath it is run to complete.
if [ "$funcstack[1]" = _flowlogs ]; then
  _flowlogs "$@"
else
  compdef _flowlogs flowlogs
fi
`;
}

/** What _arguments is told of a command. */
function specs({ first, others, options }: CompletedCommand): string {
  const told = [
    ...options.map(optionSpec),
    ...(first ? [quoted(`1:${first.is}:${action(first)}`)] : []),
    ...(others ? [quoted(`*:${others.is}:${action(others)}`)] : []),
  ];
  return `      _arguments -s -S \\\n${told.map((one) => `        ${one}`).join(' \\\n')}`;
}

/** \`'(-n --limit)'{-n+,--limit=}'[how many rows]:value:'\` */
function optionSpec({ flags, summary, value, again }: CompletedOption): string {
  const says = `[${summary.replace(/[\\[\]:]/g, '\\$&')}]${value ? `:value:${action(value)}` : ''}`;
  const names = flags.map((flag) => (value ? `${flag}${flag.startsWith('--') ? '=' : '+'}` : flag));
  const others = again ? '*' : flags.length > 1 ? `(${flags.join(' ')})` : '';
  const [only = '', ...more] = names;
  if (more.length === 0) return quoted(`${others}${only}${says}`);
  return `${quoted(others)}{${names.join(',')}}${quoted(says)}`;
}

function action(value: Value): string {
  if (value.is === 'file') return '_files';
  if (value.is === 'folder') return '_files -/';
  if (value.is === 'text') return ' ';
  const words = value.words.join(' ');
  if (value.is === 'word-or-path') return `{_alternative "words:word:(${words})" "paths:path:_files"}`;
  return value.is === 'list' ? `_sequence compadd - ${words}` : `(${words})`;
}
