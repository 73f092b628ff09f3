/** The list of the pages, and what is true of all of them. */
import { about, commandLine } from './program.mjs';

export function indexPage(ofSeveral, ofQuestions) {
  return [
    '# Questions',
    'One page for each: what it answers, a real answer, how to read it, when it misleads, its SQL.',
    'The command lines run in a clone of this repository, whose logs they ask; `flowlogs` is `node bin/flowlogs.js` if it is not installed. On a narrow terminal a row takes several lines, or has fewer columns. Times are UTC.',
    'On your own logs, put their paths in place of the last word, and a window before it:',
    commandLine(['top-rejects', '--since', '24h', 'logs/']),
    '## Several answers on one page',
    table(ofSeveral),
    '## One answer each',
    table(ofQuestions),
  ];
}

function table(names) {
  const rows = names.map((name) => `| [${name}](${name}.md) | ${about(name).summary} |`);
  return ['| question | what it answers |', '|---|---|', ...rows].join('\n');
}
