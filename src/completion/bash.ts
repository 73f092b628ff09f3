/** Completion for bash, from 3.2 on, which macOS has; nothing of the package bash-completion is needed. */
import { type CommandLine, type CompletedCommand, grouped, sharedOptions, type Value } from './command-line.ts';
import { quoted } from './quoting.ts';

export function bashCompletion(line: CommandLine): string {
  return `# Completion of flowlogs for bash, made by flowlogs completion bash.

# What stands in the first place is a command.
_flowlogs_commands=${quoted(line.commands.map(({ name }) => name).join(' '))}

# Sets kind and words: what the first argument of a command is, or one after it. Without a kind it has none.
_flowlogs_argument() {
  kind= words=
  case $1\\ $2 in
${branches(argumentCases(line.commands))}
  esac
}

# Sets kind and words: what comes after an option. Without a kind: it is a switch, or no option.
_flowlogs_value() {
  kind= words=
  case $1\\ $2 in
${branches(valueCases(line))}
  esac
}

# Sets words: the options of a command.
_flowlogs_options() {
  words=
  case $1 in
${branches(optionCases(line.commands))}
  esac
}
${completing}`;
}

interface Case {
  readonly pattern: string;
  readonly says: string;
}

/** One branch for all patterns that say the same. */
function branches(cases: readonly Case[]): string {
  const groups = [...grouped(cases, ({ says }) => says)];
  return groups
    .map(([says, same]) => `    ${same.map(({ pattern }) => pattern).join(' | ')})\n      ${says}\n      ;;`)
    .join('\n');
}

function argumentCases(commands: readonly CompletedCommand[]): readonly Case[] {
  return commands.flatMap(({ name, first, others }) => [
    ...(first ? [{ pattern: quoted(`${name} first`), says: assignment(first) }] : []),
    ...(others ? [{ pattern: quoted(`${name} other`), says: assignment(others) }] : []),
  ]);
}

/** By the option alone, unless it is not the same on all commands that have it. */
function valueCases(line: CommandLine): readonly Case[] {
  const flags = sharedOptions(line).flatMap((option) => option.flags.map((flag) => ({ flag, option })));
  const says = (value: Value | undefined) => (value ? assignment(value) : ':');
  return [...grouped(flags, ({ flag }) => flag)].flatMap(([flag, variants]) => {
    const different = new Set(variants.map(({ option }) => says(option.value)));
    const [only = ':', ...others] = different;
    if (others.length === 0) return only === ':' ? [] : [{ pattern: `*${quoted(` ${flag}`)}`, says: only }];
    return variants.flatMap(({ option }) =>
      option.commands.map((name) => ({ pattern: quoted(`${name} ${flag}`), says: says(option.value) })),
    );
  });
}

function optionCases(commands: readonly CompletedCommand[]): readonly Case[] {
  return commands.map(({ name, options }) => ({
    pattern: quoted(name),
    says: `words=${quoted(options.map(({ flags }) => flags.at(-1) ?? '').join(' '))}`,
  }));
}

function assignment(value: Value): string {
  if (value.is !== 'words') return `kind=${value.is}`;
  return `kind=${value.list ? 'list' : 'words'} words=${quoted(value.words.join(' '))}`;
}

/** What is the same whatever the commands are. */
const completing = `
_flowlogs() {
  local IFS=$' \\t\\n' kind= words= prefix= ended= place=other i
  local command=\${COMP_WORDS[1]-} before=\${COMP_WORDS[COMP_CWORD-1]-} word=\${COMP_WORDS[COMP_CWORD]-}
  COMPREPLY=()
  if [ "$COMP_CWORD" -le 1 ]; then
    words=$_flowlogs_commands
    case $word in -*) words='--help --version' ;; esac
    _flowlogs_words
    return
  fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [ "\${COMP_WORDS[i]}" = -- ]; then ended=yes; fi
  done
  # bash cuts --output=csv at the =, unless the user has told it not to.
  case $word in
    =) word= ;;
    --*=*) prefix=\${word%%=*}= before=\${word%%=*} word=\${word#*=} ;;
  esac
  if [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]-}; fi
  if [ -z "$ended" ]; then _flowlogs_value "$command" "$before"; fi
  if [ -z "$kind" ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then place=first; fi
    _flowlogs_argument "$command" "$place"
    # Options are offered when one is begun, and where there is nothing else.
    case $ended:$kind:$word in :*:-* | ::) _flowlogs_options "$command"; kind=words ;; esac
  fi
  _flowlogs_offer
}

_flowlogs_offer() {
  case $kind in
    words) _flowlogs_words ;;
    list) _flowlogs_list ;;
    folder) COMPREPLY=($(compgen -P "$prefix" -d -- "$word")); compopt -o filenames 2>/dev/null ;;
    # Files are what bash offers when nothing else is.
    file) ;;
    *) compopt +o bashdefault +o default 2>/dev/null ;;
  esac
}

_flowlogs_words() {
  COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "$word"))
}

# Offers what is not yet in the list; more may follow.
_flowlogs_list() {
  local listed= one fresh=
  case $word in *,*) listed=\${word%,*}, ;; esac
  for one in $words; do
    case ,$listed in *,"$one",*) ;; *) fresh+=" $one" ;; esac
  done
  prefix+=$listed word=\${word##*,} words=$fresh
  _flowlogs_words
  compopt -o nospace 2>/dev/null
}

complete -o bashdefault -o default -F _flowlogs flowlogs
`;
