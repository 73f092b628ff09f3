/** The page of a question: one answer, one text of SQL. */
import { answerPage } from './answer-page.mjs';
import { pages } from './pages.mjs';
import { fence, flowlogs, meaningsOf, statementsOf } from './program.mjs';

export function questionPage(name) {
  const { line, meanings } = pages[name];
  const [header] = flowlogs(...line, '--csv').stdout.split('\n');
  const [{ sql }] = statementsOf(line);
  return answerPage(name, pages[name], flowlogs(...line), {
    reading: [meaningsOf(header.split(','), meanings)],
    sql: [
      'Over the relation `flow` ([what that is](../sql.md)), word for word the same on files and on Athena:',
      fence('sql', sql),
    ],
  });
}
