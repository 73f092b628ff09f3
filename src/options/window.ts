/** The options that say which time a question is about. `parseWindow` of window.ts understands them together. */
import { option } from '../option.ts';

const text = (typed: string) => typed;

export const windowOptions = {
  since: option<string | undefined>({
    flags: '--since <time>',
    summary: 'flows that started then or later: 90m, 24h, 7d, 2025-08-14, 2025-08-14T10:00Z, epoch seconds',
    heading: 'Window',
    config: 'string',
    instead: ['date'],
    fallback: undefined,
    parse: text,
  }),
  until: option<string | undefined>({
    flags: '--until <time>',
    summary: 'flows that started before then',
    heading: 'Window',
    config: 'string',
    instead: ['date'],
    fallback: undefined,
    parse: text,
  }),
  date: option<string | undefined>({
    flags: '--date <day>',
    summary: 'one whole day in UTC: 2025-08-14, today, yesterday',
    heading: 'Window',
    instead: ['since', 'until'],
    fallback: undefined,
    parse: text,
  }),
};
