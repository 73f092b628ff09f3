/** The page of a command that gives several answers at once. */
import { answerPage } from './answer-page.mjs';
import { bullets, fence, flowlogs, meaningsOf, statementsOf } from './program.mjs';
import { sectionPages } from './section-pages.mjs';

export function sectionsPage(name) {
  const { line, sections, meanings, flow } = sectionPages[name];
  const answer = flowlogs(...line);
  refuseOthers(name, sections, JSON.parse(flowlogs(...line, '--json').stdout), answer.stdout);
  const [header] = flowlogs(...line, '--csv').stdout.split('\n');
  return answerPage(name, sectionPages[name], answer, {
    reading: [
      'Its sections, and what they are called in the formats for programs:',
      bullets(Object.entries(sections).map(([key, [title, meaning]]) => `${title} (\`${key}\`): ${meaning}`)),
      'Their columns. A page has those for which there is room, the formats for programs have all:',
      meaningsOf(header.split(','), meanings),
    ],
    sql: [`${flow} Each is word for word the same on files and on Athena:`, ...foldedStatements(statementsOf(line))],
  });
}

function refuseOthers(name, sections, found, shown) {
  const [told, there] = [Object.keys(sections).join(), Object.keys(found).join()];
  if (told !== there) throw new Error(`scripts/questions/section-pages.mjs tells of ${told}, and ${name} has ${there}`);
  for (const [title] of Object.values(sections)) {
    if (!shown.includes(`\n${title}`)) throw new Error(`${name} shows no section ${title}`);
  }
}

/** What several sections ask of different flows stands once. */
export function foldedStatements(statements) {
  const names = new Map();
  for (const { name, sql } of statements) names.set(sql, [...(names.get(sql) ?? []), name]);
  return [...names].map(
    ([sql, of]) => `<details>\n<summary>${of.join('; ')}</summary>\n\n${fence('sql', sql)}\n\n</details>`,
  );
}
