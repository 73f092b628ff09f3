/** What bash does to complete a line, the same whatever the commands are. */
export const completing = `
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
  # bash cuts --output=csv at the = (3.2 in what it replaces alone), unless the user has told it not to.
  case $word in
    =) word= ;;
    --*=*)
      before=\${word%%=*} word=\${word#*=}
      case \${COMP_WORDBREAKS-=} in *=*) ;; *) prefix=$before= ;; esac
      ;;
  esac
  if [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]-}; fi
  if [ -z "$ended" ]; then _flowlogs_value "$command" "$before"; fi
  if [ -z "$kind" ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then place=first; fi
    _flowlogs_argument "$command" "$place"
    # Options are offered when one is begun, and where there is nothing else.
    case $ended:$kind:$word in :*:-* | ::) _flowlogs_options "$command"; kind=word ;; esac
  fi
  _flowlogs_offer
}

_flowlogs_offer() {
  case $kind in
    word) _flowlogs_words ;;
    list) _flowlogs_list ;;
    word-or-path) _flowlogs_words; _flowlogs_paths -f ;;
    folder) _flowlogs_paths -d ;;
    # Files are what bash offers when nothing else is.
    file) ;;
    *) compopt +o bashdefault +o default 2>/dev/null ;;
  esac
}

_flowlogs_words() {
  COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "$word"))
}

# Names of files and folders may hold anything but the end of a line.
_flowlogs_paths() {
  local one
  while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen -P "$prefix" "$1" -- "$word")
  compopt -o filenames 2>/dev/null
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
