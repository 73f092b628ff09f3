/** The page of a question: one answer, one text of SQL. */
import { always, pages } from './pages.mjs';
import {
  about,
  answered,
  bullets,
  capital,
  commandLine,
  fence,
  flowlogs,
  meaningsOf,
  statementsOf,
} from './program.mjs';

export function questionPage(name) {
  const { line, read, meanings, misleads } = pages[name];
  const { summary, details, warnings } = about(name);
  const [header] = flowlogs(...line, '--csv').stdout.split('\n');
  const [{ sql }] = statementsOf(line);
  return [
    `# ${name}`,
    `${capital(summary)}.`,
    ...details,
    commandLine(line),
    ...answered(flowlogs(...line)),
    '## How to read it',
    read,
    meaningsOf(header.split(','), meanings),
    '## When it misleads',
    ...warnings,
    bullets([...misleads, ...always]),
    '## SQL',
    'Over the relation `flow` ([what that is](../sql.md)), word for word the same on files and on Athena:',
    fence('sql', sql),
  ];
}
