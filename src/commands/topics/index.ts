/** The topics of `flowlogs help`, one file each. */
import type { Topic } from './topic.ts';

export const topics: readonly Topic[] = [
  {
    name: 'filters',
    summary: 'how to choose flows: addresses, ports, lists, and all others with !',
    load: async () => (await import('./filters.ts')).filtersPage,
  },
  {
    name: 'time',
    summary: 'which time a question is about, and when the logs of a time are complete',
    load: async () => (await import('./time.ts')).timePage,
  },
  {
    name: 'aws-queries',
    summary: "AWS's predefined Athena queries, and the command that answers each",
    load: async () => (await import('./aws-queries.ts')).awsQueriesPage,
  },
  {
    name: 'exit-codes',
    summary: 'how scripts and cron tell what happened',
    load: async () => (await import('./exit-codes.ts')).exitCodesPage,
  },
];
