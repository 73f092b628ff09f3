import type { Page } from './topic.ts';

export const timePage: Page = {
  title: 'Which time a question is about',
  parts: [
    {
      terms: [
        ['--since <time>', 'flows that started then or later'],
        ['--until <time>', 'flows that started before then'],
        ['--date <day>', 'one whole day'],
      ],
    },
    'Times are UTC, whatever the time zone of the machine:',
    {
      terms: [
        ['90m, 24h, 7d, 2w', 'so long before now'],
        ['2025-08-14, today, yesterday', 'a day: its beginning, or with --date all of it'],
        ['2025-08-14T10:00Z, now', 'a moment; of other time zones as in 2025-08-14T12:00+02:00'],
        ['1755165600', 'the same in epoch seconds'],
      ],
    },
    'A record belongs to the moment of its start, also when AWS delivered it into the folder of the next day.',
    'Without a window, files are read whole, and a data lake is asked about the last 24 hours, which is said.',
    'AWS delivers records some ten minutes late, sometimes later: the last quarter of an hour is never complete.',
    {
      lines: [
        ['rejects of the last hour', 'flowlogs top-rejects --since 1h logs/'],
        ['yesterday, whole', 'flowlogs top-accepts --date yesterday logs/'],
        ['an hour of an incident', 'flowlogs search --since 2025-08-14T13:00Z --until 2025-08-14T14:00Z logs/'],
      ],
    },
  ],
};
