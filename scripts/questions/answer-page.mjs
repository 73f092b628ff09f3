/** What all pages that answer have in common: the command, what it prints, how to read it, when it misleads, what it asks. */
import { always } from './pages.mjs';
import { about, answered, bullets, capital, commandLine } from './program.mjs';

/** `answer` is what the program printed; `reading` and `sql` are the parts that are the page's own. */
export function answerPage(name, { line, read, misleads }, answer, { reading, sql }) {
  const { summary, details, warnings } = about(name);
  return [
    `# ${name}`,
    `${capital(summary)}.`,
    ...details,
    commandLine(line),
    ...answered(answer),
    '## How to read it',
    read,
    ...reading,
    '## When it misleads',
    ...warnings,
    bullets([...misleads, ...always]),
    '## SQL',
    ...sql,
  ];
}
