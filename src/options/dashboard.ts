/** The options of the dashboard beside those of every question. */
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';
import { outputOptions } from './output.ts';
import { trendOptions } from './trend.ts';

export const dashboardOptions = {
  bin: {
    ...trendOptions.bin,
    summary: 'how long a bar of the chart is: 5m, 1h, 1d; if not said, what suits the time of the logs',
    heading: 'Output' as const,
  },
  title: option<string | undefined>({
    flags: '--title <text>',
    summary: 'what stands above the page',
    heading: 'Output',
    fallback: undefined,
    parse: parseTitle,
  }),
  out: { ...outputOptions.out, summary: 'the file of the page, such as report.html; - is standard output' },
};

const longestTitle = 200;

function parseTitle(text: string, origin: string): string {
  const title = text.trim();
  if (title !== '' && title.length <= longestTitle) return title;
  throw new UsageError(`${origin} is empty or too long`, `use a text of up to ${longestTitle} characters`);
}
