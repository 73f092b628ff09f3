/** Statements typed by hand. */
import { openClients } from '../../src/engines/athena/clients.ts';
import { runQuery } from '../../src/engines/athena/execution.ts';
import { openAnswer } from '../../src/engines/athena/pages.ts';
import type { Place } from './bed.ts';

/** The rows of any statement as text, without the names of the columns. */
export async function rowsOn({ database, bucket }: Place, text: string): Promise<(string | null)[][]> {
  const options = {
    ...{ database, table: '', pricePerTb: 5, now: () => new Date() },
    outputLocation: `s3://${bucket}/results/`,
  };
  const { athena } = openClients(options);
  const { execution } = await runQuery(athena, text, options);
  const answer = await openAnswer(athena, execution, options);
  const rows: (string | null)[][] = [];
  for await (const batch of answer.batches(answer.infos.map(({ Name = '' }) => ({ name: Name, kind: 'text' })))) {
    rows.push(...batch.map((row) => row.map((value) => (value === null ? null : String(value)))));
  }
  return rows;
}
