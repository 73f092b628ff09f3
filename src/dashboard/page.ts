/** The page: what the build made of `page/`, with the data in its place. */
import { readFile } from 'node:fs/promises';
import { dashboardPage } from '../built.ts';
import { AnswerError } from '../errors.ts';
import type { DashboardData } from './contract.ts';
import { scriptJson } from './pack.ts';

/** Where the data go: stands in the page once, in a script element that no browser runs. */
const place = '"flowlogs dashboard data"';

export async function pageOf(data: DashboardData): Promise<string> {
  const page = await readFile(dashboardPage, 'utf8').catch((error: unknown) => {
    throw new AnswerError('the page of the dashboard is not built', 'install flowlogs again', error);
  });
  const [before, after] = page.split(place);
  if (before === undefined || after === undefined)
    throw new AnswerError('the page of the dashboard has no place for data');
  return before + scriptJson(data) + after;
}
