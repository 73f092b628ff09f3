/** What a page would ask, in place of the page. */
import type { Scope } from '../engines/engine.ts';
import { lackingField, withReading } from './page-readings.ts';
import type { PageSpec } from './page-spec.ts';
import { ended, type Preview } from './preview.ts';
import type { Source } from './source.ts';

/** One statement after the other, each below the name of its section, and each ended so that all can be pasted at once. */
export async function pageStatements(
  preview: NonNullable<Preview>,
  { sections }: PageSpec,
  source: Source,
  scope: Scope,
  recorded: readonly string[],
): Promise<string> {
  const parts = sections
    .flatMap(({ name, parts }) => parts.map((part) => ({ name, part })))
    .filter(({ part }) => lackingField(part, recorded) === undefined);
  const texts: string[] = [];
  for (const { name, part } of parts) {
    const statement = await source.engine.statement({ ...withReading(scope, part.reading), question: part.question });
    texts.push(`-- ${part.label === undefined ? name : `${name}, ${part.label}`}\n${ended(statement)}\n`);
  }
  if (preview === 'dry-run') {
    const readings = new Set(parts.map(({ part }) => part.reading));
    const times = source.pricePerTb === undefined ? readings.size : parts.length;
    texts.push(`-- ${await source.estimate(scope)}; that ${times} times\n`);
  }
  return texts.join('\n');
}
